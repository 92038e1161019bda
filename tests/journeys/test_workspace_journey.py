"""Several people over one plan in a real browser: at one screen, apart, at the same time; signed at the end."""

from datetime import UTC, datetime

import pytest

from tests.journeys.browser import drive
from tests.journeys.conftest import Houses
from tests.people.cast import MARIA
from waymark.demo.shifted import latest_day, shifted


@pytest.mark.slow
@pytest.mark.parametrize(("width", "apart"), [(1280, ""), (390, "telephone")], ids=("desktop", "telephone"))
def test_a_plan_is_decided_by_several_and_signed(width: int, apart: str, house: Houses) -> None:
    record = shifted(MARIA, datetime.now(UTC).date() - latest_day(MARIA))
    names = {role: f"{role.title()} of North House, {role}" for role in ("prescriber", "nurse")}
    job = {**house("en", apart), "record": record, "width": width, **names}
    assert drive("workspace.mjs", job) == []
