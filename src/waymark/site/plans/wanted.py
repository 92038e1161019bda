"""What of a plan wants a decision now, the gravest first: each with the words of the plan and the line it leads to."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from waymark.planning.deciding.contents import items_in
from waymark.planning.plan import Item, MedicineOption, Plan
from waymark.rendering.agreed import PASSED, merges_shown

__all__ = ["Kind", "Wanted", "wanted_in"]

Kind = Literal["danger", "stopped", "moved", "meets", "held", "between", "asked", "again", "not alike"]


class Wanted(msgspec.Struct, frozen=True):
    """One thing to decide. `item`: the line it is about, where there is one; `fact`: what to find out."""

    kind: Kind
    title: str
    says: str = ""
    item: str = ""
    fact: str = ""


def wanted_in(plan: Plan, *, own: bool) -> list[Wanted]:
    """In order: danger, stopped for safety, agreed earlier, new facts, held medicines, what is open, answers."""
    found = [*_alerts(plan), *_earlier(plan, own), *_held(plan), *_between(plan, own)]
    if not own:
        found += [Wanted("not alike", one.says) for one in plan.contradictions]
    return found


def _alerts(plan: Plan) -> Iterator[Wanted]:
    for alert in plan.alerts:
        if alert.level == "danger":
            yield Wanted("danger", alert.title, alert.detail or "", alert.id)


def _earlier(plan: Plan, own: bool) -> Iterator[Wanted]:
    for line in plan.earlier:
        if line.standing in PASSED or line.standing in ("kept", "replaced", "reached"):
            continue
        yield Wanted("stopped" if line.standing == "stopped" else "moved", line.title, line.decide, line.item)
    told = {line.item for line in plan.earlier}
    for change in merges_shown(plan):
        # What moved while theirs stands is shown beside it, and asks for nothing.
        if change.item in told or (change.kind == "facts moved" and change.stands == "human"):
            continue
        yield Wanted("meets", change.title, change.says.person if own else change.says.clinician, change.item)


def _held(plan: Plan) -> Iterator[Wanted]:
    for medicine in plan.medicines:
        if medicine.status == "held" and medicine.state.standing != "declined":
            fact = next(iter(medicine.find_out_first), "")
            yield Wanted("held", medicine.title, plan.labels.get(fact, fact), medicine.id, fact)


def _between(plan: Plan, own: bool) -> Iterator[Wanted]:
    for item in items_in(plan).values():
        if item.state.standing == "open between us":
            yield Wanted("between", title_of(item), item.state.text or "", item.id)
        elif _waits(item, own):
            yield Wanted("asked", title_of(item), item.state.text or "", item.id)
        elif item.state.offered_again is not None:
            yield Wanted("again", title_of(item), "", item.id)


def _waits(item: Item, own: bool) -> bool:
    """The other one has spoken, and this one not yet."""
    mine, theirs = (item.state.person, item.state.clinician) if own else (item.state.clinician, item.state.person)
    return mine == "proposed" and theirs in ("agreed", "changed", "disagreed")


def title_of(item: Item) -> str:
    """What a line is called where it stands alone: a goal by its sentence, the level by what is recommended."""
    says = getattr(item, "says", None)
    if isinstance(says, str) and says and not isinstance(item, MedicineOption):
        return says
    recommended = getattr(item, "recommended", None)
    return recommended.title if recommended is not None else item.title
