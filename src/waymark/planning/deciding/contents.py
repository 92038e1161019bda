"""What stands in each line, by field: what somebody says yes to, and what new facts can move."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from waymark.planning.plan import Goal, Item, LevelChoice, MedicineOption, Offer, Step

if TYPE_CHECKING:
    from waymark.planning.outline import Lined

__all__ = ["Content", "content_of", "items_in"]

Content = dict[str, str | float | None]


def items_in(plan: "Lined") -> dict[str, Item]:
    """Every line that can be decided on, by id, with the steps of goals; a line in two places counts in the first."""
    goals = (*plan.goals, *plan.later)
    steps = tuple(step for goal in goals for step in goal.steps)
    parts: tuple[Iterable[Item], ...] = (
        plan.next_72_hours, plan.alerts, plan.needs, (plan.level,), goals, plan.interventions, plan.medicines,
        plan.monitoring, plan.reviews, plan.informs, plan.holds, steps, getattr(plan, "open_questions", ()),
        plan.left_out,
    )  # fmt: skip
    found: dict[str, Item] = {}
    for part in parts:
        for item in part:
            found.setdefault(item.id, item)
    return found


def content_of(item: Item, plan: "Lined") -> Content:
    """What stands in a line, without its reasons."""
    match item:
        case Goal():
            return {
                "place": "later" if any(item.id == goal.id for goal in plan.later) else "active",
                "target": item.target,
                "baseline": item.baseline,
                "days": item.days,
                "start": item.start,
                "says": item.says,
            }
        case LevelChoice():
            return {"level": item.recommended.key}
        case Step():
            return {"who": item.who, "within_hours": item.within_hours}
        case MedicineOption():
            places = [medicine.id for medicine in plan.medicines]
            return {"status": item.status, "order": places.index(item.id) + 1 if item.id in places else None}
        case Offer():
            return {"rank": item.rank}
    return {}
