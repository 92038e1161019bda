"""What is known as of a moment: time, staleness, measures, scores, corrections, settled facts."""

from typing import Any

import pytest

from tests.unit.record.small import DAY, fact, known
from waymark.record.documents.decisions import Decision
from waymark.record.errors import RecordError


def full_phq9(**changed: Any) -> dict[str, Any]:
    return {f"item_{n}": 1 for n in range(1, 10)} | changed


def test_the_moment_is_the_latest_noted_time() -> None:
    found = known(facts=[fact("age", 34), fact("overdose_days_ago", 2, noted="2026-11-08")])
    assert found.values["overdose_days_ago"] == (7.0, 7.0)
    assert found.notes["overdose_days_ago"].at == DAY
    assert found.notes["overdose_days_ago"].noted == "2026-11-08"


def test_rows_noted_later_are_not_known_yet() -> None:
    rows = [fact("age", 34), fact("age", 35, "2026-11-05", noted="2026-11-06")]
    assert known("2026-11-05", facts=rows).values["age"] == (34.0, 34.0)
    assert known("2026-11-06", facts=rows).values["age"] == (35.0, 35.0)


def test_a_day_without_a_time_ends_at_midnight() -> None:
    rows = [fact("pregnant", False, "2026-11-03T23:59")]
    assert known("2026-11-03", facts=rows).values["pregnant"] is False
    assert "pregnant" not in known("2026-11-03T12:00", facts=rows).values


def test_days_from_an_anchor_work_like_dates() -> None:
    found = known(anchor="consent", facts=[fact("overdose_days_ago", 3, -4, noted=0)])
    assert found.at == 0
    assert found.values["overdose_days_ago"] == (7.0, 7.0)
    assert found.notes["overdose_days_ago"].at == "day -4"


@pytest.mark.parametrize("at", ["2026-99-01", 5])
def test_a_moment_that_cannot_be_is_refused(at: Any) -> None:
    with pytest.raises(RecordError, match="moment"):
        known(at, facts=[fact("age", 1)])


def test_a_document_without_times_says_so() -> None:
    with pytest.raises(RecordError, match="nothing in the document has a time"):
        known()


@pytest.mark.parametrize(
    ("name", "value", "later"),
    [
        ("pregnant", False, None),
        ("pregnant", True, None),
        ("past.seizure", True, True),
        ("past.seizure", False, None),
        ("overdose_ever", True, True),
        ("overdose_ever", False, None),
        ("born_here", False, False),
        ("risk", "high", 4),
        ("risk", "none", None),
    ],
)
def test_what_becomes_of_a_fact_that_is_too_old(name: str, value: Any, later: Any) -> None:
    on_time = known("2026-12-03", facts=[fact(name, value)])
    assert not on_time.notes[name].stale
    found = known("2026-12-04", facts=[fact(name, value)])
    assert found.values.get(name) == later
    assert (name in found.stale) is (later is None)
    if later is None:
        assert found.stale[name].days_old == 31


def test_declined_is_told_and_never_erases() -> None:
    assert known(facts=[fact("pregnant", "declined")]).declined == ("pregnant",)
    found = known(facts=[fact("pregnant", True), fact("pregnant", "declined", "2026-11-04")])
    assert found.values["pregnant"] is True
    assert found.declined == ()


def test_a_row_entered_in_error_was_never_noted() -> None:
    rows = [fact("age", 34), fact("age", 35, "2026-11-05", id="x")]
    correction = {"at": "2026-11-07", "corrects": "x", "kind": "entered in error", "reason": "wrong person"}
    assert known("2026-11-06", facts=rows, corrections=[correction]).values["age"] == (35.0, 35.0)
    assert known("2026-11-07", facts=rows, corrections=[correction]).values["age"] == (34.0, 34.0)


def test_an_amended_row_has_its_new_values() -> None:
    form = {"at": DAY, "id": "f", "instrument": "phq9", "items": full_phq9()}
    correction = {
        "at": "2026-11-07",
        "corrects": "f",
        "kind": "amended",
        "reason": "misread",
        "replace": {"items.item_9": 3},
    }
    assert known("2026-11-06", answers=[form], corrections=[correction]).values["phq9.item_9"] == (1.0, 1.0)
    assert known(answers=[form], corrections=[correction]).values["phq9.item_9"] == (3.0, 3.0)


def test_a_score_is_a_fact_with_its_row() -> None:
    found = known(answers=[{"at": DAY, "id": "f", "instrument": "phq9", "items": full_phq9(), "by": "nurse"}])
    note = found.notes["phq9.total"]
    assert found.values["phq9.total"] == (9.0, 9.0)
    assert (note.how, note.instrument, note.rows, note.by, note.exact) == ("scored", "phq9", ("f",), "nurse", True)
    assert note.valid_until == "2026-12-03"


def test_an_open_form_gives_bounds_and_its_safety_item() -> None:
    found = known(answers=[{"at": DAY, "instrument": "phq9", "items": {"item_1": 3, "item_9": 2}, "closed": False}])
    assert found.values["phq9.total"] == (5.0, 26.0)
    assert found.values["phq9.item_9"] == (2.0, 2.0)
    assert not found.notes["phq9.total"].exact


def test_a_prorated_total_is_flagged() -> None:
    found = known(answers=[{"at": DAY, "instrument": "phq9", "items": full_phq9(item_3="missing")}])
    assert found.notes["phq9.total"].prorated


