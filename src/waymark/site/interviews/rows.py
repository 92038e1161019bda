"""What an answer adds to a record, as rows to be appended."""

from collections.abc import Sequence
from typing import Any

import msgspec

from waymark.record.documents.person import Person as Record
from waymark.site.interviews.state import Given
from waymark.site.records.parts import Part
from waymark.site.records.standing import GROWING, TAKEN_BACK, Named, TakenBack

__all__ = ["added", "given_of", "taking_back"]

_LISTS = ("substances", "medicines", "conditions")


def added(before: Record, after: Record) -> list[Part]:
    """Rows that the later document has and the earlier one had not, in their order; a form goes on growing."""
    parts = [Part("facts", _json(row)) for row in _new(before.facts, after.facts)]
    parts += [Part(GROWING, _json(row)) for row in _new(before.answers, after.answers)]
    for name in _LISTS:
        old, new = getattr(before.lists, name), getattr(after.lists, name)
        for part in ("rows", "state"):
            rows = _new(getattr(old, part), getattr(new, part))
            parts += [Part(f"lists.{name}.{part}", _json(row)) for row in rows]
    return parts


def given_of(question: str, parts: list[Part], turn: int) -> Given:
    """An answer as a sitting remembers it, to take it back."""
    return Given(question, tuple((part.table, msgspec.Raw(part.row)) for part in parts), turn)


def taking_back(given: Sequence[Given], at: str | int, by: str | None) -> Part:
    """A row that takes answers back, the last one first: a form shrinks item by item, as it grew."""
    rows = tuple(Named(table, row) for one in reversed(given) for table, row in reversed(one.rows))
    return Part(TAKEN_BACK, msgspec.json.encode(TakenBack(at, rows, by)))


def _new(before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Any]:
    known = {id(row) for row in before}
    return [row for row in after if id(row) not in known]


def _json(row: Any) -> bytes:
    return msgspec.json.encode(row)
