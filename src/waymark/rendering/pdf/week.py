"""The week as a table that fits a sheet: a row for each day, or for days that are alike."""

import re
from typing import Any

from waymark.planning.plan import Plan
from waymark.rendering.pdf.letters import clip
from waymark.rendering.pdf.wording import word
from waymark.rendering.timetable import Entry, Week

__all__ = ["week_table"]

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
LONGEST_TOLD = 120
# Entries of one cell: the clock times and the name.
Cell = tuple[tuple[str, str], ...]
# Ways to write the week, from roomy to short: letters of an entry's name, and entries of a cell.
WAYS = ((60, 6), (40, 4), (28, 4), (18, 3), (0, 3))


def week_table(week: Week, plan: Plan, language: str, *, neutral: bool = False) -> dict[str, Any]:
    """Head, columns, and the rows in several lengths; the template takes the first that fits."""
    columns = [word("day", language), word("appointments" if neutral else "this plan", language)]
    columns.append(word("my life", language))
    told = [] if neutral else [clip(line, LONGEST_TOLD) for line in _told(week, plan, language)]
    return {
        "head": word("week", language),
        "columns": columns,
        "ways": [_rows(week, long, most, language, neutral=neutral) for long, most in WAYS] if week.days else [],
        "told": told,
    }


def _told(week: Week, plan: Plan, language: str) -> list[str]:
    """What stands under the table: duties without clock times, who covers what, and the times still to agree."""
    table = plan.timetable
    lines = [*week.told[:2], *table.conflicts[:2]]
    if plan.emergency is None and table.note:
        lines.append(table.note)
    elif table.unplaced:
        lines.append(word("times agreed", language))
    return lines


def _rows(week: Week, long: int, most: int, language: str, *, neutral: bool) -> list[dict[str, Any]]:
    """Days with the same entries stand in one row, where the first of them stands."""
    alike: dict[tuple[Cell, ...], list[str]] = {}
    for day in week.days:
        entries = [e for part in day.parts for e in part]
        cells = tuple(
            _cell([e for e in entries if e.fixed is fixed], long, most, language, neutral=neutral)
            for fixed in (False, True)
        )
        if any(cells):
            alike.setdefault(cells, []).append(day.name)
    names = [day.name for day in week.days]
    return [{"day": _days(days, names), "cells": cells} for cells, days in alike.items()]


def _days(days: list[str], names: list[str]) -> str:
    """One day whole, days in a row from first to last, others one by one."""
    places = [names.index(d) for d in days]
    if len(days) == 1:
        return days[0]
    if len(days) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{days[0][:3]}–{days[-1][:3]}"
    return ", ".join(d[:3] for d in days)


def _cell(entries: list[Entry], long: int, most: int, language: str, *, neutral: bool) -> Cell:
    said = [(f"{e.start}–{e.end}", clip(_name(e, language, neutral=neutral), long)) for e in entries[:most]]
    if len(entries) > most:
        said.append(("", word("and more", language, count=len(entries) - most)))
    return tuple(said)


def _name(entry: Entry, language: str, *, neutral: bool) -> str:
    """What it is, without what it says in brackets: “Rewards for each step”."""
    return _IN_BRACKETS.sub("", entry.title) or entry.title
