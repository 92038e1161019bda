"""A whole interview in a real browser, from a new person to a plan; the own part; by keyboard alone without script."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.browser import drive, tools
from tests.journeys.test_site_axe import site

DESKTOP = {"width": 1280, "scheme": "light"}
PHONE = {"width": 360, "scheme": "dark"}


def _walked(told: dict[str, Any], **job: Any) -> Any:
    return drive("interview.mjs", {"ways": [], **told, **job})


@pytest.mark.slow
@pytest.mark.parametrize(("language", "way"), [("en", DESKTOP), ("es", PHONE)], ids=("desktop", "telephone"))
def test_an_interview_from_a_new_person_to_a_plan(language: str, way: dict[str, Any], tmp_path: Path) -> None:
    tools()
    with site(tmp_path, language) as told:
        assert _walked(told, ways=[way]) == []


@pytest.mark.slow
def test_an_interview_by_keyboard_alone_without_script(tmp_path: Path) -> None:
    tools()
    with site(tmp_path, "en") as told:
        assert _walked(told, keyboard=True) == []
