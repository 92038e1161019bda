"""What the rows say of a move, the time after, and working together, as facts that rules read (see `course`)."""

from collections.abc import Callable, Iterator

from waymark.progress.aftercare import aftercare_of
from waymark.progress.hard_moments import missing_of
from waymark.progress.moving import arranged, may_meet_opioids, on_medicine, planned
from waymark.progress.together import fell, low_twice, open_days
from waymark.progress.walk import Walk

__all__ = ["WAYS_AHEAD"]

Filled = Iterator[tuple[str, float | bool]]
_MOST_DAYS = 3650


def _moving(walk: Walk) -> Filled:
    if not planned(walk):
        return
    move = arranged(walk)
    medicine = on_medicine(walk)
    yield "handover.on_medicine", medicine
    yield "handover.opioids_near", may_meet_opioids(walk)
    yield "handover.first_visit_overdue", move.overdue
    if medicine and move.gap is not None:
        yield "handover.medicine_gap_days", move.gap


def _hard_plan(walk: Walk) -> Filled:
    if walk.since is not None:
        yield "hard_plan.complete", not missing_of(walk)


def _time_after(walk: Walk) -> Filled:
    after = aftercare_of(walk)
    if after is not None:
        yield "aftercare.checkups_missed", min(after.missed_in_a_row, 60)


def _together(walk: Walk) -> Filled:
    if (fall := fell(walk)) is not None:
        yield "session.fell", max(fall, 0)
    if (low := low_twice(walk)) is not None:
        yield "alliance_low", low
    if walk.since is not None and (days := open_days(walk)) is not None:
        yield "expectations.open_days", min(days, _MOST_DAYS)


WAYS_AHEAD: tuple[Callable[[Walk], Filled], ...] = (_moving, _hard_plan, _time_after, _together)
