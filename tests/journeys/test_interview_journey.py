"""A whole interview in a real browser, from a new person to a plan; the own part; by keyboard alone without script."""

from typing import Any

import pytest

from tests.journeys.browser import drive
from tests.journeys.conftest import Houses

DESKTOP = {"width": 1280, "scheme": "light"}
PHONE = {"width": 360, "scheme": "dark"}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "way"), [("en", DESKTOP), ("es", PHONE)], ids=("desktop", "telephone"))
def test_an_interview_from_a_new_person_to_a_plan(language: str, way: dict[str, Any], house: Houses) -> None:
    assert drive("interview.mjs", {**house(language), "ways": [way]}) == []


@pytest.mark.slow
def test_an_interview_by_keyboard_alone_without_script(house: Houses) -> None:
    assert drive("interview.mjs", {**house("en"), "ways": [], "keyboard": True}) == []
