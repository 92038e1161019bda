"""What was measured so far, from the record's own rows: scores of forms, days of use, visits. No judgement is made."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from waymark.knowledge.model.instrument import Instrument
from waymark.planning.plan import Plan
from waymark.planning.prepare import Prepared
from waymark.record.corrections import standing_rows
from waymark.record.gather import yields_score
from waymark.record.index import Index, index_of
from waymark.record.reading import read_person
from waymark.record.time import Calendar, stamp
from waymark.site.records.shown import text_of

__all__ = ["Measured", "Visits", "measured_in"]

# A form given once a week shows its last quarter; what came before stands in the record.
MOST_POINTS = 12
MOST_SERIES = 6
_WIDTH, _HEIGHT = 96, 24


class Measured(msgspec.Struct, frozen=True):
    """One thing measured more than once: first and last of the points shown, and the points of a small drawing.

    `kind`: a form's score, or days of use in thirty.
    """

    kind: Literal["score", "days"]
    label: str
    points: tuple[tuple[str, float], ...]
    highest: float

    @property
    def first(self) -> tuple[str, float]:
        return self.points[0]

    @property
    def last(self) -> tuple[str, float]:
        return self.points[-1]

    @property
    def drawn(self) -> str:
        """Points of a line, 96 by 24, zero at the bottom."""
        step = _WIDTH / max(1, len(self.points) - 1)
        top = self.highest or 1
        pairs = (
            (place * step, _HEIGHT - _HEIGHT * min(value, top) / top) for place, (_, value) in enumerate(self.points)
        )
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


class Visits(msgspec.Struct, frozen=True):
    """Of the visits that were noted, how many took place."""

    came: int
    all: int


def measured_in(plan: Plan, ready: Prepared) -> tuple[list[Measured], Visits | None]:
    """Series of the record that a plan carries, use first, and the last visits; nothing that was entered in error."""
    rows = _standing(plan)
    if rows is None:
        return [], None
    found = [*_used(rows["lists.substances.rows"], ready), *_forms(rows["answers"], ready)]
    return [one for one in found if len(one.points) > 1][:MOST_SERIES], _visits(rows["measures"])


def _visits(rows: list[tuple[str, Any]]) -> Visits | None:
    noted = [row for _, row in rows if row.measure == "attendance"]
    last = sorted(noted, key=lambda row: stamp(row.at))[-MOST_POINTS:]
    return Visits(sum(row.value == "attended" for row in last), len(last)) if last else None


def _standing(plan: Plan) -> dict[str, list[tuple[str, Any]]] | None:
    if plan.carries is None:
        return None
    head = plan.header
    at: str | int = head.at if head.anchor is None else int(head.at.removeprefix("day "))
    return standing_rows(read_person(bytes(plan.carries.record), "the record"), Calendar(at, head.anchor))


def _forms(rows: list[tuple[str, Any]], ready: Prepared) -> Iterator[Measured]:
    """The first score of each form, where it is known exactly."""
    index = index_of(ready.release)
    forms: dict[str, list[Any]] = {}
    for _, row in rows:
        forms.setdefault(row.instrument, []).append(row)
    for name, found in forms.items():
        instrument = ready.release.instruments.get(name)
        if instrument is None or not instrument.scores or len(found) < 2:
            continue
        last = sorted((row for row in found if yields_score(row, instrument)), key=lambda row: stamp(row.at))
        points = [point for row in last[-MOST_POINTS:] if (point := _point(index, instrument, row)) is not None]
        yield Measured("score", text_of(instrument.name), tuple(points), _top(instrument, points))


def _point(index: Index, instrument: Instrument, row: Any) -> tuple[str, float] | None:
    name = instrument.scores[0].id
    value = index.scorer(instrument.id).score(row.items, row.closed, row.scores).scores.get(name)
    known = value is not None and value.kind == "number" and value.low == value.high
    return (str(row.at)[:10], value.low) if known and value is not None else None


def _top(instrument: Instrument, points: list[tuple[str, float]]) -> float:
    span = instrument.scores[0].range
    return span[1] if span is not None else max((value for _, value in points), default=0)


def _used(rows: list[tuple[str, Any]], ready: Prepared) -> Iterator[Measured]:
    """Days of use in thirty, by substance."""
    days: dict[str, list[tuple[str, float]]] = {}
    for _, row in sorted(rows, key=lambda each: stamp(each[1].at)):
        if isinstance(row.days_of_30, int | float):
            days.setdefault(row.substance, []).append((str(row.at)[:10], float(row.days_of_30)))
    for name, points in days.items():
        substance = ready.release.substances.get(name)
        label = text_of(substance.name) if substance is not None else name
        yield Measured("days", label, tuple(points[-MOST_POINTS:]), 30)
