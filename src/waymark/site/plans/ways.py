"""What can be said of one line: what may change, what is open, which rules speak, what else there is."""

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import Release
from waymark.planning.deciding.contents import items_in
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Goal, Item, LevelChoice, MedicineOption, Plan, Step
from waymark.rendering.headings import WHO
from waymark.site.plans.deciding import Verb

__all__ = ["Ways", "ways_of"]

# Of facts and rules of one line, as many as fit a page; all of them stand in its reasons.
MOST_OPEN, MOST_RULES = 4, 8
_OPEN = ("find_out_first", "find_out", "open_facts", "to_confirm", "could_rise_with")


class Ways(msgspec.Struct, frozen=True):
    """`changes`: fields that may change. `facts`: not known, and the line waits. `rules`: what they ask, by id."""

    changes: tuple[str, ...]
    verbs: tuple[Verb, ...]
    levels: tuple[tuple[str, str], ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    who: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    unit: str = ""


def ways_of(plan: Plan, name: str, release: Release, *, own: bool) -> Ways:
    """For one line; a line that is there no more can be agreed to again or taken back."""
    item = items_in(plan).get(name)
    verbs: list[Verb] = ["agreed", "disagreed", "declined"]
    if item is None:
        return Ways((), ("agreed", "withdrawn"))
    verbs.append("changed")
    if isinstance(item, Goal):
        verbs += ["paused", "replaced"]
    facts = () if own else _open_facts(plan, item, release)
    rules = () if own else _rules(plan, item)
    verbs += [*(["settled"] if facts else []), *(["override"] if rules else [])]  # type: ignore[list-item]
    if {item.state.person, item.state.clinician} != {"proposed"}:
        verbs.append("withdrawn")
    language = LANGUAGES.index(plan.header.language)
    return Ways(
        _changes(item),
        tuple(verbs),
        levels=_levels(item) if isinstance(item, LevelChoice) else (),
        goals=_other_goals(plan, item, release) if isinstance(item, Goal) else (),
        who=tuple((who, words[language]) for who, words in WHO.items()) if isinstance(item, Step) else (),
        facts=facts,
        rules=rules,
        unit=item.unit if isinstance(item, Goal) else "",
    )


def _changes(item: Item) -> tuple[str, ...]:
    match item:
        case Goal():
            return ("says", "target", "days")
        case LevelChoice():
            return ("level", "says")
        case MedicineOption():
            return ("order", "says")
        case Step():
            return ("who", "within_hours", "says")
    return ("says",)


def _levels(item: LevelChoice) -> tuple[tuple[str, str], ...]:
    every = (item.recommended, *item.acceptable, item.next_down, item.next_up, item.unmet, item.meanwhile)
    return tuple({one.level: one.title for one in every if one is not None}.items())


def _other_goals(plan: Plan, item: Goal, release: Release) -> tuple[tuple[str, str], ...]:
    """Goals of the plan, the later ones first, then those of the library for the same problem."""
    found = {goal.id: goal.title for goal in (*plan.later, *plan.goals)}
    problem = release.problems.get(item.problem.partition(":")[0])
    if problem is not None:
        behind = f":{item.substance}" if problem.per_substance and item.substance else ""
        for name in problem.goals:
            if name in release.goals and (behind or not problem.per_substance):
                found.setdefault(f"goal:{name}{behind}", next(iter(release.goals[name].label.values())))
    return tuple((name, title) for name, title in found.items() if name != item.id)


def _open_facts(plan: Plan, item: Item, release: Release) -> tuple[Fact, ...]:
    named = dict.fromkeys(fact for field in _OPEN for fact in getattr(item, field, ()))
    open_now = [release.facts[name] for name in named if name in release.facts and name not in plan.facts]
    return tuple(fact for fact in open_now if fact.type in ("boolean", "category", "integer", "number"))[:MOST_OPEN]


def _rules(plan: Plan, item: Item) -> tuple[tuple[str, str], ...]:
    return tuple((name, plan.rules[name].asks) for name in dict.fromkeys(item.rules) if name in plan.rules)[:MOST_RULES]
