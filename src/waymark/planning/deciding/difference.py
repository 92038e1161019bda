"""What is different between two versions of a plan, and why: which facts, which decisions, which release.

Read from the two documents alone. Every line whose entry in the outline changed has an entry here.
"""

from collections.abc import Mapping
from typing import Literal

from waymark.planning.deciding.causes import Causes, causes_between, why
from waymark.planning.deciding.contents import items_in
from waymark.planning.outline import outline_of
from waymark.planning.plan import (
    Alert,
    Earlier,
    Goal,
    Hold,
    Item,
    LevelChoice,
    Logged,
    MedicineOption,
    Need,
    Offer,
    Part,
    Plan,
    Step,
)

__all__ = ["GROUPS", "Changed", "Difference", "Facet", "difference", "group_of"]

# By what matters first.
GROUPS = ("safety", "level", "medicines", "goals", "help", "steps", "needs", "rest")
GroupName = Literal["safety", "level", "medicines", "goals", "help", "steps", "needs", "rest"]
Facet = dict[str, str | float | None]
_BY_KIND: dict[str, GroupName] = {
    "emergency": "safety",
    "alert": "safety",
    "level": "level",
    "medicine": "medicines",
    "goal": "goals",
    "intervention": "help",
    "task": "steps",
    "get": "steps",
    "review": "steps",
    "step": "steps",
    "tonight": "steps",
    "watch": "steps",
    "need": "needs",
}


class Changed(Part, frozen=True, kw_only=True):
    """One line that is new, gone or changed. `before`, `after`: what stood there, by field."""

    item: str
    group: GroupName
    what: Literal["new", "gone", "changed"]
    title: str
    before: Facet | None = None
    after: Facet | None = None
    causes: Causes = Causes()


class Difference(Part, frozen=True, kw_only=True):
    """Two versions of one person's plan."""

    person: str
    called: str | None = None
    anchor: str | None = None
    language: str
    since: str
    until: str
    release: tuple[str, str]
    programme: tuple[str, str]
    changed: tuple[Changed, ...] = ()
    # What the authors decided in between, oldest first.
    decided: tuple[Logged, ...] = ()
    # Labels of facts that are new or have another value.
    learned: tuple[str, ...] = ()
    same: bool = False


def difference(old: Plan, new: Plan) -> Difference:
    """What is different in `new`; both are of one person and in one language."""
    causes = causes_between(old, new)
    before, after = _lines(old), _lines(new)
    one, other = outline_of(old), outline_of(new)
    names = dict.fromkeys(name.partition("#")[0] for name in {**other, **one} if one.get(name) != other.get(name))
    found = [
        entry
        for name in names
        if (entry := _changed(name, before, after, old, new, causes_of=why(causes, name, before, after))) is not None
    ]
    found.sort(key=lambda entry: GROUPS.index(entry.group))
    head = new.header
    return Difference(
        person=head.person,
        called=head.called,
        anchor=head.anchor,
        language=head.language,
        since=old.header.at,
        until=head.at,
        release=(_release(old), _release(new)),
        programme=(old.header.programme, head.programme),
        changed=tuple(found),
        decided=causes.decided,
        learned=tuple(move.label for move in causes.moves.values()),
        same=not found and not causes.decided,
    )


def _release(plan: Plan) -> str:
    return f"{plan.header.release_version} ({plan.inputs.release[:8]})"


def group_of(item: str) -> GroupName:
    """Where a line is told."""
    kind, _, rest = item.partition(":")
    if kind == "earlier":
        return group_of(rest)
    if kind in ("hold", "left-out"):
        inner = group_of(rest)
        return inner if inner in ("medicines", "help", "level", "goals") else "rest"
    if item == "step:start-level":
        return "level"
    return _BY_KIND.get(kind, "rest")


def _lines(plan: Plan) -> dict[str, Item]:
    found = {**items_in(plan), **{e.id: e for e in plan.earlier}}
    if plan.emergency is not None:
        way = plan.emergency
        rules = ", ".join(way.rules)
        found["emergency"] = Item(id="emergency", title=way.action, detail=rules, facts=way.facts, rules=way.rules)
    return found


def _changed(
    name: str, before: Mapping[str, Item], after: Mapping[str, Item], old: Plan, new: Plan, causes_of: Causes
) -> Changed | None:
    was, is_ = before.get(name), after.get(name)
    first, last = (None if line is None else _facet(line, plan) for line, plan in ((was, old), (is_, new)))
    if first is not None and first == last:
        # Only what moves every day differs: dates that count from the plan's own day.
        return None
    line = is_ or was
    return Changed(
        item=name,
        group="safety" if isinstance(line, Earlier) and line.standing == "stopped" else group_of(name),
        what="new" if was is None else "gone" if is_ is None else "changed",
        title="" if line is None else line.title,
        before=first,
        after=last,
        causes=causes_of,
    )


def _facet(item: Item, plan: Plan) -> Facet:
    """What stands in a line, as far as a reader wants to hear of it."""
    match item:
        case Goal():
            return _goal(item, plan)
        case LevelChoice():
            elsewhere = None if item.meanwhile is None else item.meanwhile.title
            unmet = None if item.unmet is None else item.unmet.title
            return {"level": item.recommended.title, "meanwhile": elsewhere, "unmet": unmet, "why": item.chosen_because}
        case Step():
            return {"who": item.who, "hours": item.within_hours, "place": _place(item, plan), "rhythm": item.detail}
        case MedicineOption():
            return {"status": item.status, "rank": item.rank}
        case Offer():
            return {"rank": item.rank, "serves": ", ".join(item.serves)}
        case Need():
            return {"rating": item.rating}
        case Alert():
            return {"level": item.level}
        case Hold():
            return {"until": ", ".join(plan.labels.get(f, f) for f in item.find_out)}
        case Earlier():
            return {"standing": item.standing, "person": item.why.person if item.why else "", "now": item.now}
    return {"detail": item.detail}


def _goal(goal: Goal, plan: Plan) -> Facet:
    return {
        "place": "later" if any(goal.id == later.id for later in plan.later) else "active",
        "says": goal.says if goal.state.says or goal.proposed else None,
        "target": goal.target,
        "days": goal.days,
        "baseline": goal.baseline,
        "unit": goal.unit,
        "by": goal.by if goal.proposed or goal.state.standing == "active" else None,
    }


def _place(step: Step, plan: Plan) -> str:
    if any(step.id == s.id for s in plan.next_72_hours):
        return "first"
    return "watched" if any(step.id == s.id for s in plan.monitoring) else "later"
