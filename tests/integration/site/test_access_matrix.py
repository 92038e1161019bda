"""Every role × every address × what is theirs, what is not theirs, and what is another programme's.

What a role may do is read from the declared table; what the site answers is asked of the site. They have to agree, and
a denial has to look like nothing being there: the same page, the same number of questions to the database, one row.
"""

import io
import re
import zipfile
from datetime import timedelta
from functools import cache
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.site.addresses import Address, addresses, guarded
from tests.integration.site.people_there import There, acting, neighbour
from waymark.site.access.decision import Request, decide
from waymark.site.access.table import ROLES, Action, Content, Relation, Role
from waymark.site.audit.models import AuditRow
from waymark.site.audit.verify import verify
from waymark.site.days import day_of
from waymark.site.people.actions import break_glass
from waymark.site.people.identity import Emergency
from waymark.site.people.models import CareTeamMember

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
    _may_what_the_table_says(there, role, _standing(role))


@pytest.mark.parametrize("role", ["prescriber", "nurse", "case_manager", "peer"])
def test_a_role_on_the_team_may_what_the_table_says(there: There, role: Role) -> None:
    by, user = acting(there.here, "counsellor"), there.here.staff[role]
    CareTeamMember.objects.create(person=there.here.somebody, user=user, role=role, since=by.at, by=by.user)
    _may_what_the_table_says(there, role, ("programme", "care"))


@pytest.mark.parametrize("role", ["nurse", "prescriber"])
def test_broken_glass_opens_what_the_table_says(there: There, role: Role) -> None:
    emergency = Emergency("found asleep", "Dr. Lee", "City hospital")
    break_glass(by=acting(there.here, role), person=there.here.somebody, emergency=emergency)
    _may_what_the_table_says(there, role, ("programme", "emergency"))


def _may_what_the_table_says(there: There, role: Role, standing: tuple[Relation, ...]) -> None:
    """And whatever a view declares: what was written in one room is read by those the table lets into it."""
    said = _written_everywhere(there)
    hidden = {text: content for content, text in said.items() if not _may_read(role, standing, content)}
    if role == "counsellor":
        # Somebody reads each of them, so that the words would have been seen.
        assert set(hidden.values()) == {"emergency"}
    client = there.client(role)
    client.raise_request_exception = False
    # As they are now: what is sent may end them.
    there.here.objects = cache(there.here.objects)  # type: ignore[method-assign]
    for one in guarded():
        for method in METHODS:
            before = AuditRow.objects.count()
            answer = getattr(client, method)(one.of(there.here))
            told = f"{role} {method} {one.name}: {answer.status_code}"
            assert answer.status_code < 500, told
            page = _all_of(answer)
            assert [content for text, content in hidden.items() if text in page] == [], told
            if _permitted(one, role, standing):
                # A page about a thing that is not there (a made-up version) is absent for everybody.
                assert answer.status_code in (200, 302, 404, 405, 413, 422), told
                named = set(one.parts) - {"person", "version"} or one.name == "leave-group"
                assert answer.status_code != 404 or named, told
            else:
                assert answer.status_code == 404, told
                _looks_absent(answer.content)
                rows = list(AuditRow.objects.order_by("pk")[before:])
                assert [row.outcome for row in rows] == ["denied"], told


@pytest.mark.parametrize("role", ["counsellor", "supervisor", "person"])
def test_nothing_of_somebody_else_here_is_reached(there: There, role: Role) -> None:
    """Of two people of one programme, both on one counsellor's list: no part of one stands under the other's name."""
    other = neighbour(there.here)
    mine, theirs = there.here.objects(), other.objects()
    client = there.client(role)
    client.raise_request_exception = False
    tried = set()
    for one in guarded():
        own = {part for part in one.parts if mine[part] != theirs[part] and part != "meeting"}
        if "person" not in own or (role != "person" and own == {"person"}):
            continue
        for swapped in own:
            path = one.of(there.here, **{swapped: theirs[swapped]})
            for method in METHODS:
                before = AuditRow.objects.count()
                answer = getattr(client, method)(path)
                told = f"{role} {method} {one.name} with another's {swapped}: {answer.status_code}"
                assert answer.status_code in (404, 405), told
                tried.add(swapped)
                if answer.status_code == 404:
                    _looks_absent(answer.content)
                    rows = list(AuditRow.objects.order_by("pk")[before:])
                    assert [row.outcome for row in rows].count("denied") == 1, told
                    assert not _named(theirs[swapped], answer), told
    assert tried >= {
        "person",
        "version",
        "document",
        "note",
        "step",
        "appointment",
        "reward",
        "part",
        "review",
        "entry",
    }


