"""Writing session notes and counselling notes: appended, amended by a further row, sealed."""

from datetime import date

import msgspec
from django.db import transaction

from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.models import public_id
from waymark.site.audit.record import note
from waymark.site.keys.vault import seal_for
from waymark.site.notes.models import CounsellingNote, NextStep, NoteDraft, SessionNote, Touch
from waymark.site.notes.sealed import Session
from waymark.site.people.actions import BadInput
from waymark.site.people.following import changed
from waymark.site.people.models import Person

__all__ = ["Ahead", "close_step", "keep_draft", "write_counselling", "write_session"]


class Ahead(msgspec.Struct, frozen=True):
    """A next step: what, by when, and whether it sends the person to somebody elsewhere."""

    text: str
    due: date | None = None
    referral: bool = False


@transaction.atomic
def write_session(
    *, gate: Gate, day: date, session: Session, ahead: Ahead | None = None, amends: SessionNote | None = None
) -> SessionNote:
    """Append a note; the lines it names count as touched, a next step stays open. Raises BadInput, Absent."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    if not session.did.strip():
        raise BadInput("notes.did_missing")
    if day > by.day:
        raise BadInput("notes.day_to_come")
    if amends is not None and amends.person_id != person.pk:
        raise Absent("the note is about another person", person=person.public_id)
    if amends is not None and not session.because.strip():
        raise BadInput("notes.because_missing")
    row = SessionNote(
        public_id=public_id(), person=person, day=day, at=by.at, by=by.user, role=by.role, amends=amends
    )  # fmt: skip
    row.sealed = seal_for(person.owner, msgspec.json.encode(session), f"session {row.public_id}")
    row.save(force_insert=True)
    Touch.objects.bulk_create(
        Touch(note=row, person=person, mark=bytes.fromhex(line.mark), at=by.at) for line in session.lines
    )
    if ahead is not None and ahead.text.strip():
        _open_step(gate, person, row, ahead)
    NoteDraft.objects.filter(person=person, user=by.user, kind="session").delete()
    changed(person)
    _noted(gate, "notes.write_session", "sessions", row.public_id)
    return row


@transaction.atomic
def close_step(*, gate: Gate, step: NextStep, outcome: str) -> None:
    """Write how a next step or a referral came out; once. Raises BadInput, Absent."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    if step.person_id != person.pk:
        raise Absent("the step is about another person", person=person.public_id)
    if not outcome.strip():
        raise BadInput("notes.outcome_missing")
    closed = NextStep.objects.filter(pk=step.pk, closed_at__isnull=True).update(
        closed_at=by.at, closed_by=by.user,
        sealed_outcome=seal_for(person.owner, outcome.strip().encode(), f"outcome {step.public_id}"),
    )  # fmt: skip
    if closed:
        changed(person)
        _noted(gate, "notes.close_step", "sessions", step.public_id)


@transaction.atomic
def write_counselling(*, gate: Gate, text: str, amends: CounsellingNote | None = None) -> CounsellingNote:
    """Append a counselling note, for its author alone. Raises BadInput, Absent."""
    person, by = gate.about, gate.acting
    if not text.strip():
        raise BadInput("notes.text_missing")
    if amends is not None and (amends.person_id != person.pk or amends.by_id != by.user.pk):
        raise Absent("the note is another's", person=person.public_id)
    row = CounsellingNote(public_id=public_id(), person=person, at=by.at, by=by.user, amends=amends)
    row.sealed = seal_for(person.owner, text.strip().encode(), f"counselling {row.public_id}")
    row.save(force_insert=True)
    NoteDraft.objects.filter(person=person, user=by.user, kind="counselling").delete()
    _noted(gate, "notes.write_counselling", "notes", row.public_id)
    return row


@transaction.atomic
def keep_draft(*, gate: Gate, kind: str, fields: dict[str, list[str]]) -> None:
    """Lay aside what was begun, for who began it; the next draft takes its place."""
    person, by = gate.about, gate.acting
    sealed = seal_for(by.user.owner, msgspec.json.encode(fields), f"note draft {person.public_id} {kind}")
    NoteDraft.objects.update_or_create(person=person, user=by.user, kind=kind, defaults={"at": by.at, "sealed": sealed})
    _noted(gate, "notes.keep_draft", "notes" if kind == "counselling" else "sessions", "")


def _open_step(gate: Gate, person: Person, row: SessionNote, ahead: Ahead) -> None:
    by = gate.acting
    step = NextStep(
        public_id=public_id(), person=person, note=row, referral=ahead.referral, due=ahead.due, role=by.role, at=by.at,
        by=by.user,
    )  # fmt: skip
    step.sealed = seal_for(person.owner, ahead.text.strip().encode(), f"next step {step.public_id}")
    step.save(force_insert=True)


def _noted(gate: Gate, action: str, content: str, target: str) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content=content,
        person=gate.about.public_id, target=target,
    )  # fmt: skip
