"""Where a measure should be by now, and where it goes: a straight way with a band, and the middle of all slopes.

The method is plain on purpose and ours (project default, decision 0039). Few values, unequal times and single days out
of line are the rule in care; the middle of the slopes between all pairs bears a quarter of such days. Nothing is drawn
beyond the last value, and no chance is named that nobody has measured.
"""

from itertools import combinations

from waymark.progress.report import Point, Trend

__all__ = ["expected_at", "trend_of"]

# Fewer values, or less time, give no slope.
_FEWEST, _SHORTEST_DAYS = 3, 14
# Most values that are paired: beyond that the newest speak.
_MOST = 40


def expected_at(baseline: Point, target: float, days: float, day: int) -> float:
    """The value on the straight way from the baseline to the target in so many days; past its end the target."""
    way = min(max((day - baseline.day) / days, 0.0), 1.0)
    return baseline.value + (target - baseline.value) * way


def trend_of(
    points: tuple[Point, ...],
    baseline: Point | None,
    target: float | None,
    meaning: float | None,
    days: float,
    day: int,
    back: float,
) -> Trend:
    """The trend at `day`. `days`: time to reach the target; `back`: days looked back on for the slope."""
    expected = low = high = None
    if baseline is not None and target is not None:
        expected = expected_at(baseline, target, days, day)
        if meaning is not None:
            low, high = expected - meaning, expected + meaning
    slopes = _slopes([point for point in points if day - back <= point.day <= day][-_MOST:])
    if not slopes:
        return Trend(expected=expected, low=low, high=high, days=None if expected is None else days)
    return Trend(
        expected=expected,
        low=low,
        high=high,
        slope=_at(slopes, 0.5),
        slope_low=_at(slopes, 0.1),
        slope_high=_at(slopes, 0.9),
        pairs=len(slopes),
        days=None if expected is None else days,
    )


def _slopes(points: list[Point]) -> list[float]:
    """Change in a week between all pairs of values on different days, in order."""
    if len(points) < _FEWEST or points[-1].day - points[0].day < _SHORTEST_DAYS:
        return []
    pairs = combinations(points, 2)
    return sorted(7 * (b.value - a.value) / (b.day - a.day) for a, b in pairs if b.day != a.day)


def _at(ordered: list[float], share: float) -> float:
    """The value below which this share lies, between neighbours in proportion."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
