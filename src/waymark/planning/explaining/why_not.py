"""Why an option is not in a plan: what stands against it, what is missing for it, what came before it."""

import msgspec

from waymark.knowledge.model.effect import Cadence, Get, Recommend, Review, Task
from waymark.knowledge.model.rule import Rule
from waymark.planning.explaining.changes import Changes
from waymark.planning.explaining.effects import Entry
from waymark.planning.explaining.explain import items_of
from waymark.planning.explaining.explanation import Because, WhyNot, WouldChange
from waymark.planning.explaining.ground import Ground
from waymark.planning.explaining.library_names import option_name
from waymark.planning.explaining.standing import against, could_speak, lacking_rules, not_offered
from waymark.planning.explaining.why_not_goal import no_goal, no_problem
from waymark.planning.explaining.why_not_help import no_help
from waymark.planning.explaining.why_not_level import between, no_level
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Plan

__all__ = ["in_words", "is_level", "line_of", "why_not"]


def why_not(ground: Ground, plan: Plan, option: str, *, changes: bool = True) -> WhyNot:
    """Why this option (as `find_option` gives it) is not in the plan that `ground` gives; where it is, its line.

    A line that only waits or is listed as not possible is given with the reasons all the same. `changes`: also what
    would bring it in, which takes longest.
    """
    line = line_of(plan, option)
    if line is not None and _stands(plan, line):
        return WhyNot(option=option, title=option_name(ground.prepared, option), line=line)
    because = tuple(_reasons(ground, plan, option))
    rules = tuple(dict.fromkeys(rule for reason in because for rule in reason.rules))
    change = _bring_in(ground, option, line) if changes else None
    return WhyNot(
        option=option,
        title=option_name(ground.prepared, option),
        line=line,
        because=because,
        rules=ground.rules(rules),
        trees=ground.trees(rules),
        would_change=change,
    )


def line_of(plan: Plan, option: str) -> str | None:
    """The line in which this option stands in the plan; what is only left out has none."""
    kind, _, name = option.partition(":")
    if kind == "level":
        chosen = plan.level.recommended
        return "level" if name in (chosen.key, chosen.level) else None
    if kind == "medicine":
        order = {"current": 0, "option": 1, "held": 2, "excluded": 3}
        listed = sorted((m for m in plan.medicines if m.medicine == name), key=lambda m: order[m.status])
        return listed[0].id if listed else None
    if kind == "problem":
        return next((g.id for g in (*plan.goals, *plan.later) if f"{g.problem}:".startswith(f"{name}:")), None)
    if kind == "goal":
        return next((g.id for g in (*plan.goals, *plan.later) if f"{g.id}:".startswith(f"{option}:")), None)
    if kind == "tool":
        handed = any(t.id == option for t in plan.tools)
        tonight = f"tonight:{name}"
        return tonight if tonight in items_of(plan) else option if handed else None
    if kind == "rule":
        return next((i.id for i in items_of(plan).values() if name in i.rules), None)
    if kind == "instrument":
        wanted = (f"get:{name}", f"open:instrument:{name}")
        return next((i for i in items_of(plan) if i.startswith(wanted)), None)
    return option if option in items_of(plan) else None


def in_words(plan: Plan, said: WhyNot, language: str) -> str:
    """Whether the option stands in the plan, in a sentence."""
    if said.line is None:
        return tell("not in plan", language, title=said.title)
    if not said.because:
        item = items_of(plan).get(said.line)
        return tell("in plan", language, title=said.title, line=said.title if item is None else item.title)
    status = getattr(items_of(plan).get(said.line), "status", "")
    key = {"excluded": "is excluded", "held": "is held"}.get(status, "is later")
    return tell(key, language, title=said.title)


def _bring_in(ground: Ground, option: str, line: str | None) -> WouldChange | None:
    """What would bring the option in, or set free what waits; None where no line can be asked for it."""
    kind, _, name = option.partition(":")
    if kind == "level":
        changes = Changes(ground.situation)
        return changes.towards("level", lambda entry: is_level(entry, name), between=between(ground, name))
    wanted = line or _line_it_would_be(ground, kind, name)
    return None if wanted is None else Changes(ground.situation).of(wanted)


def is_level(entry: Entry, name: str) -> bool:
    """Whether this level is recommended: `L2a` with whatever goes along, `L2a+OTP` with just that."""
    recommended = "" if entry is None else str(entry[0])
    return recommended == name or recommended.partition("+")[0] == name


def _line_it_would_be(ground: Ground, kind: str, name: str) -> str | None:
    """The id of the line in which the option would stand."""
    if kind in ("intervention", "goal", "task", "get", "watch"):
        return f"{kind}:{name}"
    if kind == "medicine":
        effects = [e for r in ground.speaking(Recommend, option=f"medicine:{name}") for e in r.effects]
        uses = [e.substance for e in effects if isinstance(e, Recommend) and e.substance]
        use = next(iter(uses or ground.prepared.medicines[name].treats), "")
        return f"medicine:{name}:{use}" if use else f"medicine:{name}"
    if kind == "problem":
        problem, _, substance = name.partition(":")
        goals = ground.prepared.problems[problem].goals
        return f"goal:{goals[0]}:{substance}" if goals and substance else f"goal:{goals[0]}" if goals else None
    return None


