"""What a plan comes to, without its words: every line that can be decided on, by id, with what stands there.

Two plans are the same (design section 4) when their outlines are equal: the same items, levels, medicines, holds,
alerts and reviews. Lists of noted facts and open questions are not part of it. What would change a line is what would
change its entry here.
"""

from collections.abc import Callable
from typing import Any, Protocol

from waymark.planning.evidence import Evidence
from waymark.planning.lines import decide
from waymark.planning.plan import (
    Alert,
    Earlier,
    EmergencyPath,
    Goal,
    Hold,
    Item,
    LeftOut,
    LevelChoice,
    MedicineOption,
    Need,
    Offer,
    Step,
)
from waymark.planning.situation import Situation

__all__ = ["SECTIONS", "Lined", "Outline", "changed_lines", "outline_of", "outlined"]

# Item id -> what stands there; further entries of an item have a word behind "#": `level#acceptable`.
Outline = dict[str, tuple[Any, ...]]


class Lined(Protocol):
    """What has the lines of a plan: a plan document, or the lines before their texts."""

    @property
    def emergency(self) -> EmergencyPath | None: ...
    @property
    def alerts(self) -> tuple[Alert, ...]: ...
    @property
    def next_72_hours(self) -> tuple[Step, ...]: ...
    @property
    def reviews(self) -> tuple[Step, ...]: ...
    @property
    def needs(self) -> tuple[Need, ...]: ...
    @property
    def level(self) -> LevelChoice: ...
    @property
    def goals(self) -> tuple[Goal, ...]: ...
    @property
    def later(self) -> tuple[Goal, ...]: ...
    @property
    def interventions(self) -> tuple[Offer, ...]: ...
    @property
    def medicines(self) -> tuple[MedicineOption, ...]: ...
    @property
    def monitoring(self) -> tuple[Step, ...]: ...
    @property
    def informs(self) -> tuple[Item, ...]: ...
    @property
    def holds(self) -> tuple[Hold, ...]: ...
    @property
    def left_out(self) -> tuple[LeftOut, ...]: ...
    @property
    def earlier(self) -> tuple[Earlier, ...]: ...


def outlined(situation: Situation) -> Outline:
    """The outline of the plan this situation would get; no text is written for it."""
    evidence = Evidence(situation.prepared, situation.known, mute=True)
    return outline_of(decide(situation, situation.findings(mute=True), evidence))


def outline_of(plan: Lined) -> Outline:
    """The outline of a plan, or of its lines."""
    found: Outline = {}
    for _, section in SECTIONS:
        section(found, plan)
    return found


def _emergency(found: Outline, plan: Lined) -> None:
    if plan.emergency is not None:
        found["emergency"] = plan.emergency.rules


def _alerts(found: Outline, plan: Lined) -> None:
    for alert in plan.alerts:
        found[alert.id] = (alert.level,)


def _steps(found: Outline, plan: Lined) -> None:
    """Steps by who does them; a step that moves between the first days and later has changed."""
    for place, steps in (("later", plan.reviews), ("watched", plan.monitoring), ("first", plan.next_72_hours)):
        for step in steps:
            found[step.id] = (place, step.who)
            found[f"{step.id}#hours"] = (step.within_hours,)


def _needs(found: Outline, plan: Lined) -> None:
    for need in plan.needs:
        found[need.id] = (need.rating,)


def _level(found: Outline, plan: Lined) -> None:
    def key(composite: Any) -> str | None:
        return None if composite is None else composite.key

    level = plan.level
    found["level"] = (key(level.recommended), key(level.unmet), key(level.meanwhile))
    found["level#around"] = (key(level.next_down), key(level.next_up), *(c.key for c in level.acceptable))


def _goals(found: Outline, plan: Lined) -> None:
    for place, goals in (("active", plan.goals), ("later", plan.later)):
        for goal in goals:
            found[goal.id] = (place,)
            found[f"{goal.id}#target"] = (goal.baseline, goal.target, goal.by)


def _offers(found: Outline, plan: Lined) -> None:
    for offer in plan.interventions:
        found[offer.id] = (offer.rank,)
        found[f"{offer.id}#for"] = offer.serves


def _medicines(found: Outline, plan: Lined) -> None:
    for medicine in plan.medicines:
        found[medicine.id] = (medicine.status,)
        found[f"{medicine.id}#rank"] = (medicine.rank,)


def _said(found: Outline, plan: Lined) -> None:
    for item in (*plan.informs, *plan.holds, *plan.left_out):
        found[item.id] = ("said",)


def _earlier(found: Outline, plan: Lined) -> None:
    for kept in plan.earlier:
        found[kept.id] = (kept.standing,)


# The parts of a plan that are told together, with how they are told; a line stands in one of them, in the last where
# the same line is told twice.
Section = Callable[[Outline, Lined], None]
SECTIONS: tuple[tuple[tuple[str, ...], Section], ...] = (
    (("emergency",), _emergency),
    (("alerts",), _alerts),
    (("reviews", "monitoring", "next_72_hours"), _steps),
    (("needs",), _needs),
    (("level",), _level),
    (("goals", "later"), _goals),
    (("interventions",), _offers),
    (("medicines",), _medicines),
    (("informs", "holds", "left_out"), _said),
    (("earlier",), _earlier),
)


def changed_lines(one: Outline, other: Outline) -> tuple[str, ...]:
    """Ids of the lines that differ, by what stands there itself (not by their further entries)."""
    return tuple(name for name in {**one, **other} if "#" not in name and one.get(name) != other.get(name))
