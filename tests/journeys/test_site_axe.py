"""The site in a real browser: a day's work without script, and every page accessible, whole, from our host alone."""

from typing import Any

import pytest

from tests.journeys.browser import drive
from tests.journeys.conftest import Houses
from waymark.site.pages.wording import say


def _pages(told: dict[str, Any]) -> dict[str, list[str]]:
    person = f"/people/{told['person']}"
    plan = f"{person}/plan/{told['version']}"
    both = [person, f"{person}/record", f"{person}/documents", f"{person}/team", f"{person}/contact", plan]
    work, line = f"{person}/workspace", told["line"]
    both += [f"{plan}/changes", f"{plan}/sign", f"{plan}/print", f"{plan}/why", f"{person}/plan/now/why/{line}"]
    both += [work, f"{work}/line/{line}", f"{work}/meets", f"{work}/goal"]
    goes, move = f"{person}/progress", f"{person}/move"
    both += [goes, f"{goes}/counts", f"{goes}/change/{told['change']}", f"{person}/after-use", move]
    note = f"{person}/record/note"
    return {
        "nobody": ["/gallery", "/sign-in"],
        "counsellor": [
            "/work", f"{person}/sessions", f"{person}/sessions/new", f"{person}/counselling",
            f"{person}/work/{told['entry']}/later",
            "/calendar", "/calendar/groups/new", f"/calendar/groups/{told['meeting']}", "/calendar/feed",
            f"{person}/appointments", f"{person}/appointments/new", f"{person}/appointments/{told['appointment']}",
            f"{person}/rewards", f"{person}/rewards/new", f"{person}/rewards/{told['reward']}/test",
            f"{person}/rewards/{told['reward']}/hand", f"{person}/interview", f"{person}/interview/forms",
            f"{person}/messages", f"{person}/meetings", f"{person}/meetings/new", f"{person}/meetings/ask",
            f"{person}/steps/{told['step']}", f"{person}/sessions/{told['note']}/amend",
            "/people", "/people/new", *both, f"{person}/identity", f"{person}/ending",
            f"{person}/record/add", note, f"{note}?find=home", f"{note}?what=fact:homeless", f"{note}?what=fact:age",
            f"{person}/documents/add", f"{plan}/sign/here",
            f"{goes}/signal/{told['signal']}", f"{move}/prepare", f"{move}/arrange",
            f"{person}/interview/own?about=check_in", f"{goes}?as-of={told['yesterday']}",
        ],
        "person": [*both, f"{person}/seen", f"{person}/sessions", f"{person}/appointments", f"{person}/meetings"],
        "privacy_officer": ["/emergencies", f"/emergencies/{told['access']}", f"{person}/seen", "/lately"],
        "nurse": [f"{person}/emergency"],
        "supervisor": ["/oversight", "/oversight/rewards", "/work"],
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_the_site_holds_in_a_browser(language: str, house: Houses) -> None:
    told = house(language)
    assert drive("site.mjs", {**told, "pages": _pages(told)}) == []


@pytest.mark.slow
def test_a_days_work_is_done_without_script(house: Houses) -> None:
    assert drive("site.mjs", {**house("en"), "work": True}) == []


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_somebody_comes_in_with_a_passkey_of_a_real_browser(language: str, scheme: str, house: Houses) -> None:
    asked = ("join", "add_passkey", "codes_kept", "sign_off", "sign_in", "use_passkey")
    words = {name: say(language, f"accounts.{name}") for name in asked}
    told = house(language)
    # A passkey belongs to a name, never to a number.
    base = told["base"].replace("127.0.0.1", "localhost")
    job = {**told, "base": base, "words": words, "language": language, "scheme": scheme}
    assert drive("account.mjs", {**job, "password": "a kettle on the hob"}) == []
