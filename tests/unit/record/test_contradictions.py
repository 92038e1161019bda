"""Facts that cannot all be true are shown, and the contradicted value becomes what either side allows."""

from typing import Any

import pytest

from tests.unit.record.small import DAY, fact, known, listed


def test_two_answers_of_the_same_time() -> None:
    found = known(facts=[fact("pregnant", True), fact("pregnant", False)])
    assert "pregnant" not in found.values
    assert found.contradictions[0].facts == ("pregnant",)
    assert found.contradictions[0].rows == ("facts[0]", "facts[1]")
    assert "yes" in found.contradictions[0].says
    assert known(facts=[fact("age", 30), fact("age", 40)]).values["age"] == (30.0, 40.0)
    assert known(facts=[fact("risk", "low"), fact("risk", "high")]).values["risk"] == 6


def test_bounds_that_meet_are_no_contradiction() -> None:
    found = known(facts=[fact("age", {"at_least": 30}), fact("age", {"at_most": 40})])
    assert found.values["age"] == (30.0, 40.0)
    assert found.contradictions == ()


def test_an_answer_against_a_list_of_the_same_day() -> None:
    found = known(facts=[fact("agonist", False)], lists=listed("medicines", {"medicine": "methadone"}))
    assert "agonist" not in found.values
    assert [c.facts for c in found.contradictions] == [("agonist",)]


@pytest.mark.parametrize(("asked", "list_said"), [("2026-11-01", "2026-11-03"), ("2026-11-03", "2026-11-01")])
def test_a_complete_list_that_lacks_what_was_said(asked: str, list_said: str) -> None:
    found = known(facts=[fact("hypertension", True, asked)], lists=listed("conditions", complete=True, at=list_said))
    assert "hypertension" not in found.values
    assert [c.facts for c in found.contradictions] == [("hypertension",)]


def test_never_used_against_days_of_use() -> None:
    found = known(facts=[fact("opioids.used_ever", False), fact("opioids.days_of_30", 5)])
    assert "opioids.used_ever" not in found.values
    assert found.values["opioids.days_of_30"] == (5.0, 5.0)
    assert [set(c.facts) for c in found.contradictions] == [{"opioids.days_of_30", "opioids.used_ever"}]


def test_what_happened_later_is_no_contradiction() -> None:
    found = known(facts=[fact("opioids.used_ever", False, "2026-01-01"), fact("opioids.days_of_30", 5)])
    assert found.values["opioids.used_ever"] is True
    assert found.contradictions == ()


@pytest.mark.parametrize(("days", "since", "clash"), [(5, 40, True), (0, 3, True), (5, 3, False), (0, 40, False)])
def test_days_of_use_against_the_last_use(days: int, since: int, clash: bool) -> None:
    rows = [fact("opioids.days_of_30", days), fact("opioids.days_since_last_use", since)]
    found = known(facts=rows)
    assert bool(found.contradictions) is clash
    if clash:
        low, high = found.values.get("opioids.days_of_30", (0.0, 30.0))  # type: ignore[misc]
        assert low == 0.0
        assert high >= 1.0


@pytest.mark.parametrize(
    ("tested", "clash"),
    [("2026-11-02", True), (DAY, True), ("2026-11-04", False), ("2026-10-05", False)],
)
def test_a_positive_test_against_a_report_of_no_use(tested: str, clash: bool) -> None:
    measures = [{"at": tested, "measure": "drug_test.opioids", "value": "positive", "source": "test"}]
    found = known("2026-11-04", facts=[fact("opioids.days_of_30", 0)], measures=measures)
    assert bool(found.contradictions) is clash
    assert ("opioids.days_of_30" in found.values) is not clash
    if clash:
        assert found.contradictions[0].facts == ("opioids.days_of_30", "opioids.test_positive")


def phq9(total: Any, **more: Any) -> list[dict[str, Any]]:
    items = {f"item_{n}": 1 for n in range(1, 10)}
    return [{"at": DAY, "instrument": "phq9", "items": items, "scores": {"total": total}, **more}]


def test_an_entered_total_that_does_not_follow_from_the_items() -> None:
    found = known(answers=phq9(20))
    assert found.values["phq9.total"] == (9.0, 20.0)
    assert found.contradictions[0].facts == ("phq9.total",)
    assert known(answers=phq9(9)).contradictions == ()


def test_a_settled_fact_ends_the_contradiction() -> None:
    from tests.unit.record.test_known import settle

    rows = [fact("pregnant", True), fact("pregnant", False)]
    found = known(settled=settle("pregnant", False, "2026-11-04"), facts=rows, at="2026-11-04")
    assert found.values["pregnant"] is False
    assert found.contradictions == ()
