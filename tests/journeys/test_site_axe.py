"""The site in a real browser: a day's work without script, and every page accessible, whole, from our host alone."""

import pytest

from tests.journeys.browser import drive
from tests.journeys.conftest import Houses
from tests.journeys.looked_at import pages
from waymark.site.pages.wording import say


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_the_site_holds_in_a_browser(language: str, house: Houses) -> None:
    told = house(language)
    assert drive("site.mjs", {**told, "pages": pages(told)}) == []


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
