"""The supervisor's page: who carries how much, what waits for a second name, rules set aside; as cheap for many."""

import msgspec
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.integration.site.people_there import There, acting
from waymark.record.documents.decisions import Decision
from waymark.site.access.gate import person_gate, programme_gate
from waymark.site.keys.vault import seal_for
from waymark.site.oversight.selectors import loads_of
from waymark.site.people.actions import register_person
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.people.models import CareTeamMember
from waymark.site.plans.actions import sign_version
from waymark.site.plans.models import DecisionRow
from waymark.site.worklist.behind import make_true
from waymark.site.worklist.selectors import work_of


def test_a_signed_plan_waits_for_the_supervisor_until_they_signed(there: There) -> None:
    client, person = there.client("supervisor"), there.here.somebody
    assert "None. A plan" in client.get("/oversight").content.decode()
    version = person.plans.get()
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), person.public_id, "plan", "sign", "test")
        sign_version(gate=gate, version=version, intent="agrees", method="signed in")
    address = f"/people/{person.public_id}/plan/{version.public_id}/sign"
    assert address in client.get("/oversight").content.decode()
    with transaction.atomic():
        gate = person_gate(acting(there.here, "supervisor"), person.public_id, "plan", "sign", "test")
        sign_version(gate=gate, version=version, intent="co-signs", method="signed in")
    assert address not in client.get("/oversight").content.decode()


def test_load_counts_what_asks_each_colleague(there: There) -> None:
    page = there.client("supervisor").get("/oversight").content.decode()
    row = page[page.index("Counsellor of North House") :].partition("</tr>")[0]
    assert "1 people" in row
    # The visit of three quarters of an hour, and the group of an hour.
    assert "1.8 h booked" in row or "1.75 h booked" in row
    assert "Bo" not in page
    assert "South House" not in page


def test_load_is_what_the_colleague_s_own_list_holds_whoever_else_cares(there: There) -> None:
    by, person = acting(there.here, "counsellor"), there.here.somebody
    for role in ("prescriber", "nurse"):
        user = there.here.staff[role]
        CareTeamMember.objects.create(person=person, user=user, role=role, since=by.at, by=by.user)
    with transaction.atomic():
        make_true(person)
        gate = programme_gate(acting(there.here, "supervisor"), "work", "read", "test")
        loads = {one.role: one for one in loads_of(gate)}
    for role in ("counsellor", "prescriber", "nurse"):
        with transaction.atomic():
            own = work_of(programme_gate(acting(there.here, role), "work", "read", "test"))
        assert loads[role].due == sum(own.counts.values())
        assert loads[role].late == own.late
    assert loads["counsellor"].due > 0


def test_rules_set_aside_are_counted_with_their_reasons(there: There) -> None:
    person, by = there.here.somebody, acting(there.here, "counsellor")
    for number, reason in enumerate(("newer-evidence", "newer-evidence", "other"), start=1):
        row = Decision(
            at="2026-11-03", item="rule:is-progress-looked-at-weekly", author="clinician", decision="override",
            role="counsellor", reason_code=reason, text="Because.",
        )  # fmt: skip
        sealed = seal_for(person.owner, msgspec.json.encode(row), f"decision {number}")
        DecisionRow.objects.create(
            person=person, number=number, noted_at=by.at, by=by.user, digest=bytes([number] * 16), sealed=sealed
        )
    page = there.client("supervisor").get("/oversight").content.decode()
    assert "3 times, for 1 people" in page
    assert page.index("newer evidence (2)") < page.index("another reason (1)")


def test_the_page_asks_as_often_for_many_as_for_few(there: There) -> None:
    client, counts = there.client("supervisor"), []
    for more in (1, 12):
        for number in range(more):
            name = Identity(called=f"Person {more} {number}")
            register_person(by=acting(there.here, "counsellor"), identity=name, contact=ContactSafety(), anyway=True)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/oversight").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25, counts
