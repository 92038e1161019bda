"""Does everything that is named exist, and can everything that exists be reached?"""

from collections.abc import Iterable, Iterator

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found, warned
from waymark.knowledge.convert import nearest
from waymark.knowledge.folder import Written
from waymark.knowledge.model import effect as effects
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.reader import Path

__all__ = ["OTHER_SETTINGS", "care", "options", "reachable", "rules", "ways_of_knowing"]

OTHER_SETTINGS = (
    "ambulatory-alcohol-withdrawal",
    "confrontation",
    "discharge-for-use",
    "disulfiram-implant",
    "ibogaine",
    "joint-family-work",
    "medicine-as-sanction",
    "sedatives-only",
    "surprise-confrontation",
    "ultra-rapid-detox",
)


class _Names:
    """Looks names up and words what is missing."""

    def __init__(self, library: Library) -> None:
        self.library = library
        medicines = [written.entry for written in library.entries["medicines"].values()]
        self.classes = {name for medicine in medicines for name in (*medicine.classes, medicine.ingredient)}

    def entry(self, written: Written, kind: str, name: str | None, *path: str | int) -> Iterator[Finding]:
        """Nothing when `name` is an entry of `kind`; with `{substance}` the first class that has it."""
        if name is None or name in self.library.entries[kind]:
            return
        if "{substance}" in name and any(
            name.replace("{substance}", substance) in self.library.entries[kind]
            for substance in self.library.entries["substances"]
        ):
            return
        help_ = nearest(name, self.library.entries[kind]) or "; add it or correct the id"
        yield found("names", written, f"`{name}` is not among the {kind}{help_}", *path)

    def entries(self, written: Written, kind: str, names: Iterable[str], key: str) -> Iterator[Finding]:
        """The same for a list of names."""
        for number, name in enumerate(names):
            yield from self.entry(written, kind, name, key, number)

    def option(self, written: Written, option: str, *path: str | int) -> Iterator[Finding]:
        """Options are `kind:ID`, a use of a medicine `medicine:ID@substance`."""
        kind, _, id_ = option.partition(":")
        kinds = {
            "medicine": "medicines",
            "intervention": "interventions",
            "level": "levels",
            "add-on": "add_ons",
            "tool": "tools",
        }
        if kind == "setting":
            if id_ not in OTHER_SETTINGS:
                what = f"`{option}` is no setting; settings are {', '.join(OTHER_SETTINGS)}"
                yield found("names", written, what, *path)
        elif kind in kinds:
            id_, _, use = id_.partition("@")
            yield from self.entry(written, kinds[kind], id_, *path)
            if use:
                yield from self.entry(written, "substances", use, *path)
        else:
            known = ", ".join(f"`{name}:ID`" for name in kinds)
            yield found("names", written, f"`{option}` is no option; write one of {known}", *path)


def rules(library: Library) -> Iterator[Finding]:
    """What the effects of rules name exists."""
    names = _Names(library)
    for written in library.entries["rules"].values():
        for number, effect in enumerate(written.entry.effects):
            yield from _effect(names, written, effect, ("effects", number))


def _effect(names: _Names, written: Written, effect: effects.Effect, path: Path) -> Iterator[Finding]:
    substance = getattr(effect, "substance", None)
    if substance is not None:
        yield from names.entry(written, "substances", substance, *path, "substance")
    if isinstance(effect, effects.Minimum | effects.Review):
        yield from names.entry(written, "facts", effect.given, *path, "given")
        if effect.unknown in ("apply", "review") and effect.given is None:
            what = "what holds while the rule is not yet known needs a fact that makes it matter; add `given`"
            yield found("names", written, what, *path, "unknown")
    if isinstance(effect, effects.Task | effects.Get):
        yield from names.entry(written, "facts", effect.done_when, *path, "done_when")
    if isinstance(effect, effects.Rate):
        yield from names.entry(written, "dimensions", effect.dimension, *path, "dimension")
        if not 0 <= effect.at_least <= 4:
            yield found("names", written, "a rating is 0 to 4; correct it", *path, "at_least")
    elif isinstance(effect, effects.Exclude | effects.Recommend | effects.Discourage):
        yield from names.option(written, effect.option, *path, "option")
        if isinstance(effect, effects.Recommend):
            yield from names.entry(written, "problems", effect.problem, *path, "problem")
    elif isinstance(effect, effects.OpenProblem):
        yield from names.entry(written, "problems", effect.problem, *path, "problem")
        yield from names.entry(written, "instruments", effect.confirm_with, *path, "confirm_with")
        problem = names.library.entries["problems"].get(effect.problem)
        if problem is not None and problem.entry.per_substance != (substance is not None):
            what = "the problem is opened once per substance; say which" if substance is None else "names a substance"
            yield found("names", written, f"{what}, or change `per_substance` of {effect.problem}", *path, "substance")
    elif isinstance(effect, effects.Minimum) and effect.relaxed is not None and effect.strength == "floor":
        yield found("names", written, "a floor is safety and is never relaxed; remove it", *path, "relaxed")


