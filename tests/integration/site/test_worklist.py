"""The work list: what is due and why, kept true with every change, ranked, and as cheap for three hundred people."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.site.people_there import There, acting, caught_up
from waymark.site.access.gate import Gate, person_gate
from waymark.site.keys.vault import give_key, seal_for
from waymark.site.notes.actions import close_step, write_session
from waymark.site.notes.sealed import Line, Session
from waymark.site.notes.selectors import step_of, thread_of
from waymark.site.people.actions import BadInput, close_episode
from waymark.site.people.identity import Ending, Identity
from waymark.site.people.models import CareTeamMember, Episode, Person
from waymark.site.plans.actions import make_plan
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part
from waymark.site.worklist.actions import put_off, rebuild
from waymark.site.worklist.due import Entry, due_of
from waymark.site.worklist.looking import Again, Course, Look, Made, PlanPart, Promise, StandsOut, Tried
from waymark.site.worklist.models import Behind, WorkItem
from waymark.site.worklist.selectors import work_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DANGER = b'{"at":"%b","fact":"partner_violence","value":true}'


def made(**parts: Any) -> Made:
    header = {"at": "2026-11-10", **parts.pop("header", {})}
    plan = msgspec.convert({"header": header, **parts}, PlanPart)
    at = datetime(2026, 11, 10, 9, tzinfo=UTC)
    return Made(plan=plan, number=1, at=at, rows=5, decisions=0, signed_by_person=True, signed_by_staff=True)


def look(**more: Any) -> Look:
    return Look(**{"since": NOW - timedelta(days=30), "rows": 5, "team": frozenset({"counsellor"})} | more)


def kinds(found: list[Entry]) -> set[str]:
    return {one.kind for one in found}


def test_nobody_falls_through() -> None:
    """Somebody with nothing ahead is an entry by themselves, from the moment the last thing ends."""
    found = {one.kind: one for one in due_of(look(rows=0))}
    assert set(found) == {"first", "next"}
    ahead = Promise("a", False, "call", NOW, date(2026, 11, 25), "counsellor")
    later = next(one for one in due_of(look(promises=(ahead,))) if one.kind == "next")
    assert later.shows_from == datetime(2026, 11, 26, tzinfo=UTC)
    assert due_of(Look(since=None)) == []


def test_a_step_is_done_once_a_session_or_an_answer_took_it_up() -> None:
    step = {"id": "get:phq9", "title": "PHQ-9", "who": "clinician", "within_hours": 24, "facts": ["mood"]}
    facts = {"mood": {"label": "mood", "at": "2026-11-09"}}
    plan = made(reviews=[step], facts=facts)
    (due,) = [one for one in due_of(look(made=plan)) if one.kind == "review"]
    assert due.due_at == datetime(2026, 11, 10, tzinfo=UTC)
    for more in ({"noted": {"phq9": NOW}}, {"touched": lambda item: NOW if item == "get:phq9" else None}):
        assert "review" not in kinds(due_of(look(made=plan, **more)))
    # Touched before the reason for it came to be known: it is to be done still.
    assert "review" in kinds(due_of(look(made=plan, touched=lambda item: datetime(2026, 11, 1, tzinfo=UTC))))


def test_a_new_version_does_not_make_an_old_matter_young() -> None:
    alert = {"id": "alert:x", "title": "X", "level": "danger", "facts": ["f"], "rules": ["r"]}
    review = {"id": "review:r", "title": "R", "who": "nurse", "within_hours": 4, "rules": ["r"]}
    plan = made(header={"at": "2026-11-19"}, alerts=[alert], next_72_hours=[review], facts={"f": {"at": "2026-11-01"}})
    (one,) = [one for one in due_of(look(made=plan)) if one.kind == "safety"]
    assert one.shows_from == datetime(2026, 11, 1, tzinfo=UTC)
    assert one.rank == 0


def again(**more: Any) -> Again:
    given = {"item": "watch:bam", "title": "BAM", "why": "", "who": "clinician", "hours": 336.0}
    return Again(**{**given, "next": date(2026, 11, 18), "until": date(2026, 11, 21), **more})


def test_what_is_looked_at_again_shows_when_it_is_next_and_is_late_when_it_is_overdue() -> None:
    (one,) = [one for one in due_of(look(made=made(), course=Course((again(),)))) if one.kind == "check_in"]
    assert one.shows_from == datetime(2026, 11, 18, tzinfo=UTC)
    assert one.due_at == datetime(2026, 11, 21, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(("hours", "kind"), [(24, "safety"), (48, "check_in")])
def test_what_is_looked_at_every_day_stands_among_safety(hours: float, kind: str) -> None:
    watch = again(item="watch:suicide-check", title="Any thoughts of dying?", hours=hours)
    assert kind in kinds(due_of(look(made=made(), course=Course((watch,)))))


def test_what_stands_out_keeps_its_age_and_rests_after_a_session() -> None:
    one = StandsOut(key="signal:r", title="Still?", why="", safety=False, hours=48, rule="r")
    course = Course((), (one,))
    (found,) = [e for e in due_of(look(made=made(), course=course, at=NOW)) if e.kind == "course"]
    assert (found.shows_from, found.due_at) == (NOW, NOW + timedelta(hours=48))
    then = NOW - timedelta(days=9)
    (found,) = [e for e in due_of(look(made=made(), course=course, at=NOW, seen=lambda k: then)) if e.kind == "course"]
    assert found.shows_from == then
    sat = {"seen": lambda k: then, "touched": lambda item: NOW if item == "signal:r" else None}
    (found,) = [e for e in due_of(look(made=made(), course=course, at=NOW, **sat)) if e.kind == "course"]
    assert found.shows_from == NOW + timedelta(days=7)
    # What the plan says already is said once.
    plan = made(reviews=[{"id": "review:r", "title": "R", "who": "nurse", "within_hours": 4, "rules": ["r"]}])
    assert "course" not in kinds(due_of(look(made=plan, course=course, at=NOW)))


def test_a_change_is_looked_at_from_its_day_until_a_session_was_about_it() -> None:
    course = Course((), (), (Tried(key="change:x:y", title="Half", on=date(2026, 11, 19)),))
    (found,) = [e for e in due_of(look(made=made(), course=course)) if e.kind == "look"]
    assert found.shows_from == datetime(2026, 11, 19, tzinfo=UTC)
    assert "look" not in kinds(due_of(look(made=made(), course=course, touched=lambda item: NOW)))


def test_work_of_a_role_that_nobody_holds_falls_to_the_counsellor() -> None:
    step = {"id": "task:x", "title": "X", "who": "nurse", "within_hours": 24}
    plan = made(reviews=[step])
    role = {one.kind: one.role for one in due_of(look(made=plan))}["review"]
    assert role == "counsellor"
    with_nurse = look(made=plan, team=frozenset({"counsellor", "nurse"}))
    assert {one.kind: one.role for one in due_of(with_nurse)}["review"] == "nurse"


def gate_of(there: There, content: Any = "sessions", action: Any = "write", role: str = "counsellor") -> Gate:
    with transaction.atomic():
        return person_gate(acting(there.here, role), there.here.somebody.public_id, content, action, "test")


def kept(person: Person) -> set[str]:
    caught_up(person)
    return set(person.work_items.values_list("kind", flat=True))


def test_the_list_moves_with_every_change_and_is_what_a_rebuild_makes(there: There) -> None:
    person = there.here.somebody
    assert {"promise", "sign", "next"} <= kept(person)
    gate = gate_of(there)
    with transaction.atomic():
        close_step(gate=gate, step=step_of(gate, person.next_steps.get().public_id).step, outcome="They picked up.")
    assert "promise" not in kept(person)
    today = timezone.now().date().isoformat().encode()
    with transaction.atomic():
        note_rows(gate=gate_of(there, "record"), parts=[Part("facts", DANGER % today)], sent_as="talk")
        assert "plan" in kept(person)
        make_plan(gate=gate_of(there, "plan"), language="en")
    assert "plan" not in kept(person)
    assert "safety" in kept(person)
    assert rebuild(check=True) == (2, 0)
    # The other program's person was read by nobody yet: known to be behind, and made now.
    rebuild()
    WorkItem.objects.filter(kind="safety").delete()
    WorkItem.objects.filter(kind="sign").update(due_at=NOW)
    assert rebuild(check=True)[1] == 2
    assert rebuild()[1] == 2
    assert rebuild(check=True) == (2, 0)
    with transaction.atomic():
        close_episode(gate=gate_of(there, "record"), ending=Ending("completed"))
    assert kept(person) == set()


def test_safety_stands_first_until_a_session_took_it_up(there: There) -> None:
    today = timezone.now().date().isoformat().encode()
    with transaction.atomic():
        note_rows(gate=gate_of(there, "record"), parts=[Part("facts", DANGER % today)], sent_as="talk")
        make_plan(gate=gate_of(there, "plan"), language="en")
    gate = gate_of(there)
    listed = work_of(gate)
    assert listed.groups[0][0] == "safety"
    marks = [line.mark for line in listed.groups[0][1]]
    titles = {strand.mark: strand.title for strand in thread_of(gate)}
    assert set(marks) <= set(titles)
    lines = tuple(Line(mark, titles[mark]) for mark in marks)
    with transaction.atomic():
        write_session(gate=gate, day=gate.acting.at.date(), session=Session("Sat down together.", lines=lines))
    assert "safety" not in kept(there.here.somebody)


def test_putting_off_wants_a_reason_and_safety_does_not_wait(there: There) -> None:
    today = timezone.now()
    with transaction.atomic():
        parts = [Part("facts", DANGER % today.date().isoformat().encode())]
        note_rows(gate=gate_of(there, "record"), parts=parts, sent_as="talk")
        make_plan(gate=gate_of(there, "plan"), language="en")
    client, person = there.client("counsellor"), there.here.somebody
    base = f"/people/{person.public_id}/work"
    safety = caught_up(person).work_items.filter(kind="safety")[0]
    address = f"{base}/{bytes(safety.mark).hex()}/later"
    week = (today + timedelta(days=7)).date().isoformat()
    answer = client.post(address, {"until": week, "reason": "busy"})
    assert answer.status_code == 422
    assert "about safety" in answer.content.decode()
    sign = person.work_items.get(kind="sign")
    address = f"{base}/{bytes(sign.mark).hex()}/later"
    assert client.post(address, {"until": week, "reason": " "}).status_code == 422
    assert client.post(address, {"until": "2020-01-01", "reason": "x"}).status_code == 422
    assert "names under it" in client.get("/work").content.decode()
    assert client.post(address, {"until": week, "reason": "Ana is away until then"}).status_code == 302
    assert "names under it" not in client.get("/work").content.decode()
    assert rebuild(check=True)[1] == 0
    far, gate = today.date() + timedelta(days=60), gate_of(there, "work")
    with pytest.raises(BadInput):
        put_off(gate=gate, item=sign, until=far, reason="later")


def test_only_those_one_cares_for_and_what_asks_ones_role(there: There) -> None:
    assert "Ana" in there.client("counsellor").get("/work").content.decode()
    for role in ("nurse", "prescriber"):
        assert "Ana" not in there.client(role).get("/work").content.decode()
    assert "Ana" in there.client("supervisor").get("/work").content.decode()
    assert "Bo" not in there.client("supervisor").get("/work").content.decode()
    assert there.client("counsellor").get("/")["Location"] == "/work"


def test_what_is_kept_tells_nothing(there: There) -> None:
    for row in WorkItem.objects.all():
        assert b"Call on Monday" not in bytes(row.sealed)


def _crowd(there: There, count: int) -> None:
    """People with a step each, as they would stand after their sessions."""
    by, programme = acting(there.here, "counsellor"), there.here.programme
    for number in range(count):
        person = Person(programme=programme, registered_at=by.at, registered_by=by.user)
        give_key(person.owner)
        name = msgspec.json.encode(Identity(called=f"Person {number}"))
        person.sealed_identity = seal_for(person.owner, name, "identity")
        person.save()
        Episode.objects.create(person=person, opened_at=by.at, opened_by=by.user)
        CareTeamMember.objects.create(person=person, user=by.user, role="counsellor", since=by.at, by=by.user)


def test_noting_an_answer_only_marks_and_reading_makes_true(there: There) -> None:
    person, day = there.here.somebody, timezone.now().date().isoformat().encode()
    caught_up(person)
    assert not Behind.objects.filter(person=person).exists()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        note_rows(gate=gate_of(there, "record"), parts=[Part("facts", DANGER % day)], sent_as="talk")
    assert not [one for one in asked.captured_queries if "worklist_workitem" in one["sql"]]
    assert Behind.objects.filter(person=person).exists()
    assert there.client("counsellor").get("/work").status_code == 200
    assert not Behind.objects.filter(person=person).exists()
    assert rebuild(check=True)[1] == 0


def test_sixty_people_cost_as_many_questions_as_three(there: There) -> None:
    client = there.client("counsellor")
    counts = []
    for more in (2, 58):
        _crowd(there, more)
        rebuild()
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/work").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25, counts


def test_a_list_speaks_the_language_of_whoever_reads_it(there: There) -> None:
    """Though the plan speaks the person's."""
    from waymark.site.plans.twins import told_in

    spanish, english = "Cómo van las cosas (BAM)", "How things go (BAM)"
    assert told_in(spanish, "en") == english
    assert told_in(english, "es") == spanish
    assert told_in(english, "en") == english
    # With something filled in, which is told as well where it is of the library.
    spanish = "Situaciones de riesgo 11 de 30 días: plan de disparadores."
    assert told_in(spanish, "en") == "Risky situations on 11 of 30 days: trigger plan."
    assert told_in("Opioides: 7", "en") == "Opioids: 7"
    assert told_in("Qué tan fuerte es la abstinencia de opioides", "en") == "How strong is opioid withdrawal"
    assert told_in("Call on Thursday", "es") == "Call on Thursday"
