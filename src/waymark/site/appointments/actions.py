"""Booking and cancelling, groups and who is in them, who came. Attendance is noted in the record: the road sees it."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import msgspec
from django.db import transaction
from django.db.models import Q

from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.models import User, public_id
from waymark.site.appointments.models import Appointment, Attendance, CalendarFeed, Group, GroupPlace
from waymark.site.appointments.times import local, moment, weekly, zone
from waymark.site.audit.record import note
from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.keys.vault import seal_for
from waymark.site.people.actions import BadInput
from waymark.site.people.following import changed
from waymark.site.people.models import Person
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part

__all__ = [
    "CAME", "KINDS", "Slot", "book", "cancel", "end_feeds", "extend_group", "join_group", "leave_group", "make_feed",
    "mark", "open_group", "token_hash",
]  # fmt: skip

KINDS = ("visit", "call", "video")
CAME = ("attended", "missed", "excused")


class Slot(msgspec.Struct, frozen=True):
    """When, for how long, and for how many weeks at the same time on the wall."""

    day: date
    at: time
    minutes: int
    weeks: int = 1

    def moments(self) -> list[tuple[datetime, datetime]]:
        """Beginning and end of each."""
        starts = (moment(day, self.at, zone()) for day in weekly(self.day, self.weeks))
        return [(start, start + timedelta(minutes=self.minutes)) for start in starts]


@transaction.atomic
def book(*, gate: Gate, staff: User, kind: str, slot: Slot) -> list[Appointment]:
    """Book one time or a series with somebody of the care team. Raises BadInput where anybody has something then."""
    person = Person.objects.select_for_update().get(pk=gate.about.pk)
    if not person.care_team.filter(user=staff, until__isnull=True).exists():
        raise BadInput("appointments.not_on_team")
    made = _booked(gate, slot, staff, kind, person=person)
    changed(person)
    _noted(gate, "appointments.book", person.public_id, made[0].public_id)
    return made


@transaction.atomic
def open_group(*, gate: Gate, title: str, slot: Slot) -> Group:
    """A group that one leads oneself, with its sessions. Raises BadInput."""
    by = gate.acting
    if not title.strip():
        raise BadInput("appointments.title_missing")
    group = Group.objects.create(
        public_id=public_id(), programme=by.programme, title=title.strip(), leader=by.user, at=by.at, by=by.user
    )
    _booked(gate, slot, by.user, "group", group=group)
    _noted(gate, "appointments.open_group", "", group.public_id)
    return group


@transaction.atomic
def extend_group(*, gate: Gate, group: Group, weeks: int) -> list[Appointment]:
    """More sessions after the last one, week by week at its hour on the wall. Raises BadInput."""
    by = gate.acting
    last = Appointment.objects.filter(group=group, cancelled_at__isnull=True).order_by("-starts_at").first()
    if last is None:
        raise BadInput("appointments.group_over")
    began = local(last.starts_at, zone())
    minutes = round((last.ends_at - last.starts_at).total_seconds() / 60)
    # A group that rested goes on with the next day of its week that is still to come.
    day = began.date() + timedelta(weeks=1)
    while moment(day, began.time(), zone()) <= by.at:
        day += timedelta(weeks=1)
    made = _booked(gate, Slot(day, began.time(), minutes, weeks), last.staff, "group", group=group)
    for place in GroupPlace.objects.filter(group=group, until__isnull=True).select_related("person"):
        changed(place.person)
    _noted(gate, "appointments.extend_group", "", group.public_id)
    return made


@transaction.atomic
def join_group(*, gate: Gate, group: Group) -> None:
    """A place for the person; whoever leads the group is of the care team, as they will write who came."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    if group.programme_id != by.programme.pk:
        raise Absent("the group is another programme's", person=person.public_id)
    if not person.care_team.filter(user=group.leader, until__isnull=True).exists():
        raise BadInput("appointments.leader_not_on_team")
    _, new = GroupPlace.objects.get_or_create(
        group=group, person=person, until=None, defaults={"since": by.at, "by": by.user}
    )
    if new:
        changed(person)
        _noted(gate, "appointments.join_group", person.public_id, group.public_id)


@transaction.atomic
def leave_group(*, gate: Gate, group: Group) -> None:
    """End the person's place today."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    if GroupPlace.objects.filter(group=group, person=person, until__isnull=True).update(until=by.at):
        changed(person)
        _noted(gate, "appointments.leave_group", person.public_id, group.public_id)


@transaction.atomic
def cancel(*, gate: Gate, appointment: Appointment, why: str) -> None:
    """Call one off; it stays to be seen, with why. Raises Absent, BadInput."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    _theirs(appointment, person)
    if appointment.attendance.exists():
        raise BadInput("appointments.marked_already")
    sealed = seal_for(person.owner, why.strip().encode(), f"cancelled {appointment.public_id}")
    done = Appointment.objects.filter(pk=appointment.pk, cancelled_at__isnull=True).update(
        cancelled_at=by.at, cancelled_by=by.user, sealed_why=sealed
    )
    if done:
        changed(person)
        _noted(gate, "appointments.cancel", person.public_id, appointment.public_id)


