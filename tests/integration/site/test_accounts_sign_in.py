"""Coming in: password, second factor, waiting after too many tries. Nothing tells whether an account exists."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.integration.site.coming_in import SoftPasskey, asked, code_of, give_app, sign_in
from tests.integration.site.people_there import PASSWORD, There
from waymark.site.accounts import limits, totp
from waymark.site.accounts.actions import change_password
from waymark.site.accounts.factors import secret_of
from waymark.site.accounts.models import SecondFactor, SignedIn, Tries
from waymark.site.audit.models import AuditRow
from waymark.site.configuration import NotSafe, read_configuration

NAME = "counsellor@North House"


def told(action: str) -> list[tuple[str, str]]:
    """The audit rows of one action: (outcome, basis)."""
    rows = AuditRow.objects.filter(action=action, chain=0).order_by("pk")
    return [(row.outcome, row.basis) for row in rows]


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.code_at(secret, seconds // 30) == code
    assert totp.step_of(secret, code, seconds) == seconds // 30
    assert totp.step_of(secret, code, seconds, after=seconds // 30) is None
    assert totp.step_of(secret, code, seconds + 90) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert totp.step_of(totp.new_secret(), code, 1e9) is None


def test_staff_without_a_second_factor_come_no_further_than_setting_one_up(there: There) -> None:
    client = sign_in(NAME)
    for address in ("/people", f"/people/{there.here.somebody.public_id}", "/people/new"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"] == "/account/second-factors"
    page = client.get("/account/second-factors").content.decode()
    assert "please add a second step" in page
    assert client.get("/account").status_code == 200
    assert client.get("/account/sessions").status_code == 200


def test_an_app_is_added_and_opens_the_pages(there: There) -> None:
    client = sign_in(NAME)
    page = client.get("/account/second-factors/app").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert secret
    assert "data:image/svg+xml" in page
    plain = secret[1].replace(" ", "")
    wrong = client.post("/account/second-factors/app", {"code": "000000", "password": PASSWORD})
    assert wrong.status_code == 422
    assert "Check the clock" in wrong.content.decode()
    wrong = client.post("/account/second-factors/app", {"code": code_of(plain), "password": "not mine"})
    assert wrong.status_code == 422
    assert "This is not your password." in wrong.content.decode()
    codes = client.post("/account/second-factors/app", {"code": code_of(plain), "password": PASSWORD})
    assert codes.status_code == 200
    assert len(re.findall(r"<code>[a-z2-9]{5}-[a-z2-9]{5}</code>", codes.content.decode())) == 10
    assert "Ana" in client.get("/people").content.decode()
    assert told("accounts.add_factor") == [("done", "app")]
    # No secret stands in the database in the clear, nor in the session that held it.
    kept = b"".join(bytes(row.sealed) for row in [*SecondFactor.objects.all(), *SignedIn.objects.all()])
    assert plain.encode() not in kept


def test_with_an_app_the_password_alone_signs_nobody_in(there: There) -> None:
    secret, _ = give_app(there.here.staff["counsellor"])
    client = Client()
    answer = client.post("/sign-in", {"name": NAME, "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second"
    assert client.get("/people")["Location"] == "/sign-in"
    assert client.get("/account")["Location"] == "/sign-in"
    wrong = client.post("/sign-in/second", {"code": "000000"})
    assert wrong.status_code == 422
    assert client.get("/people")["Location"] == "/sign-in"
    right = client.post("/sign-in/second", {"code": code_of(secret)})
    assert right["Location"] == "/"
    assert "Ana" in client.get("/people").content.decode()
    assert told("accounts.sign_in") == [("denied", "second factor"), ("done", "password, app")]


def test_a_code_works_once(there: There) -> None:
    secret, _ = give_app(there.here.staff["counsellor"])
    code = code_of(secret)
    first, second = sign_in(NAME), sign_in(NAME)
    assert first.post("/sign-in/second", {"code": code}).status_code == 302
    assert second.post("/sign-in/second", {"code": code}).status_code == 422
    assert second.post("/sign-in/second", {"code": code_of(secret, later=1)}).status_code == 302


def test_a_recovery_code_works_once_however_it_is_typed(there: There) -> None:
    user = there.here.staff["counsellor"]
    _, codes = give_app(user)
    client = sign_in(NAME)
    assert client.post("/sign-in/second", {"code": f" {codes[3].upper().replace('-', ' ')} "}).status_code == 302
    assert "Ana" in client.get("/people").content.decode()
    assert sign_in(NAME).post("/sign-in/second", {"code": codes[3]}).status_code == 422
    assert sign_in(NAME).post("/sign-in/second", {"code": codes[4]}).status_code == 302
    assert told("accounts.use_recovery_code") == [("done", ""), ("done", "")]
    assert "8." in client.get("/account/second-factors").content.decode()


def test_new_recovery_codes_take_the_place_of_old_ones(there: There) -> None:
    _, codes = give_app(there.here.staff["counsellor"])
    client = sign_in(NAME)
    client.post("/sign-in/second", {"code": codes[0]})
    page = client.post("/account/second-factors/codes", {"password": PASSWORD}).content.decode()
    fresh = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page)
    assert len(fresh) == 10
    assert sign_in(NAME).post("/sign-in/second", {"code": codes[1]}).status_code == 422
    assert sign_in(NAME).post("/sign-in/second", {"code": fresh[0]}).status_code == 302


def test_the_second_step_needs_the_first(there: There) -> None:
    secret, _ = give_app(there.here.staff["counsellor"])
    assert Client().get("/sign-in/second")["Location"] == "/sign-in"
    assert Client().post("/sign-in/second", {"code": code_of(secret)})["Location"] == "/sign-in"


def test_the_way_between_the_steps_closes(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, _ = give_app(there.here.staff["counsellor"])
    client = sign_in(NAME)
    from waymark.site.accounts import arriving

    real = arriving.time.time
    monkeypatch.setattr(arriving.time, "time", lambda: real() + 601)
    assert client.post("/sign-in/second", {"code": code_of(secret)})["Location"] == "/sign-in"


def test_a_new_password_closes_the_way_between_the_steps(there: There) -> None:
    """Somebody had the old password, and stands before the second factor with a recovery code in their hand."""
    user = there.here.staff["nurse"]
    secret, _ = give_app(user)
    client = sign_in("nurse@North House")
    assert client.get("/sign-in/second").status_code == 200
    change_password(user=user, password="quite another password", here=None)
    assert client.post("/sign-in/second", {"code": code_of(secret)})["Location"] == "/sign-in"
    assert client.get("/account").status_code == 302


def test_a_passkey_is_made_and_opens(there: There) -> None:
    client, passkey = Client(SERVER_NAME="localhost"), SoftPasskey()
    sign_in(NAME, client=client)
    page = client.get("/account/second-factors/passkey")
    given = {"key_name": "my phone", "password": PASSWORD}
    answer = client.post("/account/second-factors/passkey", given | {"credential": passkey.make(asked(page.content))})
    assert answer.status_code == 200, answer.content.decode()
    assert "Ana" in client.get("/people").content.decode()
    assert "my phone" in client.get("/account/second-factors").content.decode()
    kept = SecondFactor.objects.get(kind="passkey")
    assert secret_of(kept).name == "my phone"
    assert b"my phone" not in bytes(kept.sealed)

    other = Client(SERVER_NAME="localhost")
    sign_in(NAME, client=other)
    page = other.get("/sign-in/second")
    shown = passkey.show(asked(page.content))
    assert other.post("/sign-in/second", {"credential": shown}).status_code == 302
    assert "Ana" in other.get("/people").content.decode()
    assert told("accounts.sign_in")[-1] == ("done", "password, passkey")


def test_a_passkey_that_is_not_the_one_or_not_now_opens_nothing(there: There) -> None:
    user = there.here.staff["counsellor"]
    client, passkey = Client(SERVER_NAME="localhost"), SoftPasskey()
    sign_in(NAME, client=client)
    made = passkey.make(asked(client.get("/account/second-factors/passkey").content))
    client.post("/account/second-factors/passkey", {"password": PASSWORD, "credential": made})
    assert user.second_factors.filter(kind="passkey").count() == 1

    def tried(answer: object) -> int:
        browser = Client(SERVER_NAME="localhost")
        sign_in(NAME, client=browser)
        wanted = asked(browser.get("/sign-in/second").content)
        sent = answer(wanted) if callable(answer) else answer
        return browser.post("/sign-in/second", {"credential": sent}).status_code

    elsewhere = SoftPasskey("https://elsewhere.example")
    elsewhere.id, elsewhere.key, elsewhere.count = passkey.id, passkey.key, 50
    stranger = SoftPasskey()
    assert tried(stranger.show) == 422
    assert tried(elsewhere.show) == 422
    assert (
        tried(lambda wanted: passkey.show(wanted | {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})) == 422
    )
    for rubbish in ("{}", "[]", "null", "x" * 5000, '{"id": 1}', '{"response": {"clientDataJSON": "AA"}}'):
        assert tried(rubbish) == 422
    passkey.count = 20
    assert tried(passkey.show) == 302
    # A copy that was made earlier counts from where it was made.
    passkey.count = 10
    assert tried(passkey.show) == 422


def test_wrong_name_and_wrong_password_look_the_same(there: There) -> None:
    pages = []
    for name in (NAME, "nobody at all"):
        client = Client()
        # The mark of the form is another one each time.
        answer = client.post("/sign-in", {"name": name, "password": "not it, surely"})
        assert answer.status_code == 422
        page = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
        pages.append(page.replace(name, "NAME"))
    assert pages[0] == pages[1]
    rows = list(AuditRow.objects.filter(action="accounts.sign_in", outcome="denied").order_by("pk"))
    assert rows[0].target == there.here.staff["counsellor"].public_id
    assert rows[1].target.startswith("nobody ")
    assert "nobody at all" not in rows[1].target


@pytest.mark.parametrize("name", [NAME, "somebody who is not"])
def test_after_too_many_tries_everybody_waits_also_with_the_right_password(there: There, name: str) -> None:
    for _ in range(limits.NAME.most):
        assert Client().post("/sign-in", {"name": name, "password": "wrong"}).status_code == 422
    for password in ("wrong", PASSWORD):
        answer = Client().post("/sign-in", {"name": name, "password": password})
        assert answer.status_code == 429
        assert "Please wait" in answer.content.decode()
    assert told("accounts.sign_in").count(("denied", "too many tries")) == 1
    assert Client().post("/sign-in", {"name": "nurse@North House", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::9", True),
        ("203.0.113.7:50001", "203.0.113.7:50002", True),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("unknown", "unknown", True),
        ("unknown", "other", False),
    ],
)
def test_a_line_has_one_count_of_tries_whatever_addresses_it_takes(one: str, other: str, same: bool) -> None:
    assert (limits.line_of(one) == limits.line_of(other)) is same


def test_the_wait_ends(there: There) -> None:
    for _ in range(limits.NAME.most + 3):
        Client().post("/sign-in", {"name": NAME, "password": "wrong"})
    from datetime import timedelta

    from django.utils import timezone

    Tries.objects.update(since=timezone.now() - timedelta(minutes=limits.NAME.minutes))
    assert Client().post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 302


def test_somebody_elses_tries_do_not_keep_a_known_browser_out(there: There) -> None:
    mine = sign_in(NAME)
    mine.post("/sign-off")
    for _ in range(limits.NAME.most + 1):
        Client().post("/sign-in", {"name": NAME, "password": "wrong"})
    assert Client().post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 429
    assert mine.post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 302


def test_a_made_up_known_browser_is_not_believed(there: There) -> None:
    for _ in range(limits.NAME.most + 1):
        Client().post("/sign-in", {"name": NAME, "password": "wrong"})
    liar = Client()
    liar.cookies["waymark-known"] = "WyJhIl0:1abc:nonsense"
    assert liar.post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 429


def test_signing_in_rightly_costs_no_tries(there: There) -> None:
    for _ in range(limits.NAME.most + 2):
        assert Client().post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 302


def test_codes_are_not_guessed_without_end(there: There) -> None:
    secret, _ = give_app(there.here.staff["counsellor"])
    client = sign_in(NAME)
    for _ in range(limits.SECOND.most):
        assert client.post("/sign-in/second", {"code": "000000"}).status_code == 422
    # Beginning anew does not help, and neither does the right one.
    again = sign_in(NAME)
    assert again.post("/sign-in/second", {"code": code_of(secret)}).status_code == 429


def test_ones_own_password_is_not_guessed_at_an_open_screen(there: There) -> None:
    client = there.client("counsellor")
    given = {"new": "another long walk home", "again": "another long walk home"}
    for _ in range(limits.PASSWORD.most):
        answer = client.post("/account/password", given | {"password": "wrong"})
        assert "This is not your password." in answer.content.decode()
    answer = client.post("/account/password", given | {"password": PASSWORD})
    assert answer.status_code == 422
    assert "Please wait" in answer.content.decode()


def test_tries_are_counted_by_keyed_hashes_only(there: There) -> None:
    Client().post("/sign-in", {"name": NAME, "password": "wrong"}, REMOTE_ADDR="203.0.113.7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT bucket FROM accounts_tries")
        buckets = [row[0] for row in cursor.fetchall()]
    assert len(buckets) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", bucket) for bucket in buckets)


def test_a_form_with_holes_says_so_beside_the_field_and_keeps_the_name(there: There) -> None:
    answer = Client().post("/sign-in", {"name": "somebody", "password": ""})
    assert answer.status_code == 422
    assert "Please fill this in." in answer.content.decode()
    assert 'value="somebody"' in answer.content.decode()


def test_the_last_second_factor_of_staff_stays_and_of_a_person_may_go(there: There) -> None:
    for role, status in (("counsellor", 422), ("person", 302)):
        user = there.here.staff[role]
        secret, _ = give_app(user)
        client = sign_in(f"{role}@North House", secret)
        factor = user.second_factors.get(kind="app")
        wrong = client.post(f"/account/second-factors/{factor.public_id}/remove", {"password": "no"})
        assert wrong.status_code == 422
        answer = client.post(f"/account/second-factors/{factor.public_id}/remove", {"password": PASSWORD})
        assert answer.status_code == status, role
        assert user.second_factors.filter(kind="app").exists() == (status == 422)
    assert not there.here.staff["person"].second_factors.exists()


def test_nobody_removes_a_factor_of_another(there: There) -> None:
    give_app(there.here.staff["nurse"])
    factor = there.here.staff["nurse"].second_factors.get(kind="app")
    secret, _ = give_app(there.here.staff["counsellor"])
    client = sign_in(NAME, secret)
    address = f"/account/second-factors/{factor.public_id}/remove"
    assert client.get(address).status_code == 404
    assert client.post(address, {"password": PASSWORD}).status_code == 404


def test_a_session_from_before_the_second_factor_has_to_prove_itself(there: There) -> None:
    early = sign_in(NAME)
    secret, _ = give_app(there.here.staff["counsellor"])
    assert early.get("/people")["Location"] == "/account/second-factors"
    assert early.get("/account/second-factors/app")["Location"] == "/sign-in/second"
    assert early.get("/account")["Location"] == "/sign-in"
    assert early.post("/sign-in/second", {"code": code_of(secret)}).status_code == 302
    assert "Ana" in early.get("/people").content.decode()


@pytest.mark.parametrize(
    "asked_for", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "people"]
)
def test_signing_in_leads_to_our_own_pages_only(there: There, asked_for: str) -> None:
    answer = Client().post("/sign-in", {"name": "person@North House", "password": PASSWORD, "next": asked_for})
    assert answer["Location"] == f"/people/{there.here.somebody.public_id}"


def test_the_door_speaks_spanish(there: There) -> None:
    page = Client().get("/sign-in", headers={"accept-language": "es"}).content.decode()
    assert "Nombre de usuario" in page
    page = sign_in(NAME).get("/account/second-factors", headers={"accept-language": "es"}).content.decode()
    assert "please add a second step" in page  # the account's own language holds


def test_only_a_demo_may_go_without_a_second_factor(tmp_path: Path) -> None:
    home = {"WAYMARK_HOME": str(tmp_path)}
    assert read_configuration(home).second_factor
    assert not read_configuration(home | {"WAYMARK_DEMO": "1", "WAYMARK_SECOND_FACTOR": "off"}).second_factor
    with pytest.raises(NotSafe, match="only a demo"):
        read_configuration(home | {"WAYMARK_SECOND_FACTOR": "off"})
    with pytest.raises(NotSafe, match="whole number"):
        read_configuration(home | {"WAYMARK_IDLE_MINUTES": "0"})
    assert read_configuration(home | {"WAYMARK_IDLE_MINUTES": "20"}).idle_minutes == 20


def test_when_the_audit_cannot_be_written_nobody_comes_in(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import DatabaseError

    from waymark.site.accounts import arriving

    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(arriving, "note", broken)
    client = Client()
    assert client.post("/sign-in", {"name": NAME, "password": PASSWORD}).status_code == 503
    assert client.get("/account")["Location"] == "/sign-in"
