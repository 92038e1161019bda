"""Milestones on the way of a goal: a quarter, half, three quarters and the whole of it, each with the day it was first
reached. What was reached stays reached, also when a later value lies before it.
"""

from collections.abc import Iterator

from waymark.planning.evidence import plain_number
from waymark.planning.plan import Goal
from waymark.progress.phrases import tell
from waymark.progress.report import Point, Series
from waymark.progress.report_ahead import Waypoint
from waymark.progress.walk import Walk

__all__ = ["waypoints_of"]

_SHARES = (25, 50, 75, 100)


def waypoints_of(walk: Walk) -> tuple[Waypoint, ...]:
    """Of every goal that is measured by a number: what was reached, and the next one."""
    goals = {goal.id: goal for goal in walk.goals}
    found: list[Waypoint] = []
    for series in walk.series:
        goal = goals.get(series.goal or "")
        if goal is not None and series.kind in ("number", "score") and series.baseline is not None:
            found += _of_goal(walk, goal, series, series.baseline)
    return tuple(found)


def _of_goal(walk: Walk, goal: Goal, series: Series, first: Point) -> Iterator[Waypoint]:
    way = goal.target - first.value
    sign = 1 if series.better == "higher" else -1
    if way * sign <= 0:
        return
    said: set[float] = set()
    for share in _SHARES:
        value = _marked(first.value + way * share / 100, series, goal)
        if value in said or value == first.value:
            continue
        said.add(value)
        when = next((p for p in series.points if p.day > first.day and (p.value - value) * sign >= 0), None)
        yield _waypoint(walk, goal, series, first, value, share, when)
        if when is None:
            return


def _marked(value: float, series: Series, goal: Goal) -> float:
    """Whole where whole things are counted; never beyond the aim."""
    if all(point.value == int(point.value) for point in series.points) and goal.target == int(goal.target):
        return float(-(-value // 1)) if series.better == "higher" else float(value // 1)
    return round(value, 1)


def _waypoint(
    walk: Walk, goal: Goal, series: Series, first: Point, value: float, share: int, when: Point | None
) -> Waypoint:
    language, show = walk.prepared.language, walk.calendar.show
    expected = None
    if when is None:
        day = first.day + -(-goal.days * share // 100)
        expected = show(day) if day >= walk.day else None
    label = series.label[:1].upper() + series.label[1:]
    key = "waypoint reached" if when is not None else "waypoint next" if expected else "waypoint next open"
    at = when.at if when is not None else expected
    return Waypoint(
        goal=goal.id,
        title=goal.title,
        measure=series.id,
        label=label,
        value=value,
        share=share,
        reached=None if when is None else when.at,
        expected=expected,
        own_words=goal.in_your_words,
        says=tell(key, language, label=label if when else series.label, value=plain_number(value), at=at),
    )
