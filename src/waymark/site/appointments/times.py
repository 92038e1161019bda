"""Times of the clock on the wall, and moments: a weekly group meets at half past five in summer and in winter."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from waymark.site.days import zone

__all__ = ["local", "moment", "weekly", "zone"]


def moment(day: date, at: time, place: ZoneInfo) -> datetime:
    """The moment of a time on the wall. One that the clocks leap over is as much later; of two the first."""
    return datetime.combine(day, at, place).astimezone(UTC)


def local(when: datetime, place: ZoneInfo) -> datetime:
    """What the clock on the wall shows."""
    return when.astimezone(place)


def weekly(day: date, weeks: int) -> Iterator[date]:
    """The same weekday, week by week."""
    return (day + timedelta(weeks=week) for week in range(weeks))
