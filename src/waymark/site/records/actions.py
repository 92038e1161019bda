"""What is noted about a person: rows are appended, never changed; what is sent twice is stored once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

import msgspec
from django.db import transaction

from waymark.record.canonical import canonical
from waymark.record.reading import read_person
from waymark.record.validate import validate
from waymark.site.access.gate import Gate
from waymark.site.audit.record import note
from waymark.site.keys.keyed import keyed
from waymark.site.keys.ring import ring
from waymark.site.keys.vault import keys_of, seal_for, seal_with
from waymark.site.people.following import changed
from waymark.site.people.models import Person
from waymark.site.plans.library import library
from waymark.site.prepared import Prepared, change_row, insert_rows
from waymark.site.records.models import Received, RecordRow
from waymark.site.records.parts import Part, take_apart
from waymark.site.records.selectors import HEAD, document_of
from waymark.site.records.standing import TAKEN_BACK
from waymark.site.statements import Statement, connected
from waymark.site.transactions import in_one_transaction

__all__ = ["Stale", "note_rows", "receive_document"]

# Rows in one statement: less than the fewest values that a database takes at once.
_AT_ONCE = 100
_LOCKED = Prepared(lambda at: Person.objects.select_for_update().filter(pk=at.number("id")).values_list("rows"))
_MARKS = f"SELECT digest FROM {RecordRow._meta.db_table} WHERE person_id = %s AND digest IN"


class Stale(Exception):
    """Somebody noted something since the page was opened: `rows` is where the record stands now."""

    def __init__(self, rows: int) -> None:
        super().__init__("the record has moved on since this page was opened")
        self.rows = rows


@in_one_transaction
def note_rows(*, gate: Gate, parts: Sequence[Part], sent_as: str, seen: int | None = None, on_behalf: str = "") -> int:
    """Append rows; returns how many were new. `sent_as`: the form's own mark, so that a double click notes once.

    `seen`: the record's row count when the page was opened; raises Stale when it moved on. Raises RecordError when the
    record would not be understood any more: nothing is stored then, and nothing was written before.
    """
    person = _locked(gate.about)
    # The same form twice is no stale form: its rows are there already.
    marks = [_mark(person, part, f"{sent_as} {number}") for number, part in enumerate(parts)]
    there = _there(person, marks)
    if len(there) < len(parts) and seen is not None and seen != person.rows:
        raise Stale(person.rows)
    new = [(part, mark) for part, mark in zip(parts, marks, strict=True) if mark not in there]
    if new:
        _understood(_to_check(person, [part for part, _ in new]))
        _append(gate, person, new, on_behalf)
        changed(person, in_passing=True)
    return len(new)


@transaction.atomic
def receive_document(*, gate: Gate, document: bytes) -> int:
    """Take in a `waymark.person/1` document: rows that are not here yet are appended; returns how many.

    Kept as it came, to the byte. Raises RecordError, NotADocument.
    """
    person = _locked(gate.about)
    # The reader first: it says what is wrong with a file in words, and how deep is too deep.
    _understood(document)
    parts = list(take_apart(document))
    seen: Counter[tuple[str, bytes]] = Counter()
    marked = []
    for part in parts:
        key = (part.table, canonical(part.row))
        # The same row twice in one document is two rows; the same document twice is one.
        marked.append((part, _mark(person, part, f"document {seen[key]}")))
        seen[key] += 1
    there = _there(person, [mark for _, mark in marked])
    new = [(part, mark) for part, mark in marked if mark not in there]
    _understood(document_of(person, extra=[part for part, _ in new]))
    if new:
        _append(gate, person, new, "")
    # Only where the record is now just what came in may it be handed out again as it came.
    if len(marked) == person.rows:
        Received.objects.create(
            person=person, at=gate.acting.at, by=gate.acting.user, rows=person.rows,
            sealed=seal_for(person.owner, document, f"received {person.rows}"),
        )  # fmt: skip
    changed(person)
    return len(new)


def _to_check(person: Person, new: Sequence[Part]) -> bytes:
    """What has to be understood for new rows to be taken: they with the head of the document.

    A row is read by itself; only what corrects or takes back speaks of another row, and then the whole record is read.
    So noting an answer costs the same in the fifth year as on the first day.
    """
    if any(part.table in ("corrections", TAKEN_BACK, *HEAD) for part in new):
        return document_of(person, extra=new)
    return document_of(person, extra=new, tables=HEAD)


def _locked(person: Person) -> Person:
    """One writer of a record at a time; `rows` is now what is there."""
    found = _LOCKED.first(id=person.pk)
    if found is None:
        raise Person.DoesNotExist
    (person.rows,) = found
    return person


def _understood(document: bytes) -> None:
    person = read_person(document, "the record")
    validate(person, library(), "the record")


def _mark(person: Person, part: Part, sent_as: str) -> bytes:
    text = b"\0".join((person.public_id.encode(), part.table.encode(), canonical(part.row), sent_as.encode()))
    return keyed(ring().index, text)[:16]


def _there(person: Person, marks: Iterable[bytes]) -> set[bytes]:
    """Which of these marks the record has already."""
    wanted = list(marks)
    found: set[bytes] = set()
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        rows = _marks(len(some)).rows(connected(), [person.pk, *some])
        found |= {bytes(mark) for (mark,) in rows}
    return found


@cache
def _marks(number: int) -> Statement:
    return Statement(f"{_MARKS} ({', '.join(['%s'] * number)})")


class _Row(msgspec.Struct):
    """A `RecordRow` as it is stored."""

    person_id: int
    number: int
    part: str
    noted_at: datetime
    by_id: int
    on_behalf: str
    digest: bytes
    sealed: bytes


def _append(gate: Gate, person: Person, new: Sequence[tuple[Part, bytes]], on_behalf: str) -> None:
    by = gate.acting
    first = person.rows + 1
    key = keys_of([person.owner])[person.owner]
    rows = [
        _Row(
            person_id=person.pk,
            number=number,
            part=part.table,
            noted_at=by.at,
            by_id=by.user.pk,
            on_behalf=on_behalf,
            digest=mark,
            sealed=seal_with(key, person.owner, part.row, f"row {number}"),
        )
        for number, (part, mark) in enumerate(new, start=first)
    ]
    for at in range(0, len(rows), _AT_ONCE):
        insert_rows(rows[at : at + _AT_ONCE], into=RecordRow)
    person.rows += len(new)
    change_row(person, "rows")
    note(
        "records.note_rows", chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="record",
        person=person.public_id, target=f"rows {first} to {person.rows}",
    )  # fmt: skip


def as_json(row: msgspec.Struct | dict[str, object]) -> bytes:
    """A row as it is kept."""
    return msgspec.json.encode(row)
