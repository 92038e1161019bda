"""Signing in, registering somebody, their plan: the first pages, from door to door."""

from pathlib import Path

import msgspec
import pytest
from django.db import transaction
from django.test import Client

from tests.integration.site.coming_in import code_of, give_app
from tests.integration.site.people_there import PASSWORD, There, acting, make_there
from waymark.cli.make import Maker
from waymark.demo.people import make_person
from waymark.site.access.gate import person_gate
from waymark.site.audit.models import AuditRow
from waymark.site.audit.verify import verify
from waymark.site.people.actions import register_person
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.plans.library import library
from waymark.site.records.actions import receive_document
from waymark.site.records.selectors import document_of


def test_a_counsellor_signs_in_and_registers_somebody(there: There) -> None:
    client = Client()
    assert client.get("/").status_code == 302
    secret, _ = give_app(there.here.staff["counsellor"])
    answer = client.post("/sign-in", {"name": "Counsellor@North House", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.post("/sign-in/second", {"code": code_of(secret)}).status_code == 302
    assert "Ana" in client.get("/people").content.decode()
    answer = client.post("/people/new", {"called": "Sam", "language": "en", "when": "arranged only"})
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"]).content.decode()
    assert "Sam" in page


def test_a_person_of_another_house_is_absent_and_the_try_is_noted(there: There) -> None:
    client = there.client("counsellor")
    other = there.elsewhere.somebody
    before = AuditRow.objects.count()
    for address in (f"/people/{other.public_id}", f"/people/{other.public_id}/plan/x", "/people/nobody-at-all"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert other.public_id not in answer.content.decode()
    rows = AuditRow.objects.order_by("pk")[before:]
    assert [row.outcome for row in rows] == ["denied"] * 3


@pytest.mark.django_db(transaction=True)
def test_the_audit_of_an_untouched_house_is_whole(anchor_folder: object) -> None:
    there = make_there()
    there.client("counsellor").get("/people")
    found = verify()
    assert found.faults == ()
    assert found.rows == AuditRow.objects.count() > 2


def test_the_plan_of_the_browser_is_the_plan_of_the_command_line(there: There, tmp_path: Path) -> None:
    raw = msgspec.json.format(msgspec.json.encode(make_person(3, 1, library())), indent=1) + b"\n"
    by = acting(there.here, "counsellor")
    person = register_person(by=by, identity=Identity(called="Lou"), contact=ContactSafety())
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), person.public_id, "record", "write", "test")
        assert receive_document(gate=gate, document=raw) > 0
        assert receive_document(gate=gate, document=raw) == 0
    assert document_of(person) == raw
    client = there.client("counsellor")
    answer = client.post(f"/people/{person.public_id}/plan")
    page = client.get(answer["Location"])
    assert page.status_code == 200
    path = tmp_path / "person.json"
    path.write_bytes(raw)
    maker = Maker(None, (), "en", None)
    assert client.get(answer["Location"] + "?as=json").content == maker.encode(maker.make(path))


def test_nothing_that_is_written_for_somebody_stays_in_a_cache_or_a_frame(there: There) -> None:
    """Also what is not there, wherever it is looked for, and what comes before anybody is known."""
    for client in (there.client("counsellor"), there.client("person"), Client()):
        for path in (
            "/people",
            f"/people/{there.here.somebody.public_id}",
            "/static/nothing.css",
            "/nothing",
            "/health",
        ):
            answer = client.get(path)
            assert answer["Cache-Control"] == "no-store", path
            assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
