"""Is everything used that is written, exercised by a case, and read only for a stated reason?"""

import re
from collections.abc import Iterator

import msgspec

from waymark.knowledge.assemble import Library
from waymark.knowledge.cases import read_value
from waymark.knowledge.check.findings import Finding, found, warned
from waymark.knowledge.conditions import fact_type, vocabulary
from waymark.knowledge.convert import nearest
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.folder import Written
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.reader import Path
from waymark.knowledge.shapes import texts
from waymark.logic import ConditionError, FactType, Program, Vocabulary
from waymark.logic.checker import check_kind
from waymark.logic.parser import parse

__all__ = ["cases", "goal_targets", "names_in", "placeholders", "protected", "unused"]

_WORD = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_NAME = re.compile(r"[A-Za-z0-9{][A-Za-z0-9_.{}-]*[A-Za-z0-9}]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_WITH_WORD = re.compile(r"\{([a-z0-9_.]+)\}\s+(?:missed\s+)?([^\s,.;:)]+)")
_UNIT_WORDS = {
    "days": ("day", "day(s)", "día", "días"),
    "hours": ("hour", "hora", "horas"),
    "years": ("year", "año", "años"),
    "weeks": ("week", "semana", "semanas"),
    "months": ("month", "mes", "meses"),
    "minutes": ("minute", "minuto", "minutos"),
    "celsius": ("°C",),
}
_OF_GOALS = frozenset(("baseline", "target", "unit", "by", "substance.name", "substance.label"))
# What stands in braces beside facts and values, by the kind of the entry.
_OF_KIND = {"goals": _OF_GOALS, "problems": _OF_GOALS, "tracks": frozenset(("substance.name",))}
_READ_BY_ROOMS = ("interview.", "own_progress.", "handover.", "aftercare.", "expectations.")
_OF_KIND["moves"] = frozenset(("item", "before", "after"))


def cases(library: Library) -> Iterator[Finding]:
    """Every rule has a case that exercises it; every case can be read."""
    exercised: set[str] = set()
    rules = library.entries["rules"]
    templates = {written.template for written in rules.values()}
    for written in library.written["cases"]:
        case = written.origin
        named = [(("rules", number), name) for number, name in enumerate(case.rules)]
        for key in ("must", "must_not"):
            outcomes = getattr(case, key)
            named += [((key, number), rule) for number, outcome in enumerate(outcomes) if (rule := _rule_of(outcome))]
        for path, name in named:
            exercised.add(name)
            if name not in rules and name not in templates:
                what = f"there is no rule `{name}`{nearest(name, [*rules, *templates]) or '; correct the id'}"
                yield found("cases", written, what, *path)
        yield from _facts_of_case(library, written)
    for written in library.written["rules"]:
        ids = {written.template} | {id_ for id_, other in rules.items() if other.template == written.template}
        if not ids & exercised:
            yield found("cases", written, "no case exercises this rule; write one that names it in `rules`")


def _rule_of(outcome: str) -> str:
    """The rule that an outcome of a case names: `rule:ID`, or `OUTCOME by ID`; else nothing."""
    return outcome.removeprefix("rule:") if outcome.startswith("rule:") else outcome.partition(" by ")[2]


def _facts_of_case(library: Library, written: Written) -> Iterator[Finding]:
    facts = library.entries["facts"]
    for name, value in written.origin.facts.items():
        if name not in facts:
            what = f"there is no fact `{name}`{nearest(name, facts) or '; correct the id'}"
            yield found("cases", written, what, "facts", name)
            continue
        try:
            read_value(value, fact_type(facts[name].entry))
        except LibraryError as error:
            yield found("cases", written, str(error), "facts", name)


def protected(library: Library, program: Program) -> Iterator[Finding]:
    """No rule reads a protected attribute, not even through derived facts, without saying why."""
    facts = library.entries["facts"]
    seen: set[str] = set()
    for id_, written in library.entries["rules"].items():
        read = [name for name in program.facts_of(id_, deep=True) if facts[name].entry.protected]
        if read and not written.entry.protected_reason and written.template not in seen:
            seen.add(written.template)
            what = f"reads {', '.join(read)}, which is protected; add `protected_reason` with the clinical reason"
            yield found("protected", written, what, "when")
        if not read and written.entry.protected_reason and written.template not in seen:
            seen.add(written.template)
            yield warned("protected", written, "reads nothing protected; remove the reason", "protected_reason")