@pytest.mark.parametrize("role", ["counsellor", "supervisor", "person", "manager", "privacy_officer"])
def test_a_look_changes_nothing(there: There, role: Role) -> None:
    """What a link or a picture on somebody's page can set off is a look: nothing is stored by it but that it was.

    Having read messages, and rows of the work list that were behind, are derived from looking; a sitting's own session
    and the limits of the door are not about people.
    """
    client = there.client(role)
    looked = re.compile(r"^(audit_|worklist_|team_messages_seen|accounts_(signedin|tries))")
    for one in addresses():
        if one.route.startswith("static"):
            continue
        with CaptureQueriesContext(connection) as found:
            client.get(one.of(there.here), {"do": "keep", "took": "yes", "back": "yes", "end": "", "said": "changed"})
        written = [re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', query["sql"]) for query in found]
        tables = {match[1] for match in written if match and not looked.match(match[1])}
        assert tables == set(), f"{role} looks at {one.name}"


def _written_everywhere(there: There) -> dict[Content, str]:
    """A sentence of its own in every room that keeps what people write; nothing of it stands in a plan."""
    person, client = f"/people/{there.here.somebody.public_id}", there.client("counsellor")
    rooms: tuple[Content, ...] = (
        "contact", "sessions", "notes", "messages", "meetings", "documents", "rewards", "identity", "emergency"
    )  # fmt: skip
    said: dict[Content, str] = {content: f"said in {content}" for content in rooms}
    now, day = timezone.now(), day_of(timezone.now()).isoformat()
    for path, given in (
        ("contact", {"when": "arranged only", "words": said["contact"]}),
        ("sessions/new", {"day": day, "did": said["sessions"]}),
        ("counselling", {"text": said["notes"]}),
        ("messages/new", {"text": said["messages"]}),
        ("meetings/new", {"kind": "case", "day": day, "question": said["meetings"]}),
        ("documents/add", {"kind": "letter", "file": SimpleUploadedFile(f"{said['documents']}.txt", b"A letter.")}),
        ("identity", {"called": "Ana", "language": "en", "address": said["identity"]}),
    ):
        assert client.post(f"{person}/{path}", given).status_code == 302, path
    run = there.here.somebody.reward_runs.get()
    client.post(f"{person}/rewards/{run.public_id}/test", {"result": "as hoped", "day": day})
    given = {"dollars": "1.00", "text": said["rewards"]}
    assert client.post(f"{person}/rewards/{run.public_id}/hand", given).status_code == 302
    before = msgspec.structs.replace(acting(there.here, "prescriber"), at=now - timedelta(days=2))
    break_glass(by=before, person=there.here.somebody, emergency=Emergency(said["emergency"], "Dr. Lee", "Hospital"))
    return said


def _may_read(role: Role, relations: tuple[Relation, ...], content: Content) -> bool:
    def asks(action: Action) -> bool:
        request = Request(role=role, relations=relations, content=content, action=action, at=timezone.now())
        return decide(request).permitted

    return asks("read") or (content == "emergency" and role == "privacy_officer")


def _all_of(answer: Any) -> str:
    """What an answer says, also what it packs."""
    if answer.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            return "\n".join(
                [*packed.namelist(), *(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())]
            )
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


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
                    assert not _named(word, answer), told


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


def _permitted(one: Address, role: Role, standing: tuple[Relation, ...] | None = None) -> bool:
    assert one.policy is not None
    assert one.policy.content is not None
    assert one.policy.action is not None
    request = Request(
        role=role,
        relations=_relations(one, role) if standing is None or one.policy.about == "programme" else standing,
        content=one.policy.content,
        action=one.policy.action,
        at=timezone.now(),
    )
    return decide(request).permitted


def _relations(one: Address, role: Role) -> tuple[Relation, ...]:
    if one.policy is not None and one.policy.about == "programme":
        return ("programme",)
    return _standing(role)


def _standing(role: Role) -> tuple[Relation, ...]:
    """How each stands to the person of their house, as the house is made."""
    if role == "person":
        return ("self",)
    if role == "supporter":
        return ()
    return ("programme", "care") if role == "counsellor" else ("programme",)


def _named(word: str, answer: Any) -> bool:
    """Whether an answer names something, by itself: the key 67 is no part of a length of 767."""
    told = [f"{name}: {value}" for name, value in answer.headers.items() if name != "Content-Length"]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for text in (answer.content.decode(), *told))


def _looks_absent(content: bytes) -> None:
    text = re.sub(rb"<[^>]+>", b" ", content)
    assert b"This page is not here" in text
    assert not re.search(rb"permission|denied|not allowed", text, re.I)
