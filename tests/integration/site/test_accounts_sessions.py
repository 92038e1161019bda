"""Sessions: listed, ended from anywhere, idle; and what was typed when one had run out is not lost."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.integration.site.coming_in import code_of, give_app, sign_in
from tests.integration.site.people_there import PASSWORD, There
from waymark.site.accounts import limits
from waymark.site.accounts.models import Draft, SignedIn, Tries, User
from waymark.site.audit.models import AuditRow
from waymark.site.configuration import configuration
from waymark.site.people.models import Person

NAME = "counsellor@North House"
REGISTER = {
    "called": "Samira 👩🏽‍🦱 عبد الله",
    "language": "en",
    "when": "arranged only",
    "words": "line one\nline two",
}


def told(action: str) -> list[AuditRow]:
    return list(AuditRow.objects.filter(action=action).order_by("pk"))


def lapse(user: User, minutes: float = 16) -> None:
    """So long nobody clicked."""
    ago = timezone.now() - timedelta(minutes=minutes)
    for row in user.sessions.all():
        row.seen_at, row.expire_date = ago, ago + timedelta(minutes=configuration().idle_minutes)
        row.save()


@pytest.fixture
def counsellor(there: There) -> User:
    return there.here.staff["counsellor"]


@pytest.fixture
def secret(counsellor: User) -> str:
    return give_app(counsellor)[0]


def test_a_stolen_table_of_sessions_opens_nothing(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    cookie = client.cookies["waymark"].value
    row = counsellor.sessions.get()
    assert cookie not in (row.key_hash, row.public_id)
    assert b"_auth_user" not in bytes(row.sealed)
    for stolen in (row.key_hash, row.public_id):
        thief = Client()
        thief.cookies["waymark"] = stolen
        assert thief.get("/account").status_code == 302
    # Nor can the content of one row be put into another.
    other = sign_in("nurse@North House")
    mine = SignedIn.objects.get(user__username=User.objects.get(pk=counsellor.pk).username)
    SignedIn.objects.exclude(pk=mine.pk).update(sealed=bytes(mine.sealed))
    assert other.get("/account").status_code == 302


def test_sessions_are_listed_with_the_one_that_asks(counsellor: User, secret: str) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
    sign_in(NAME, secret, client=Client(headers={"user-agent": firefox}))
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19 Safari/604.1"})
    phone.post("/sign-in", {"name": NAME, "password": PASSWORD})
    phone.post("/sign-in/second", {"code": code_of(secret, later=1)})
    page = phone.get("/account/sessions").content.decode()
    assert "Firefox, Windows" in page
    assert "Safari, iPhone / iPad" in page
    assert page.count("(this one)") == 1
    assert "nurse" not in page


def test_one_session_is_ended_from_another_at_once(counsellor: User, secret: str) -> None:
    there_ = sign_in(NAME, secret)
    here = sign_in(NAME)
    here.post("/sign-in/second", {"code": code_of(secret, later=1)})
    assert there_.get("/people").status_code == 200
    other = counsellor.sessions.order_by("began_at").first()
    assert here.post(f"/account/sessions/{other.public_id}/end").status_code == 302
    assert there_.get("/people")["Location"] == "/sign-in"
    assert here.get("/people").status_code == 200
    assert [row.target for row in told("accounts.end_session")] == [other.public_id]


def test_all_others_are_ended(counsellor: User, secret: str) -> None:
    others = (sign_in(NAME, secret), sign_in(NAME, None))
    here = sign_in(NAME)
    here.post("/sign-in/second", {"code": code_of(secret, later=1)})
    here.post("/account/sessions/end-others")
    assert all(one.get("/account").status_code == 302 for one in others)
    assert here.get("/people").status_code == 200
    assert counsellor.sessions.count() == 1


def test_nobody_ends_a_session_of_another(there: There, secret: str) -> None:
    nurse = sign_in("nurse@North House")
    theirs = there.here.staff["nurse"].sessions.get()
    mine = sign_in(NAME, secret)
    assert mine.post(f"/account/sessions/{theirs.public_id}/end").status_code == 404
    assert nurse.get("/account").status_code == 200
    assert not told("accounts.end_session")


def test_signing_off_ends_the_session_in_the_database(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    cookie = client.cookies["waymark"].value
    client.post("/sign-off")
    assert not counsellor.sessions.exists()
    client.cookies["waymark"] = cookie
    assert client.get("/people")["Location"] == "/sign-in"
    assert len(told("accounts.sign_off")) == 1
    assert client.get("/sign-off").status_code in (302, 405)


def test_the_cookie_changes_when_somebody_comes_in(counsellor: User, secret: str) -> None:
    client, seen = Client(), set()
    client.post("/sign-in", {"name": NAME, "password": PASSWORD})
    seen.add(client.cookies["waymark"].value)
    client.post("/sign-in/second", {"code": code_of(secret)})
    assert client.cookies["waymark"].value not in seen


def test_a_click_keeps_the_session_and_fifteen_minutes_without_end_it(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor, minutes=14)
    assert client.get("/people").status_code == 200
    row = counsellor.sessions.get()
    assert timezone.now() - row.seen_at < timedelta(seconds=20)
    assert timedelta(minutes=14) < row.expire_date - timezone.now() <= timedelta(minutes=15)
    lapse(counsellor)
    answer = client.get("/people/new")
    assert answer["Location"] == "/sign-in?because=lapsed&next=%2Fpeople%2Fnew"
    assert "nothing was clicked" in client.get(answer["Location"]).content.decode()
    assert len(told("accounts.session_lapsed")) == 1
    assert not counsellor.sessions.filter(expire_date__lte=timezone.now()).exists()


def test_reading_writes_the_last_click_once_a_minute_only(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    row = counsellor.sessions.get()
    client.get("/account")
    assert counsellor.sessions.get().seen_at == row.seen_at


def test_people_in_treatment_have_twice_the_time(there: There) -> None:
    person = there.here.staff["person"]
    client = sign_in("person@North House")
    row = person.sessions.get()
    assert timedelta(minutes=29) < row.expire_date - timezone.now() <= timedelta(minutes=30)
    assert client.get(f"/people/{there.here.somebody.public_id}").status_code == 200


def test_after_the_longest_day_a_session_ends_whatever_was_clicked(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    real = timezone.now
    try:
        # Eleven hours and fifty minutes of work, a click each ten minutes.
        for minutes in range(10, 720, 10):
            timezone.now = lambda minutes=minutes: real() + timedelta(minutes=minutes)
            assert client.get("/account").status_code == 200, minutes
        timezone.now = lambda: real() + timedelta(minutes=721)
        assert client.get("/account").status_code == 302
    finally:
        timezone.now = real


def test_after_signing_in_again_somebody_is_where_they_were(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor)
    door = client.get(client.get("/people/new")["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/people/new">' in door
    client.post("/sign-in", {"name": NAME, "password": PASSWORD, "next": "/people/new"})
    answer = client.post("/sign-in/second", {"code": code_of(secret, later=1)})
    assert answer["Location"] == "/people/new"


def test_what_was_typed_is_kept_offered_and_sent(counsellor: User, secret: str) -> None:
    client = Client(enforce_csrf_checks=True)
    _by_hand(client, secret)
    mark = _mark(client.get("/people/new"))
    lapse(counsellor)
    people = Person.objects.count()
    answer = client.post("/people/new", REGISTER | {"csrfmiddlewaretoken": mark, "password": "never"})
    assert answer["Location"] == "/sign-in?because=kept"
    assert Person.objects.count() == people
    kept = Draft.objects.get()
    assert b"Samira" not in bytes(kept.sealed)
    assert kept.user == counsellor
    assert "is kept" in client.get(answer["Location"]).content.decode()

    assert _by_hand(client, secret, later=1) == "/account/drafts"
    assert kept.public_id in client.get("/account/drafts").content.decode()
    page = client.get(f"/account/drafts/{kept.public_id}")
    text = page.content.decode()
    assert "Samira 👩🏽‍🦱 عبد الله" in text
    assert "line one\nline two" in text
    assert "never" not in re.sub(r"<[^>]*>", "", text)
    assert 'action="/people/new"' in text
    sent = REGISTER | {"csrfmiddlewaretoken": _mark(page), "kept-draft": kept.public_id}
    assert client.post("/people/new", sent).status_code == 302
    assert Person.objects.count() == people + 1
    assert not Draft.objects.exists()


def test_a_draft_that_was_refused_is_still_there(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor)
    client.post("/people/new", REGISTER)
    client.post("/sign-in", {"name": NAME, "password": PASSWORD})
    client.post("/sign-in/second", {"code": code_of(secret, later=1)})
    kept = Draft.objects.get()
    assert client.post("/people/new", {"called": "", "kept-draft": kept.public_id}).status_code == 422
    assert Draft.objects.exists()
    client.post(f"/account/drafts/{kept.public_id}/discard")
    assert not Draft.objects.exists()


def test_a_form_without_our_mark_is_not_kept(counsellor: User, secret: str) -> None:
    client = Client(enforce_csrf_checks=True)
    _by_hand(client, secret)
    lapse(counsellor)
    assert client.post("/people/new", REGISTER).status_code == 403
    assert not Draft.objects.exists()


def test_nobody_sees_or_throws_away_the_draft_of_another(there: There, counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor)
    client.post("/people/new", REGISTER)
    kept = Draft.objects.get()
    other = there.client("nurse")
    assert other.get(f"/account/drafts/{kept.public_id}").status_code == 404
    other.post(f"/account/drafts/{kept.public_id}/discard")
    other.post("/people/new", REGISTER | {"kept-draft": kept.public_id})
    assert Draft.objects.filter(pk=kept.pk).exists()
    assert "Samira" not in other.get("/account/drafts").content.decode()


def test_what_was_typed_about_people_waits_for_both_steps_and_goes_with_the_role(
    there: There, counsellor: User, secret: str
) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor)
    client.post("/people/new", REGISTER)
    pages = ("/account/drafts", f"/account/drafts/{Draft.objects.get().public_id}")
    # Somebody with the password alone, where no second step is set up yet.
    counsellor.second_factors.all().delete()
    alone = sign_in(NAME)
    assert [alone.get(page)["Location"] for page in pages] == ["/account/second-factors"] * 2
    there.here.staff["counsellor"].memberships.update(until=timezone.now())
    assert [there.client("counsellor").get(page).status_code for page in pages] == [404, 404]
    assert sign_in(NAME).get("/sign-in")["Location"] == "/account"


def test_forms_sent_too_late_from_two_browsers_are_each_kept(counsellor: User, secret: str) -> None:
    first = sign_in(NAME, secret)
    second = sign_in(NAME)
    second.post("/sign-in/second", {"code": code_of(secret, later=1)})
    lapse(counsellor)
    first.post("/people/new", REGISTER)
    second.post("/people/new", REGISTER | {"called": "Other"})
    assert Draft.objects.count() == 2


def test_a_large_text_is_kept_whole(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor)
    long = "a word and\r\nanother " * 40_000
    client.post("/people/new", REGISTER | {"words": long})
    from waymark.site.accounts.drafts import one_draft

    found = one_draft(counsellor, Draft.objects.get().public_id)
    assert found is not None
    assert dict(found[1].fields)["words"] == long


def test_old_drafts_go(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    lapse(counsellor)
    client.post("/people/new", REGISTER)
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=8))
    assert sign_in(NAME, None).get("/account").status_code == 302
    client.post("/sign-in", {"name": NAME, "password": PASSWORD})
    client.post("/sign-in/second", {"code": code_of(secret, later=1)})
    assert not Draft.objects.exists()


def test_a_new_password_ends_the_other_sessions(counsellor: User, secret: str) -> None:
    other = sign_in(NAME, secret)
    here = sign_in(NAME)
    here.post("/sign-in/second", {"code": code_of(secret, later=1)})
    given = {"password": PASSWORD, "new": "another long walk home", "again": "another long walk home"}
    for wrong in ({"password": "no"}, {"again": "something else here"}, {"new": "short", "again": "short"}):
        assert here.post("/account/password", given | wrong).status_code == 422
    assert here.post("/account/password", given)["Location"] == "/account?done=password"
    assert other.get("/account").status_code == 302
    assert here.get("/people").status_code == 200
    assert Client().post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 422
    assert Client().post("/sign-in", {"name": NAME, "password": given["new"]}).status_code == 302
    assert len(told("accounts.change_password")) == 1


def test_an_account_that_was_closed_is_out_at_once(counsellor: User, secret: str) -> None:
    client = sign_in(NAME, secret)
    User.objects.filter(pk=counsellor.pk).update(is_active=False)
    assert client.get("/people").status_code == 302
    assert Client().post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_tries_are_counted_together_by_many_at_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory belongs to one thread; many at once are tried on PostgreSQL")

    def spend() -> None:
        for _ in range(5):
            limits.spend((limits.ADDRESS, "203.0.113.9"), (limits.NAME, "somebody"))
        connection.close()

    threads = [Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Tries.objects.values_list("count", flat=True)) == [40, 40]


def _by_hand(client: Client, secret: str, later: int = 0) -> str:
    """Sign in with the marks of the forms; returns where to."""
    mark = _mark(client.get("/sign-in"))
    client.post("/sign-in", {"name": NAME, "password": PASSWORD, "csrfmiddlewaretoken": mark})
    mark = _mark(client.get("/sign-in/second"))
    answer = client.post("/sign-in/second", {"code": code_of(secret, later), "csrfmiddlewaretoken": mark})
    return str(answer["Location"])


def _mark(page: object) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/people/%00", "/account/sessions/a%00b/end", "/invitation/%00", "/%00"])
def test_an_address_with_a_sign_that_no_id_has_is_absent(there: There, path: str) -> None:
    client = there.client("counsellor")
    assert client.get(path).status_code == 404
    assert client.post(path, {"kept-draft": "\x00"}).status_code == 404


def test_a_made_up_mark_of_a_draft_is_no_error(there: There) -> None:
    client = there.client("counsellor")
    assert client.post("/people/new", REGISTER | {"kept-draft": "a\x00b"}).status_code == 302
