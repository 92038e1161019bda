"""The calendar: times on the wall, one thing at a time, who came as the road sees it, a feed that tells no names."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.people_there import There, acting, caught_up
from waymark.record.reading import read_person
from waymark.site.access.gate import Gate, person_gate
from waymark.site.appointments.actions import Slot, book, cancel, mark
from waymark.site.appointments.models import Appointment, Attendance
from waymark.site.appointments.times import local, moment, weekly
from waymark.site.audit.models import AuditRow
from waymark.site.outbox.actions import NoSuchAddress, prepare, send
from waymark.site.outbox.allowed import willing
from waymark.site.outbox.models import Reminder
from waymark.site.outbox.transports import Folder
from waymark.site.people.actions import BadInput, change_identity, note_contact
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.records.selectors import document_of

NEW_YORK = ZoneInfo("America/New_York")
TODAY = timezone.now().date()


def base(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}"


def gate_of(there: There, content: Any = "appointments") -> Gate:
    with transaction.atomic():
        return person_gate(acting(there.here, "counsellor"), there.here.somebody.public_id, content, "write", "test")


def past(there: There) -> Appointment:
    row: Appointment = there.here.somebody.appointments.get()
    now = timezone.now()
    Appointment.objects.filter(pk=row.pk).update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    return Appointment.objects.get(pk=row.pk)


def test_a_weekly_time_stays_on_the_wall_when_the_clocks_change() -> None:
    moments = [moment(day, time(17, 30), NEW_YORK) for day in weekly(date(2026, 10, 28), 2)]
    assert moments[1] - moments[0] == timedelta(days=7, hours=1)
    assert {local(one, NEW_YORK).strftime("%H:%M") for one in moments} == {"17:30"}
    # A time the clocks leap over is an hour later; of two times the first.
    assert local(moment(date(2026, 3, 8), time(2, 30), NEW_YORK), NEW_YORK).hour == 3
    assert moment(date(2026, 11, 1), time(1, 30), NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_two_things_at_one_time_are_refused_with_the_time(there: There) -> None:
    client, tomorrow = there.client("counsellor"), (TODAY + timedelta(days=1)).isoformat()
    staff = there.here.staff["counsellor"].public_id
    sent = {"staff": staff, "kind": "call", "day": tomorrow, "at": "10:30", "minutes": 30, "weeks": 1}
    answer = client.post(f"{base(there)}/appointments/new", sent)
    assert answer.status_code == 422
    assert f"already on {tomorrow} 10:00" in answer.content.decode()
    answer = client.post(f"{base(there)}/appointments/new", sent | {"at": "17:15"})
    assert answer.status_code == 422, "the group they lead is at that time"
    series = sent | {"at": "12:00", "weeks": 3, "mark": "once"}
    for _ in range(2):
        assert client.post(f"{base(there)}/appointments/new", series).status_code == 302
    assert there.here.somebody.appointments.count() == 4
    answer = client.post(f"{base(there)}/appointments/new", sent | {"day": "2026-01-05"})
    assert "has passed already" in answer.content.decode()


def test_who_came_stands_in_the_record_once_where_the_road_reads_it(there: There) -> None:
    row, client = past(there), there.client("counsellor")
    address = f"{base(there)}/appointments/{row.public_id}"
    for _ in range(2):
        assert client.post(address, {"came": "missed"}).status_code == 302
    record = read_person(document_of(there.here.somebody), "the record")
    assert [(one.measure, one.value) for one in record.measures] == [("attendance", "missed")]
    answer = client.post(address, {"came": "attended"})
    assert answer.status_code == 422
    page = client.get(f"{base(there)}/appointments").content.decode()
    assert "did not come" in page
    assert "no-show" not in page.casefold()


def test_told_before_is_no_missed_visit(there: There) -> None:
    gate = gate_of(there)
    with transaction.atomic():
        mark(gate=gate, appointment=past(there), came="excused")
    assert read_person(document_of(there.here.somebody), "the record").measures == ()


def test_a_time_to_come_is_not_marked_and_one_called_off_is_nobodys_absence(there: There) -> None:
    gate, row = gate_of(there), there.here.somebody.appointments.get()
    with pytest.raises(BadInput):
        mark(gate=gate, appointment=row, came="missed")
    with transaction.atomic():
        cancel(gate=gate, appointment=row, why="snow")
    row.refresh_from_db()
    assert b"snow" not in bytes(row.sealed_why)
    with pytest.raises(BadInput):
        mark(gate=gate, appointment=past(there), came="missed")
    assert "called off" in there.client("person").get(f"{base(there)}/appointments").content.decode()


def test_a_group_is_marked_on_one_page_only_for_those_one_cares_for(there: There) -> None:
    client = there.client("counsellor")
    session = Appointment.objects.filter(programme=there.here.programme, group__isnull=False).order_by("pk")[0]
    now = timezone.now()
    Appointment.objects.filter(pk=session.pk).update(starts_at=now - timedelta(hours=2), ends_at=now)
    session.group.places.update(since=now - timedelta(days=3))
    address = f"/calendar/groups/{session.public_id}"
    assert "Ana" in client.get(address).content.decode()
    sent = {f"came-{there.here.somebody.public_id}": "attended"}
    assert client.post(address, sent).status_code == 302
    assert Attendance.objects.get().came == "attended"
    there.here.somebody.care_team.update(until=now, ended_by=there.here.staff["counsellor"])
    page = client.get(address).content.decode()
    assert "Ana" not in page
    assert "1 more have a place" in page
    assert there.client("nurse").get(address).status_code == 404


def test_a_group_goes_on_at_its_hour_and_everybody_keeps_their_place(there: There) -> None:
    client = there.client("counsellor")
    before = list(Appointment.objects.filter(programme=there.here.programme, group__isnull=False).order_by("starts_at"))
    address = f"/calendar/groups/{before[0].public_id}"
    assert "The group goes on" in client.get(address).content.decode()
    assert client.post(f"{address}/more", {"more_weeks": "0"}).status_code == 422
    sent = {"more_weeks": "3", "mark": "once"}
    for _ in range(2):
        assert client.post(f"{address}/more", sent)["Location"] == "/calendar?said=group_extended&n=3"
    after = list(Appointment.objects.filter(programme=there.here.programme, group__isnull=False).order_by("starts_at"))
    assert [one.starts_at for one in after[len(before) :]] == [
        before[-1].starts_at + timedelta(weeks=week) for week in (1, 2, 3)
    ]
    assert {one.group_id for one in after} == {before[0].group_id}
    assert there.client("nurse").post(f"{address}/more", {"more_weeks": "2"}).status_code == 404


@pytest.mark.parametrize(
    ("language", "says"), [("en", r"[A-Z]\w+day, [A-Z]\w+ \d+"), ("es", r"[A-Z]\w+, \d+ de [a-z]+")]
)
def test_days_are_told_in_words_in_the_readers_language(there: There, language: str, says: str) -> None:
    user = there.here.staff["counsellor"]
    user.language = language
    user.save()
    page = there.client("counsellor").get("/calendar").content.decode()
    assert re.search(rf'<h2 id="day-1">{says}', page), page[:3000]


def test_what_is_booked_ends_the_entry_of_nothing_arranged(there: There) -> None:
    row = caught_up(there.here.somebody).work_items.get(kind="next")
    assert row.shows_from > timezone.now() + timedelta(days=6)


def test_the_feed_tells_times_and_no_names_until_it_is_taken_back(there: There) -> None:
    client = there.client("counsellor")
    page = client.post("/calendar/feed").content.decode()
    path = page.partition('value="http://testserver')[2].partition('"')[0]
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == 3
    for word in ("Ana", "North House", "Evenings", "counsel", there.here.somebody.public_id):
        assert word not in text
    assert Client().get("/calendar/feed/guess.ics").status_code == 404
    again = client.post("/calendar/feed").content.decode()
    assert Client().get(path).status_code == 404
    path = again.partition('value="http://testserver')[2].partition('"')[0]
    there.here.staff["counsellor"].memberships.update(until=timezone.now())
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (ContactSafety(), "no way"),
        (ContactSafety(("call",), "any time", True), "no way"),
        (ContactSafety(("text",), "arranged only", True), "arranged only"),
        (ContactSafety(("text",), "any time", False), "no message"),
        (ContactSafety(("email",), "any time", True), "no address"),
        (ContactSafety(("text",), "any time", True), None),
    ],
)
def test_contact_safety_decides_and_silence_means_no(contact: ContactSafety, why: str | None) -> None:
    assert willing(contact, Identity(called="Ana", phone="555 0100")).why == why


@pytest.mark.parametrize(
    ("phone", "email"),
    [
        ("555 0100\r\ntext: 555 0199", "ana@example.org\r\nBcc: bo@example.org"),
        ("555 0100, 555 0199", "ana@example.org, bo@example.org"),
        ("call my mother", "ana at example"),
        ("\u202e555 0100", "<ana@example.org> bo@example.org"),
    ],
)
def test_what_is_no_single_address_is_written_to_by_no_way(phone: str, email: str) -> None:
    for way in ("text", "email"):
        contact = ContactSafety((way,), "any time", may_leave_message=True)  # type: ignore[arg-type]
        assert willing(contact, Identity(called="Ana", phone=phone, email=email)).why == "no address", way


def test_one_address_that_is_not_taken_keeps_nobody_else_waiting(there: There) -> None:
    noon = datetime.combine(TODAY, time(12), UTC)
    for house, email in ((there.here, "gone@example.org"), (there.elsewhere, "bo@example.org")):
        by = acting(house, "counsellor")
        for content, change in (
            ("identity", lambda gate, to=email: change_identity(gate=gate, identity=Identity(called="A", email=to))),
            ("contact", lambda gate: note_contact(gate=gate, contact=ContactSafety(("email",), "any time", True))),
        ):
            with transaction.atomic():
                change(person_gate(by, house.somebody.public_id, content, "write", "test"))
        starts = noon + timedelta(hours=22)
        Appointment.objects.filter(person=house.somebody).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    assert prepare(at=noon) == 4

    class Post:
        def takes(self, way: str) -> bool:
            return True

        def deliver(self, *, name: str, way: str, to: str, text: str) -> None:
            if to.startswith("gone"):
                raise NoSuchAddress("unknown mailbox")

    assert send(transport=Post(), at=noon) == (2, 0)
    held = Reminder.objects.filter(state="held")
    assert {(row.person, row.why) for row in held} == {(there.here.somebody, "no address")}


def test_a_reminder_leaves_only_where_it_may_in_neutral_words(there: There, tmp_path: Path) -> None:
    gate, out = gate_of(there, "contact"), Folder(tmp_path)
    open_contact = ContactSafety(("text",), "daytime", may_leave_message=True)
    with transaction.atomic():
        change_identity(gate=gate_of(there, "identity"), identity=Identity(called="Ana", phone="555 0100"))
        note_contact(gate=gate, contact=open_contact)
    noon = datetime.combine(TODAY, time(12), UTC)
    starts = noon + timedelta(hours=22)
    Appointment.objects.filter(person=there.here.somebody).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    there.elsewhere.programme.appointments.update(cancelled_at=noon, cancelled_by=there.elsewhere.staff["counsellor"])
    assert prepare(at=noon) == 2
    assert prepare(at=noon) == 0
    assert send(transport=out, at=noon.replace(hour=3)) == (0, 2), "nobody is woken"
    with transaction.atomic():
        group = Reminder.objects.get(person=there.here.somebody, appointment__group__isnull=False)
        note_contact(gate=gate, contact=ContactSafety())
    Reminder.objects.exclude(pk=group.pk).update(state="later")
    assert send(transport=out, at=noon) == (0, 0), "somebody said no meanwhile"
    group.refresh_from_db()
    assert (group.state, group.why) == ("held", "no way")
    with transaction.atomic():
        note_contact(gate=gate, contact=open_contact)
    Reminder.objects.filter(state="later").update(state="waiting")
    assert send(transport=out, at=noon) == (1, 0)
    (file,) = tmp_path.iterdir()
    text = file.read_text()
    assert text.startswith("text: 555 0100")
    for word in ("Ana", "North House", "group", "treatment"):
        assert word not in text
    assert file.stat().st_mode & 0o077 == 0


def test_nobody_leaves_a_group_they_are_not_in(there: There) -> None:
    client = there.client("counsellor")
    elsewhere = there.elsewhere.somebody.group_places.get().group
    for group in (elsewhere.public_id, "AAAAAAAAAAAAAAAAAAAAAA", ""):
        before = AuditRow.objects.filter(outcome="denied").count()
        assert client.post(f"{base(there)}/groups/leave", {"group": group}).status_code == 404
        assert AuditRow.objects.filter(outcome="denied").count() == before + 1
    assert there.elsewhere.somebody.group_places.get().until is None


def test_a_feed_ends_with_the_role_that_has_days_of_its_own(there: There) -> None:
    client, user = there.client("counsellor"), there.here.staff["counsellor"]
    page = client.post("/calendar/feed").content.decode()
    path = page.partition('value="http://testserver')[2].partition('"')[0]
    assert Client().get(path).status_code == 200
    user.memberships.update(role="auditor")
    assert Client().get(path).status_code == 404


def test_nobody_off_the_team_books_for_somebody(there: There) -> None:
    assert there.client("nurse").get(f"{base(there)}/appointments").status_code == 404
    gate = gate_of(there)
    slot = Slot(TODAY + timedelta(days=2), time(9), 30)
    with pytest.raises(BadInput):
        book(gate=gate, staff=there.here.staff["nurse"], kind="visit", slot=slot)
