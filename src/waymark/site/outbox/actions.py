"""Making reminders, letting them go. Nothing leaves unless somebody says where to. Contact safety is asked twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
from django.db import transaction
from django.db.models import Q

from waymark.site.appointments.models import Appointment, GroupPlace
from waymark.site.appointments.times import local, zone
from waymark.site.audit.record import note
from waymark.site.keys.vault import open_for, seal_for
from waymark.site.outbox.allowed import Willing, willing
from waymark.site.outbox.models import Reminder
from waymark.site.pages.wording import say
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.people.models import ContactRow, Person
from waymark.site.plans.library import library

__all__ = ["NoSuchAddress", "NotSent", "Transport", "prepare", "send"]


class NotSent(Exception):
    """The transport did not take it: one sentence. It goes on waiting."""


class NoSuchAddress(NotSent):
    """The transport works, and takes nothing for this address. Others do not wait for it."""


class Transport(Protocol):
    """Where reminders go."""

    def takes(self, way: str) -> bool: ...

    def deliver(self, *, name: str, way: str, to: str, text: str) -> None: ...


class _Sealed(msgspec.Struct, frozen=True):
    text: str


@transaction.atomic
def prepare(*, at: datetime) -> int:
    """Make the reminders that are due to be made; returns how many may go out. Those that may not say why."""
    told = library().numbers
    latest, earliest = (at + timedelta(hours=told[f"reminders.{name}"]) for name in ("latest", "earliest"))
    near = Appointment.objects.filter(cancelled_at__isnull=True, starts_at__gt=latest, starts_at__lte=earliest)
    made = 0
    for appointment in near.select_related("person", "programme").order_by("pk"):
        there = set(appointment.reminders.values_list("person", flat=True))
        for person in _expected(appointment):
            if person.pk not in there:
                made += _made(appointment, person, at)
    return made


def send(*, transport: Transport, at: datetime) -> tuple[int, int]:
    """Hand waiting reminders over, each in its own transaction; returns (sent, still waiting). Raises NotSent."""
    sent = left = 0
    waiting = Reminder.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True)
    for pk in list(waiting):
        gone = _send_one(pk, transport, at)
        sent, left = sent + (gone is True), left + (gone is False)
    return sent, left


@transaction.atomic
def _send_one(pk: int, transport: Transport, at: datetime) -> bool | None:
    """True where it left, False where it waits on, None where it is held for good."""
    row = Reminder.objects.select_for_update().select_related("person", "appointment").get(pk=pk)
    if row.state != "waiting":
        return None
    if row.appointment.cancelled_at is not None or row.appointment.starts_at <= at:
        _settle(row, "held", "too late" if row.appointment.cancelled_at is None else "cancelled", at)
        return None
    # Asked anew: somebody may have said no since it was made.
    found = _willing(row.person)
    if found.why is not None:
        _settle(row, "held", found.why, at)
        return None
    if not transport.takes(found.way) or not found.hours[0] <= local(at, zone()).hour < found.hours[1]:
        return False
    plain = open_for(row.person.owner, bytes(row.sealed or b""), f"reminder {row.public_id}")
    text = msgspec.json.decode(plain, type=_Sealed).text
    try:
        transport.deliver(name=row.public_id, way=found.way, to=found.to, text=text)
    except NoSuchAddress:
        _settle(row, "held", "no address", at)
        return None
    row.way = found.way
    _settle(row, "sent", "", at)
    return True


def _settle(row: Reminder, state: str, why: str, at: datetime) -> None:
    row.state, row.why, row.settled_at = state, why, at
    row.save(update_fields=["state", "why", "way", "settled_at"])
    note(
        f"outbox.{state}", chain=row.programme_id, content="contact", person=row.person.public_id,
        target=row.public_id, basis=why, via="outbox",
    )  # fmt: skip


def _made(appointment: Appointment, person: Person, at: datetime) -> bool:
    found = _willing(person)
    row = Reminder(programme_id=person.programme_id, person=person, appointment=appointment, at=at)
    if found.why is None:
        text = _text(appointment, person)
        plain = msgspec.json.encode(_Sealed(text))
        row.sealed = seal_for(person.owner, plain, f"reminder {row.public_id}")
        row.way = found.way
    row.save()
    if found.why is not None:
        _settle(row, "held", found.why, at)
    return found.why is None


def _text(appointment: Appointment, person: Person) -> str:
    """Neutral words: no name, no kind of care; ours only where the person said that we may name ourselves."""
    identity, contact = _told(person)
    when = local(appointment.starts_at, zone())
    says = "outbox.reminder_named" if contact.may_name_us else "outbox.reminder"
    given = {"day": when.strftime("%Y-%m-%d"), "time": when.strftime("%H:%M")}
    return say(identity.language, says, **given, house=appointment.programme.name)


def _willing(person: Person) -> Willing:
    identity, contact = _told(person)
    return willing(contact, identity)


def _told(person: Person) -> tuple[Identity, ContactSafety]:
    plain = open_for(person.owner, bytes(person.sealed_identity), "identity")
    identity = msgspec.json.decode(plain, type=Identity)
    row = ContactRow.objects.filter(person=person).order_by("-pk").first()
    if row is None:
        return identity, ContactSafety()
    return identity, msgspec.json.decode(open_for(person.owner, bytes(row.sealed), "contact"), type=ContactSafety)


def _expected(appointment: Appointment) -> Iterator[Person]:
    if appointment.person is not None:
        yield appointment.person
        return
    places = GroupPlace.objects.filter(group=appointment.group_id, since__lte=appointment.ends_at)
    places = places.filter(Q(until__isnull=True) | Q(until__gt=appointment.starts_at))
    for place in places.select_related("person").order_by("pk"):
        yield place.person
