"""Leaving a programme, links for a new password, and every page of accounts in Spanish."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.integration.site.coming_in import code_of, give_app, sign_in
from tests.integration.site.people_there import PASSWORD, There, acting
from tests.integration.site.staff_there import address, invited, link_of, member, programme_gate_of, told
from waymark.site.access.gate import person_gate
from waymark.site.accounts.actions import accept_invitation, invite, make_reset_link
from waymark.site.accounts.models import Membership, ResetLink
from waymark.site.accounts.refused import Refused
from waymark.site.people.actions import join_care_team
from waymark.site.people.models import CareTeamMember

OTHER = "quite another password"

# Leaving.


def test_leaving_ends_role_sessions_and_places_and_names_who_is_left_alone(there: There) -> None:
    house, user = there.here, there.here.staff["counsellor"]
    secret, _ = give_app(user)
    theirs = sign_in("counsellor@North House", secret)
    assert theirs.get("/people").status_code == 200
    manager = there.client("manager")
    before = manager.get(address(house, "counsellor", "end")).content.decode()
    assert "Ana" in before
    assert "would then need" in before
    after = manager.post(address(house, "counsellor", "end")).content.decode()
    assert "Ana" in after
    assert theirs.get("/people")["Location"] == "/sign-in"
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
        _, token = invite(gate=programme_gate_of(there.here, "manager"), role="nurse", called="x")
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
    assert client.get("/people")["Location"] == "/sign-in"
    assert client.post("/sign-in/second", {"code": code_of(secret, later=1)}).status_code == 302
    assert "with a link from staff" in client.get("/account").content.decode()
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
    assert client.get("/people")["Location"] == "/account/second-factors"
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
        make_reset_link(gate=gate, membership=member(there.here, "auditor"), fresh=False)
    assert not ResetLink.objects.exists()


def test_who_leaves_leaves_no_open_link_behind(there: There) -> None:
    """Links made the day before lie in their drawer: none of them opens anything once they may make none."""
    house = there.here
    _, _ = give_app(house.staff["manager"]), give_app(house.staff["nurse"])
    invitation = invited(there, "manager", by="manager")
    reset = link_of(there.client("manager").post(address(house, "nurse", "reset"), {"fresh": "yes"}).content)
    assert Client().get(invitation).status_code == Client().get(reset).status_code == 200
    house.staff["manager"].memberships.update(until=timezone.now())
    assert Client().get(invitation).status_code == 404
    answer = Client().post(invitation, {"called": "X", "name": "back again", "new": OTHER, "again": OTHER})
    assert answer.status_code == 404
    assert Client().post(reset, {"new": OTHER, "again": OTHER}).status_code == 404
    assert house.staff["nurse"].second_factors.exists()
    assert "Robin" not in there.client("supervisor").get("/staff").content.decode()


def test_a_link_made_in_a_role_one_has_no_more_is_closed(there: There) -> None:
    """Who was a manager and is a supervisor now makes no managers, and takes away no second factor."""
    house, by = there.here, there.here.staff["manager"]
    give_app(house.staff["nurse"])
    links = [invited(there, "auditor", by="manager")]
    links.append(link_of(there.client("manager").post(address(house, "nurse", "reset"), {"fresh": "yes"}).content))
    stays = invited(there, "nurse", by="manager")
    by.memberships.update(role="supervisor")
    assert [Client().get(link).status_code for link in links] == [404, 404]
    assert Client().get(stays).status_code == 200


def test_a_counsellor_off_the_team_lets_nobody_in(there: There) -> None:
    house = there.here
    house.staff["person"].memberships.update(until=timezone.now())
    page = f"/people/{house.somebody.public_id}/invite"
    link = link_of(there.client("counsellor").post(page, {"called": "Ana", "role": "person"}).content)
    assert Client().get(link).status_code == 200
    house.somebody.care_team.update(until=timezone.now(), ended_by=house.staff["supervisor"])
    assert Client().get(link).status_code == 404


def test_of_two_links_for_one_person_the_first_counts(there: There) -> None:
    house = there.here
    house.staff["person"].memberships.update(until=timezone.now())
    page = f"/people/{house.somebody.public_id}/invite"
    links = [
        link_of(there.client("supervisor").post(page, {"called": "Ana", "role": "person"}).content) for _ in range(2)
    ]
    given = {"called": "Ana", "new": OTHER, "again": OTHER}
    assert Client().post(links[0], {**given, "name": "ana.one"}).status_code == 302
    answer = Client().post(links[1], {**given, "name": "ana.two"})
    assert answer.status_code == 422
    assert "was used" in answer.content.decode()
    assert Membership.objects.filter(person=house.somebody, role="person", until__isnull=True).count() == 1


def test_a_link_opens_no_account_that_became_known_elsewhere(there: There) -> None:
    user = there.here.staff["nurse"]
    link = link_of(there.client("manager").post(address(there.here, "nurse", "reset")).content)
    Membership.objects.create(user=user, programme=there.elsewhere.programme, role="nurse", since=timezone.now())
    assert Client().post(link, {"new": OTHER, "again": OTHER}).status_code == 404


def test_ones_own_new_password_closes_links_for_another(there: There) -> None:
    link = link_of(there.client("manager").post(address(there.here, "nurse", "reset")).content)
    answer = there.client("nurse").post("/account/password", {"password": PASSWORD, "new": OTHER, "again": OTHER})
    assert answer.status_code == 302
    assert Client().post(link, {"new": PASSWORD, "again": PASSWORD}).status_code == 404


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
