"""Writing down a meeting; asking a colleague and answering. Nobody from outside takes part without a consent."""

from datetime import date

import msgspec
from django.db import transaction

from waymark.site.access.decision import Request, decide
from waymark.site.access.gate import Absent, Gate, consents
from waymark.site.accounts.models import User, public_id
from waymark.site.audit.record import note
from waymark.site.keys.vault import seal_for
from waymark.site.meetings.models import Meeting
from waymark.site.people.actions import BadInput

__all__ = ["Minutes", "answer_opinion", "ask_opinion", "hold_meeting"]


class Minutes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of a meeting. `guests`: people from outside of the care team and the person."""

    question: str
    present: tuple[str, ...] = ()
    said: str = ""
    decision: str = ""
    guests: str = ""


@transaction.atomic
def hold_meeting(*, gate: Gate, kind: str, day: date, minutes: Minutes) -> Meeting:
    """Write down a case conference or a family plan meeting. Raises BadInput."""
    if not minutes.question.strip():
        raise BadInput("meetings.question_missing")
    if day > gate.acting.day:
        raise BadInput("meetings.day_to_come")
    if minutes.guests.strip() and not _guests_may(gate):
        raise BadInput("meetings.guests_denied")
    return _kept(gate, kind, day, minutes, None)


@transaction.atomic
def ask_opinion(*, gate: Gate, asked: User, question: str) -> Meeting:
    """Ask a colleague of the care team what they think. Raises BadInput."""
    if not question.strip():
        raise BadInput("meetings.question_missing")
    if asked.pk == gate.acting.user.pk or not gate.about.care_team.filter(user=asked, until__isnull=True).exists():
        raise BadInput("meetings.asked_wrong")
    return _kept(gate, "opinion", gate.acting.day, Minutes(question.strip()), asked)


@transaction.atomic
def answer_opinion(*, gate: Gate, meeting: Meeting, answer: str) -> None:
    """Answer what one was asked; once. Raises Absent, BadInput."""
    person, by = gate.about, gate.acting
    if meeting.person_id != person.pk or meeting.asked_id != by.user.pk:
        raise Absent("the question was put to somebody else", person=person.public_id, target=meeting.public_id)
    if not answer.strip():
        raise BadInput("meetings.answer_missing")
    sealed = seal_for(person.owner, answer.strip().encode(), f"answer {meeting.public_id}")
    done = Meeting.objects.filter(pk=meeting.pk, answered_at__isnull=True).update(
        answered_at=by.at, sealed_answer=sealed
    )
    if done:
        _noted(gate, "meetings.answer_opinion", meeting.public_id)


def _guests_may(gate: Gate) -> bool:
    """Whether somebody from outside may hear of this person: only where a consent says so."""
    request = Request(
        role="supporter",
        relations=("consent",),
        content="meetings",
        action="read",
        at=gate.acting.at,
        purpose="meeting",
    )
    return decide(request, consents()).permitted


def _kept(gate: Gate, kind: str, day: date, minutes: Minutes, asked: User | None) -> Meeting:
    person, by = gate.about, gate.acting
    row = Meeting(public_id=public_id(), person=person, kind=kind, day=day, at=by.at, by=by.user, asked=asked)
    row.sealed = seal_for(person.owner, msgspec.json.encode(minutes), f"meeting {row.public_id}")
    row.save(force_insert=True)
    _noted(gate, "meetings.ask_opinion" if asked else "meetings.hold_meeting", row.public_id)
    return row


def _noted(gate: Gate, action: str, target: str) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="meetings",
        person=gate.about.public_id, target=target,
    )  # fmt: skip
