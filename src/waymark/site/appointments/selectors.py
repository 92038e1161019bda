"""The calendar, read through the gate: one's own days, a person's times, who is expected at a group."""

from datetime import datetime, timedelta

import msgspec
from django.db.models import Q

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.accounts.models import User
from waymark.site.appointments.models import Appointment, Attendance, CalendarFeed, Group, GroupPlace
from waymark.site.appointments.times import local, zone
from waymark.site.keys.vault import open_for
from waymark.site.people.models import CareTeamMember, Person
from waymark.site.people.selectors import Listed, listed

__all__ = [
    "Expected", "Slotted", "appointment_of", "appointments_of", "days_of", "expected_at", "feed_of", "group_of",
    "groups_for", "groups_of", "session_of",
]  # fmt: skip

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=7)


class Slotted(msgspec.Struct, frozen=True):
    """One time as a page shows it. `starts`: on the wall. `called`: with whom, empty for a group. `came`: as marked."""

    appointment: Appointment
    starts: datetime
    ends: datetime
    called: str = ""
    came: str = ""
    why: str = ""
    open: bool = False


class Expected(msgspec.Struct, frozen=True):
    """Somebody with a place in a group session; `came` empty until it is marked."""

    line: Listed
    came: str


def days_of(gate: Gate) -> list[Slotted]:
    """One's own times: the next two weeks, and those of the last week that nobody has marked."""
    by = gate.acting
    mine = Appointment.objects.filter(programme=by.programme, staff=by.user, cancelled_at__isnull=True)
    near = mine.filter(starts_at__gte=by.at - BEHIND, starts_at__lt=by.at + AHEAD)
    rows = list(near.select_related("person", "group").order_by("starts_at")[:200])
    marked = {row.appointment_id: row.came for row in Attendance.objects.filter(appointment__in=rows)}
    cares = CareTeamMember.objects.filter(user=by.user, role=by.role, until__isnull=True)
    mine_now = set(cares.values_list("person", flat=True))
    names = {
        line.person.pk: line.called
        for line in listed(gate, {row.person.pk: row.person for row in rows if row.person}.values())
        if line.person.pk in mine_now
    }
    found = [_slotted(row, by.at, names.get(row.person_id or 0, ""), marked.get(row.pk, "")) for row in rows]
    return [one for one in found if one.appointment.ends_at > by.at or not one.came]


def appointments_of(gate: Gate, most: int = 30) -> list[Slotted]:
    """A person's times: what is ahead, then what was, with who came."""
    person, at = gate.about, gate.acting.at
    places = list(GroupPlace.objects.filter(person=person).values_list("group", flat=True))
    rows = Appointment.objects.filter(Q(person=person) | Q(group__in=places), programme=person.programme_id)
    rows = rows.select_related("group", "staff", "person")
    found = [*rows.filter(ends_at__gt=at).order_by("starts_at")[:most]]
    found += [*rows.filter(ends_at__lte=at).order_by("-starts_at")[:most]]
    marked = {row.appointment_id: row.came for row in Attendance.objects.filter(appointment__in=found, person=person)}
    return [_slotted(row, at, "", marked.get(row.pk, "")) for row in found]


def appointment_of(gate: Gate, public_id: str) -> Slotted:
    """One time with this person alone. Raises Absent."""
    row = Appointment.objects.filter(person=gate.about, public_id=as_id(public_id)).first()
    if row is None:
        raise Absent("there is no such appointment with this person", person=gate.about.public_id)
    came = row.attendance.values_list("came", flat=True).first() or ""
    sealed = bytes(row.sealed_why) if row.sealed_why is not None else None
    why = open_for(gate.about.owner, sealed, f"cancelled {row.public_id}").decode() if sealed else ""
    return _slotted(row, gate.acting.at, "", came, why)


def session_of(gate: Gate, public_id: str) -> Slotted:
    """One session of a group that one leads. Raises Absent."""
    by = gate.acting
    rows = Appointment.objects.filter(programme=by.programme, group__isnull=False, staff=by.user)
    row = rows.filter(public_id=as_id(public_id)).select_related("group").first()
    if row is None:
        raise Absent("there is no such session of a group one leads")
    return _slotted(row, by.at, "", "")


def expected_at(gate: Gate, appointment: Appointment) -> tuple[list[Expected], int]:
    """Who has a place, of those one cares for; and how many others there are."""
    by = gate.acting
    places = GroupPlace.objects.filter(group=appointment.group_id, since__lte=appointment.ends_at)
    places = places.filter(Q(until__isnull=True) | Q(until__gt=appointment.starts_at))
    people = Person.objects.filter(group_places__in=places, programme=by.programme).distinct()
    team = CareTeamMember.objects.filter(user=by.user, role=by.role, until__isnull=True)
    mine = list(people.filter(pk__in=team.values("person")))
    came = {row.person_id: row.came for row in appointment.attendance.filter(person__in=mine)}
    lines = [Expected(line, came.get(line.person.pk, "")) for line in listed(gate, mine)]
    return lines, people.count() - len(mine)


def groups_of(gate: Gate) -> list[Group]:
    """Groups in which the person has a place now."""
    return list(Group.objects.filter(places__person=gate.about, places__until__isnull=True).order_by("title"))


def group_of(gate: Gate, public_id: str) -> Group:
    """A group in which the person has, or had, a place. Raises Absent."""
    found = Group.objects.filter(places__person=gate.about, public_id=as_id(public_id)).first()
    if found is None:
        raise Absent("the person has no place in this group", person=gate.about.public_id)
    return found


def groups_for(gate: Gate) -> list[tuple[Group, User]]:
    """Groups of the programme that still meet, with who leads them."""
    found = Group.objects.filter(programme=gate.acting.programme, sessions__starts_at__gt=gate.acting.at)
    return [(one, one.leader) for one in found.select_related("leader").order_by("title", "pk").distinct()]


def feed_of(gate: Gate) -> CalendarFeed | None:
    """One's own feed, where there is one."""
    by = gate.acting
    return CalendarFeed.objects.filter(user=by.user, programme=by.programme, ended_at__isnull=True).first()


def _slotted(row: Appointment, at: datetime, called: str, came: str, why: str = "") -> Slotted:
    started = row.starts_at <= at
    return Slotted(
        row, local(row.starts_at, zone()), local(row.ends_at, zone()), called, came, why,
        started and not came and row.cancelled_at is None,
    )  # fmt: skip
