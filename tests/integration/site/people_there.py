"""Two programmes side by side, each with an account in every role and one person, for tests to walk between."""

from dataclasses import dataclass, field
from datetime import time, timedelta

import msgspec
from django.db import transaction
from django.test import Client
from django.utils import timezone

from waymark.site.access.acting import PROVED, STAFF, Acting
from waymark.site.access.gate import person_gate, programme_gate
from waymark.site.access.table import ROLES
from waymark.site.accounts.actions import invite
from waymark.site.accounts.models import Membership, User
from waymark.site.appointments.actions import Slot, book, join_group, open_group
from waymark.site.documents.actions import keep_document
from waymark.site.interviews.own_actions import give_own_part
from waymark.site.interviews.reviews import WhatNow, look_at_review, raise_review
from waymark.site.meetings.actions import Minutes, hold_meeting
from waymark.site.messages.actions import write_message
from waymark.site.notes.actions import Ahead, write_counselling, write_session
from waymark.site.notes.sealed import Session
from waymark.site.people.actions import break_glass, open_programme, register_person
from waymark.site.people.identity import ContactSafety, Emergency, Identity
from waymark.site.people.models import Person, Programme
from waymark.site.plans.actions import make_plan
from waymark.site.plans.keys import key_of
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part
from waymark.site.rewards.actions import begin_run
from waymark.site.worklist.behind import catch_up

__all__ = ["PASSWORD", "House", "There", "acting", "caught_up", "make_there", "neighbour"]

PASSWORD = "a long walk by the river"
AGE = b'{"at":"2026-11-02","fact":"age","value":38}'


def caught_up(person: Person) -> Person:
    """Whose work list is what it is when somebody reads it."""
    with transaction.atomic():
        catch_up(person.programme)
    return person


@dataclass
class House:
    """One programme: `staff` by role; `person` is cared for by the counsellor."""

    programme: Programme
    staff: dict[str, User] = field(default_factory=dict)
    person: Person | None = None
    token: str = ""

    @property
    def somebody(self) -> Person:
        assert self.person is not None
        return self.person

    def objects(self) -> dict[str, str]:
        """An id of this house for every part that addresses have: the first, whatever came after."""
        person, version = self.somebody, self.somebody.plans.first()
        invitation = self.programme.invitations.first()
        return {
            "person": person.public_id,
            "version": version.public_id if version else "none",
            "line": key_of(person, "level"),
            "place": str(person.care_team.earliest("pk").pk),
            "document": person.documents.earliest("pk").public_id,
            "entry": bytes(caught_up(person).work_items.order_by("pk")[0].mark).hex(),
            "note": person.session_notes.earliest("pk").public_id,
            "meeting": self.programme.appointments.filter(group__isnull=False).order_by("pk")[0].public_id,
            "appointment": person.appointments.earliest("pk").public_id,
            "opinion": person.meetings.earliest("pk").public_id,
            "reward": person.reward_runs.earliest("pk").public_id,
            "feed": "AAAAAAAAAAAAAAAAAAAAAA",
            "step": person.next_steps.earliest("pk").public_id,
            "remark": person.counselling_notes.earliest("pk").public_id,
            "emergency": str(person.emergencies.earliest("pk").pk),
            "member": f"{self.staff['nurse'].public_id}.nurse",
            "invitation": invitation.public_id if invitation else "none",
            "token": self.token,
            "part": person.ownparts.earliest("pk").public_id,
            "change": key_of(person, "change:none"),
            "signal": key_of(person, "signal:none"),
            "review": person.safety_reviews.earliest("pk").public_id,
            # Of one's own account: what is not there is not there in either house.
            **dict.fromkeys(("session", "factor", "draft"), "AAAAAAAAAAAAAAAAAAAAAA"),
        }


@dataclass
class There:
    """The house somebody works in, and another one."""

    here: House
    elsewhere: House

    def client(self, role: str, *, elsewhere: bool = False) -> Client:
        """A browser in which the account of that role is signed in, staff with their second factor."""
        client = Client()
        client.force_login((self.elsewhere if elsewhere else self.here).staff[role])
        if role in STAFF:
            session = client.session
            session[PROVED] = "app"
            session.save()
        return client


