"""Measures over time: against where they began and what counts as a change; gaps are gaps; late rows come out right."""

import pytest

from tests.people.cast import Document
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, form, measure, measured, series, somebody, told
from waymark.planning.situation import Situation, read_situation
from waymark.progress.course import course_facts
from waymark.progress.walk import Walk
from waymark.rendering.progress import render_progress

POSITIVE, NEGATIVE = "positive", "negative"


def scores(*totals: float, every: int = 14) -> list[dict[str, object]]:
    return [form("phq9", n * every, total=total) for n, total in enumerate(totals)]


@pytest.mark.parametrize(
    ("totals", "standing"),
    [
        ((18,), "one value"),
        ((18, 17), "too early"),
        ((18, 17, 17, 17), "standing still"),
        ((18, 14, 12), "better"),
        ((18, 14, 4), "reached"),
        ((12, 14, 18), "worse"),
        ((18, 10, 16), "slipping"),
    ],
)
def test_a_score_is_judged_by_its_own_change_that_counts(totals: tuple[float, ...], standing: str) -> None:
    found = told(somebody(answers=scores(*totals)), at=14 * len(totals) - 10)
    assert series(found, "phq9.total").standing == standing


def test_five_points_of_the_phq9_count_and_four_do_not() -> None:
    better, less = (series(told(somebody(answers=scores(15, 15, last)), 30), "phq9.total") for last in (10, 11))
    assert (better.gain, better.meaning, better.meaning_from, better.standing) == (5, 5, "instrument", "better")
    assert (less.gain, less.standing) == (4, "as expected")


def test_what_was_not_looked_at_again_does_not_stand_still() -> None:
    asked = {"at": day(3), "fact": "opioids.days_of_30", "value": 28}
    assert series(told(somebody(asked), 30), "opioids.days_of_30").standing == "too early"
    again = {"at": day(29), "fact": "opioids.days_of_30", "value": 27}
    assert series(told(somebody(asked, again), 30), "opioids.days_of_30").standing == "standing still"


def test_what_was_noted_later_was_not_known_then() -> None:
    late = {**form("phq9", 28, total=6), "noted": day(40)}
    who = somebody(answers=[*scores(18, 17), late])
    assert (
        series(told(who, 39), "phq9.total").latest
        == series(told(somebody(answers=scores(18, 17)), 39), "phq9.total").latest
    )
    assert series(told(who, 40), "phq9.total").gain == 12


def test_a_half_filled_form_is_a_gap_and_no_value() -> None:
    half = {"at": day(14), "instrument": "phq9", "items": {"item_1": 3, "item_2": 3}}
    found = series(told(somebody(answers=[*scores(18), half, form("phq9", 60, total=15)]), 61), "phq9.total")
    assert [point.value for point in found.points] == [18, 15]
    assert found.gaps
    assert found.gaps[0].days > 0


def test_tests_are_shares_and_one_that_was_not_given_is_neither() -> None:
    rows = measured("drug_test.opioids", POSITIVE, POSITIVE, POSITIVE, NEGATIVE, None, "not done", NEGATIVE, NEGATIVE)
    found = series(told(somebody(measures=rows), 50), "tests:opioids")
    assert found.baseline is not None
    assert found.latest is not None
    assert (found.baseline.value, found.baseline.of) == (0.25, 4)
    assert (found.latest.value, found.latest.of) == (1.0, 2)
    assert found.standing == "reached"
    assert [point.at for point in found.points] == [day(1 + 7 * n) for n in (0, 1, 2, 3, 6, 7)]


def test_one_test_alone_is_not_judged() -> None:
    found = series(told(somebody(measures=[measure("drug_test.opioids", POSITIVE, 0)]), 3), "tests:opioids")
    assert (found.standing, found.latest) == ("one value", None)


def test_what_is_too_old_says_nothing_of_now() -> None:
    rows = measured("attendance", "attended", "attended", "missed", "attended")
    assert series(told(somebody(measures=rows), 24), "visits").standing == "reached"
    assert series(told(somebody(measures=rows), 21 + 36), "visits").standing == "old"


def test_days_of_use_are_counted_and_never_taken_for_days_without() -> None:
    rows = [measure("opioids.use_day", True, n) for n in (0, 1, 2, 30)]
    found = series(told(somebody(measures=rows), 33), "use-days:opioids")
    assert (found.standing, [point.value for point in found.points]) == ("counted", [3, 1])


def test_a_goals_own_measure_aims_where_the_goal_does() -> None:
    found = told(somebody({"at": day(30), "fact": "opioids.days_of_30", "value": 20}), 31)
    first = found.series[0]
    assert (first.id, first.target, first.target_from, first.meaning, first.standing) == (
        "opioids.days_of_30", 0, "goal", 7, "better",
    )  # fmt: skip


def test_both_languages_say_how_it_stands() -> None:
    who = somebody(answers=scores(18, 12))
    assert series(told(who, 15), "phq9.total").says != series(told(who, 15, language="es"), "phq9.total").says


@pytest.mark.parametrize("results", [("not done", "not done"), ("invalid",)])
def test_where_nothing_was_counted_it_is_not_known(results: tuple[str, ...]) -> None:
    """Neither a zero nor a standstill: nothing counted says nothing."""
    progress = told(somebody(measures=measured("drug_test.opioids", *results)), 20)
    found = series(progress, "tests:opioids")
    assert (found.standing, found.latest, found.says) == ("not known", None, "not known yet: nothing was counted")
    assert "0 %" not in render_progress(progress)


def test_none_then_and_none_now_does_not_stand_still() -> None:
    rows = [{"at": day(n), "measure": "family.conflict_days_30", "value": 0} for n in (0, 30)]
    found = [one for one in told(somebody(measures=rows), 31).series if one.id == "family.conflict_days_30"]
    assert [one.standing for one in found] == ["reached"]


def test_one_value_of_craving_neither_rose_nor_did_not() -> None:
    one, two = ([measure("craving", value, 10 + n) for n, value in enumerate(values)] for values in ((4,), (4, 4)))
    known = [course_facts(Walk(at(somebody(measures=rows), 12))) for rows in (one, two)]
    assert ["craving.rise_week" in found for found in known] == [False, True]


def at(who: Document, number: int) -> Situation:
    return read_situation(maker().prepared, documents(who), day(number))
