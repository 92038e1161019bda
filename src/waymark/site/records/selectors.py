"""A record as a document, now or as it was known at a moment."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache

import msgspec
from django.db.models import F, QuerySet

from waymark.site.access.gate import Gate
from waymark.site.accounts.models import User
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.people.models import Person
from waymark.site.prepared import Places, Prepared
from waymark.site.records.models import HEAD, Received, RecordRow
from waymark.site.records.parts import Part, assemble

__all__ = ["HEAD", "Noted", "Voice", "document_id", "document_of", "latest_of", "parts_of", "voice_of"]

_MOST_SAID = 3
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Noted(msgspec.Struct, frozen=True):
    """One row of a record, opened, with when it was noted here and by which account."""

    number: int
    part: Part
    noted_at: datetime
    by: User


class Voice(msgspec.Struct, frozen=True):
    """The person's own words, and what they are good at, as last said."""

    wants: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()


def document_of(
    person: Person, *, as_of: datetime | None = None, extra: Sequence[Part] = (), tables: Sequence[str] = ()
) -> bytes:
    """The `waymark.person/1` document: as it came in, to the byte, while nothing was noted since.

    `as_of`: what had been noted by then; the record as a page of that day knew it. `tables`: only these of its rows.
    """
    if as_of is None and not extra:
        # As the database counts its rows now: whoever holds the person may have read them a while ago.
        received = Received.objects.filter(person=person, rows=F("person__rows")).order_by("-pk").first()
        if received is not None:
            key = keys_of([person.owner])[person.owner]
            return open_with(key, person.owner, bytes(received.sealed), f"received {received.rows}")
    parts = [*parts_of(person, as_of=as_of, tables=tables), *extra]
    if not any(part.table == "id" for part in parts):
        parts.insert(0, Part("id", f'"{person.public_id}"'.encode()))
    return assemble(parts)


def parts_of(
    person: Person, *, as_of: datetime | None = None, after: int = 0, tables: Sequence[str] = ()
) -> Iterable[Part]:
    """The rows of a record in their order, opened; only those after a number, only of some tables."""
    key = keys_of([person.owner])[person.owner]
    for number, table, sealed in _rows(tuple(tables)).all(person=person.pk, after=after, until=as_of or _NEVER):
        yield Part(table, open_with(key, person.owner, bytes(sealed), f"row {number}"))


@cache
def _rows(tables: tuple[str, ...]) -> Prepared[tuple[int, str, bytes]]:
    """Rows of a person after a number that were noted until a moment; of these tables, or of all."""

    def ask(at: Places) -> QuerySet[RecordRow, tuple[int, str, bytes]]:
        rows = RecordRow.objects.filter(person=at.number("person"), number__gt=at.number("after"))
        rows = rows.filter(noted_at__lte=at.moment("until"))
        rows = rows.filter(part__in=tables) if tables else rows
        return rows.order_by("number").values_list("number", "part", "sealed")

    return Prepared(ask)


def latest_of(gate: Gate, *, most: int, after: int = 0) -> list[Noted]:
    """The last rows of a person's record, the latest first; with `after` those that came after a number."""
    person = gate.about
    rows = RecordRow.objects.filter(person=person, number__gt=after).select_related("by").order_by("-number")[:most]
    found = list(rows)
    if not found:
        return []
    key = keys_of([person.owner])[person.owner]
    return [
        Noted(
            row.number,
            Part(row.part, open_with(key, person.owner, bytes(row.sealed), f"row {row.number}")),
            row.noted_at,
            row.by,
        )
        for row in found
    ]


def voice_of(gate: Gate, as_of: datetime | None = None) -> Voice:
    """What the person said they want, and their strengths; what was entered in error is not said again."""
    parts = parts_of(gate.about, as_of=as_of, tables=("words", "strengths", "corrections"))
    told = [msgspec.json.decode(part.row) for part in parts]
    wrong = {row["corrects"] for row in told if row.get("kind") == "entered in error"}
    rows = [row for row in told if "corrects" not in row and row.get("id") not in wrong]
    wants = [str(row["text"]) for row in rows if row.get("about") == "want"]
    strengths = [str(row["text"]) for row in rows if "about" not in row and row.get("text")]
    return Voice(tuple(wants[-_MOST_SAID:]), tuple(strengths[-_MOST_SAID:]))


def document_id(gate: Gate) -> str:
    """The id that the person's document carries; empty while nothing was noted."""
    if not gate.about.rows:
        return ""
    return msgspec.json.decode(document_of(gate.about), type=_Id).id


class _Id(msgspec.Struct):
    id: str = ""
