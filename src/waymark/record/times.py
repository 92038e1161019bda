"""Moments: dates, dates with a time, or whole days from an anchor, as numbers that can be compared.

A moment becomes its *stamp*, minutes on one line: day number times 1,440 plus the minute of the day. A date without a
time stands at its first minute as a row, and at its last minute where it limits what is known.
"""

from datetime import date, time

from waymark.record.documents.common import Moment

__all__ = ["DAY", "clock", "cut", "day_of", "shown_day", "stamp"]

DAY = 1440
# Documents speak of lives now being lived: a year outside these is a slip of the finger.
_FIRST_DAY = date(1900, 1, 1).toordinal()
_LAST_DAY = date(2199, 12, 31).toordinal()
_FARTHEST = 100_000


def stamp(moment: Moment) -> int:
    """The stamp of a moment. Raises ValueError, whose text says what is wrong with it and what to write."""
    if isinstance(moment, str):
        return _of_text(moment)
    if -_FARTHEST <= moment <= _FARTHEST:
        return moment * DAY
    raise ValueError(f"{_short(moment)} days from the anchor is more than a life; write whole days from the anchor")


def cut(moment: Moment) -> int:
    """The last stamp that is still known at this moment: for a day without a time, its last minute."""
    if isinstance(moment, str) and len(moment) > 10:
        return stamp(moment)
    return stamp(moment) + DAY - 1


def day_of(at: int) -> int:
    """The day number of a stamp."""
    return at // DAY


def shown_day(day: int, anchored: bool) -> Moment:
    """A day number as documents write it."""
    return day if anchored else date.fromordinal(min(max(day, 1), _LAST_DAY)).isoformat()


def clock(text: str) -> int:
    """Minutes since midnight of a time such as "08:00" ("24:00" is the end of the day). Raises ValueError."""
    if text == "24:00":
        return DAY
    if len(text) == 5 and text[2] == ":" and text[:2].isdigit() and text[3:].isdigit():
        hour, minute = int(text[:2]), int(text[3:])
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise ValueError(f'"{_short(text)}" is not a time of day; write hours and minutes such as "08:00"')


def _of_text(text: str) -> int:
    try:
        if text[4] != "-" or text[7] != "-":
            raise ValueError
        day = date.fromisoformat(text[:10]).toordinal()
        minute = 0 if len(text) == 10 else _minute(text)
    except (ValueError, IndexError):
        raise ValueError(
            f'"{_short(text)}" is not a date that exists; write it like "2026-11-03" or "2026-11-03T14:30"'
        ) from None
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ValueError(f'"{_short(text)}" is not between 1900 and 2199; check the year')
    return day * DAY + minute


def _minute(text: str) -> int:
    if text[10] != "T" or len(text) not in (16, 19):
        raise ValueError
    at = time.fromisoformat(text[11:])
    return at.hour * 60 + at.minute


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