def _stands(plan: Plan, line: str) -> bool:
    """It is in the plan outright: neither waiting, nor listed as not possible, nor put off."""
    item = items_of(plan).get(line)
    if item is None:
        return True
    return getattr(item, "status", "option") in ("option", "current") and item not in plan.later


def _reasons(ground: Ground, plan: Plan, option: str) -> list[Because]:
    kind, _, name = option.partition(":")
    if kind == "level":
        return no_level(ground, plan, name)
    if kind == "goal":
        return no_goal(ground, plan, name)
    if kind == "problem":
        return no_problem(ground, plan, name)
    if kind == "intervention":
        return no_help(ground, plan, name)
    if kind == "medicine":
        return _no_medicine(ground, name)
    if kind == "tool":
        return _no_tool(ground, plan, name)
    if kind == "rule":
        return _rule_is_silent(ground, name)
    return _no_step(ground, kind, name)


# --- medicines -------------------------------------------------------------------------------------------------------


def _no_medicine(ground: Ground, name: str) -> list[Because]:
    option = f"medicine:{name}"
    speaking = [(r, e) for r in ground.speaking(Recommend, option=option) for e in r.effects]
    spoken = [r.id for r, _ in speaking if r.id in ground.findings.spoken and ground.answer(r.id)]
    found = against(ground, option)
    for use in dict.fromkeys(e.substance for _, e in speaking if isinstance(e, Recommend) and e.substance):
        found += [b for b in against(ground, option, use) if b not in found]
    if not spoken:
        # What would have to be found out first matters once something speaks for it.
        waits = [msgspec.structs.replace(b, person="") for b in found if b.kind == "held"]
        settled = [b for b in found if b.kind != "held"]
        found = [*settled, *could_speak(ground, [r for r, _ in speaking]), *waits]
    if not ground.prepared.offers_medicine(name):
        found.append(not_offered(ground))
    return found


# --- steps, tools, rules ---------------------------------------------------------------------------------------------


def _no_step(ground: Ground, kind: str, name: str) -> list[Because]:
    """A task, something to find out, something repeated: its rules are silent, or it is done already."""
    kinds: dict[str, tuple[type, str]] = {"task": (Task, "task"), "get": (Get, "what"), "watch": (Cadence, "what")}
    if kind == "instrument":
        kinds["instrument"] = (Get, "what")
    if kind not in kinds:
        rules = [r for r in ground.prepared.rules if kind in ("review", "alert", "inform") and r.id in name]
        return could_speak(ground, rules or ground.speaking(Review))
    effect, field = kinds[kind]
    rules = ground.speaking(effect, **{field: name})
    true = [r for r in rules if ground.answer(r.id) is True]
    if not true:
        return could_speak(ground, rules)
    return [_already(ground, rule, effect, field, name) for rule in true[:1]]


def _already(ground: Ground, rule: Rule, effect: type, field: str, name: str) -> Because:
    """The rule speaks, and the step is needless: done, or its result is known and still holds."""
    language = ground.language
    done = next(
        (
            getattr(e, "done_when", None)
            for e in rule.effects
            if isinstance(e, effect) and getattr(e, field) == name and getattr(e, "done_when", None)
        ),
        None,
    )
    if done is not None and ground.truths.value(done) is True:
        label = ground.labels([done])
        return Because(
            kind="done",
            says=tell("why done", language, fact=label),
            person=tell("why done person", language),
            rules=(rule.id,),
        )
    return Because(kind="covered", says=tell("why known", language), rules=(rule.id,))


def _no_tool(ground: Ground, plan: Plan, name: str) -> list[Because]:
    """A tool is handed out with a way of help or a step of a goal; neither is in the plan."""
    prepared, language = ground.prepared, ground.language
    aside = ground.options.standing(f"tool:{name}").excluded
    if aside:
        said = {rule: reason for rule in aside if (reason := ground.evidence.reasons(rule)) is not None}
        return [
            Because(kind="excluded", says=reason.clinician, person=reason.person, rules=(rule,))
            for rule, reason in said.items()
        ]
    help_ = [i for i, item in prepared.interventions.items() if name in item.tools]
    inside = [o.title for o in plan.interventions if o.intervention in help_]
    if inside:
        return [Because(kind="cut", says=tell("why tool cut", language, name=inside[0]))]
    names = [prepared.text(prepared.interventions[i].label) for i in help_]
    goals = (g for g in prepared.goals.values() if any(s.tool == name for s in g.steps))
    # A goal that stands for any substance names none of them.
    names += [label for g in goals if "{" not in (label := prepared.text(g.label))]
    listed = ", ".join(names[:6])
    return [
        Because(
            kind="no rule",
            says=tell("why nothing uses", language, names=listed),
            person=tell("why nothing uses person", language, names=", ".join(names[:3])),
        )
    ]


def _rule_is_silent(ground: Ground, name: str) -> list[Because]:
    language, rule = ground.language, ground.prepared.rule(name)
    decision = ground.stand.set_aside.get(name)
    if decision is not None:
        reason = decision.text or decision.reason_code or ""
        return [Because(kind="excluded", says=tell("why set aside", language, reason=reason), rules=(name,))]
    key = "why rule open" if ground.answer(name) is None else "why rule false"
    return [
        Because(
            kind="no rule",
            says=tell(key, language, rules=ground.asks([name])),
            rules=(name,),
            lacks=lacking_rules(ground, [rule]),
        )
    ]
