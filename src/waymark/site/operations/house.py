"""The demo's house, moved in through the same actions as everybody else's, at the moments of its story.

All in one transaction: a house stands whole, or not at all.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from typing import Any
from unittest.mock import patch

import msgspec
from django.db import transaction
from django.utils import timezone

from waymark.demo.house import House, Member, Step, make_house
from waymark.planning.asking.steps import Question, Tell, Value
from waymark.planning.deciding.contents import content_of, items_in
from waymark.planning.plan import Plan
from waymark.record.digest import content_hash
from waymark.record.documents.decisions import Decision, Seen
from waymark.record.reading import read_person
from waymark.site.access.acting import Acting
from waymark.site.access.gate import Gate, person_gate, programme_gate
from waymark.site.access.table import Action, Content
from waymark.site.accounts.models import Membership, User
from waymark.site.appointments.actions import Slot, book, join_group, mark, open_group
from waymark.site.appointments.models import Appointment, Group
from waymark.site.days import day_of
from waymark.site.interviews.actions import begin_interview, note_answers, tell
from waymark.site.interviews.own_actions import give_own_part
from waymark.site.interviews.sittings import held_now
from waymark.site.meetings.actions import Minutes, ask_opinion, hold_meeting
from waymark.site.messages.actions import write_message
from waymark.site.notes.actions import Ahead, close_step, write_session
from waymark.site.notes.sealed import Line, Session
from waymark.site.notes.selectors import steps_of, thread_of
from waymark.site.operations.demo_password import DEMO_PASSWORD
from waymark.site.people.actions import (
    BadInput,
    Emergency,
    break_glass,
    close_episode,
    join_care_team,
    open_programme,
    register_person,
    review_emergency,
)
from waymark.site.people.following import together
from waymark.site.people.identity import ContactSafety, Ending, Identity, Review
from waymark.site.people.models import EmergencyAccess, Person, Programme
from waymark.site.plans.actions import NothingNew, decide_on, make_plan, sign_version
from waymark.site.plans.library import library
from waymark.site.plans.selectors import plan_of
from waymark.site.plans.standing import read_plan
from waymark.site.records.actions import note_rows, receive_document
from waymark.site.records.parts import Part
from waymark.site.records.selectors import document_of
from waymark.site.rewards.actions import begin_run, note_test

__all__ = ["move_in"]

SEED = 1


def move_in(*, seed: int = SEED, now: datetime | None = None) -> bool:
    """Make the house where there is none; False where one stands already."""
    with transaction.atomic():
        if Programme.objects.exists():
            return False
        moment = now or timezone.now()
        _Moving(make_house(seed, moment, library()), moment).all()
    return True


class _Moving:
    """Carries out the steps of a house."""

    def __init__(self, house: House, now: datetime) -> None:
        self.house, self.now = house, now
        self.programmes: dict[str, Programme] = {}
        self.users: dict[str, User] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[str, Group] = {}
        self.booked: dict[tuple[int, int], Appointment] = {}

    def all(self) -> None:
        """Every step; what follows from them is worked out once, where they have led."""
        with together():
            self._all()

    def _all(self) -> None:
        with _at(min(step.at for step in self.house.steps)):
            for short, offers in self.house.programmes.items():
                self.programmes[short] = open_programme(
                    name=str(offers["name"]), offers=msgspec.json.encode(offers).decode()
                )
            for member in self.house.staff:
                self._hire(member)
        for step in self.house.steps:
            with _at(step.at):
                _DOES[step.does](self, step)

    def _hire(self, member: Member) -> None:
        user = User.objects.create_account(member.name, DEMO_PASSWORD, called=member.called)
        self.users[member.name] = user
        for short in member.houses:
            self._belongs(user, short, member.role)

    def _belongs(self, user: User, short: str, role: str, person: Person | None = None) -> None:
        Membership.objects.create(
            user=user, programme=self.programmes[short], role=role, since=timezone.now(), person=person
        )

    def acting(self, step: Step) -> Acting:
        user = self.users[step.by]
        programme = self.programmes[self.house.people[step.who].house]
        membership = user.memberships.select_related("programme").get(programme=programme)
        return Acting(user, membership, step.at)

    def gate(self, step: Step, content: Content, action: Action) -> Gate:
        return person_gate(self.acting(step), self.people[step.who].public_id, content, action, f"demo.{step.does}")

    def register(self, step: Step) -> None:
        told = self.house.people[step.who]
        self.people[step.who] = register_person(
            by=self.acting(step),
            identity=msgspec.convert(told.identity, Identity),
            contact=msgspec.convert(told.contact, ContactSafety),
            anyway=True,
        )

    def join(self, step: Step) -> None:
        gate = self.gate(step, "care_team", "write")
        join_care_team(gate=gate, member=self.users[step.given["member"]], role=step.given["role"])

    def receive(self, step: Step) -> None:
        document = msgspec.json.encode(step.given["document"])
        receive_document(gate=self.gate(step, "record", "write"), document=document)

    def note(self, step: Step) -> None:
        parts = [Part(table, msgspec.json.encode(row)) for table, row in step.given["rows"]]
        note_rows(gate=self.gate(step, "record", "write"), parts=parts, sent_as=f"demo {step.at.isoformat()}")

    def again(self, step: Step) -> None:
        """What the plan stands on and will not hold much longer was asked again; the answers are as they were."""
        gate, plan = self.gate(step, "record", "write"), self._latest(step)
        day, soon = day_of(step.at).isoformat(), day_of(step.at + timedelta(days=21)).isoformat()
        wanted = {name for name, fact in plan.facts.items() if fact.used and (fact.valid_until or soon) < soon}
        known = read_person(document_of(gate.about), "the record")
        facts = {row.fact: row for row in known.facts if row.fact in wanted}
        forms = {(row.instrument, row.substance): row for row in known.answers}
        rows = [("facts", row) for row in facts.values()] + [("answers", row) for row in forms.values()]
        # A name of its own belongs to the row that was first; what is asked again has none.
        again = [(table, msgspec.structs.replace(row, at=day, id=None)) for table, row in rows]
        parts = [Part(table, msgspec.json.encode(row)) for table, row in again]
        note_rows(gate=gate, parts=parts, sent_as=f"demo again {day}")

    def plan(self, step: Step) -> None:
        try:
            make_plan(gate=self.gate(step, "plan", "write"), language=self.house.people[step.who].language)
        except NothingNew:
            return

    def decide(self, step: Step) -> None:
        """Both agree on the first goals and the next days; the person does not want one of the offers."""
        gate = self.gate(step, "plan", "write")
        plan = self._latest(step)
        agreed = [plan.level.id, *(line.id for line in plan.next_72_hours[:1]), *(goal.id for goal in plan.goals[:2])]
        day = max(day_of(step.at).isoformat(), plan.header.at[:10])
        for item in agreed:
            for author in ("person", "clinician"):
                self._decided(gate, plan, item, author, "agreed", day)
        if len(plan.interventions) > 3:
            self._decided(gate, plan, plan.interventions[-1].id, "person", "declined", day, text="Not now.")

    def _decided(self, gate: Gate, plan: Plan, item: str, author: Any, decision: Any, day: str, **more: Any) -> None:
        line = items_in(plan)[item]
        seen = Seen(
            release=plan.inputs.release,
            plan=content_hash(msgspec.json.encode(plan)),
            title=line.title,
            line=content_of(line, plan),
            rules=tuple(line.rules),
        )
        said: dict[str, Any] = {} if author == "person" else {"role": "counsellor", "source": "clinician"}
        row = Decision(at=day, item=item, author=author, decision=decision, seen=seen, **said, **more)
        decide_on(gate=gate, decision=row, sent_as=f"demo {item} {author}")

    def _latest(self, step: Step) -> Plan:
        version = self.people[step.who].plans.select_related("person").latest("number")
        return read_plan(plan_of(version))

    def sign(self, step: Step) -> None:
        version = self.people[step.who].plans.latest("number")
        sign_version(
            gate=self.gate(step, "plan", "sign"), version=version, intent=step.given["intent"], method="signed in"
        )

    def account(self, step: Step) -> None:
        """The person gets an account of their own."""
        told, person, name = self.house.people[step.who], self.people[step.who], step.given["name"]
        if name in self.users:
            name = f"{name.partition('@')[0]}{step.who}@{told.house}"
        user = User.objects.create_account(name, DEMO_PASSWORD, called=told.identity["called"])
        User.objects.filter(pk=user.pk).update(language=told.language)
        self.users[step.given["name"]] = user
        self._belongs(user, told.house, "person", person)

    def interview(self, step: Step) -> None:
        """Some questions are answered and the rest is open; the person was given a link for their own part."""
        gate = self.gate(step, "interview", "write")
        sitting = begin_interview(gate=gate)
        for number in range(step.given["answers"]):
            held = held_now(gate, sitting, self.house.people[step.who].language)
            put = held.asking.next()
            if isinstance(put, Question):
                note_answers(gate=gate, held=held, answers=[(put, _calm(put))], sent_as=f"demo interview {number}")
            elif isinstance(put, Tell) and put.kind == "limits":
                tell(gate=gate, held=held, told=put, sent_as=f"demo interview {number}")
        give_own_part(gate=gate, way="link", attended=False, language=self.house.people[step.who].language)

    def session(self, step: Step) -> None:
        """A session about the first lines nobody has touched; what was promised the last time is closed."""
        gate, given = self.gate(step, "sessions", "write"), step.given
        for one in steps_of(gate):
            if not one.outcome and one.step.due is not None and one.step.due < day_of(step.at):
                close_step(gate=gate, step=one.step, outcome="Done as agreed.")
        thread = sorted(thread_of(gate), key=lambda one: (one.last is not None, one.last or step.at))
        lines = tuple(Line(one.mark, one.title) for one in thread[: given["most"]])
        ahead = None
        if "next" in given:
            due = day_of(step.at) + timedelta(days=given["days"])
            ahead = Ahead(given["next"], due, given.get("referral", False))
        session = Session(given["did"], given["said"], lines)
        write_session(gate=gate, day=day_of(step.at), session=session, ahead=ahead)

    def group(self, step: Step) -> None:
        gate = programme_gate(self.acting(step), "calendar", "write", "demo.group")
        slot = Slot(day_of(step.at) + timedelta(days=2), time(step.given["hour"]), 60, step.given["weeks"])
        self.groups[self.house.people[step.who].house] = open_group(gate=gate, title=step.given["title"], slot=slot)

    def join_group(self, step: Step) -> None:
        group = self.groups.get(self.house.people[step.who].house)
        if group is not None:
            with suppress(BadInput):
                join_group(gate=self.gate(step, "appointments", "write"), group=group)

    def book(self, step: Step) -> None:
        """On a working day; where the hour is taken, nothing is booked."""
        gate, given = self.gate(step, "appointments", "write"), step.given
        day = day_of(self.now + timedelta(days=given["days"]))
        while day.weekday() > 4:
            day += timedelta(days=1 if given["days"] > 0 else -1)
        slot = Slot(day, time(given["hour"], 10 * (step.who % 6)), 30)
        with suppress(BadInput):
            (made,) = book(gate=gate, staff=gate.acting.user, kind="visit", slot=slot)
            self.booked[step.who, given["key"]] = made

    def came(self, step: Step) -> None:
        made = self.booked.get((step.who, step.given["key"]))
        if made is not None:
            gate = self.gate(step, "appointments", "write")
            with suppress(BadInput):
                mark(gate=gate, appointment=made, came=step.given["came"])

    def message(self, step: Step) -> None:
        write_message(gate=self.gate(step, "messages", "write"), text=step.given["text"])

    def meet(self, step: Step) -> None:
        """A case conference, and a question to the prescriber that waits for an answer."""
        gate, given = self.gate(step, "meetings", "write"), step.given
        minutes = Minutes(given["question"], (gate.acting.user.called,), given["said"], given["decision"])
        hold_meeting(gate=gate, kind=given["kind"], day=day_of(step.at), minutes=minutes)
        ask_opinion(gate=gate, asked=self.users[given["asked"]], question=given["opinion"])

    def reward(self, step: Step) -> None:
        """A test with its reward; the first begins the run."""
        gate, person = self.gate(step, "rewards", "write"), self.people[step.who]
        run = person.reward_runs.select_related("person").first()
        if run is None:
            run = begin_run(
                gate=gate, substance=step.given["substance"], bowl=step.given["bowl"], weeks=12, tests_week=2
            )
        note_test(gate=gate, run=run, day=day_of(step.at), result=step.given["result"])

    def end(self, step: Step) -> None:
        close_episode(gate=self.gate(step, "record", "write"), ending=msgspec.convert(step.given, Ending))

    def glass(self, step: Step) -> None:
        emergency = msgspec.convert(step.given, Emergency)
        break_glass(by=self.acting(step), person=self.people[step.who], emergency=emergency)
        self.gate(step, "record", "read")

    def review(self, step: Step) -> None:
        access = EmergencyAccess.objects.filter(person=self.people[step.who]).latest("pk")
        gate = programme_gate(self.acting(step), "audit", "write", "people.review")
        review_emergency(gate=gate, access=access, review=Review("needed", step.given["words"]))


def _calm(question: Question) -> Value:
    """Nothing of what is asked is so, or nobody knows."""
    if question.kind == "check":
        return ()
    return False if question.type == "boolean" else "unknown"


_DOES: Mapping[str, Callable[[_Moving, Step], None]] = {
    "register": _Moving.register,
    "join": _Moving.join,
    "receive": _Moving.receive,
    "note": _Moving.note,
    "again": _Moving.again,
    "plan": _Moving.plan,
    "decide": _Moving.decide,
    "sign": _Moving.sign,
    "account": _Moving.account,
    "end": _Moving.end,
    "glass": _Moving.glass,
    "review": _Moving.review,
    "session": _Moving.session,
    "group": _Moving.group,
    "join_group": _Moving.join_group,
    "book": _Moving.book,
    "came": _Moving.came,
    "message": _Moving.message,
    "meet": _Moving.meet,
    "interview": _Moving.interview,
    "reward": _Moving.reward,
}


@contextmanager
def _at(moment: datetime) -> Iterator[None]:
    """The clock of the story: what is noted then carries its moment, in the audit as well."""
    with patch("django.utils.timezone.now", lambda: moment):
        yield
