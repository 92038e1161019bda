"""From days to weeks: which weekly visits were missed, and the weekly word of one course of care.

The rules are those of the harmonized opioid trials (CTN-0094), told for any course: a grid of days, a start, the days
somebody came, and the days a test was positive or use was told.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from waymark.evidence.words import MISSING, MIXED, NEGATIVE, NONE_DUE, POSITIVE

__all__ = ["WEEK", "Course", "Weeks", "imputed_visits", "week_of", "weeks_from_self_report", "weeks_from_tests"]

WEEK = 7


@dataclass(frozen=True)
class Course:
    """Days that can count. All days are whole days from one anchor; the grid holds both its ends.

    `start`: the day care began (randomization), None where it never did; then weeks are counted from the anchor, and
    only positive days count. `second`: a second start, which begins a phase of its own.
    """

    first: int
    last: int
    start: int | None
    second: int | None = None

    def has(self, day: int) -> bool:
        """Whether the day lies on the grid."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Weeks:
    """One symbol for each week from `first` on. Week 1 comes after the start, whose own day closes week 0."""

    first: int
    symbols: str
    # Weeks of the two starts, where there were such.
    start: int | None
    second: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.symbols) - 1

    @property
    def baseline(self) -> str:
        """Weeks before week 1."""
        return self.symbols[: max(0, 1 - self.first)]

    @property
    def phase_1(self) -> str:
        """Week 1 up to the week before the second start, or to the end."""
        end = len(self.symbols) if self.second is None else self.second - self.first
        return self.symbols[max(0, 1 - self.first) : end]

    @property
    def phase_2(self) -> str:
        """From the week that holds the second start on; empty without one."""
        return "" if self.second is None else self.symbols[self.second - self.first :]

    @property
    def word(self) -> str:
        """All weeks from week 1 on: what outcomes are computed from."""
        return self.phase_1 + self.phase_2


def week_of(day: int, start: int) -> int:
    """Week of a day: days start+1 to start+7 are week 1."""
    return (day - start - 1) // WEEK + 1


def imputed_visits(course: Course, attended: Collection[int]) -> dict[int, bool]:
    """Day -> came (True) or a weekly visit missed (False), in order of days.

    From the start on, every seventh day is looked at: if nobody came in the seven days after it, the visit of the
    seventh is missed. Without a start this is done from day 0, whose own visit can be missed too.
    """
    days = {day: True for day in attended if course.has(day)}
    begin = 0 if course.start is None else course.start
    if course.start is None and course.has(0) and 0 not in days:
        days[0] = False
    came = frozenset(days)
    for day in range(begin, course.last - WEEK + 1, WEEK):
        if not any(day + after in came for after in range(1, WEEK + 1)):
            days[day + WEEK] = False
    return dict(sorted(days.items()))


def weeks_from_tests(course: Course, visits: Mapping[int, bool], positive: Collection[int]) -> Weeks:
    """The word from tests. `visits` as `imputed_visits` gives them; `positive`: days with a positive test.

    A day that was attended and not positive is negative. Where care never began only positive days count.
    """
    if course.start is None:
        return _never_begun(course, positive, lambda day: day // WEEK + 1)
    start = course.start
    found: dict[int, set[str]] = {}
    for day in positive:
        if course.has(day):
            found.setdefault(week_of(day, start), set()).add(POSITIVE)
    hit = frozenset(positive)
    for day, came in visits.items():
        if not came:
            found.setdefault(week_of(day, start), set()).add(MISSING)
        elif day not in hit:
            found.setdefault(week_of(day, start), set()).add(NEGATIVE)

    def symbol(week: int) -> str:
        seen = found.get(week, set())
        if POSITIVE in seen:
            return MIXED if NEGATIVE in seen else POSITIVE
        if NEGATIVE in seen:
            return NEGATIVE
        return MISSING if week >= 1 or MISSING in seen else NONE_DUE

    return _weeks(course, start, symbol)


def weeks_from_self_report(course: Course, use: Collection[int]) -> Weeks:
    """The word from days of use a person told: one such day in a week `*`, two or more `+`, none `-`."""
    if course.start is None:
        return _never_begun(course, use, lambda day: (day - 1) // WEEK + 1)
    start = course.start
    days: dict[int, int] = {}
    for day in set(use):
        if course.has(day):
            week = week_of(day, start)
            days[week] = days.get(week, 0) + 1

    def symbol(week: int) -> str:
        used = days.get(week, 0)
        on_grid = sum(course.has(start + WEEK * (week - 1) + day) for day in range(1, WEEK + 1))
        if used == 1 and on_grid == 1:
            # A week of which the grid holds one day, and that day used: neither "some" nor "most" can be said.
            return NONE_DUE
        return NEGATIVE if used == 0 else MIXED if used == 1 else POSITIVE

    return _weeks(course, start, symbol)


def _weeks(course: Course, start: int, symbol: Callable[[int], str]) -> Weeks:
    first, last = week_of(course.first, start), week_of(course.last, start)
    second = None if course.second is None else week_of(course.second, start)
    return Weeks(first, "".join(map(symbol, range(first, last + 1))), week_of(start, start), second)


def _never_begun(course: Course, positive: Collection[int], week_of_day: Callable[[int], int]) -> Weeks:
    first, last = week_of_day(course.first), week_of_day(course.last)
    hit = {week_of_day(day) for day in positive if course.has(day)}
    symbols = (POSITIVE if week in hit else MISSING if week >= 1 else NONE_DUE for week in range(first, last + 1))
    return Weeks(first, "".join(symbols), None, None)
