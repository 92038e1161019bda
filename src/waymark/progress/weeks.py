"""Care week by week: visits, tests, doses, noted days of use, check-ins. What was not noted is a gap, never a zero."""

from waymark.progress.report_ahead import Event, Week
from waymark.progress.road import events_of
from waymark.progress.walk import Walk
from waymark.record.time import DAY, stamp

__all__ = ["weeks_of"]

_DAYS = 7
# The latest year or so; earlier weeks stand in the record.
_MOST = 60


def weeks_of(walk: Walk) -> tuple[Week, ...]:
    """From the first week of care to the one of the moment; empty before care began."""
    if walk.since is None:
        return ()
    last = (walk.day - walk.since) // _DAYS
    events = events_of(walk)
    numbers = range(max(0, last + 1 - _MOST), last + 1)
    table = _table(walk)
    return tuple(_week(walk, number, table.get(number, {}), events) for number in numbers)


def _table(walk: Walk) -> dict[int, dict[str, int]]:
    """Week -> what was noted in it, counted."""
    found: dict[int, dict[str, int]] = {}
    assert walk.since is not None

    def count(day: int, name: str, by: int = 1) -> None:
        if walk.since is not None and walk.since <= day <= walk.day:
            week = found.setdefault((day - walk.since) // _DAYS, {})
            week[name] = week.get(name, 0) + by

    days: dict[str, set[int]] = {"doses": set(), "use_days": set()}
    for (track, _), events in walk.gathered.events.items():
        for event in events:
            if track == "visits" and event.well is not None:
                count(event.day, "visits_kept" if event.well else "visits_missed")
            elif track == "tests" and event.well is not None:
                count(event.day, "tests_negative" if event.well else "tests_positive")
            elif track == "doses":
                days["doses"].add(event.day)
            elif track == "use-days":
                days["use_days"].add(event.day)
    for name, noted in days.items():
        for day in noted:
            count(day, name)
    for at, _ in {(stamp(row.at) // DAY, row.instrument) for _, row in walk.rows["answers"]}:
        count(at, "check_ins")
    return found


def _week(walk: Walk, number: int, counted: dict[str, int], events: tuple[Event, ...]) -> Week:
    assert walk.since is not None
    start = walk.since + number * _DAYS
    # Where one of a pair was noted, the other is known to be none.
    for pair in (("visits_kept", "visits_missed"), ("tests_negative", "tests_positive")):
        if any(name in counted for name in pair):
            for name in pair:
                counted.setdefault(name, 0)
    return Week(
        number=number + 1,
        start=walk.calendar.show(start),
        day=start,
        events=tuple(event.says for event in events if start <= event.day < start + _DAYS),
        **counted,
    )
