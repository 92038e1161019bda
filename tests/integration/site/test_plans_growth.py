"""Five years of weekly data cost no more questions to the database than one day of them, on every page about a plan."""

import re
from datetime import timedelta

import msgspec
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.site.people_there import There, acting
from tests.people.cast import MARIA, Document
from waymark.demo.shifted import latest_day, shifted
from waymark.site.access.gate import person_gate
from waymark.site.people.models import Person
from waymark.site.plans.actions import make_plan
from waymark.site.plans.keys import key_of
from waymark.site.records.actions import note_rows, receive_document
from waymark.site.records.parts import Part

MOST = 25
WEEKS = 5 * 52


def weekly(weeks: int) -> Document:
    """Maria, and each week the same form, days of use and a visit."""
    life, today = shifted(MARIA, timezone.now().date() - latest_day(MARIA)), timezone.now().date()
    days = [(today - timedelta(days=7 * week)).isoformat() for week in range(1, weeks + 1)]
    form = {"instrument": "phq9", "items": {f"item_{n}": 1 for n in range(1, 10)}}
    used = [{"at": day, "substance": "opioids", "days_of_30": 9} for day in days]
    came = [{"at": day, "measure": "attendance", "value": "attended"} for day in days]
    answers = [*life["answers"], *({"at": day, **form} for day in days)]
    return {**life, "answers": answers, "lists": {"substances": {"rows": used}}, "measures": came}


def asked(client: Client, person: Person) -> dict[str, int]:
    """Questions of each page, the second time it is opened."""
    version, line = person.plans.order_by("-number")[0].public_id, key_of(person, "level")
    base = f"/people/{person.public_id}"
    plan, work = f"{base}/plan/{version}", f"{base}/workspace"
    pages = [base, work, f"{work}/line/{line}", f"{work}/meets", f"{work}/goal", plan, f"{plan}/changes", f"{plan}/why"]
    pages += [f"{base}/progress", f"{base}/progress/counts", f"{base}/after-use"]
    walking = client.get(f"{base}/progress").content.decode()
    marks = {kind: re.search(rf"/progress/{kind}/([^\"]+)", walking) for kind in ("change", "signal")}
    pages += [f"{base}/progress/{kind}/{mark[1]}" for kind, mark in marks.items() if mark]
    assert "step_down" in client.get(f"{base}/move/prepare").content.decode()
    pages += [f"{base}/{name}" for name in ("progress/talk", "move", "move/prepare", "move/arrange")]
    then = (timezone.now().date() - timedelta(days=1)).isoformat()
    pages += [f"{page}?as-of={then}" for page in (base, f"{base}/progress", f"{base}/move", "/work")] + ["/work"]
    pages += [f"{plan}/why/{line}", f"{base}/plan/now/why/{line}", f"{plan}/print", f"{plan}/sign", f"{plan}/sign/here"]
    found = {}
    for page in pages:
        assert client.get(page).status_code == 200, page
        with CaptureQueriesContext(connection) as questions:
            client.get(page)
        name = page.removeprefix(base).replace(version, "version").replace(line, "line")
        found[re.sub(r"/(change|signal)/.*", r"/\1", name)] = len(questions)
    return found


def test_five_years_ask_as_much_as_one_week(there: There) -> None:
    person, client = there.here.somebody, there.client("counsellor")
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), person.public_id, "plan", "write", "test")
        receive_document(gate=gate, document=msgspec.json.encode(weekly(2)))
        make_plan(gate=gate, language="en")
    first = asked(client, person)
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), person.public_id, "plan", "write", "test")
        receive_document(gate=gate, document=msgspec.json.encode(weekly(WEEKS)))
        # A day later something is said: the plan has moved, and nothing is handed out as it came.
        words = msgspec.json.encode({"at": timezone.now().date().isoformat(), "about": "other", "text": "still here"})
        note_rows(gate=gate, parts=[Part("words", words)], sent_as="later")
        make_plan(gate=gate, language="en")
    assert Person.objects.get(pk=person.pk).rows > 3 * WEEKS
    last = asked(client, person)
    assert {page: count for page, count in last.items() if count > MOST} == {}
    assert last == first