def unused(library: Library, program: Program) -> Iterator[Finding]:
    """Facts and named values that nothing reads."""
    read = {name for id_ in (*program.conditions, *program.derived) for name in program.facts_of(id_)}
    words: set[str] = set()
    for kind in ("facts", "rules", "goals", "levels", "crisis", "instruments"):
        for written in library.entries[kind].values():
            words |= _words(written)
    for written in library.entries["goals"].values():
        measure = written.entry.measure
        read |= {measure} | {measure.replace("{substance}", name) for name in library.entries["substances"]}
    for written in library.entries["interventions"].values():
        read |= set(written.entry.measures)
    for written in library.entries["facts"].values():
        read |= {name for implication in written.entry.implies for name in implication.then}
    for written in library.entries["rules"].values():
        for effect in written.entry.effects:
            read |= {name for key in ("done_when", "given") if (name := getattr(effect, key, None))}
    fresh: set[str] = set()
    for id_, written in library.entries["facts"].items():
        # A fact of all substances is used when it is for one of them.
        if id_ in read or id_ in words:
            fresh.add(written.template)
    for written in library.written["facts"]:
        # What an interview notes about itself is read by the interview; what is protected is noted to measure fairness.
        # What counts as progress for the person, and what is noted for a move, is read by the room of progress.
        # The result of a form is followed over time, whoever reads it.
        fact = written.origin
        read_elsewhere = written.id.startswith(_READ_BY_ROOMS) or fact.protected or fact.scored
        if written.template not in fresh and not read_elsewhere:
            yield warned("unused", written, "no condition, goal or text reads this fact; use it or remove it")
    for id_, written in library.entries["values"].items():
        # What is followed over time, and what is rewarded, is read by rooms of that name, not by a condition.
        if id_ not in words and not id_.startswith(("progress.", "rewards.", "reminders.")):
            yield warned("unused", written, "no condition and no text uses this value; use it or remove it")


def _words(written: Written) -> set[str]:
    entry = written.entry
    found_: set[str] = set()
    for key in ("when", "derived", "fits_when", "only_when", "target", "indicated", "gate"):
        text = getattr(entry, key, None)
        if isinstance(text, str):
            found_ |= set(_WORD.findall(text))
    found_ |= set(getattr(entry, "readings", ()))
    asked = getattr(entry, "asked", None)
    found_ |= set(_WORD.findall(getattr(asked, "only_if", None) or ""))
    for _, text in texts(entry):
        for words in text.values():
            found_ |= {name.removeprefix("value.") for name in _PLACEHOLDER.findall(words)}
    for score in getattr(entry, "scores", ()):
        for text in (score.expression, score.condition, *(step.when for step in score.cascade)):
            found_ |= set(_WORD.findall(text or ""))
    return found_


def names_in(entry: msgspec.Struct) -> set[str]:
    """Every word of an entry that could be the name of another: of its conditions, options, lists and texts."""
    found_: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, str):
            found_.update(_NAME.findall(value))
            found_.update(name.removeprefix("value.") for name in _PLACEHOLDER.findall(value))
        elif isinstance(value, dict):
            for key, item in value.items():
                look(key)
                look(item)
        elif isinstance(value, (list, tuple)):
            for item in value:
                look(item)

    look(msgspec.to_builtins(entry))
    return found_ - {getattr(entry, "id", "")}


def placeholders(library: Library) -> Iterator[Finding]:
    """What stands in braces in a text is a fact, a named value or a word that the entry may use."""
    facts, values = library.entries["facts"], library.entries["values"]
    for kind, entries in library.entries.items():
        for written in entries.values():
            for path, text in texts(written.entry):
                for locale, words in text.items():
                    for name in _PLACEHOLDER.findall(words):
                        known = name in facts or name.removeprefix("value.") in values
                        if not known and name not in _OF_KIND.get(kind, ()):
                            what = f"`{{{name}}}` is no fact and no `value.NAME`{nearest(name, [*facts, *values])}"
                            yield found("placeholders", written, what or "; correct it", *path, locale)
                    for name, word in _WITH_WORD.findall(words):
                        if name in facts and word in _unit_words(facts[name].entry):
                            what = f"`{{{name}}}` is shown with its unit; drop `{word}` behind it"
                            yield found("placeholders", written, what, *path, locale)


def _unit_words(fact: Fact) -> tuple[str, ...]:
    """The words a fact's unit is shown with, in each language."""
    unit = "days" if fact.type == "days since" else fact.unit or ""
    return (unit, *_UNIT_WORDS.get(unit, ())) if unit else ()


def goal_targets(library: Library) -> Iterator[Finding]:
    """A goal's target is arithmetic over the person's baseline; implications are conditions on their own fact."""
    baseline = Vocabulary({"baseline": FactType("number")})
    constants = vocabulary(library).constants
    for written in library.entries["goals"].values():
        if written.entry.target is not None:
            yield from _expression(written, written.entry.target, baseline, "number", ("target",))
    for id_, written in library.entries["facts"].items():
        own = Vocabulary({id_: fact_type(written.entry)}, constants)
        for number, implication in enumerate(written.entry.implies):
            yield from _expression(written, implication.when, own, "condition", ("implies", number, "when"))


def _expression(written: Written, text: str, words: Vocabulary, sort: str, path: Path) -> Iterator[Finding]:
    try:
        _, kind = check_kind(parse(text), words)
    except ConditionError as error:
        yield found("expressions", written, str(error), *path)
        return
    if kind.sort != sort:
        yield found("expressions", written, f"wants a {sort}, this is a {kind.sort}; correct it", *path)
