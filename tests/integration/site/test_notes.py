"""Sessions: short, tied to the plan, amended by a row, sealed; counselling notes are their author's alone."""

from django.db import transaction

from tests.integration.site.people_there import There, acting
from waymark.site.access.gate import person_gate
from waymark.site.notes.models import CounsellingNote, NextStep, NoteDraft, SessionNote
from waymark.site.notes.selectors import thread_of
from waymark.site.people.actions import join_care_team


def base(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}"


def test_a_session_is_written_once_and_shows_with_its_next_step(there: There) -> None:
    client, day = there.client("counsellor"), "2026-01-05"
    sent = {"did": "Talked about évenings.", "said": "I walk now.", "day": day, "next": "Ring the clinic", "mark": "m1"}
    for _ in range(2):
        assert client.post(f"{base(there)}/sessions/new", sent | {"referral": "on"}).status_code == 302
    assert SessionNote.objects.filter(person=there.here.somebody).count() == 2
    page = client.get(f"{base(there)}/sessions").content.decode()
    for words in ("Talked about évenings.", "I walk now.", "Ring the clinic", "referral"):
        assert words in page
    for row in (*SessionNote.objects.all(), *NextStep.objects.all()):
        assert b"clinic" not in bytes(row.sealed)
    assert (
        "A referral" in client.get("/work").content.decode()
        or "referral without" in client.get("/work").content.decode()
    )


def test_what_never_was_touched_shows_until_a_session_is_about_it(there: There) -> None:
    client = there.client("counsellor")
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), there.here.somebody.public_id, "sessions", "read", "test")
        strand = next(one for one in thread_of(gate) if one.part != "look")
    page = client.get(f"{base(there)}/sessions").content.decode()
    never = page[page.index('id="never"') :]
    assert strand.mark in never
    sent = {"did": "Began it.", "day": "2026-01-05", "lines": [strand.mark]}
    assert client.post(f"{base(there)}/sessions/new", sent).status_code == 302
    page = client.get(f"{base(there)}/sessions").content.decode()
    assert f"entry={strand.mark}" not in page


def test_amending_keeps_what_stood_there(there: There) -> None:
    client, first = there.client("counsellor"), there.here.somebody.session_notes.get()
    address = f"{base(there)}/sessions/{first.public_id}/amend"
    sent = {"did": "Said hello, twice.", "day": "2026-01-05"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert client.post(address, sent | {"because": "forgot the second"}).status_code == 302
    page = client.get(f"{base(there)}/sessions").content.decode()
    assert page.index("Said hello, twice.") < page.index("Said hello.")
    assert "forgot the second" in page
    assert SessionNote.objects.get(pk=first.pk).sealed == first.sealed


def test_a_step_is_open_until_somebody_writes_how_it_came_out(there: There) -> None:
    client, step = there.client("counsellor"), there.here.somebody.next_steps.get()
    address = f"{base(there)}/steps/{step.public_id}"
    assert client.post(address, {"outcome": " "}).status_code == 422
    assert client.post(address, {"outcome": "They picked up."}).status_code == 302
    assert client.get(address).status_code == 404
    assert "They picked up." in client.get(f"{base(there)}/sessions").content.decode()


def test_a_draft_is_its_authors_alone_and_gone_once_noted(there: There) -> None:
    client = there.client("counsellor")
    address = f"{base(there)}/sessions/new"
    assert client.post(address, {"did": "half a sent", "draft": "yes"}).status_code == 302
    assert "half a sent" in client.get(address).content.decode()
    assert b"half" not in bytes(NoteDraft.objects.get().sealed)
    _colleague(there)
    assert "half a sent" not in there.client("nurse").get(address).content.decode()
    assert client.post(address, {"did": "half a sentence", "day": "2026-01-05"}).status_code == 302
    assert NoteDraft.objects.count() == 0


def test_counselling_notes_are_apart_and_only_the_authors(there: There) -> None:
    client = there.client("counsellor")
    address = f"{base(there)}/counselling"
    assert client.post(address, {"text": "My own thought."}).status_code == 302
    assert "My own thought." in client.get(address).content.decode()
    _colleague(there)
    other = there.client("nurse")
    assert other.get(address).status_code == 404
    assert "My own thought." not in other.get(f"{base(there)}/sessions").content.decode()
    for role in ("supervisor", "privacy_officer"):
        assert there.client(role).get(address).status_code == 404
    archive = client.get(f"{base(there)}/record/archive").content
    assert b"My own thought." not in archive
    assert CounsellingNote.objects.filter(person=there.here.somebody).count() == 2


def test_the_person_reads_what_was_done_together(there: There) -> None:
    page = there.client("person").get(f"{base(there)}/sessions").content.decode()
    assert "Said hello." in page
    assert "Went well." not in page
    assert "Write down a session" not in page


def _colleague(there: There) -> None:
    with transaction.atomic():
        gate = person_gate(
            acting(there.here, "counsellor"), there.here.somebody.public_id, "care_team", "write", "test"
        )
        join_care_team(gate=gate, member=there.here.staff["nurse"], role="nurse")
