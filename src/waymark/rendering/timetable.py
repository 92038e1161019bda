"""The week as a timetable: what the plan brings beside work, children and whatever else is fixed."""

from typing import NamedTuple

import msgspec

from waymark.planning.phrases import say, weekday
from waymark.planning.plan import Plan
from waymark.record.documents.person import Duty

__all__ = ["Day", "Entry", "Week", "draw_week"]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKEND = ("saturday", "sunday")
# A day's parts start at these hours; days stand side by side part for part.
PARTS = (0, 12, 17)


class Entry(NamedTuple):
    """Something in the week: clock times as "08:30"; `fixed` for a duty of the person's own life."""

    start: str
    end: str
    title: str
    fixed: bool
    remote: bool


class Day(NamedTuple):
    """A day with its entries in three parts: before noon, before five, evening."""

    name: str
    parts: tuple[tuple[Entry, ...], ...]

    @property
    def empty(self) -> bool:
        return not any(self.parts)


class Week(NamedTuple):
    """The days to show, and the names of weekend days on which nothing is planned."""

    days: tuple[Day, ...]
    quiet: tuple[str, ...]
    # Duties in words, where the record that the plan carries does not give their clock times.
    told: tuple[str, ...]


class _Duties(msgspec.Struct, frozen=True):
    duties: tuple[Duty, ...] = ()


def draw_week(plan: Plan) -> Week:
    """The timetable of a plan; without days where nothing has a place in the week."""
    language = plan.header.language
    entries: dict[str, list[Entry]] = {day: [] for day in DAYS}
    for session in plan.timetable.sessions:
        end = _clock(_minutes(session.start) + session.minutes)
        entries[session.weekday].append(Entry(session.start, end, session.title, False, session.remote))
    told = []
    clocks = _clocks(plan)
    for line in plan.timetable.busy:
        duty = clocks.get(line)
        if duty is None:
            told.append(line)
            continue
        title = say(f"duty {duty.kind}", language) + (f": {duty.text}" if duty.text else "")
        for day in duty.weekdays:
            entries[day].append(Entry(duty.start, duty.end, title, True, False))
    if not any(entries.values()):
        return Week((), (), tuple(told))
    return Week(
        days=tuple(Day(weekday(d, language), _in_parts(entries[d])) for d in DAYS if entries[d] or d not in WEEKEND),
        quiet=tuple(weekday(d, language) for d in WEEKEND if not entries[d]),
        told=tuple(told),
    )


def _clocks(plan: Plan) -> dict[str, Duty]:
    """The duties of the record that a plan carries, by the line with which the plan says them.

    The plan's lines decide what is shown: a duty noted later or in error is in the record and not among them.
    """
    if plan.carries is None or not plan.timetable.busy:
        return {}
    duties = msgspec.json.decode(plan.carries.record, type=_Duties).duties
    return {_line(duty, plan.header.language): duty for duty in duties}


def _line(duty: Duty, language: str) -> str:
    days = ", ".join(weekday(d, language) for d in duty.weekdays)
    said = f" ({duty.text})" if duty.text else ""
    return f"{say(f'duty {duty.kind}', language)}{said}: {days} {duty.start}–{duty.end}"


def _in_parts(entries: list[Entry]) -> tuple[tuple[Entry, ...], ...]:
    edges = (*PARTS[1:], 48)
    found = sorted(entries)
    return tuple(
        tuple(e for e in found if start <= _minutes(e.start) // 60 < end)
        for start, end in zip(PARTS, edges, strict=True)
    )


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
