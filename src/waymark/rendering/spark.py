"""A measure over time in one line of signs: higher signs are higher values, a dot is a time without any."""

from collections.abc import Sequence

from waymark.progress.report import Point, Series

__all__ = ["spark"]

BARS = "▁▂▃▄▅▆▇█"
GAP = "·"
WIDEST = 40


def spark(series: Series, widest: int = WIDEST) -> str:
    """Equal steps of whole weeks from the first value to the last; the last value of a step stands for it."""
    points = series.points
    if len(points) < 2:
        return ""
    low, high = _reach(series, points)
    first, last = points[0].day, points[-1].day
    step = 7 * max(1, -(-(last - first) // (7 * (widest - 1))))
    signs = [GAP] * ((last - first) // step + 1)
    for point in points:
        share = 0.5 if high == low else (point.value - low) / (high - low)
        signs[(point.day - first) // step] = BARS[round(share * (len(BARS) - 1))]
    return "".join(signs)


def _reach(series: Series, points: Sequence[Point]) -> tuple[float, float]:
    """From the lowest to the highest; a share from none to all, a count from none."""
    values = [point.value for point in points]
    if series.kind in ("test", "attendance"):
        return 0.0, 1.0
    if series.kind in ("taken", "use"):
        return 0.0, 7.0
    return min(values), max(values)
