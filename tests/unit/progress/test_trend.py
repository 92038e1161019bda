"""The straight way and the middle of all slopes."""

from hypothesis import given
from hypothesis import strategies as st

from waymark.progress.report import Point
from waymark.progress.trend import expected_at, trend_of


def points(*values: float, every: int = 7) -> tuple[Point, ...]:
    return tuple(Point(at=f"day {n * every}", day=n * every, value=value) for n, value in enumerate(values))


def test_the_straight_way_ends_at_the_target() -> None:
    (first,) = points(20)
    assert [expected_at(first, 0, 80, day) for day in (-5, 0, 40, 80, 200)] == [20, 20, 10, 0, 0]


def test_one_day_out_of_line_does_not_turn_the_slope() -> None:
    found = trend_of(points(20, 18, 16, 40, 12, 10), points(20)[0], 0, 5, 84, 35, 56)
    assert found.slope == -2
    assert found.slope_low is not None
    assert found.slope_high is not None
    assert found.slope_low < -2 < found.slope_high


def test_two_values_or_a_few_days_give_no_slope() -> None:
    assert trend_of(points(20, 10), None, None, None, 84, 7, 56).slope is None
    assert trend_of(points(20, 10, 5, every=3), None, None, None, 84, 6, 56).slope is None


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=12), st.floats(-5, 5), st.integers(-20, 20))
def test_the_slope_follows_what_is_added_to_every_value(values: list[float], tilt: float, more: int) -> None:
    plain = trend_of(points(*values), None, None, None, 84, 84, 100).slope
    tilted = tuple(Point(at=p.at, day=p.day, value=p.value + more + tilt * p.day / 7) for p in points(*values))
    turned = trend_of(tilted, None, None, None, 84, 84, 100).slope
    assert plain is not None
    assert turned is not None
    assert abs(turned - plain - tilt) < 1e-6
