"""A slice of the proof: the short interview gives the plan of the full one, and saves minutes."""

import pytest

from prove._battery import battery_of, situation_of
from prove.interview import Held, compare, judge, prepared, table
from waymark.demo.people import make_person
from waymark.demo.whole import make_whole
from waymark.demo.whole_record import truth_of_record
from waymark.planning.outline import outlined

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def held() -> list[Held]:
    release = prepared().release
    return [compare(make_whole(n, 21, release), trial=False, fixed=n == 0) for n in range(4)]


def test_nothing_that_was_left_out_changes_the_plan(held: list[Held]) -> None:
    assert [one.differs for one in held] == [""] * len(held)


def test_a_record_with_gaps_gives_the_same_plan_too() -> None:
    release = prepared().release
    truth = truth_of_record(make_person(5, 21, release), "alcohol", release)
    assert compare(truth, trial=True, fixed=False).differs == ""


def test_minutes_are_saved_even_against_the_forms_own_jumps(held: list[Held]) -> None:
    for one in held:
        assert one.forms_short <= one.forms_gated <= one.forms_full
        assert one.all_short < 0.9 * one.all_full


def test_danger_is_settled_early(held: list[Held]) -> None:
    for one in held:
        assert one.safe_asked is not None
        assert one.safe_asked < one.asked / 2
    ordered = held[0]
    assert ordered.fixed_safe_minutes is not None
    assert ordered.safe_minutes is not None
    assert ordered.safe_minutes < ordered.fixed_safe_minutes


def test_the_figures_are_told_by_substance_and_severity(held: list[Held]) -> None:
    said = "\n".join(table(held))
    for one in held:
        assert f"  {one.main}: " in said
        assert f"  {one.severity}: " in said
    assert all("the bar is" in sentence for sentence in judge(held))


def test_questions_that_make_no_sense_leave_no_need_unrated() -> None:
    release = prepared().release
    for number in range(12):
        truth = make_whole(number, 22, release)
        battery = battery_of(truth, prepared())
        everything = outlined(situation_of(truth, prepared(), battery.forms))
        sensible = outlined(battery.full)
        differing = {line for line in {**everything, **sensible} if everything.get(line) != sensible.get(line)}
        assert [line for line in differing if line.startswith(("need:", "level", "alert:"))] == [], truth.id
