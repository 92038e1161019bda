"""A move of the ladder as edits of this plan: which of its lines change, from what to what."""

from collections.abc import Callable, Iterator

from waymark.knowledge.model.course import Move
from waymark.planning.care_level import level_title
from waymark.planning.deciding.contents import content_of, items_in
from waymark.planning.deciding.spoken import YES
from waymark.planning.evidence import plain_number
from waymark.planning.lines import Lines
from waymark.planning.plan_lines import Goal, Item, Offer
from waymark.planning.prepare import Prepared
from waymark.progress.less_care import smaller
from waymark.progress.phrases import tell
from waymark.progress.report import Edit, Series, Signal

__all__ = ["Ground", "edits_of"]

_HOURS_OF_DAY = 24
_WEEK_HOURS = 168.0
# Nothing is looked at more often than every day.
_OFTEN = 24.0


class Ground:
    """What a move stands on: the plan's lines, the signal that calls for it, the measure it is about."""

    def __init__(self, prepared: Prepared, lines: Lines, signal: Signal, series: Series | None) -> None:
        self.prepared, self.lines, self.signal, self.series = prepared, lines, signal, series
        self.items = items_in(lines)

    @property
    def goal(self) -> Goal | None:
        """The goal that the measure is about, while it is worked on."""
        wanted = None if self.series is None else self.series.goal
        return next((goal for goal in self.lines.goals if goal.id == wanted), None)

    def edit(self, item: Item, decision: str, before: str = "", after: str = "", **change: str | float) -> Edit:
        return Edit(
            item=item.id,
            title=item.title,
            decision=decision,  # type: ignore[arg-type]
            change=change,
            before=before,
            after=after,
            seen=content_of(item, self.lines),
        )


def edits_of(move: Move, ground: Ground) -> Iterator[tuple[Edit, ...]]:
    """Ways to do this move in this plan, the nearest first; none where the plan has nothing to change so."""
    return _WAYS[move.does](move, ground)


Ways = Iterator[tuple[Edit, ...]]


def _lines(move: Move, ground: Ground) -> Ways:
    """The lines that the signal brought into the plan, where nobody agreed on them yet."""
    items = (ground.items.get(name) for name in ground.signal.items)
    open_ = [item for item in items if item is not None and item.state.standing == "proposed"]
    open_ = [item for item in open_ if not item.id.startswith("alert:")]
    if open_:
        yield tuple(ground.edit(item, "agreed") for item in open_)


def _easier(move: Move, ground: Ground) -> Ways:
    """The goal for coming, where the plan has one; else somebody who clears the way; else the call that asks."""
    goals = (*ground.lines.goals, *ground.lines.later)
    goal = next((goal for goal in goals if goal.problem.startswith("PR-ATT")), None)
    if goal is not None and goal.state.standing == "proposed":
        yield (ground.edit(goal, "agreed"),)
    for offer in ground.lines.interventions:
        if offer.kind == "case management" and _free(offer):
            yield (ground.edit(offer, "agreed"),)
    yield from _lines(move, ground)


def _smaller_goal(move: Move, ground: Ground) -> Ways:
    """Half of the way from where the person is now to the goal."""
    goal, series = ground.goal, ground.series
    if goal is None or series is None or series.latest is None or series.kind not in ("number", "score"):
        return
    now = series.latest.value
    half = (now + goal.target) / 2
    target = float(-(-half // 1)) if goal.target < now else float(half // 1)
    if target in (now, goal.target) or (now - goal.target) * (1 if series.better == "lower" else -1) <= 0:
        return
    before, after = (f"{plain_number(number)} {goal.unit}" for number in (goal.target, target))
    yield (ground.edit(goal, "changed", before, after, target=target),)


def _other_way(move: Move, ground: Ground) -> Ways:
    """In place of a way of help for this goal: which comes instead is the plan's own choice, seen by composing it."""
    goal = ground.goal
    for offer in ground.lines.interventions:
        if goal is not None and goal.id in offer.serves and offer.alternatives and offer.kind in ("therapy", "skills"):
            yield (ground.edit(offer, "declined", before=offer.title),)


def _one_more(move: Move, ground: Ground) -> Ways:
    for offer in ground.lines.interventions:
        if offer.kind in move.kinds and _free(offer):
            yield (ground.edit(offer, "agreed"),)


def _more_often(move: Move, ground: Ground) -> Ways:
    """Half of the time between two looks, of the goal's own measure first, then of check-ins."""
    goal, language = ground.goal, ground.prepared.language
    names = [f"watch:{goal.id}"] if goal is not None else []
    for step in ground.lines.monitoring:
        if step.id in (*names, "watch:bam") and step.within_hours >= 2 * _OFTEN:
            hours = float(round(step.within_hours / 2 / _HOURS_OF_DAY) * _HOURS_OF_DAY)
            before, after = (
                tell("every days", language, days=round(number / _HOURS_OF_DAY))
                for number in (step.within_hours, hours)
            )
            yield (ground.edit(step, "changed", before, after, within_hours=hours),)


def _step_up(move: Move, ground: Ground) -> Ways:
    level = ground.lines.level
    if level.next_up is not None:
        yield _level(ground, level.next_up.key)


def _step_down(move: Move, ground: Ground) -> Ways:
    """One step less, only where it still meets every floor, and the targets as far as relaxed."""
    level = ground.lines.level
    candidate = smaller(ground.prepared, level) if level.unmet is None else None
    if candidate is not None:
        yield _level(ground, candidate.key)


def _level(ground: Ground, key: str) -> tuple[Edit, ...]:
    level = ground.lines.level
    candidate = next(c for c in ground.prepared.candidates if c.key == key)
    after = level_title(ground.prepared, candidate)
    return (ground.edit(level, "changed", level.recommended.title, after, level=key),)


def _rate_again(move: Move, ground: Ground) -> Ways:
    step = next((step for step in ground.lines.monitoring if step.id == "watch:severity"), None)
    if step is not None and step.within_hours > _WEEK_HOURS:
        yield (ground.edit(step, "changed", within_hours=_WEEK_HOURS),)


def _free(offer: Offer) -> bool:
    """Proposed, not held, and nobody spoke of it yet."""
    state = offer.state
    return state.standing == "proposed" and state.person not in YES and not offer.held_by and offer.offered_here


_WAYS: dict[str, Callable[[Move, Ground], Ways]] = {
    "lines": _lines,
    "easier": _easier,
    "smaller goal": _smaller_goal,
    "other way": _other_way,
    "one more": _one_more,
    "more often": _more_often,
    "step up": _step_up,
    "step down": _step_down,
    "rate again": _rate_again,
}
