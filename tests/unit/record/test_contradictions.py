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


def test_a_newer_complete_list_that_lacks_what_was_said() -> None:
    # That a list says nothing is not an answer: what somebody named days ago is not taken back by it.
    answer = fact("hypertension", True, "2026-11-01")
    found = known(facts=[answer], lists=listed("conditions", complete=True, at="2026-11-03"))
    assert "hypertension" not in found.values
    assert [c.facts for c in found.contradictions] == [("hypertension",)]


@pytest.mark.parametrize("name", ["hypertension", "naloxone"])
def test_a_newer_answer_against_an_older_complete_list(name: str) -> None:
    table = "conditions" if name == "hypertension" else "medicines"
    found = known(
        facts=[fact(name, True, "2026-11-03")], lists=listed(table, complete=True, at="2026-11-01"), at="2026-11-04"
    )
    assert found.values[name] is True
    assert found.notes[name].at == "2026-11-03"
    assert found.contradictions == ()


def test_a_newer_complete_list_takes_back_what_is_good_to_have() -> None:
    answer = fact("naloxone", True, "2026-11-01")
    found = known(facts=[answer], lists=listed("medicines", complete=True, at="2026-11-03"))
    assert found.values["naloxone"] is False
    assert found.contradictions == ()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        # One day, and nothing says which came first.
        ({"at": "2026-11-03"}, {"at": "2026-11-03"}),
        ({"at": "2026-11-03T15:00"}, {"at": "2026-11-03"}),
        # By the two times of each row they come in another order.
        ({"at": "2026-11-03", "noted": "2026-11-03"}, {"at": "2026-11-01", "noted": "2026-11-05"}),
    ],
)
def test_an_answer_and_a_list_that_are_in_no_order(answer: dict[str, str], state: dict[str, str]) -> None:
    rows = [{**fact("naloxone", True), **answer}]
    lists = {"medicines": {"state": [{**state, "complete": True}], "rows": []}}
    found = known(facts=rows, lists=lists, at="2026-11-05")
    assert "naloxone" not in found.values
    assert [c.facts for c in found.contradictions] == [("naloxone",)]


def test_an_answer_hours_after_the_list_of_the_same_day() -> None:
    lists = {"medicines": {"state": [{"at": "2026-11-03T09:00", "complete": True}], "rows": []}}
    found = known(facts=[fact("naloxone", True, "2026-11-03T15:00")], lists=lists)
    assert found.values["naloxone"] is True
    assert found.contradictions == ()


def test_a_list_keeps_both_its_times() -> None:
    lists = {"medicines": {"state": [{"at": "2026-11-01", "noted": "2026-11-03", "complete": True}], "rows": []}}
    note = known(lists=lists).notes["naloxone"]
    assert (note.at, note.noted) == ("2026-11-01", "2026-11-03")


@pytest.mark.parametrize(
    ("homeless", "unstable", "home"), [("2026-11-01", "2026-11-03", False), ("2026-11-03", "2026-11-01", True)]
)
def test_of_two_answers_that_exclude_each_other_the_newer_counts(homeless: str, unstable: str, home: bool) -> None:
    found = known(facts=[fact("homeless", True, homeless), fact("housing_unstable", False, unstable)])
    assert (found.values["homeless"], found.values["housing_unstable"]) == (home, home)
    assert found.contradictions == ()


def test_of_two_answers_of_one_day_that_exclude_each_other_neither_counts() -> None:
    found = known(facts=[fact("homeless", True), fact("housing_unstable", False)])
    assert not {"homeless", "housing_unstable"} <= found.values.keys()
    assert [c.facts for c in found.contradictions] == [("homeless", "housing_unstable")]


def test_what_was_once_so_is_not_undone_by_a_newer_no() -> None:
    found = known(facts=[fact("opioids.days_of_30", 5, "2026-11-01"), fact("opioids.used_ever", False)])
    assert [c.facts for c in found.contradictions] == [("opioids.days_of_30", "opioids.used_ever")]


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
