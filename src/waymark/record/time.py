"""Moments: dates, dates with a time, or whole days from an anchor, as numbers that can be compared.

A moment becomes its *stamp*, minutes on one line: day number times 1,440 plus the minute of the day. A date without a
time stands at its first minute as a row, and at its last minute where it limits what is known.
"""

from datetime import date, time
from functools import lru_cache

from waymark.record.documents.common import Moment, Row
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError

__all__ = ["DAY", "Calendar", "calendar_of", "clock", "cut", "day_of", "refuse_before_all", "stamp"]

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


class Calendar:
    """The moment a plan is made for, and how this document's moments become day numbers and back."""

    __slots__ = ("anchor", "at", "cut", "day")

    def __init__(self, at: Moment, anchor: str | None) -> None:
        self.at = at
        self.anchor = anchor
        # Rows noted up to this stamp are known.
        self.cut = cut(at)
        self.day = self.cut // DAY

    def number(self, moment: Moment) -> int:
        """The day number of a moment."""
        return stamp(moment) // DAY

    def show(self, day: int) -> str:
        """A day number as a date, or as a day from the anchor."""
        if self.anchor is not None:
            return f"day {day}"
        return _date(day)

    def moment(self, at: int) -> str:
        """A stamp as documents show it: with its time where it has one."""
        day, minute = divmod(at, DAY)
        return self.show(day) if minute == 0 else f"{self.show(day)}T{minute // 60:02}:{minute % 60:02}"

    def knows(self, row: Row) -> bool:
        """Whether the row was noted by now."""
        return stamp(row.at if row.noted is None else row.noted) <= self.cut


def calendar_of(person: Person, decisions: Decisions | None = None, at: Moment | None = None) -> Calendar:
    """The calendar of a plan made as of `at`, or as of the latest noted time in the documents. Raises RecordError."""
    if at is None:
        at = _latest(person, decisions)
        if at is None:
            raise RecordError(
                f"{person.id}: nothing in the document has a time, so the plan's moment is not known; note "
                "something or say the moment."
            )
        return Calendar(at, person.anchor)
    if isinstance(at, str) is (person.anchor is not None):
        wanted = "a date" if person.anchor is None else f"a whole number of days from the anchor `{person.anchor}`"
        raise RecordError(f"{person.id}: the plan's moment {at} does not suit the document; give {wanted}.")
    try:
        return Calendar(at, person.anchor)
    except ValueError as error:
        raise RecordError(f"the plan's moment: {error}.") from None


def refuse_before_all(person: Person, calendar: Calendar) -> None:
    """Raise RecordError where a slip in the year would plan for somebody of whom nothing is known."""
    from waymark.record.rows import noted_of, person_rows

    first: Moment | None = None
    for _, rows in person_rows(person):
        for row in rows:
            if calendar.knows(row):
                return
            if first is None or stamp(noted_of(row)) < stamp(first):
                first = noted_of(row)
    if first is not None:
        raise RecordError(
            f"the plan's moment {calendar.at} lies before anything was noted (first on {first}); give a later moment."
        )


def _latest(person: Person, decisions: Decisions | None) -> Moment | None:
    from waymark.record.rows import latest_noted, person_rows

    tables = list(person_rows(person))
    if decisions is not None and decisions.rows:
        tables.append(("decisions", decisions.rows))
    return latest_noted(iter(tables))


def clock(text: str) -> int:
    """Minutes since midnight of a time such as "08:00" ("24:00" is the end of the day). Raises ValueError."""
    if text == "24:00":
        return DAY
    if len(text) == 5 and text[2] == ":" and text[:2].isdigit() and text[3:].isdigit():
        hour, minute = int(text[:2]), int(text[3:])
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise ValueError(f'"{_short(text)}" is not a time of day; write hours and minutes such as "08:00"')


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
def _date(day: int) -> str:
    return date.fromordinal(min(max(day, 1), _LAST_DAY)).isoformat()


def _minute(text: str) -> int:
    if text[10] != "T" or len(text) not in (16, 19):
        raise ValueError
    at = time.fromisoformat(text[11:])
    return at.hour * 60 + at.minute


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."
