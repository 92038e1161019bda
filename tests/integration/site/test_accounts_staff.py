"""Coming to a programme and leaving it: invitations, roles, links for a new password, the end of a membership."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.coming_in import code_of, give_app, sign_in
from tests.integration.site.people_there import PASSWORD, House, There, acting
from waymark.site.access.gate import person_gate, programme_gate
from waymark.site.access.table import ROLES
from waymark.site.accounts.actions import accept_invitation, first_invitation, invite, make_reset_link, may_handle
from waymark.site.accounts.models import Invitation, Membership, ResetLink, User
from waymark.site.accounts.refused import Refused
from waymark.site.audit.models import AuditRow
from waymark.site.people.actions import join_care_team
from waymark.site.people.models import CareTeamMember

NEW = {"called": "Robin", "name": "robin.reyes", "new": "the kettle is on again", "again": "the kettle is on again"}
OTHER = "quite another password"


def link_of(page: bytes) -> str:
    """The path of the link that a page shows once."""
    found = re.search(r'value="http://testserver(/[^"]+)"', page.decode())
    assert found, page.decode()
    return found[1]


def invited(there: There, role: str = "nurse", by: str = "manager") -> str:
    answer = there.client(by).post("/staff/invite", {"called": "Robin", "role": role})
    assert answer.status_code == 200, answer.content.decode()
    return link_of(answer.content)


def member(house: House, role: str) -> Membership:
    return house.staff[role].memberships.get(programme=house.programme, role=role)


def address(house: House, role: str, what: str) -> str:
    return f"/staff/{house.staff[role].public_id}.{role}/{what}"


def told(action: str, house: House) -> list[AuditRow]:
    return list(AuditRow.objects.filter(action=action, chain__in=(0, house.programme.pk)).order_by("pk"))


# Invitations.


def test_somebody_is_invited_comes_and_is_led_to_the_second_factor(there: There) -> None:
    link = invited(there)
    client = Client()
    page = client.get(link).content.decode()
    assert "North House" in page
    answer = client.post(link, NEW)
    assert answer.status_code == 302
    assert client.get(answer["Location"])["Location"] == "/account/second-factors"
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
    assert client.get("/")["Location"] == "/account/role"
    page = client.get("/account/role").content.decode()
    assert "North House" in page
    assert "South House" in page
    assert client.post("/account/role", {"membership": ""}).status_code == 422
    theirs = member(there.here, "nurse")
    assert client.post("/account/role", {"membership": theirs.pk}).status_code == 422
    here = user.memberships.get(programme=there.here.programme)
    assert client.post("/account/role", {"membership": here.pk})["Location"] == "/"
    assert "Ana" not in client.get("/").content.decode()
    assert client.get(f"/people/{there.elsewhere.somebody.public_id}").status_code == 404
    back = user.memberships.get(programme=there.elsewhere.programme)
    client.post("/account/role", {"membership": back.pk})
    assert "Bo" in client.get("/").content.decode()
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


def programme_gate_of(house: House, role: str) -> object:
    with transaction.atomic():
        return programme_gate(acting(house, role), "accounts", "write", "test")


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
    assert client.post(link_of(answer.content), NEW)["Location"] == "/account"
    for path in ("/", f"/people/{somebody.public_id}", "/staff"):
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


# Leaving.


def test_leaving_ends_role_sessions_and_places_and_names_who_is_left_alone(there: There) -> None:
    house, user = there.here, there.here.staff["counsellor"]
    secret, _ = give_app(user)
    theirs = sign_in("counsellor@North House", secret)
    assert theirs.get("/").status_code == 200
    manager = there.client("manager")
    before = manager.get(address(house, "counsellor", "end")).content.decode()
    assert "Ana" in before
    assert "would then need" in before
    after = manager.post(address(house, "counsellor", "end")).content.decode()
    assert "Ana" in after
    assert theirs.get("/")["Location"] == "/sign-in"
    assert not user.sessions.exists()
    ended = user.memberships.get()
    assert ended.until is not None
    assert ended.ended_by == house.staff["manager"]
    place = CareTeamMember.objects.get(person=house.somebody)
    assert (place.user, place.ended_by) == (user, house.staff["manager"])
    assert place.until is not None
    assert "Ana" in manager.get("/staff").content.decode()
    # What was done stays with its author.
    assert house.somebody.registered_by == user
    assert house.somebody.plans.exists()
    assert [row.target for row in told("accounts.end_membership", house)] == [user.public_id]
    assert [row.target for row in told("people.leave_care_team", house)] == [user.public_id]
    assert len(told("accounts.end_session", house)) == 1
    # The account is there, and opens nothing.
    again = sign_in("counsellor@North House")
    again.post("/sign-in/second", {"code": code_of(secret, later=1)})
    assert "has no role" in again.get("/account").content.decode()
    assert again.get(f"/people/{house.somebody.public_id}")["Location"] == "/account"


def test_somebody_with_another_carer_is_not_left_alone(there: There) -> None:
    house = there.here
    with transaction.atomic():
        gate = person_gate(acting(house, "counsellor"), house.somebody.public_id, "care_team", "write", "test")
        join_care_team(gate=gate, member=house.staff["nurse"], role="nurse")
    page = there.client("manager").get(address(house, "counsellor", "end")).content.decode()
    assert "Ana" not in page
    assert "Ana" not in there.client("manager").post(address(house, "counsellor", "end")).content.decode()


def test_a_role_ends_once_and_the_last_manager_stays(there: There) -> None:
    client = there.client("manager")
    assert client.post(address(there.here, "nurse", "end")).status_code == 200
    assert client.post(address(there.here, "nurse", "end")).status_code == 404
    last = client.post(address(there.here, "manager", "end"))
    assert last.status_code == 422
    assert "last manager" in last.content.decode()
    assert member(there.here, "manager").until is None


def test_somebody_who_left_may_come_back_by_invitation(there: There) -> None:
    there.client("manager").post(address(there.here, "nurse", "end"))
    link = invited(there, "nurse")
    client = Client()
    client.force_login(there.here.staff["nurse"])
    assert client.post(link, {"mine": "yes"}).status_code == 302
    held = there.here.staff["nurse"].memberships.order_by("pk")
    assert [one.until is None for one in held] == [False, True]


def test_leaving_one_programme_keeps_the_role_in_another(there: There) -> None:
    user = there.elsewhere.staff["nurse"]
    with transaction.atomic():
        _, token = invite(gate=programme_gate_of(there.here, "manager"), role="nurse", called="x")  # type: ignore[arg-type]
    accept_invitation(token=token, user=user)
    answer = there.client("manager").post(f"/staff/{user.public_id}.nurse/end")
    assert answer.status_code == 200
    assert user.memberships.get(programme=there.elsewhere.programme).until is None


# Links for a new password.


def test_a_link_lets_somebody_choose_a_new_password_once(there: There) -> None:
    user = there.here.staff["nurse"]
    secret, _ = give_app(user)
    open_ = sign_in("nurse@North House", secret)
    link = link_of(there.client("supervisor").post(address(there.here, "nurse", "reset")).content)
    assert ResetLink.objects.get().token_hash not in link
    assert Client().get(link).status_code == 200
    assert Client().post(link, {"new": "short", "again": "short"}).status_code == 422
    answer = Client().post(link, {"new": OTHER, "again": OTHER})
    assert answer["Location"] == "/sign-in?because=password"
    assert open_.get("/account").status_code == 302
    assert Client().post(link, {"new": OTHER, "again": OTHER}).status_code == 404
    assert Client().post("/sign-in", {"name": "nurse@North House", "password": PASSWORD}).status_code == 422
    client = Client()
    # The one who made the link, and used it, would still stand before the second factor.
    client.post("/sign-in", {"name": "nurse@North House", "password": OTHER})
    assert client.get("/")["Location"] == "/sign-in"
    assert client.post("/sign-in/second", {"code": code_of(secret, later=1)}).status_code == 302
    assert [row.actor for row in told("accounts.make_reset_link", there.here)] == [
        there.here.staff["supervisor"].public_id
    ]
    assert len(told("accounts.use_reset_link", there.here)) == 1


def test_a_manager_may_have_the_second_factor_taken_away_too(there: There) -> None:
    user = there.here.staff["nurse"]
    give_app(user)
    assert there.client("supervisor").post(address(there.here, "nurse", "reset"), {"fresh": "yes"}).status_code == 422
    answer = there.client("manager").post(address(there.here, "nurse", "reset"), {"fresh": "yes"})
    link = link_of(answer.content)
    assert "second step is removed" in Client().get(link).content.decode()
    assert user.second_factors.exists()
    Client().post(link, {"new": OTHER, "again": OTHER})
    assert not user.second_factors.exists()
    client = sign_in("nurse@North House", password=OTHER)
    assert client.get("/")["Location"] == "/account/second-factors"
    assert [row.basis for row in told("accounts.remove_factor", there.here)] == ["fresh start"]


def test_no_link_opens_an_account_that_another_programme_knows_too(there: There) -> None:
    user = there.here.staff["nurse"]
    Membership.objects.create(user=user, programme=there.elsewhere.programme, role="nurse", since=timezone.now())
    client = there.client("manager")
    # Without a second factor the link alone would open the other programme.
    assert client.post(address(there.here, "nurse", "reset")).status_code == 422
    give_app(user)
    assert client.post(address(there.here, "nurse", "reset"), {"fresh": "yes"}).status_code == 422
    assert client.post(address(there.here, "nurse", "reset")).status_code == 200


def test_nobody_makes_a_link_for_themself(there: There) -> None:
    answer = there.client("manager").post(address(there.here, "manager", "reset"))
    assert answer.status_code == 422
    assert "your own password" in answer.content.decode()


def test_a_used_link_closes_the_others_and_an_old_one_is_closed(there: There) -> None:
    links = [link_of(there.client("manager").post(address(there.here, "nurse", "reset")).content) for _ in range(2)]
    Client().post(links[0], {"new": OTHER, "again": OTHER})
    assert Client().get(links[1]).status_code == 404
    third = link_of(there.client("manager").post(address(there.here, "nurse", "reset")).content)
    ResetLink.objects.update(expires_at=timezone.now())
    assert Client().get(third).status_code == 404


def test_a_link_outlives_no_refusal(there: There) -> None:
    gate = programme_gate_of(there.here, "supervisor")
    with pytest.raises(Refused), transaction.atomic():
        make_reset_link(gate=gate, membership=member(there.here, "auditor"), fresh=False)  # type: ignore[arg-type]
    assert not ResetLink.objects.exists()


# Both languages.


def test_every_page_of_accounts_is_there_in_spanish(there: There) -> None:
    client = there.client("manager")
    assert client.post("/account/language", {"language": "es"}).status_code == 302
    client.post("/account/language", {"language": "xx"})
    pages = {
        "/account": "Mi cuenta",
        "/account/password": "Contraseña nueva",
        "/account/sessions": "Dónde tengo la sesión abierta",
        "/account/second-factors": "Segundo paso al entrar",
        "/account/second-factors/app": "Agregar una aplicación",
        "/account/second-factors/passkey": "Agregar una llave de acceso",
        "/account/drafts": "No hay nada guardado",
        "/account/role": "Elija para quién actúa",
        "/staff": "Quiénes trabajan aquí",
        "/staff/invite": "Invitar a alguien",
        address(there.here, "counsellor", "end"): "Sus sesiones terminan de inmediato",
        address(there.here, "counsellor", "reset"): "Asegúrese de hablar",
    }
    for path, says in pages.items():
        page = client.get(path).content.decode()
        assert says in page, path
        assert 'lang="es"' in page, path