def test_own_words_yield_no_score_except_where_nobody_elses_words_exist() -> None:
    assert (
        "phq9.total"
        not in known(answers=[{"at": DAY, "instrument": "phq9", "wording": "waymark", "items": full_phq9()}]).values
    )
    form = {"at": DAY, "instrument": "dsm5", "substance": "opioids", "wording": "waymark", "scores": {"criteria": 7}}
    assert known(answers=[form]).values["opioids.severity"] == 8


def test_a_later_form_that_says_nothing_leaves_the_earlier_one() -> None:
    forms = [
        {"at": DAY, "instrument": "phq9", "items": full_phq9()},
        {"at": "2026-11-04", "instrument": "phq9", "items": {"item_9": 0}, "closed": False},
    ]
    found = known(answers=forms)
    assert found.values["phq9.item_9"] == (0.0, 0.0)
    declined = {"at": "2026-11-05", "instrument": "phq9", "items": {f"item_{n}": "declined" for n in range(1, 10)}}
    assert known(answers=[*forms, declined]).values["phq9.item_9"] == (0.0, 0.0)


def test_a_declined_form_is_declined() -> None:
    items = {f"item_{n}": "declined" for n in range(1, 10)}
    assert known(answers=[{"at": DAY, "instrument": "phq9", "items": items}]).declined == ("phq9.total", "phq9.item_9")


def measured(measure: str, *values: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"at": at, "measure": measure, "value": value} for at, value in values]


def test_aggregates_of_a_series() -> None:
    rows = measured("craving", ("2026-11-03", 4), ("2026-11-10", 8), ("2026-11-05", 5))
    values = known(measures=rows).values
    assert values["craving"] == (8.0, 8.0)
    assert values["craving.first"] == (4.0, 4.0)
    assert values["craving.change"] == (4.0, 4.0)
    assert values["craving.percent"] == (100.0, 100.0)


def test_aggregates_of_events() -> None:
    seen = [
        ("2026-10-01", "attended"),
        ("2026-11-01", "missed"),
        ("2026-11-02", "attended"),
        ("2026-11-03", "attended"),
    ]
    values = known(measures=measured("attendance", *seen)).values
    assert values["visits"] == (2.0, 2.0)
    assert values["visits.share"] == (0.75, 0.75)
    assert values["visits.streak"] == (2.0, 2.0)


VISITS = [("2026-11-02", "attended"), ("2026-11-03", "attended")]


@pytest.mark.parametrize(
    ("said", "value", "clash"),
    [
        (("2026-11-03", 5), (5.0, 5.0), False),  # Some visits were not noted.
        (("2026-11-03", 2), (2.0, 2.0), False),
        (("2026-11-03", 1), (1.0, 2.0), True),  # Two were noted: somebody is mistaken.
        (("2026-11-01", 5), (2.0, 99.0), False),  # Counted before: how many they are now nobody knows.
        (("2026-11-01", 1), (2.0, 2.0), False),
        (("2026-08-01", 5), (2.0, 2.0), False),  # Too long ago to say anything of the rows of today.
    ],
)
def test_rows_are_at_least_so_many_where_somebody_counted_more(
    said: tuple[str, int], value: tuple[float, float], clash: bool
) -> None:
    facts = [{"at": said[0], "fact": "visits", "value": said[1]}]
    found = known(DAY, facts=facts, measures=measured("attendance", *VISITS))
    assert found.values["visits"] == value
    assert bool(found.contradictions) is clash


def test_a_window_without_rows_says_nothing() -> None:
    tests = measured("drug_test.opioids", ("2026-09-01", "positive"))
    found = known(DAY, measures=tests)
    assert "opioids.test_positive" not in found.values
    assert found.values["days_since_test"] == (63.0, 63.0)
    assert (
        known(DAY, measures=measured("drug_test.opioids", (DAY, "negative"))).values["opioids.test_positive"] is False
    )


def test_the_latest_way_of_knowing_wins() -> None:
    use = {"at": "2026-11-05", "substance": "opioids", "days_of_30": 9}
    found = known(facts=[fact("opioids.days_of_30", 4)], lists={"substances": {"rows": [use]}})
    assert found.values["opioids.days_of_30"] == (9.0, 9.0)
    assert found.notes["opioids.days_of_30"].how == "drawn"


def settle(name: str, value: Any, at: str = DAY) -> dict[str, Decision]:
    row = Decision(at=at, item="hold:x", author="clinician", decision="settled", fact=name, value=value)
    return {name: row}


def test_a_clinician_settles_an_unknown() -> None:
    found = known(settled=settle("past.seizure", False), facts=[fact("age", 3)])
    assert found.values["past.seizure"] is False
    assert found.notes["past.seizure"].how == "settled"


@pytest.mark.parametrize(("name", "value"), [("past.seizur", False), ("past.seizure", 3.0), ("risk", "mild")])
def test_settling_what_cannot_be_is_refused(name: str, value: Any) -> None:
    with pytest.raises(RecordError, match="hold:x"):
        known(settled=settle(name, value), facts=[fact("age", 3)])


def test_known_facts_imply_others() -> None:
    found = known(facts=[fact("opioids.days_of_30", 3)])
    assert found.values["opioids.used_ever"] is True
    assert found.values["opioids.criteria"] == (1.0, 11.0)
    assert found.notes["opioids.used_ever"].how == "implied"
    assert found.contradictions == ()
