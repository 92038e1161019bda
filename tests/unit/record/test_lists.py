"""Lists carry their completeness: what is not on a list is only absent where the list is complete."""

from typing import Any

import pytest

from tests.unit.record.small import DAY, known, listed

HEROIN = {"substance": "heroin", "days_of_30": 12, "route": "injected", "last_use": "2026-11-01"}
OXYCODONE = {"substance": "oxycodone", "days_of_30": 20, "route": "oral", "last_use": "2026-10-20"}


def values(name: str, *rows: dict[str, Any], complete: bool | None = None, at: str | None = None) -> dict[str, Any]:
    return known(at, lists=listed(name, *rows, complete=complete)).values


def test_an_incomplete_list_counts_from_below() -> None:
    found = values("substances", HEROIN)
    assert found["substances.count"] == (1.0, 50.0)
    assert found["opioids.days_of_30"] == (12.0, 30.0)
    assert found["opioids.days_since_last_use"] == (0.0, 2.0)
    assert found["opioids.injected"] is True


def test_a_complete_list_is_exact() -> None:
    found = values("substances", HEROIN, OXYCODONE, complete=True, at="2026-11-05")
    assert found["substances.count"] == (2.0, 2.0)
    assert found["opioids.days_of_30"] == (20.0, 20.0)
    assert found["opioids.days_since_last_use"] == (4.0, 4.0)


def test_a_row_about_the_whole_class_is_exact() -> None:
    assert values("substances", {"substance": "Opioids", "days_of_30": 7})["opioids.days_of_30"] == (7.0, 7.0)


def test_not_on_a_complete_list_means_none() -> None:
    found = values("substances", {"substance": "alcohol"}, complete=True)
    assert found["opioids.days_of_30"] == (0.0, 0.0)
    assert found["opioids.injected"] is False
    assert found["unregulated"] is False
    assert "opioids.injected" not in values("substances", {"substance": "alcohol"}, complete=False)


def test_a_route_that_nobody_noted_is_unknown() -> None:
    assert "opioids.injected" not in values("substances", {"substance": "heroin"}, complete=True)


def test_all_needs_a_complete_list() -> None:
    smoked = {"substance": "heroin", "route": "smoked"}
    assert values("substances", smoked, complete=True)["opioids.all_smoked"] is True
    assert "opioids.all_smoked" not in values("substances", smoked)
    assert values("substances", smoked, OXYCODONE)["opioids.all_smoked"] is False


@pytest.mark.parametrize(
    ("substances", "complete", "expected"),
    [
        (("heroin",), True, True),
        (("heroin", "alcohol"), True, True),
        (("heroin",), False, None),
        (("heroin", "oxycodone"), True, False),
        (("oxycodone",), False, False),
        (("opioids",), True, None),
        (("alcohol",), True, None),
    ],
)
def test_a_property_is_asked_of_each_that_matches(
    substances: tuple[str, ...], complete: bool, expected: bool | None
) -> None:
    rows = [{"substance": name} for name in substances]
    assert values("substances", *rows, complete=complete).get("opioids.all_short") is expected


def test_bounds_in_a_row_stay_bounds() -> None:
    row = {"substance": "opioids", "days_of_30": {"at_least": 5, "at_most": 9}}
    assert values("substances", row)["opioids.days_of_30"] == (5.0, 9.0)


def test_the_latest_row_of_a_thing_stands() -> None:
    rows = [{**HEROIN, "at": "2026-10-01", "route": "smoked", "last_use": None}, HEROIN]
    found = known(lists=listed("substances", *rows, complete=True)).values
    assert found["substances.count"] == (1.0, 1.0)
    assert found["opioids.injected"] is True


@pytest.mark.parametrize(
    ("state", "expected"), [("current", True), ("stopped", False), ("prescribed, not taken", False)]
)
def test_only_medicines_taken_now_count(state: str, expected: bool) -> None:
    row = {"medicine": "Methadone", "state": state}
    assert values("medicines", row, complete=True)["agonist"] is expected


def test_an_empty_complete_list_says_none_taken() -> None:
    found = values("medicines", complete=True, at=DAY)
    assert found["agonist"] is False
    assert found["agonists"] == (0.0, 0.0)
    assert "agonist" not in values("medicines", {"medicine": "sertraline"})


def test_a_medicine_nobody_recognises_proves_no_absence() -> None:
    found = values("medicines", {"medicine": "Wonderol"}, complete=True)
    assert "agonist" not in found
    assert found["agonists"] == (0.0, 1.0)


@pytest.mark.parametrize(
    ("state", "now", "ever"), [("active", True, True), ("resolved", False, True), ("absent", False, False)]
)
def test_conditions_that_are_over_count_for_the_past_only(state: str, now: bool, ever: bool) -> None:
    rows = [{"condition": "Hypertension", "state": state}, {"condition": "delirium", "state": state}]
    found = values("conditions", *rows, complete=True)
    assert found["hypertension"] is now
    assert found["past.delirium"] is ever


def test_a_suspected_condition_is_not_known() -> None:
    assert "hypertension" not in values(
        "conditions", {"condition": "hypertension", "state": "suspected"}, complete=True
    )


def test_every_episode_counts() -> None:
    rows = [{"level": "L1a", "participation": "full"}] * 2 + [{"level": "L2a"}]
    assert values("episodes", *rows, complete=True)["tries"] == (2.0, 3.0)