def make_there(mark: str = "") -> There:
    """Both houses; `mark` makes their sign-in names others than those of houses made before."""
    return There(
        _house(f"North House{mark}", "Ana Maria Quell", "1988-04-02"),
        _house(f"South House{mark}", "Bo Larkspur", "1991-11-30"),
    )


def neighbour(house: House) -> House:
    """The same programme once more, about another of its people, whom the same counsellor cares for."""
    other = House(house.programme, house.staff, token=house.token)
    _somebody(other, "Cleo Marigold", "1990-07-19", later=1)
    return other


def _house(name: str, legal_name: str, birth: str) -> House:
    house = House(open_programme(name=name))
    for role in ROLES:
        user = User.objects.create_account(f"{role}@{name}", PASSWORD, called=f"{role.title()} of {name}")
        house.staff[role] = user
        if role not in ("person", "supporter"):
            _member(user, house.programme, role)
    _somebody(house, legal_name, birth)
    with transaction.atomic():
        gate = programme_gate(acting(house, "manager"), "accounts", "write", "test")
        _, house.token = invite(gate=gate, role="peer", called="Kim")
    _member(house.staff["person"], house.programme, "person", house.person)
    _member(house.staff["supporter"], house.programme, "supporter")
    return house


def _somebody(house: House, legal_name: str, birth: str, later: int = 0) -> None:
    """Somebody the counsellor cares for, with one of everything that has an address; times so many hours `later`."""
    house.person = register_person(
        by=acting(house, "counsellor"),
        identity=Identity(called=legal_name.split()[0], legal_name=legal_name, birth=birth),
        contact=ContactSafety(),
    )
    with transaction.atomic():
        gate = person_gate(acting(house, "counsellor"), house.somebody.public_id, "plan", "write", "test")
        note_rows(gate=gate, parts=[Part("facts", AGE)], sent_as="registration")
        make_plan(gate=gate, language="en")
        keep_document(gate=gate, kind="letter", name="letter.txt", content=b"From the clinic next door.")
        write_session(
            gate=gate, day=gate.acting.at.date(), session=Session("Said hello."), ahead=Ahead("Call on Monday")
        )
        tomorrow = gate.acting.at.date() + timedelta(days=1)
        book(gate=gate, staff=house.staff["counsellor"], kind="visit", slot=Slot(tomorrow, time(10 + later), 45))
        group = open_group(gate=gate, title="Evenings", slot=Slot(tomorrow, time(17 + later), 60, 2))
        join_group(gate=gate, group=group)
        write_message(gate=gate, text="Please greet her from me.")
        hold_meeting(gate=gate, kind="case", day=gate.acting.at.date(), minutes=Minutes("What next?"))
        begin_run(gate=gate, substance="cocaine", bowl=False, weeks=12, tests_week=2)
        write_counselling(gate=gate, text="Went well.")
        gate = person_gate(acting(house, "counsellor"), house.somebody.public_id, "interview", "write", "test")
        give_own_part(gate=gate, way="link", attended=False, language="en")
        review = raise_review(gate=gate, lines=[WhatNow("alert:test", "Something to look at")], alone=True)
        assert review is not None
        look_at_review(gate=gate, public=review.public_id)
    # Long ago: the nurse may read nothing any more.
    before = msgspec.structs.replace(acting(house, "nurse"), at=timezone.now() - timedelta(days=2))
    break_glass(by=before, person=house.somebody, emergency=Emergency("found asleep", "Dr. Lee", "City hospital"))


def _member(user: User, programme: Programme, role: str, person: Person | None = None) -> None:
    Membership.objects.create(user=user, programme=programme, role=role, since=timezone.now(), person=person)


def acting(house: House, role: str) -> Acting:
    """Somebody of the house, as an action wants them."""
    user = house.staff[role]
    membership = user.memberships.select_related("programme").get(programme=house.programme, role=role)
    return Acting(user, membership, timezone.now())
