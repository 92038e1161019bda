"""A number to call that nobody checked again in time is still shown, and says since when."""

import datetime

import msgspec
import pytest

from tests.people.plans import release
from waymark.knowledge.release import Release
from waymark.planning.findings import Findings
from waymark.planning.front import list_crisis
from waymark.planning.prepare import prepare
from waymark.record.time import Calendar

EXPIRES = datetime.date(2027, 2, 19)


def detail(monkeypatch: pytest.MonkeyPatch, at: str | int, anchor: str | None, status: str) -> str:
    """What stands beside the 988 Lifeline in a plan of this moment."""
    line = msgspec.structs.replace(release().crisis["lifeline-988"], status=status, expires=EXPIRES)
    monkeypatch.setattr(Release, "crisis", {line.id: line})
    prepared = prepare(release())
    shown = list_crisis(prepared, Findings(prepared, {}, frozenset(), mute=True), Calendar(at, anchor))
    assert [item.id for item in shown] == ["crisis:lifeline-988"]
    return shown[0].detail or ""


@pytest.mark.parametrize(("at", "late"), [("2027-02-18", False), ("2027-02-19", True), ("2029-01-01", True)])
def test_a_number_not_checked_again_in_time_is_shown_with_since_when(
    monkeypatch: pytest.MonkeyPatch, at: str, late: bool
) -> None:
    said = detail(monkeypatch, at, None, "sourced")
    assert ("not re-checked since 2026-11-21" in said) is late
    assert ("check again by 2027-02-19" in said) is not late


def test_a_record_that_counts_days_leaves_both_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "check again by 2027-02-19" in detail(monkeypatch, 4000, "consent", "sourced")


def test_a_number_never_checked_does_not_claim_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    said = detail(monkeypatch, "2029-01-01", None, "to verify")
    assert "2026" not in said
    assert "not yet checked" in said
