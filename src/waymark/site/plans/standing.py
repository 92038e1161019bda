"""The plan as it stands now: the last version while nothing has moved since, else what the next one would say."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

import msgspec

from waymark.planning.compose import Documents, compose
from waymark.planning.plan import Plan
from waymark.planning.prepare import Prepared
from waymark.record.canonical import canonical
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate import validate
from waymark.record.validate_decisions import validate_decisions
from waymark.site.access.gate import Gate
from waymark.site.keys.vault import keys_of
from waymark.site.people.models import Person
from waymark.site.plans.library import library, prepared, release_on
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.selectors import decisions_of, last_decision_of, last_version_of, plan_of, reach_by
from waymark.site.records.selectors import document_of

__all__ = ["Standing", "documents_from", "documents_of", "plan_bytes", "read_plan", "standing_of"]


# Plans kept at hand in each process: the people of a few counsellors.
_MOST_KNOWN = 128


class Standing(msgspec.Struct, frozen=True):
    """`version`: the last one. `moved`: record, decisions or library are others than those it was made from. `kept`:
    the plan is that version to the byte. `drawn`: what was made of this plan alone, kept as long as the plan is."""

    plan: Plan
    written: bytes
    version: PlanVersion | None
    moved: bool
    kept: bool = False
    drawn: dict[object, Any] = msgspec.field(default_factory=dict)


def standing_of(gate: Gate, language: str, as_of: datetime | None = None) -> Standing | None:
    """The plan now, in the language of whoever reads; None while nothing is noted. Raises RecordError.

    `as_of`: the plan as it stood at a moment, from what had been noted and decided by then.
    """
    person = gate.about
    if as_of is None:
        last, rows, decided = last_version_of(person), person.rows, last_decision_of(person)
    else:
        last, rows, decided = reach_by(person, as_of)
    if last is None and not rows:
        return None
    moved = last is None or (last.rows, last.decisions) != (rows, decided)
    # A version of that day is shown as it was made, whatever the library says by now.
    used = library(language).id if as_of is None else release_on(as_of) or library(language).id
    moved = moved or (last is not None and last.release_id != used)
    offers = gate.acting.programme.offers
    # All that the plan is made from, and the key: whose key is gone finds nothing of it here either.
    made_from = (keys_of([person.owner])[person.owner], person.pk, rows, decided, language, library(language).id)
    kept = last is not None and not moved and last.language == language
    if last is not None and kept:
        known = _known.get((last.public_id, *made_from), lambda: plan_of(last))
    else:
        known = _known.get((offers, *made_from), lambda: plan_bytes(person, offers, language, as_of))
    return msgspec.structs.replace(known, version=last, moved=moved, kept=kept)


class _Known:
    """The plans last shown by this process, in memory alone: a page that is opened again does not make one again."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[object, ...], Standing] = OrderedDict()
        self._lock = Lock()

    def get(self, made_from: tuple[object, ...], make: Callable[[], bytes]) -> Standing:
        with self._lock:
            found = self._plans.pop(made_from, None)
        if found is None:
            written = make()
            found = Standing(read_plan(written), written, None, moved=False)
        with self._lock:
            self._plans[made_from] = found
            if len(self._plans) > _MOST_KNOWN:
                self._plans.popitem(last=False)
        return found


_known = _Known()


def plan_bytes(person: Person, offers: str, language: str, as_of: datetime | None = None) -> bytes:
    """The plan of the record as it stands, the same bytes the command line writes for the same documents."""
    documents = documents_of(person, offers, language, as_of)
    return msgspec.json.Encoder().encode(compose(prepared(language, offers), documents))


def documents_of(person: Person, offers: str, language: str, as_of: datetime | None = None) -> Documents:
    """What a plan is made from, read and checked; with `as_of` what was there by then. Raises RecordError."""
    raw = document_of(person, as_of=as_of)
    decided = decisions_of(person, msgspec.json.decode(raw, type=_Head).id, as_of=as_of)
    return documents_from(prepared(language, offers), raw, decided, offers.encode() or None)


def documents_from(ready: Prepared, raw: bytes, decided: bytes | None, offers: bytes | None) -> Documents:
    """The same, of bytes at hand. Raises RecordError."""
    record = read_person(raw, "the record")
    validate(record, ready.release, "the record")
    decisions = None
    if decided is not None:
        decisions = read_decisions(decided, "the decisions")
        validate_decisions(decisions, ready.release, record, "the decisions")
    return Documents(
        person=record,
        record=canonical(raw),
        decisions=decisions,
        decisions_json=canonical(decided) if decided is not None else None,
        programme_json=canonical(offers) if offers else None,
    )


class _Head(msgspec.Struct):
    id: str


def read_plan(written: bytes) -> Plan:
    """A plan from its bytes."""
    return msgspec.json.decode(written, type=Plan)
