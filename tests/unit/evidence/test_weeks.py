"""From days to weekly words: the edges of weeks, grids and starts."""

from waymark.evidence.weeks import Course, imputed_visits, week_of, weeks_from_self_report, weeks_from_tests

COURSE = Course(first=-7, last=28, start=0)


def word(course: Course, attended: set[int], positive: set[int]) -> str:
    return weeks_from_tests(course, imputed_visits(course, attended), positive).word


def test_the_day_of_the_start_closes_the_week_before_the_first() -> None:
    assert [week_of(day, 10) for day in (10, 11, 17, 18)] == [0, 1, 1, 2]


def test_nobody_in_seven_days_is_a_missed_visit_on_the_seventh() -> None:
    assert imputed_visits(COURSE, {3, 15, 99}) == {3: True, 14: False, 15: True, 28: False}


def test_a_week_takes_its_symbol_from_visits_and_positive_tests() -> None:
    assert word(COURSE, {3, 9, 12, 16}, {9, 16}) == "-*+o"


def test_a_positive_test_needs_no_visit() -> None:
    assert word(COURSE, set(), {5}) == "+ooo"


def test_before_the_start_nothing_is_due() -> None:
    weeks = weeks_from_tests(COURSE, imputed_visits(COURSE, {-3}), {-3})
    assert (weeks.first, weeks.baseline, weeks.start) == (-1, "_+", 0)


def test_a_grid_that_ends_in_a_week_does_not_miss_its_visit() -> None:
    short = Course(first=-7, last=27, start=0)
    assert 28 not in imputed_visits(short, set())
    assert word(short, set(), set()) == "oooo"


def test_a_second_start_begins_a_phase_with_the_week_that_holds_it() -> None:
    weeks = weeks_from_tests(Course(-7, 35, 0, second=16), {}, {2, 16})
    assert (weeks.phase_1, weeks.phase_2, weeks.second) == ("+o", "+oo", 3)


def test_where_care_never_began_only_positive_days_count() -> None:
    never = Course(-7, 20, None)
    visits = imputed_visits(never, {4})
    assert visits == {0: False, 4: True, 14: False}
    weeks = weeks_from_tests(never, visits, {13})
    assert (weeks.baseline, weeks.word) == ("_", "o+o")


def test_told_days_of_use_grade_a_week() -> None:
    assert weeks_from_self_report(COURSE, {1, 9, 10}).word == "*+--"


def test_one_day_at_the_edge_of_the_grid_cannot_be_graded() -> None:
    assert weeks_from_self_report(Course(-7, 29, 0), {29}).word == "----_"
    assert weeks_from_self_report(Course(-7, 29, 0), set()).word == "-----"
