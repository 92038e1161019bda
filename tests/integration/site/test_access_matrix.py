"""Every role × every address × what is theirs, what is not theirs, and what is another programme's.

What a role may do is read from the declared table; what the site answers is asked of the site. They have to agree, and
a denial has to look like nothing being there: the same page, the same number of questions to the database, one row.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.site.addresses import Address, addresses, guarded
from tests.integration.site.people_there import There
from waymark.site.access.decision import Request, decide
from waymark.site.access.table import ROLES, Relation, Role
from waymark.site.audit.models import AuditRow
from waymark.site.audit.verify import verify

METHODS = ("get", "post")
NOBODY = "AAAAAAAAAAAAAAAAAAAAAA"


def test_every_address_declares_what_it_needs() -> None:
    assert [one.name or one.route for one in addresses() if one.policy is None] == []


def test_an_address_open_to_all_says_why() -> None:
    for one in addresses():
        if one.policy is not None and one.policy.about is None:
            assert one.policy.why, one.name


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_table_says(there: There, role: Role) -> None:
    """The counsellor is on the care team; everybody else of the staff is not; the person is this person."""
    client = there.client(role)
    client.raise_request_exception = False
    for one in guarded():
        for method in METHODS:
            before = AuditRow.objects.count()
            answer = getattr(client, method)(one.of(there.here))
            told = f"{role} {method} {one.name}: {answer.status_code}"
            assert answer.status_code < 500, told
            if _permitted(one, role):
                # A page about a thing that is not there (a made-up version) is absent for everybody.
                assert answer.status_code in (200, 302, 404, 405, 413, 422), told
                assert answer.status_code != 404 or set(one.parts) - {"person", "version"}, told
            else:
                assert answer.status_code == 404, told
                _looks_absent(answer.content)
                rows = list(AuditRow.objects.order_by("pk")[before:])
                assert [row.outcome for row in rows] == ["denied"], told


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_programme_is_reached(there: There, role: Role) -> None:
    client = there.client(role)
    client.raise_request_exception = False
    theirs = there.elsewhere.objects()
    for one in guarded():
        for swapped in one.parts:
            for method in METHODS:
                before = AuditRow.objects.count()
                answer = getattr(client, method)(one.of(there.here, **{swapped: theirs[swapped]}))
                told = f"{role} {method} {one.name} with another's {swapped}: {answer.status_code}"
                assert answer.status_code in (404, 405), told
                if answer.status_code == 404:
                    _looks_absent(answer.content)
                    rows = list(AuditRow.objects.order_by("pk")[before:])
                    assert sum(row.outcome == "denied" for row in rows) == 1, told
                for word in (theirs[swapped], "Bo", "Larkspur", "South House"):
                    assert word not in answer.content.decode(), told
                    assert word not in str(answer.headers), told


def test_denied_costs_what_absent_costs(there: There) -> None:
    """As many questions to the database for somebody one may not see as for nobody: no timing tells them apart."""
    client = there.client("nurse")
    for one in guarded():
        if "person" not in one.parts or _permitted(one, "nurse"):
            continue
        asked = []
        for person in (there.here.somebody.public_id, there.elsewhere.somebody.public_id, NOBODY):
            address = one.of(there.here, person=person)
            with CaptureQueriesContext(connection) as found:
                answer = client.get(address)
            asked.append((len(found), answer.status_code, answer.content))
        assert asked[0] == asked[1] == asked[2], one.name


def test_nobody_signed_in_sees_nothing(there: There) -> None:
    from django.test import Client

    for one in guarded():
        answer = Client().get(one.of(there.here))
        assert answer.status_code == 302, one.name
        assert answer["Location"].startswith("/sign-in"), one.name
        assert answer.content == b""


def test_a_membership_that_ended_opens_nothing(there: There) -> None:
    client = there.client("counsellor")
    there.here.staff["counsellor"].memberships.update(until=timezone.now())
    for one in guarded():
        assert client.get(one.of(there.here)).status_code == 302, one.name


def test_every_walk_leaves_the_audit_whole(there: There) -> None:
    client = there.client("supervisor")
    for one in guarded():
        client.get(one.of(there.here))
    assert [fault for fault in verify().faults if "anchor" not in fault] == []


def test_a_planted_hole_is_found(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line too many in the table, and a view that fetches past the gate, are both seen by the walks above."""
    from waymark.site.access import decision
    from waymark.site.access.table import GRANTS, Grant

    hole = Grant(("peer",), "programme", ("record", "plan", "identity"), ("read",), "a planted hole")
    table = decision.by_what_is_asked((*GRANTS, hole))
    monkeypatch.setattr(decision, "_table", lambda: table)
    # The page answers although the table that is declared (and read here) does not permit it.
    answered = [one for one in guarded() if _asked(there, one, "peer") == 200 and not _by(GRANTS, one, "peer")]
    assert answered, "the walk would not have seen the hole"


def _asked(there: There, one: Address, role: str) -> int:
    return int(there.client(role).get(one.of(there.here)).status_code)


def _by(grants: object, one: Address, role: Role) -> bool:
    assert one.policy is not None
    assert isinstance(grants, tuple)
    return any(
        role in grant.roles
        and grant.relation in _relations(one, role)
        and one.policy.content in grant.contents
        and one.policy.action in grant.actions
        for grant in grants
    )


def _permitted(one: Address, role: Role) -> bool:
    assert one.policy is not None
    assert one.policy.content is not None
    assert one.policy.action is not None
    request = Request(
        role=role,
        relations=_relations(one, role),
        content=one.policy.content,
        action=one.policy.action,
        at=timezone.now(),
    )
    return decide(request).permitted


def _relations(one: Address, role: Role) -> tuple[Relation, ...]:
    if one.policy is not None and one.policy.about == "programme":
        return ("programme",)
    if role == "person":
        return ("self",)
    if role == "supporter":
        return ()
    return ("programme", "care") if role == "counsellor" else ("programme",)


def _looks_absent(content: bytes) -> None:
    text = re.sub(rb"<[^>]+>", b" ", content)
    assert b"This page is not here" in text
    assert not re.search(rb"permission|denied|not allowed", text, re.I)
