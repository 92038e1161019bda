"""A measure as a small picture: the values, the gaps between them, and where it wants to get.

The numbers stand beside it as a table; whoever does not see the picture misses nothing.
"""

import msgspec

from waymark.progress.report import Point, Series

__all__ = ["Drawing", "drawing_of"]

WIDTH, HEIGHT = 320.0, 96.0
# A share reaches from none to all, days of a week from none to seven.
_WHOLE = {"test": (0.0, 1.0), "attendance": (0.0, 1.0), "taken": (0.0, 7.0), "use": (0.0, 7.0)}


class Drawing(msgspec.Struct, frozen=True):
    """Points of lines, 320 by 96. `lines`: values without a gap between; `alone`: a value with a gap on both sides;
    `aim`: its height."""

    lines: tuple[str, ...]
    alone: tuple[tuple[str, str], ...]
    aim: str
    last: tuple[str, str]


def drawing_of(series: Series) -> Drawing | None:
    """None where there are not two values on different days."""
    points = series.points
    if len(points) < 2 or points[0].day == points[-1].day:
        return None
    scale = _Scale(series)
    runs = _runs(series)
    return Drawing(
        lines=tuple(scale.line([(one.day, one.value) for one in run]) for run in runs if len(run) > 1),
        alone=tuple(scale.at(run[0].day, run[0].value) for run in runs if len(run) == 1),
        aim="" if series.target is None else scale.at(points[0].day, series.target)[1],
        last=scale.at(points[-1].day, points[-1].value),
    )


class _Scale:
    def __init__(self, series: Series) -> None:
        values = [point.value for point in series.points] + ([] if series.target is None else [series.target])
        low, high = _WHOLE.get(series.kind, (min(values), max(values)))
        self.low, self.high = low, high if high > low else low + 1
        self.first, self.last = series.points[0].day, series.points[-1].day

    def at(self, day: float, value: float) -> tuple[str, str]:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{WIDTH * (day - self.first) / (self.last - self.first):.1f}", f"{HEIGHT * (1 - share):.1f}"

    def line(self, pairs: list[tuple[int, float]]) -> str:
        return " ".join(",".join(self.at(day, value)) for day, value in pairs)


def _runs(series: Series) -> list[list[Point]]:
    """Values between which nothing is missing: a gap is drawn as one."""
    ends = {gap.end for gap in series.gaps}
    runs: list[list[Point]] = []
    for point in series.points:
        if not runs or point.at in ends:
            runs.append([])
        runs[-1].append(point)
    return runs
