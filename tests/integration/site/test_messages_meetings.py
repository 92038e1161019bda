"""The team talks about a person: messages, meetings, second opinions, through the same decision as everything else."""

from django.db import transaction

from tests.integration.site.people_there import There, acting
from waymark.site.access.gate import person_gate
from waymark.site.meetings.models import Meeting
from waymark.site.messages.models import TeamMessage
from waymark.site.people.actions import join_care_team


def base(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}"


def _join(there: There, role: str) -> None:
    with transaction.atomic():
        by = acting(there.here, "counsellor")
        gate = person_gate(by, there.here.somebody.public_id, "care_team", "write", "test")
        join_care_team(gate=gate, member=there.here.staff[role], role=role)


def test_a_message_is_new_to_colleagues_until_they_open_it(there: There) -> None:
    assert there.client("nurse").get(f"{base(there)}/messages").status_code == 404
    _join(there, "nurse")
    nurse, counsellor = there.client("nurse"), there.client("counsellor")
    assert "New messages" in nurse.get("/work").content.decode()
    assert "Please greet her from me." in nurse.get(f"{base(there)}/messages").content.decode()
    assert "New messages" not in nurse.get("/work").content.decode()
    sent = {"text": "I did, she smiled.", "mark": "m"}
    for _ in range(2):
        assert nurse.post(f"{base(there)}/messages/new", sent).status_code == 302
    assert "New messages" not in nurse.get("/work").content.decode()
    assert "New messages" in counsellor.get("/work").content.decode()
    assert TeamMessage.objects.filter(person=there.here.somebody).count() == 2
    assert all(b"smiled" not in bytes(row.sealed) for row in TeamMessage.objects.all())
    assert nurse.post(f"{base(there)}/messages/new", {"text": " "}).status_code == 422


def test_nobody_from_outside_takes_part_without_a_consent(there: There) -> None:
    client = there.client("counsellor")
    sent = {
        "kind": "family",
        "day": "2026-01-05",
        "question": "How can mornings go?",
        "said": "Slowly.",
        "decision": "A",
    }
    answer = client.post(f"{base(there)}/meetings/new", sent | {"guests": "her sister"})
    assert answer.status_code == 422
    assert "no consent for anybody from outside" in answer.content.decode()
    assert "How can mornings go?" in answer.content.decode(), "what was typed is not lost"
    assert client.post(f"{base(there)}/meetings/new", sent).status_code == 302
    page = there.client("person").get(f"{base(there)}/meetings").content.decode()
    assert "How can mornings go?" in page
    assert "Slowly." in page


def test_an_opinion_is_asked_of_a_colleague_and_answered_by_them_alone(there: There) -> None:
    client = there.client("counsellor")
    stranger = {"asked": there.here.staff["nurse"].public_id, "question": "Too much at once?"}
    assert client.post(f"{base(there)}/meetings/ask", stranger).status_code == 422
    _join(there, "nurse")
    _join(there, "prescriber")
    assert client.post(f"{base(there)}/meetings/ask", stranger).status_code == 302
    asked = Meeting.objects.get(person=there.here.somebody, kind="opinion")
    address = f"{base(there)}/meetings/{asked.public_id}/answer"
    assert "asks for your opinion" in there.client("nurse").get("/work").content.decode()
    assert there.client("prescriber").get(address).status_code == 404
    assert there.client("nurse").post(address, {"answer": "One thing a week."}).status_code == 302
    assert there.client("nurse").get(address).status_code == 404
    assert "One thing a week." in client.get(f"{base(there)}/meetings").content.decode()
    asked.refresh_from_db()
    assert b"week" not in bytes(asked.sealed_answer or b"")
