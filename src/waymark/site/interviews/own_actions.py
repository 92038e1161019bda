"""The person's own part: given out by staff, opened once, ended by either. What is typed in it is noted at once."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from waymark.site.access.acting import Acting
from waymark.site.access.gate import Absent, Gate, person_gate
from waymark.site.accounts.models import Membership, public_id
from waymark.site.audit.record import note
from waymark.site.days import minute
from waymark.site.interviews.models import OwnPart
from waymark.site.interviews.state import State, open_state, seal_state

__all__ = [
    "DEVICE_HOURS",
    "LINK_HOURS",
    "answering_gate",
    "end_own_part",
    "finish_own_part",
    "give_own_part",
    "open_own_part",
    "own_part_by_token",
    "own_part_held",
]

# How long a link waits to be opened, and how long somebody may sit over a part. Our choice.
LINK_HOURS = 24
DEVICE_HOURS = 2


@transaction.atomic
def give_own_part(
    *, gate: Gate, way: str, attended: bool, language: str, about: str = "interview"
) -> tuple[OwnPart, str]:
    """Give the person a part to answer alone; returns it with the secret that opens it, which is kept nowhere.

    `about`: one of `OwnPart.ABOUT`. `attended`: somebody is near who can act at once; never so for a link.
    """
    by, secret = gate.acting, secrets.token_urlsafe(32)
    part = OwnPart(
        public_id=public_id(), person=gate.about, by=by.user, began_at=by.at, last_at=by.at, sealed=b"", way=way,
        attended=attended and way == "device", language=language, about=about, token_hash=_hashed(secret),
        expires_at=by.at + timedelta(hours=LINK_HOURS if way == "link" else DEVICE_HOURS),
    )  # fmt: skip
    seal_state(part, State(at=minute(by.at), language=language))
    part.save(force_insert=True)
    _noted(gate, f"interviews.give_own_part {way}", part)
    return part, secret


def own_part_by_token(token: str, now: datetime) -> OwnPart | None:
    """The part that a link opens, while it can still be opened."""
    found = OwnPart.objects.select_related("person__programme", "by").filter(
        token_hash=_hashed(token), opened_at__isnull=True, ended_at__isnull=True, expires_at__gt=now
    )
    part = found.first()
    return part if part is not None and _given_by_the_team(part, now) else None


@transaction.atomic
def open_own_part(*, token: str, at: datetime) -> tuple[OwnPart, str] | None:
    """Open it, once: (the part, the key that the one browser holds). None where it cannot be opened any more."""
    part = own_part_by_token(token, at)
    key = secrets.token_urlsafe(32)
    if part is None:
        return None
    opened = OwnPart.objects.filter(pk=part.pk, opened_at__isnull=True, ended_at__isnull=True).update(
        opened_at=at, last_at=at, key_hash=_hashed(key), expires_at=at + timedelta(hours=DEVICE_HOURS)
    )
    if not opened:
        return None
    part = OwnPart.objects.select_related("person__programme", "by").get(pk=part.pk)
    # What comes is noted at its own moment, however long the link waited.
    seal_state(part, State(at=minute(at), language=part.language))
    part.save(update_fields=["sealed"])
    gate = answering_gate(part, "interviews.open_own_part")
    _noted(gate, "interviews.open_own_part", part)
    return part, key


def own_part_held(public: str, key: str, now: datetime, *, lock: bool = False) -> OwnPart | None:
    """The part that a browser is answering, while it may."""
    rows = OwnPart.objects.select_for_update(of=("self",)) if lock else OwnPart.objects
    part = (
        rows.select_related("person__programme", "by")
        .filter(public_id=public, ended_at__isnull=True, opened_at__isnull=False, expires_at__gt=now)
        .first()
    )
    if part is None or not hmac.compare_digest(part.key_hash, _hashed(key)) or not _given_by_the_team(part, now):
        return None
    return part


def answering_gate(part: OwnPart, kind: str) -> Gate:
    """The person at their own record, through what a colleague opened for them: decided and noted. Raises Absent."""
    person = part.person
    membership = Membership(
        user=part.by, programme=person.programme, role="person", person=person, since=part.began_at, by=part.by
    )
    gate = person_gate(Acting(part.by, membership, timezone.now()), person.public_id, "answers", "write", kind)
    part.person = gate.about
    return gate


@transaction.atomic
def finish_own_part(*, gate: Gate, part: OwnPart) -> None:
    """The person is through, or stops: nobody opens it again."""
    _end(part, gate.acting.at)
    _noted(gate, "interviews.finish_own_part", part)


@transaction.atomic
def end_own_part(*, gate: Gate, part: OwnPart) -> None:
    """A colleague takes it back: the link is dead, the device locked with its next click. Raises Absent."""
    if part.person_id != gate.about.pk:
        raise Absent("the own part is another person's", person=gate.about.public_id, target=part.public_id)
    if part.ended_at is None:
        part.ended_by = gate.acting.user
        _end(part, gate.acting.at)
        _noted(gate, "interviews.end_own_part", part)


def _given_by_the_team(part: OwnPart, now: datetime) -> bool:
    """Whoever gave it is still on the care team: who leaves leaves no door open."""
    open_now = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    on_team = part.person.care_team.filter(open_now, user=part.by).exists()
    return (
        on_team and part.by.is_active and part.by.memberships.filter(open_now, programme=part.person.programme).exists()
    )


def _end(part: OwnPart, at: datetime) -> None:
    # What could be taken back is not needed any more.
    state = open_state(part)
    seal_state(part, State(at=state.at, answers=state.answers, language=state.language))
    part.ended_at, part.last_at = at, at
    part.save(update_fields=["ended_at", "last_at", "ended_by", "sealed"])


def _hashed(token: str) -> str:
    # 256 random bits: a plain hash cannot be guessed back.
    return hashlib.sha256(token.encode()).hexdigest()


def _noted(gate: Gate, action: str, part: OwnPart) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="answers",
        person=gate.about.public_id, target=part.public_id, via=part.way,
    )  # fmt: skip
