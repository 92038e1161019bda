"""The time after: check-ups at growing intervals, weekly again after use came back, and a quick way back.

When they come is content of the library (`checkups`). A check-up took place where a row says so (`checkup`), or where a
visit was kept in its days. One that did not take place is a reason to call, never a mark against anybody.
"""

from collections.abc import Iterator

from waymark.progress.moving import may_meet_opioids, on_medicine
from waymark.progress.noted import came_back, last_row
from waymark.progress.phrases import tell
from waymark.progress.report_ahead import Aftercare, CheckUpDue
from waymark.progress.walk import Walk
from waymark.record.time import DAY, stamp

__all__ = ["aftercare_of", "end_of_care", "schedule", "way_back"]

# So many that still lie ahead are shown.
_AHEAD = 4
_WEEK = 7
_WEEKLY_OPENS, _WEEKLY_GRACE = 3, 2
# In a plan of days: when it is due, how many days before it may come, title, what is talked about, days after.
Planned = tuple[int, int, str, str, int]


def end_of_care(walk: Walk) -> int | None:
    """The day on which the main part of care ended; None where it did not, or somebody came back since."""
    row = last_row(walk, "aftercare.days")
    if row is not None and row.value == "unknown":
        # Said when somebody came back: there is no time after any more, whatever was counted before.
        return None
    since = walk.evidence.number("aftercare.days")
    return None if since is None else walk.day - int(since)


def schedule(walk: Walk, start: int) -> list[Planned]:
    """All check-ups of the library, counted from this day, in order."""
    text, grace = walk.prepared.text, int(walk.prepared.release.numbers["progress.checkup_grace_days"])
    found: list[Planned] = []
    for one in walk.prepared.release.checkups.values():
        days = list(one.days)
        if one.every_days is not None:
            days += range(one.from_day + one.every_days, one.to_day + 1, one.every_days)
        found += [(start + day, one.opens, text(one.label), text(one.says), grace) for day in days]
    return sorted(found)


def aftercare_of(walk: Walk) -> Aftercare | None:
    """None until somebody noted that the main part of care ended."""
    start = end_of_care(walk)
    if start is None or start > walk.day:
        return None
    weekly = _weekly(walk, start)
    plan = sorted([*schedule(walk, start), *weekly])
    done = sorted(_done(walk, start))
    dues = list(_judged(walk, plan, done))
    past = [one for one in dues if one.state != "ahead"]
    ahead = [one for one in dues if one.state == "ahead"][:_AHEAD]
    missed = 0
    for one in reversed([one for one in past if one.state != "due"]):
        if one.state != "missed":
            break
        missed += 1
    upcoming = [one for one in (*past, *ahead) if one.state in ("due", "ahead")]
    show = walk.calendar.show
    return Aftercare(
        since=show(start),
        days=walk.day - start,
        checkups=(*past, *ahead),
        next=upcoming[0].due if upcoming else None,
        missed_in_a_row=missed,
        weekly_until=show(weekly[-1][0]) if weekly and weekly[-1][0] >= walk.day else None,
        way_back=way_back(walk),
    )


def _weekly(walk: Walk, start: int) -> list[Planned]:
    """Each week again after use came back, for the time that the library names."""
    back = [day for day in came_back(walk) if start <= day <= walk.day]
    if not back:
        return []
    language, days = walk.prepared.language, int(walk.prepared.release.numbers["progress.checkup_weekly_days"])
    title, about = tell("checkup after use", language), tell("checkup after use about", language)
    return [
        (day, _WEEKLY_OPENS, title, about, _WEEKLY_GRACE) for day in range(back[-1] + _WEEK, back[-1] + days + 1, _WEEK)
    ]


def _done(walk: Walk, start: int) -> Iterator[int]:
    for _, row in walk.rows["measures"]:
        if row.measure == "checkup" and row.value not in ("missed", "not done"):
            yield stamp(row.at) // DAY
    yield from (day for day in walk.attended if day > start)


def _judged(walk: Walk, plan: list[Planned], done: list[int]) -> Iterator[CheckUpDue]:
    show, left = walk.calendar.show, list(done)
    for due, opens, title, about, grace in plan:
        took = next((day for day in left if due - opens <= day <= due + grace), None)
        if took is not None:
            left.remove(took)
            state = "done"
        elif walk.day > due + grace:
            state = "missed"
        else:
            state = "due" if walk.day >= due - opens else "ahead"
        yield CheckUpDue(
            due=show(due),
            opens=show(due - opens),
            until=show(due + grace),
            day=due,
            title=title,
            about=about,
            state=state,  # type: ignore[arg-type]
            at=None if took is None else show(took),
        )


def way_back(walk: Walk) -> tuple[str, ...]:
    """How to come back, said to the person."""
    keys = ["back any time", "back within a day", "back use"]
    if on_medicine(walk) or may_meet_opioids(walk):
        keys.insert(2, "back medicine")
    return tuple(tell(key, walk.prepared.language) for key in keys)
