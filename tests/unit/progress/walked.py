"""Somebody in care for some weeks, told in a few rows; and how it goes for them."""

import json
from datetime import date, timedelta
from typing import Any

from tests.people.cast import Document, fact, person
from tests.people.plans import maker
from waymark.cli.make import Maker
from waymark.planning.situation import Documents
from waymark.progress.report import Progress, Series
from waymark.progress.walking import look

__all__ = ["FIRST", "day", "documents", "form", "measure", "measured", "series", "somebody", "told"]

FIRST = date(2026, 1, 5)


def day(number: int) -> str:
    """A day of care; 0 is the first."""
    return (FIRST + timedelta(days=number)).isoformat()


def measure(name: str, value: object, at: int, **more: object) -> Document:
    return {"at": day(at), "measure": name, "value": value, **more}


def measured(name: str, *values: object, every: int = 7, start: int = 0) -> list[Document]:
    """One row after another; None leaves one out."""
    return [measure(name, v, start + n * every) for n, v in enumerate(values) if v is not None]


def form(instrument: str, at: int, **scores: float) -> Document:
    return {"at": day(at), "instrument": instrument, "author": "person", "scores": scores}


def somebody(*rows: Document, measures: list[Document] | None = None, **more: Any) -> Document:
    """Somebody with an opioid use disorder on medicine, and what is noted beside."""
    known = [
        fact("opioids.diagnosed", True, day(0)),
        fact("opioids.used_ever", True, day(0)),
        fact("opioids.days_of_30", 28, day(0)),
        fact("mat.agonist_current", True, day(0)),
        fact("age", 34, day(0)),
        *rows,
    ]
    return person("somebody", known, measures=measures or [], **more)


def documents(who: Document, decisions: list[Document] | None = None, made: Maker | None = None) -> Documents:
    decided = None
    if decisions is not None:
        row = {"format": "waymark.decisions/1", "person": who["id"], "rows": decisions}
        decided = json.dumps(row).encode()
    return (made or maker()).read(json.dumps(who).encode(), "person.json", decided, "decisions.json")


def told(who: Document, at: int, decisions: list[Document] | None = None, language: str = "en") -> Progress:
    """How it goes on this day."""
    made = maker(language)
    return look(made.prepared, documents(who, decisions, made), day(at))


def series(found: Progress, name: str) -> Series:
    return next(one for one in found.series if one.id == name)
