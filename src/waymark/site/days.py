"""What day it is, by the clock on the wall of the programme: one place for every form, list and row.

A day is not twenty-four hours: where the clocks change it has 23 or 25. It begins and ends where the wall says so.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from waymark.site.configuration import configuration

__all__ = ["begin_of", "day_of", "end_of", "minute", "zone"]


@cache
def zone() -> ZoneInfo:
    """The time zone of this installation."""
    return ZoneInfo(configuration().zone)


def day_of(at: datetime) -> date:
    """The day on which a moment (with its zone) falls."""
    return at.astimezone(zone()).date()


def begin_of(day: date) -> datetime:
    """The first moment of a day, in UTC. Where the clocks leap over midnight, the moment after the leap."""
    return datetime.combine(day, time(), zone()).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of a day, in UTC; whatever was noted by then was known on it."""
    return begin_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def minute(at: datetime) -> str:
    """A moment as documents write it: `2026-11-21T09:30`, what the wall shows.

    The hour that autumn shows twice is written once: all of its second time is 01:59, the last minute of the first.
    What is noted later never stands before what was noted earlier.
    """
    shown = at.astimezone(zone())
    if shown.fold:
        shown = shown.replace(fold=0)
        while _twice(shown + timedelta(minutes=1)):
            shown += timedelta(minutes=1)
    return shown.strftime("%Y-%m-%dT%H:%M")


def _twice(wall: datetime) -> bool:
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
