"""A measure over time: its values, the band of the way to the aim, gaps as gaps, and events on the same line."""

from collections.abc import Iterable, Iterator, Sequence

from waymark.planning.evidence import plain_number
from waymark.progress.report import Point, Series
from waymark.progress.report_ahead import Event
from waymark.progress.trend import expected_at
from waymark.rendering.dates import day_and_month
from waymark.rendering.pictures.drawing import Drawing, Picture, Scale, ticks
from waymark.rendering.pictures.words import word

__all__ = ["MARKS", "is_share", "number", "trajectory", "unbroken"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 386, 34, 186
# Without a note for longer than this the line of weekly values breaks.
_WEEKLY_GAP = 14
_SHARES = ("test", "attendance")
# One sign for each kind of event: told by its shape, not by its colour.
MARKS = {"began": "▶", "change": "◆", "use came back": "○", "move": "■", "end": "▮"}
_PATHS = {
    "began": "M-4 -5L5 0L-4 5Z",
    "change": "M0 -6L6 0L0 6L-6 0Z",
    "use came back": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
    "move": "M-5 -5H5V5H-5Z",
    "end": "M-3 -6H3V6H-3Z",
}


def number(series: Series, value: float) -> str:
    """A share as percent, anything else as a plain number."""
    return f"{100 * value:.0f}\u00a0%" if is_share(series) else plain_number(value)


def is_share(series: Series) -> bool:
    """Its values are parts of a whole, from none to all."""
    return series.kind in _SHARES or series.unit == "%"


def trajectory(series: Series, events: Iterable[Event], language: str, name: str = "") -> Picture | None:
    """The picture of one measure; None where there are fewer than two values."""
    points = series.points
    if len(points) < 2:
        return None
    name = name or f"picture-{series.id.replace(':', '-').replace('.', '-')}"
    label = series.label[:1].upper() + series.label[1:]
    title = word("trajectory", language, label=label)
    first, last = points[0], points[-1]
    says = word("trajectory says", language, count=len(points), first=first.at, last=last.at, standing=series.says)
    shown = [event for event in events if first.day - 7 <= event.day]
    canvas = _Canvas(Drawing(name, title, says), series, shown, language)
    canvas.draw()
    return Picture(
        id=name,
        title=title,
        says=says,
        svg=canvas.drawing.svg,
        head=tuple(word(key, language) for key in _head(series)),
        rows=tuple(_rows(series, shown, language)),
        notes=tuple(_notes(series, language)),
    )


class _Canvas:
    def __init__(self, drawing: Drawing, series: Series, events: Sequence[Event], language: str) -> None:
        self.drawing, self.series, self.events, self.language = drawing, series, events, language
        days = [point.day for point in series.points] + [event.day for event in events]
        self.x = Scale(min(days), max(days), _LEFT + 8, _RIGHT - 8)
        self.y = Scale(*self._reach(), _BOTTOM, _TOP)

    def _reach(self) -> tuple[float, float]:
        """From the least to the most that is drawn; a share always from none to all."""
        if is_share(self.series):
            return 0.0, 1.0
        values = [point.value for point in self.series.points]
        if self.series.target is not None:
            values.append(self.series.target)
        low, high = min(values), max(values)
        if self.series.kind in ("taken", "use"):
            low, high = 0.0, max(high, 7.0)
        if high == low:
            # What stayed the same has room of a few whole steps around it, and none below nothing.
            low = max(low - 2, 0.0) if low >= 0 else low - 2
            high = low + 4
        room = (high - low or 1.0) * 0.08
        return (low if low == 0 else low - room), high + room

    def draw(self) -> None:
        self._axes()
        self._band()
        self._aim()
        self._line()
        for event in self.events:
            self._event(event)

    def _axes(self) -> None:
        put = self.drawing
        for value in ticks(self.y.low, self.y.high):
            at = self.y(value)
            put.line("pic-grid", _LEFT, at, _RIGHT, at)
            put.text("pic-text", _LEFT - 6, at + 4, number(self.series, value), "end")
        first, last = self.series.points[0], self.series.points[-1]
        put.text("pic-text", self.x(first.day), _BOTTOM + 20, day_and_month(first.at, self.language))
        if self.x(last.day) - self.x(first.day) > 90:
            put.text("pic-text", self.x(last.day), _BOTTOM + 20, day_and_month(last.at, self.language), "end")

    def _band(self) -> None:
        """The straight way from the baseline to the aim, as wide as a change that counts on each side."""
        series, trend = self.series, self.series.trend
        if series.baseline is None or series.target is None or series.meaning is None or trend.days is None:
            return
        start, end = series.baseline.day, int(self.x.high)
        turn = min(start + int(trend.days), end)
        days = sorted({start, turn, end}) if end > start else []
        low, high, keep = series.meaning, series.meaning, self._keep
        middle = [(day, expected_at(series.baseline, series.target, trend.days, day)) for day in days]
        upper = [(self.x(day), keep(value + high)) for day, value in middle]
        lower = [(self.x(day), keep(value - low)) for day, value in reversed(middle)]
        self.drawing.path("pic-band", [*upper, *lower], closed=True)
        self.drawing.path("pic-way", [(self.x(day), keep(value)) for day, value in middle])

    def _keep(self, value: float) -> float:
        """Inside of the drawing."""
        return self.y(min(max(value, self.y.low), self.y.high))

    def _aim(self) -> None:
        if self.series.target is not None:
            at = self._keep(self.series.target)
            self.drawing.line("pic-aim", _LEFT, at, _RIGHT, at)
            said = word("aim", self.language, target=number(self.series, self.series.target))
            above = at - 5 if at > _TOP + 16 else at + 15
            self.drawing.text("pic-text pic-strong", _LEFT + 6, above, said)

    def _line(self) -> None:
        for part in unbroken(self.series, self.series.points):
            self.drawing.path("pic-line", [(self.x(point.day), self._keep(point.value)) for point in part])
        for point in self.series.points:
            self.drawing.put("circle", "pic-point", cx=self.x(point.day), cy=self._keep(point.value), r=3.5)

    def _event(self, event: Event) -> None:
        at = self.x(event.day)
        self.drawing.line("pic-event-line", at, _TOP - 10, at, _BOTTOM)
        css = "pic-event" if event.kind != "use came back" else "pic-event pic-open"
        self.drawing.put("path", css, d=_PATHS[event.kind], transform=f"translate({at:g} {_TOP - 16})")


def unbroken(series: Series, points: Iterable[Point]) -> list[list[Point]]:
    """The points in runs without a gap between them."""
    ends = {gap.end for gap in series.gaps}
    found: list[list[Point]] = []
    for point in points:
        before = found[-1][-1] if found else None
        weekly = before is not None and series.kind not in ("number", "score") and point.day - before.day > _WEEKLY_GAP
        if before is None or weekly or point.at in ends:
            found.append([])
        found[-1].append(point)
    return found


def _head(series: Series) -> tuple[str, ...]:
    return ("day", "value", "of", "what happened") if series.kind in _SHARES else ("day", "value", "what happened")


def _rows(series: Series, events: Sequence[Event], language: str) -> Iterator[tuple[str, ...]]:
    """Values and events in the order of their days."""
    shares = series.kind in _SHARES
    lines: list[tuple[int, int, tuple[str, ...]]] = []
    for point in series.points:
        middle = (str(point.of),) if shares else ()
        lines.append((point.day, 0, (point.at, number(series, point.value), *middle, "")))
    for event in events:
        middle = ("",) if shares else ()
        lines.append((event.day, 1, (event.at, "", *middle, f"{MARKS[event.kind]} {event.says}")))
    return (row for _, _, row in sorted(lines, key=lambda line: line[:2]))


def _notes(series: Series, language: str) -> Iterator[str]:
    if series.trend.days is not None and series.meaning is not None and series.baseline is not None:
        yield word("band", language)
    if len(unbroken(series, series.points)) > 1:
        yield word("gap", language)
    if series.note:
        yield series.note
