"""Several people over one plan in a real browser: at one screen, apart, at the same time; signed at the end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.browser import drive, tools
from tests.journeys.test_site_axe import site
from tests.people.cast import MARIA
from waymark.demo.shifted import latest_day, shifted


@pytest.mark.slow
def test_a_plan_is_decided_by_several_and_signed(tmp_path: Path) -> None:
    tools()
    record = shifted(MARIA, datetime.now(UTC).date() - latest_day(MARIA))
    with site(tmp_path, "en") as told:
        job = {**told, "record": record, "prescriber": "Prescriber of North House, prescriber"}
        assert drive("workspace.mjs", job) == []
