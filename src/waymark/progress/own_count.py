"""What counts as progress in the person's own terms, and the milestones on that way. Nothing is reset unasked.

Days added up grow and never fall; a date of one's own is changed by the person alone; less use is told against the
start; no count is a choice like any other.
"""

from waymark.planning.evidence import plain_number
from waymark.progress.phrases import tell
from waymark.progress.report import Milestone, OwnCount, Series
from waymark.progress.walk import Walk

__all__ = ["milestones_of", "own_count_of"]

_MONTH = 30
_DAYS = (1, 7, 14, 30, 60, 90, 180, 365, 730)
_DATE, _CHOICE = "own_progress.since", "own_progress.counts"


def own_count_of(walk: Walk) -> OwnCount:
    """The person's own count; while they have not chosen, none is kept."""
    chosen, language = walk.evidence.option(_CHOICE), walk.prepared.language
    number: float | None = None
    match chosen:
        case "days_added_up":
            number = _added_up(walk)
        case "own_date":
            number = walk.evidence.number(_DATE)
        case "less_use":
            number = _less(walk)
    key = chosen or "not chosen"
    if number is None and chosen in ("days_added_up", "own_date", "less_use"):
        key = f"{chosen} open"
    if number == 0:
        key = f"{chosen} none"
    shown = "" if number is None else plain_number(number)
    reached = next_ = None
    if number is not None and chosen in ("days_added_up", "own_date"):
        reached = max((day for day in _DAYS if day <= number), default=None)
        next_ = next((day for day in _DAYS if day > number), None)
    return OwnCount(
        counts=chosen, number=number, reached=reached, next=next_, says=tell(f"own {key}", language, number=shown)
    )


def _use(walk: Walk) -> Series | None:
    """Days of use of 30: of the first goal that is about use, else of what was used most at the start."""
    told = [one for one in walk.series if one.id.endswith(".days_of_30")]
    most = max(told, key=lambda one: one.points[0].value, default=None)
    return next((one for one in told if one.goal is not None), most)


def _added_up(walk: Walk) -> float | None:
    """Days without use in all months somebody told, from the latest back, no day twice. What nobody told is open."""
    found = _use(walk)
    since = walk.since
    if found is None or since is None:
        return None
    total, before = 0.0, None
    for point in reversed(found.points):
        # Days before care began are no part of this way.
        if point.day - _MONTH < since - 1 or (before is not None and point.day > before):
            continue
        total += _MONTH - point.value
        before = point.day - _MONTH
    return total if before is not None else None


def _less(walk: Walk) -> float | None:
    """Days of 30 fewer than at the start; None without a later value, or where there are not fewer."""
    found = _use(walk)
    if found is None or found.gain is None or found.gain <= 0:
        return None
    return found.gain


def milestones_of(walk: Walk, own: OwnCount) -> tuple[Milestone, ...]:
    """What was reached: on the way that the person chose, and of what is followed together."""
    language = walk.prepared.language
    found = []
    if own.reached is not None:
        says = tell(f"milestone {own.counts}", language, days=own.reached)
        found.append(Milestone(id=f"milestone:{own.counts}:{own.reached}", says=says))
    words = {goal.id: goal.in_your_words for goal in walk.goals}
    for one in walk.series:
        if one.goal is not None and one.latest is not None and one.standing in ("reached", "better"):
            says = tell(f"milestone {one.standing}", language, measure=one.label)
            name = f"milestone:{one.standing}:{one.id}"
            found.append(Milestone(id=name, says=says, at=one.latest.at, measure=one.id, own_words=words.get(one.goal)))
    return tuple(found)
