"""Coming to a programme: invitations of staff, of people in treatment, of supporters; and choosing a role."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.coming_in import give_app, sign_in
from tests.integration.site.people_there import There, acting
from tests.integration.site.staff_there import NEW, address, invited, link_of, member, programme_gate_of, told
from waymark.site.access.gate import person_gate
from waymark.site.access.table import ROLES
from waymark.site.accounts.actions import first_invitation, invite
from waymark.site.accounts.handling import may_handle
from waymark.site.accounts.models import Invitation, ResetLink, User
from waymark.site.accounts.refused import Refused
from waymark.site.audit.models import AuditRow

# Invitations.


def test_somebody_is_invited_comes_and_is_led_to_the_second_factor(there: There) -> None:
    link = invited(there)
    client = Client()
    page = client.get(link).content.decode()
    assert "North House" in page
    answer = client.post(link, NEW)
    assert answer.status_code == 302
    assert client.get(answer["Location"], follow=True).redirect_chain[-1][0] == "/account/second-factors"
    user = User.objects.get_by_natural_key("Robin.Reyes")
    assert user.called == "Robin"
    assert user.memberships.get().role == "nurse"
    assert user.memberships.get().by == there.here.staff["manager"]
    assert b"robin" not in user.username.encode()
    rows = told("accounts.accept_invitation", there.here)
    assert [(row.actor, row.role) for row in rows] == [(user.public_id, "nurse")]


def test_of_a_link_only_the_hash_is_kept_and_it_is_shown_once(there: There) -> None:
    link = invited(there)
    token = link.rpartition("/")[2]
    row = Invitation.objects.order_by("-pk").first()
    assert token not in str(row.__dict__)
    assert token not in there.client("manager").get("/staff").content.decode()
    assert b"Robin" not in bytes(row.sealed_called)
    assert row.expires_at - row.made_at == timedelta(days=7)
    assert row.by == there.here.staff["manager"]


def test_a_counsellor_invites_whom_they_care_for_and_nobody_else(there: There) -> None:
    """The one on whose care team they are, as that person; no colleague, no supporter, nobody of somebody else."""
    there.here.staff["person"].memberships.update(until=timezone.now())
    client, person = there.client("counsellor"), there.here.somebody
    page = f"/people/{person.public_id}/invite"
    assert page in client.get(f"/people/{person.public_id}").content.decode()
    asked = client.get(page).content.decode()
    assert 'value="person"' in asked
    assert 'value="supporter"' not in asked
    assert client.post(page, {"called": "Kim", "role": "supporter"}).status_code == 422
    link = link_of(client.post(page, {"called": "Ana", "role": "person"}).content)
    rows = told("accounts.invite", there.here)
    assert (rows[-1].actor, rows[-1].basis) == (there.here.staff["counsellor"].public_id, "as person")
    own = Client()
    own.post(link, NEW)
    assert own.get(f"/people/{person.public_id}").status_code == 200
    assert own.get("/people").status_code == 404
    # Somebody else's counsellor, and anybody without that place on the team.
    for refused in ("/staff/invite", f"/people/{there.elsewhere.somebody.public_id}/invite"):
        assert client.get(refused).status_code == 404
    person.care_team.update(until=timezone.now(), ended_by=there.here.staff["manager"])
    assert client.get(page).status_code == 404
    assert there.client("nurse").get(page).status_code == 404


@pytest.mark.parametrize("ended", ["used", "withdrawn", "too old", "made up"])
def test_a_link_that_does_not_work_says_always_the_same(there: There, ended: str) -> None:
    link = invited(there)
    row = Invitation.objects.order_by("-pk").first()
    if ended == "used":
        Client().post(link, NEW)
    elif ended == "withdrawn":
        there.client("manager").post(f"/staff/invitations/{row.public_id}/withdraw")
        assert [one.target for one in told("accounts.withdraw_invitation", there.here)] == [row.public_id]
    elif ended == "too old":
        Invitation.objects.update(expires_at=timezone.now())
    else:
        link = "/invitation/AAAAAAAA"
    accounts = User.objects.count()
    for answer in (Client().get(link), Client().post(link, NEW | {"name": "another.name"})):
        assert answer.status_code == 404
        assert "has run out, or was not copied whole" in answer.content.decode()
        assert "North House" not in answer.content.decode()
    assert User.objects.count() == accounts


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "nurse@North House"}, "This sign-in name is taken"),
        ({"name": "NURSE@north   house"}, "This sign-in name is taken"),
        ({"name": "ab"}, "at least 4"),
        ({"new": "short", "again": "short"}, "at least 12"),
        ({"new": "123456789012", "again": "123456789012"}, "entirely numeric"),
        ({"again": "something else"}, "not alike"),
        ({"called": ""}, "Please fill this in."),
        ({"called": "x" * 500}, "at most 120"),
        ({"name": "a\x00bcdef"}, "Null characters"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(there: There, wrong: dict[str, str], says: str) -> None:
    link = invited(there)
    answer = Client().post(link, NEW | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "<title>Error: " in page
    if "called" not in wrong:
        assert 'value="Robin"' in page
    assert NEW["new"] not in page
    assert Client().post(link, NEW).status_code == 302


def test_an_account_that_exists_takes_the_role_up_and_chooses(there: There) -> None:
    user = there.elsewhere.staff["counsellor"]
    secret, _ = give_app(user)
    link = invited(there, "counsellor")
    client = sign_in("counsellor@South House", secret)
    assert "Your account gets this role" in client.get(link).content.decode()
    assert client.post(link, {"mine": "yes"})["Location"] == "/account/role"
    # Two roles: nothing about anybody before it is chosen.
    assert client.get("/people")["Location"] == "/account/role"
    page = client.get("/account/role").content.decode()
    assert "North House" in page
    assert "South House" in page
    assert client.post("/account/role", {"membership": ""}).status_code == 422
    theirs = member(there.here, "nurse")
    assert client.post("/account/role", {"membership": theirs.pk}).status_code == 422
    here = user.memberships.get(programme=there.here.programme)
    assert client.post("/account/role", {"membership": here.pk})["Location"] == "/"
    assert "Ana" not in client.get("/people").content.decode()
    assert client.get(f"/people/{there.elsewhere.somebody.public_id}").status_code == 404
    back = user.memberships.get(programme=there.elsewhere.programme)
    client.post("/account/role", {"membership": back.pk})
    assert "Bo" in client.get("/people").content.decode()
    assert client.get(f"/people/{there.elsewhere.somebody.public_id}").status_code == 200
    assert [row.chain for row in AuditRow.objects.filter(action="accounts.choose_role").order_by("pk")] == [
        there.here.programme.pk,
        there.elsewhere.programme.pk,
    ]


def test_nobody_takes_up_their_own_invitation_or_a_role_twice(there: There) -> None:
    link = invited(there, "counsellor")
    own = there.client("manager").post(link, {"mine": "yes"})
    assert own.status_code == 422
    assert "made this invitation yourself" in own.content.decode()
    twice = there.client("counsellor").post(link, {"mine": "yes"})
    assert twice.status_code == 422
    assert "has this role already" in twice.content.decode()
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_only_manager_and_supervisor_see_and_invite_staff(there: There, role: str) -> None:
    client = there.client(role)
    allowed = role in ("manager", "supervisor")
    assert client.get("/staff").status_code == (200 if allowed else 404)
    assert client.get("/staff/invite").status_code == (200 if allowed else 404)
    answer = client.post("/staff/invite", {"called": "Robin", "role": "nurse"})
    assert answer.status_code == (200 if allowed else 404)
    assert client.post(address(there.here, "nurse", "end")).status_code == (200 if allowed else 404)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in may_handle("supervisor")])
def test_a_supervisor_makes_and_ends_nobody_above(there: There, role: str) -> None:
    client = there.client("supervisor")
    assert client.post("/staff/invite", {"called": "Robin", "role": role}).status_code == 422
    assert client.post(address(there.here, role, "end")).status_code == 422
    assert client.post(address(there.here, role, "reset")).status_code == 422
    assert member(there.here, role).until is None
    assert not ResetLink.objects.exists()
    gate = programme_gate_of(there.here, "supervisor")
    with pytest.raises(Refused), transaction.atomic():
        invite(gate=gate, role=role, called="Robin")


def test_the_staff_page_names_who_works_here_and_nobody_else(there: There) -> None:
    page = there.client("manager").get("/staff").content.decode()
    assert "Nurse of North House" in page
    assert "South House" not in page
    assert "Person of North House" not in page
    assert "Kim" in page


def test_nothing_of_another_programme_is_touched(there: There) -> None:
    client = there.client("manager")
    for what in ("end", "reset"):
        assert client.post(address(there.elsewhere, "nurse", what)).status_code == 404
    theirs = there.elsewhere.programme.invitations.get()
    assert client.post(f"/staff/invitations/{theirs.public_id}/withdraw").status_code == 404
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None
    assert member(there.elsewhere, "nurse").until is None


def test_the_first_manager_comes_by_an_invitation_of_the_machine(there: There) -> None:
    made, token = first_invitation(programme=there.here.programme, called="Robin")
    assert Client().post(f"/invitation/{token}", NEW).status_code == 302
    assert User.objects.get_by_natural_key(NEW["name"]).memberships.get().role == "manager"
    rows = [row for row in told("accounts.invite", there.here) if row.target == made.public_id]
    assert [row.via for row in rows] == ["command line"]


# People in treatment, and who stands by them.


def test_a_person_comes_by_invitation_and_sees_their_own_and_no_other(there: There) -> None:
    somebody = there.here.somebody
    page = there.client("supervisor").get(f"/people/{somebody.public_id}").content.decode()
    assert f"/people/{somebody.public_id}/invite" in page
    there.here.staff["person"].memberships.update(until=timezone.now())
    answer = there.client("supervisor").post(
        f"/people/{somebody.public_id}/invite", {"called": "Ana", "role": "person"}
    )
    client = Client()
    arrived = client.post(link_of(answer.content), NEW)
    assert arrived["Location"] == f"/people/{somebody.public_id}"
    # Nobody asks a person for a second factor; it is theirs to add.
    assert client.get(arrived["Location"]).status_code == 200
    assert client.get(f"/people/{there.elsewhere.somebody.public_id}").status_code == 404
    assert client.get("/staff").status_code == 404
    assert client.get("/account/second-factors").status_code == 200
    made = User.objects.get_by_natural_key(NEW["name"]).memberships.get()
    assert (made.role, made.person) == ("person", somebody)


def test_a_person_has_one_account_here(there: There) -> None:
    answer = there.client("supervisor").post(
        f"/people/{there.here.somebody.public_id}/invite", {"called": "Ana", "role": "person"}
    )
    assert answer.status_code == 422
    assert "has an account already" in answer.content.decode()


def test_a_supporter_comes_by_invitation_and_sees_nothing_yet(there: There) -> None:
    somebody = there.here.somebody
    answer = there.client("manager").post(
        f"/people/{somebody.public_id}/invite", {"called": "Lee", "role": "supporter"}
    )
    client = Client()
    assert client.post(link_of(answer.content), NEW, follow=True).status_code == 200
    for path in ("/people", f"/people/{somebody.public_id}", "/staff"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("role", ["nurse", "manager", "nobody", ""])
def test_beside_a_person_only_they_and_supporters_are_invited(there: There, role: str) -> None:
    answer = there.client("manager").post(
        f"/people/{there.here.somebody.public_id}/invite", {"called": "Lee", "role": role}
    )
    assert answer.status_code == 422
    with transaction.atomic():
        gate = person_gate(acting(there.here, "manager"), there.here.somebody.public_id, "accounts", "write", "test")
    with pytest.raises(Refused), transaction.atomic():
        invite(gate=gate, role=role, called="Lee")


def test_among_staff_nobody_is_invited_as_a_person(there: There) -> None:
    for role in ("person", "supporter"):
        assert there.client("manager").post("/staff/invite", {"called": "x", "role": role}).status_code == 422
        with pytest.raises(Refused), transaction.atomic():
            invite(gate=programme_gate_of(there.here, "manager"), role=role, called="x")
