"""Rows of an interview as they stand in the document: a form while it is filled, and an answer that was taken back.

Every item of a form is a row here the moment it is answered, and stays one; in the document stands the form as far as
it is filled, once. What was taken back stands there with a correction that says so.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

__all__ = ["GROWING", "TAKEN_BACK", "Part", "TakenBack", "as_they_stand"]

# Tables that only the site has; nothing of them is left in a document.
GROWING = "answers.growing"
TAKEN_BACK = "taken.back"


class Part(msgspec.Struct, frozen=True):
    """One row: which table it belongs to (`facts`, `lists.medicines.rows`, `about`), and its JSON as it was written."""

    table: str
    row: bytes


class Named(msgspec.Struct, frozen=True):
    """A row that is spoken of, as it was written."""

    table: str
    row: msgspec.Raw


class TakenBack(msgspec.Struct, frozen=True, omit_defaults=True):
    """Rows that somebody took back, when, and who."""

    at: str | int
    rows: tuple[Named, ...]
    by: str | None = None


class _Sitting(msgspec.Struct, frozen=True):
    """What makes two rows of a form one sitting."""

    at: str | int
    instrument: str
    substance: str | None = None
    id: str | None = None


class _Entry:
    """One row on its way into the document; `before`: the same form one answer earlier."""

    def __init__(self, part: Part, before: "_Entry | None" = None) -> None:
        self.part, self.before, self.stands = part, before, True


def as_they_stand(parts: Iterable[Part]) -> list[Part]:
    """Rows of the tables of a document alone, in their order."""
    entries: list[_Entry] = []
    forms: dict[_Sitting, _Entry | None] = {}
    corrections: list[Part] = []
    for part in parts:
        if part.table == GROWING:
            key = msgspec.json.decode(part.row, type=_Sitting)
            before = forms.get(key)
            if before is not None:
                before.stands = False
            forms[key] = _Entry(Part("answers", part.row), before)
            entries.append(forms[key])  # type: ignore[arg-type]
        elif part.table == TAKEN_BACK:
            corrections += _take_back(part, entries, forms)
        else:
            entries.append(_Entry(part))
    return [*(entry.part for entry in entries if entry.stands), *corrections]


def _take_back(part: Part, entries: list[_Entry], forms: dict[_Sitting, _Entry | None]) -> list[Part]:
    told = msgspec.json.decode(part.row, type=TakenBack)
    taken = _ids(entry.part.row for entry in entries)
    corrections = []
    for named in told.rows:
        table = "answers" if named.table == GROWING else named.table
        wanted = Part(table, bytes(named.row))
        found = next((entry for entry in reversed(entries) if entry.stands and entry.part == wanted), None)
        if found is None:
            continue
        if named.table == GROWING:
            forms[msgspec.json.decode(found.part.row, type=_Sitting)] = found.before
            if found.before is not None:
                found.before.stands = True
        name = next(one for n in range(1, len(taken) + 2) if (one := f"taken-back-{n}") not in taken)
        taken.add(name)
        row: dict[str, Any] = msgspec.json.decode(found.part.row) | {"id": name}
        found.part = Part(table, msgspec.json.encode(row))
        corrections.append(Part("corrections", _correction(told, name)))
    return corrections


def _correction(told: TakenBack, name: str) -> bytes:
    row = {"at": told.at, "by": told.by, "corrects": name, "kind": "entered in error"}
    row["reason"] = "taken back in the interview"
    return msgspec.json.encode({key: value for key, value in row.items() if value is not None})


def _ids(rows: Iterable[bytes]) -> set[str]:
    found = (msgspec.json.decode(row) for row in rows if b'"id"' in row)
    return {str(row["id"]) for row in found if isinstance(row, dict) and row.get("id")}
