"""A whole interview in a real browser, from a new person to two names under a plan; the own part; by keyboard alone."""

from typing import Any

import pytest

from tests.journeys.browser import drive
from tests.journeys.conftest import Houses
from tests.journeys.looked_at import IN_INTERVIEWS

DESKTOP = {"width": 1280, "scheme": "light"}
PHONE = {"width": 360, "scheme": "dark"}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "way"), [("en", DESKTOP), ("es", PHONE)], ids=("desktop", "telephone"))
def test_from_a_new_person_to_a_signed_plan_in_one_sitting(language: str, way: dict[str, Any], house: Houses) -> None:
    job = {**house(language), "again": house(language)["cookies"], "looks": list(IN_INTERVIEWS.values())}
    assert drive("interview.mjs", {**job, "ways": [way]}) == []


@pytest.mark.slow
def test_from_a_new_person_to_a_signed_plan_by_keyboard_alone_without_script(house: Houses) -> None:
    assert drive("interview.mjs", {**house("en"), "ways": [], "keyboard": True}) == []