@transaction.atomic
def mark(*, gate: Gate, appointment: Appointment, came: str) -> None:
    """Write whether the person came; once, into the calendar and the record. Raises BadInput, Absent."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    if appointment.programme_id != by.programme.pk or not _expected(appointment, person):
        raise Absent("the appointment is not this person's", person=person.public_id)
    if appointment.starts_at > by.at:
        raise BadInput("appointments.not_yet")
    if appointment.cancelled_at is not None:
        raise BadInput("appointments.cancelled_already")
    row, new = Attendance.objects.get_or_create(
        appointment=appointment, person=person, defaults={"came": came, "at": by.at, "by": by.user}
    )
    if not new and row.came != came:
        raise BadInput("appointments.marked_already")
    if new and came != "excused":
        gate.also("record", "write")
        day = local(appointment.starts_at, zone()).date().isoformat()
        measure = {"at": day, "source": "record", "measure": "attendance", "value": came}
        note_rows(
            gate=gate, parts=[Part("measures", msgspec.json.encode(measure))], sent_as=f"at {appointment.public_id}"
        )
    if new:
        _noted(gate, "appointments.mark", person.public_id, appointment.public_id)


@transaction.atomic
def make_feed(*, gate: Gate) -> str:
    """A new secret for one's calendar; earlier ones end. It is told once and kept as a keyed hash."""
    by, token = gate.acting, secrets.token_urlsafe(32)
    _end_feeds(gate)
    CalendarFeed.objects.create(user=by.user, programme=by.programme, token=token_hash(token), at=by.at)
    _noted(gate, "appointments.make_feed", "", "")
    return token


@transaction.atomic
def end_feeds(*, gate: Gate) -> None:
    """Take the secret back: whoever has the address reads nothing any more."""
    _end_feeds(gate)
    _noted(gate, "appointments.end_feeds", "", "")


def token_hash(token: str) -> bytes:
    """By which a secret is found."""
    return blind(ring(), "calendar feed", token)


def _end_feeds(gate: Gate) -> None:
    by = gate.acting
    CalendarFeed.objects.filter(user=by.user, programme=by.programme, ended_at__isnull=True).update(ended_at=by.at)


def _booked(
    gate: Gate, slot: Slot, staff: User, kind: str, *, person: Person | None = None, group: Group | None = None
) -> list[Appointment]:
    by, series = gate.acting, public_id()
    # One booking for a colleague at a time: two cannot both find the hour free.
    User.objects.select_for_update().get(pk=staff.pk)
    moments = slot.moments()
    if moments[0][0] <= by.at:
        raise BadInput("appointments.past")
    _free(moments, staff, person)
    return Appointment.objects.bulk_create(
        Appointment(
            public_id=public_id(), programme=by.programme, person=person, group=group, staff=staff, kind=kind,
            starts_at=start, ends_at=end, series=series, at=by.at, by=by.user,
        )
        for start, end in moments
    )  # fmt: skip


def _free(moments: Sequence[tuple[datetime, datetime]], staff: User, person: Person | None) -> None:
    """Raises BadInput with the first time at which the colleague or the person has something already."""
    whose = Q(staff=staff)
    if person is not None:
        whose |= Q(person=person) | Q(group__places__person=person, group__places__until__isnull=True)
    there = Appointment.objects.filter(
        whose, cancelled_at__isnull=True, starts_at__lt=moments[-1][1], ends_at__gt=moments[0][0]
    )
    for other in there.order_by("starts_at").distinct():
        for start, end in moments:
            if other.starts_at < end and other.ends_at > start:
                says = "appointments.taken_staff" if other.staff_id == staff.pk else "appointments.taken_person"
                raise BadInput(says, when=local(other.starts_at, zone()).strftime("%Y-%m-%d %H:%M"))


def _expected(appointment: Appointment, person: Person) -> bool:
    if appointment.person_id is not None:
        return appointment.person_id == person.pk
    places = GroupPlace.objects.filter(group=appointment.group_id, person=person, since__lte=appointment.ends_at)
    return places.filter(Q(until__isnull=True) | Q(until__gt=appointment.starts_at)).exists()


def _theirs(appointment: Appointment, person: Person) -> None:
    if appointment.person_id != person.pk:
        raise Absent("the appointment is not this person's", person=person.public_id)


def _noted(gate: Gate, action: str, person: str, target: str) -> None:
    by, content = gate.acting, "appointments" if person else "calendar"
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content=content, person=person,
        target=target,
    )  # fmt: skip
