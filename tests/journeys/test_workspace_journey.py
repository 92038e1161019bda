"""Several people over one plan in a real browser: at one screen, apart, at the same time; signed at the end."""

from datetime import UTC, datetime

import pytest

from tests.journeys.browser import drive
from tests.journeys.conftest import Houses
from tests.people.cast import MARIA
from waymark.demo.shifted import latest_day, shifted


@pytest.mark.slow
def test_a_plan_is_decided_by_several_and_signed(house: Houses) -> None:
    record = shifted(MARIA, datetime.now(UTC).date() - latest_day(MARIA))
    job = {**house("en"), "record": record, "prescriber": "Prescriber of North House, prescriber"}
    assert drive("workspace.mjs", job) == []
