"""Where a person stands at a moment: what is known, what was decided. From here every plan is composed.

Also from here: what would be if something were different (`supposing`), which asks the same questions of changed facts.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from waymark.logic import Known
from waymark.planning.agree import agree
from waymark.planning.findings import Findings, find
from waymark.planning.plan import Contradiction
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand, take_stand
from waymark.record.corrections import standing_person
from waymark.record.documents.decisions import Decision, Decisions
from waymark.record.documents.person import Person
from waymark.record.known import FactNote, KnownFacts, facts_as_of
from waymark.record.time import Calendar, calendar_of, refuse_before_all, stamp

if TYPE_CHECKING:
    from waymark.planning.deciding.bases import Bases

__all__ = [
    "Documents",
    "Situation",
    "changed_values",
    "noted_otherwise",
    "read_situation",
    "situation_at",
    "supposing",
]


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is made from: the read documents and their canonical JSON, for hashing and carrying."""

    person: Person
    record: bytes
    decisions: Decisions | None = None
    decisions_json: bytes | None = None
    programme_json: bytes | None = None


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """One person at one moment. `values` are what the rules are asked of; `known` says where they come from."""

    prepared: Prepared
    documents: Documents
    # The person as corrected up to the moment.
    person: Person
    calendar: Calendar
    stand: Stand
    known: KnownFacts
    values: dict[str, Known]
    # Facts that count as something though nobody was asked.
    assumed: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def findings(self, *, mute: bool = False) -> Findings:
        """What the rules say, without those a clinician set aside. `mute`: nobody will ask what is missing."""
        return find(self.prepared, self.values, frozenset(self.stand.set_aside), mute=mute)


def read_situation(prepared: Prepared, documents: Documents, at: str | int | None = None) -> Situation:
    """The person's situation at this moment (default: the latest noted time in the documents)."""
    decided = documents.decisions
    calendar = calendar_of(documents.person, decided, at)
    if at is not None:
        refuse_before_all(documents.person, calendar)
    rows = () if decided is None else tuple(row for row in decided.rows if calendar.knows(row))
    if not rows:
        return situation_at(prepared, documents, calendar, ())
    # Most plans are made before anybody decided, and need none of this.
    from waymark.planning.deciding.bases import Bases

    rows = tuple(sorted(rows, key=lambda row: stamp(row.at)))
    return situation_at(prepared, documents, calendar, rows, Bases(prepared, documents, rows))


def situation_at(
    prepared: Prepared,
    documents: Documents,
    calendar: Calendar,
    rows: tuple[Decision, ...],
    bases: "Bases | None" = None,
) -> Situation:
    """The person's situation with these decisions, in the order they were made; `bases`: what they were made on."""
    person = standing_person(documents.person, calendar)
    stand = take_stand(prepared, person, rows, calendar.day, calendar.number)
    if bases is not None:
        from waymark.planning.deciding.bases import bind

        bind(stand, bases, calendar)
    known = facts_as_of(documents.person, prepared.release, calendar, stand.settled)
    return _stood(prepared, documents, person, calendar, stand, known)


def supposing(situation: Situation, changes: Mapping[str, Known | None]) -> Situation:
    """The same person with these facts changed (None: not known); everything that follows from facts follows anew.

    Nothing is checked here: a change that cannot be gives a situation that cannot be.
    """
    changed = noted_otherwise(situation.known, situation.prepared, changes)
    return _stood(
        situation.prepared, situation.documents, situation.person, situation.calendar, situation.stand, changed
    )


def changed_values(values: dict[str, Known], changes: Mapping[str, Known | None]) -> dict[str, Known]:
    """The values with these changes; None takes one away."""
    changed = dict(values)
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = value
    return changed


def noted_otherwise(known: KnownFacts, prepared: Prepared, changes: Mapping[str, Known | None]) -> KnownFacts:
    """What is known with these facts changed. A score supposed to be known counts as a form that was given."""
    values = changed_values(known.values, changes)
    notes = None
    for name, value in changes.items():
        fact, old = prepared.facts[name], known.notes.get(name)
        instrument = old.instrument if old is not None else None
        if instrument is None and (not fact.scored or fact.asked is not None):
            continue
        if notes is None:
            notes = dict(known.notes)
        if value is None:
            notes.pop(name, None)
            continue
        exact = not isinstance(value, tuple) or value[0] == value[1]
        instrument = instrument or fact.scored[0].instrument
        notes[name] = FactNote(
            value=value, at="", noted=None, by=None, source=None, how="scored", instrument=instrument, exact=exact
        )
    if notes is None:
        return msgspec.structs.replace(known, values=values)
    return msgspec.structs.replace(known, values=values, notes=notes)


def _stood(
    prepared: Prepared, documents: Documents, person: Person, calendar: Calendar, stand: Stand, known: KnownFacts
) -> Situation:
    values, clashes = agree(prepared, known.values)
    values, assumed = _assume(prepared, values)
    return Situation(
        prepared=prepared,
        documents=documents,
        person=person,
        calendar=calendar,
        stand=stand,
        known=known,
        values=values,
        assumed=assumed,
        contradictions=(*(Contradiction(says=c.says, facts=c.facts) for c in known.contradictions), *clashes),
    )


def _assume(prepared: Prepared, values: dict[str, Known]) -> tuple[dict[str, Known], tuple[str, ...]]:
    """Medication that nobody has asked about counts as open, which behaves like on (guidance 1.5); noted as such."""
    state = prepared.facts.get("mat.state")
    if state is None or "mat.state" in values:
        return values, ()
    index = next((i for i, o in enumerate(state.options) if o.id == "open"), None)
    if index is None:
        return values, ()
    return {**values, "mat.state": 1 << index}, ("mat.state",)