def care(library: Library) -> Iterator[Finding]:
    """Problems, goals, interventions, tools, medicines and add-ons name each other rightly."""
    names = _Names(library)
    for written in library.entries["problems"].values():
        problem = written.entry
        yield from names.entry(written, "dimensions", problem.dimension, "dimension")
        yield from names.entries(written, "goals", problem.goals, "goals")
        for key in ("first_line", "second_line"):
            for number, option in enumerate(getattr(problem, key)):
                yield from names.option(written, option, key, number)
    for written in library.entries["goals"].values():
        yield from names.entry(written, "facts", written.entry.measure, "measure")
        for number, step in enumerate(written.entry.steps):
            yield from names.entry(written, "tools", step.tool, "steps", number, "tool")
    for written in library.entries["interventions"].values():
        intervention = written.entry
        yield from names.entries(written, "tools", intervention.tools, "tools")
        yield from names.entries(written, "roles", intervention.provided_by, "provided_by")
        yield from names.entries(written, "facts", intervention.measures, "measures")
        for key in ("alternatives", "synergies", "conflicts"):
            yield from names.entries(written, "interventions", getattr(intervention, key), key)
    for written in library.entries["medicines"].values():
        yield from names.entries(written, "substances", written.entry.treats, "treats")
        for name in written.entry.interactions:
            if name not in names.classes:
                help_ = nearest(name, names.classes) or "; correct it, or add the medicine"
                what = f"`{name}` is no class and no ingredient of any medicine{help_}"
                yield found("names", written, what, "interactions", name)
    for written in library.entries["add_ons"].values():
        yield from names.entries(written, "levels", written.entry.on, "on")
    for written in library.entries["tools"].values():
        yield from names.entry(written, "tools", written.entry.instead, "instead")
    for written in library.entries["moves"].values():
        yield from names.entries(written, "rules", written.entry.answers, "answers")
    instrument = library.entries["instruments"]["barc10"].entry if library.entries["capital"] else None
    for written in library.entries["capital"].values():
        items = [item.id for item in instrument.items] if instrument is not None else []
        for number, item in enumerate(written.entry.items):
            if item not in items:
                help_ = nearest(item, items) or f"; it has {', '.join(items)}"
                yield found("names", written, f"barc10 has no item `{item}`{help_}", "items", number)


def ways_of_knowing(library: Library) -> Iterator[Finding]:
    """Every fact can be found out; what it is scored from, drawn from and implies exists."""
    names = _Names(library)
    for written in library.entries["facts"].values():
        fact = written.entry
        if not (fact.asked or fact.scored or fact.measured or fact.drawn or fact.derived):
            what = "cannot be found out; add `asked`, `scored`, `measured`, `drawn` or `derived`"
            yield found("obtainable", written, what)
        for number, scored in enumerate(fact.scored):
            yield from names.entry(written, "instruments", scored.instrument, "scored", number, "instrument")
            if scored.instrument in library.entries["instruments"]:
                instrument: Instrument = library.entries["instruments"][scored.instrument].entry
                scores = [score.id for score in instrument.scores]
                if scored.score not in scores:
                    help_ = nearest(scored.score, scores) or f"; it has {', '.join(scores)}"
                    what = f"{scored.instrument} has no score `{scored.score}`{help_}"
                    yield found("obtainable", written, what, "scored", number, "score")
                if (instrument.subject is None) != (scored.subject is None):
                    what = "an instrument given per substance is scored for one; and another for none"
                    yield found("obtainable", written, f"{what}: correct `subject`", "scored", number)
        for number, implication in enumerate(fact.implies):
            for name in implication.then:
                yield from names.entry(written, "facts", name, "implies", number, "then", name)


def reachable(library: Library) -> Iterator[Finding]:
    """Each intervention and goal can come into a plan, each problem can be opened, each tool is used."""
    named = options(library)
    for id_, written in library.entries["interventions"].items():
        if f"intervention:{id_}" not in named:
            what = "no problem and no rule names it, so no plan can have it; name it, or remove it"
            yield found("reachable", written, what)
    goals = {goal for written in library.entries["problems"].values() for goal in written.entry.goals}
    for id_, written in library.entries["goals"].items():
        if id_ not in goals:
            yield found("reachable", written, "no problem has this goal; name it in one, or remove it")
    opened = {
        effect.problem
        for written in library.entries["rules"].values()
        for effect in written.entry.effects
        if isinstance(effect, effects.OpenProblem)
    }
    for id_, written in library.entries["problems"].items():
        if id_ not in opened:
            yield found("reachable", written, "no rule opens this problem; write the rule, or remove it")
    tools = {tool for written in library.entries["interventions"].values() for tool in written.entry.tools}
    tools |= {step.tool for written in library.entries["goals"].values() for step in written.entry.steps}
    for id_, written in library.entries["tools"].items():
        if id_ not in tools:
            yield warned("reachable", written, "no intervention and no goal uses this tool; name it in one")


def options(library: Library) -> set[str]:
    """Every option that a problem lists or a rule recommends, and the alternatives of those."""
    named = {
        option
        for written in library.entries["problems"].values()
        for option in (*written.entry.first_line, *written.entry.second_line)
    }
    for written in library.entries["rules"].values():
        named |= {effect.option for effect in written.entry.effects if isinstance(effect, effects.Recommend)}
    waiting = list(named)
    while waiting:
        intervention = library.entries["interventions"].get(waiting.pop().removeprefix("intervention:"))
        for other in intervention.entry.alternatives if intervention is not None else ():
            if f"intervention:{other}" not in named:
                named.add(f"intervention:{other}")
                waiting.append(f"intervention:{other}")
    return named
