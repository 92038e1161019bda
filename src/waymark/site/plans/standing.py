"""The plan as it stands now: the last version while nothing has moved since, else what the next one would say."""

import msgspec

from waymark.planning.compose import Documents, compose
from waymark.planning.plan import Plan
from waymark.record.canonical import canonical
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate import validate
from waymark.record.validate_decisions import validate_decisions
from waymark.site.access.gate import Gate
from waymark.site.people.models import Person
from waymark.site.plans.library import library, prepared
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.selectors import decisions_of, last_decision_of, plan_of
from waymark.site.records.selectors import document_of

__all__ = ["Standing", "documents_of", "plan_bytes", "read_plan", "standing_of"]


class Standing(msgspec.Struct, frozen=True):
    """`version`: the last one. `moved`: record, decisions or library are others than those it was made from."""

    plan: Plan
    written: bytes
    version: PlanVersion | None
    moved: bool


def standing_of(gate: Gate, language: str) -> Standing | None:
    """The plan now, in the language of whoever reads; None while nothing is noted. Raises RecordError."""
    person = gate.about
    last = person.plans.order_by("-number").first()
    if last is None and not person.rows:
        return None
    moved = last is None or (last.rows, last.decisions) != (person.rows, last_decision_of(gate))
    moved = moved or (last is not None and last.release_id != library(language).id)
    if last is not None and not moved and last.language == language:
        # The row is at hand; its person is the one the gate holds.
        last.person = person
        written = plan_of(last)
    else:
        written = plan_bytes(person, gate.acting.programme.offers, language)
    return Standing(read_plan(written), written, last, moved)


def plan_bytes(person: Person, offers: str, language: str) -> bytes:
    """The plan of the record as it stands, the same bytes the command line writes for the same documents."""
    return msgspec.json.Encoder().encode(compose(prepared(language, offers), documents_of(person, offers, language)))


def documents_of(person: Person, offers: str, language: str) -> Documents:
    """What a plan is made from, read and checked. Raises RecordError."""
    raw = document_of(person)
    release = prepared(language, offers).release
    record = read_person(raw, "the record")
    validate(record, release, "the record")
    written = decisions_of(person, record.id)
    decisions = None
    if written is not None:
        decisions = read_decisions(written, "the decisions")
        validate_decisions(decisions, release, record, "the decisions")
    return Documents(
        person=record,
        record=canonical(raw),
        decisions=decisions,
        decisions_json=canonical(written) if written is not None else None,
        programme_json=canonical(offers.encode()) if offers else None,
    )


def read_plan(written: bytes) -> Plan:
    """A plan from its bytes."""
    return msgspec.json.decode(written, type=Plan)
