"""Before and after a change of the plan: the measure it was meant to move, what was hoped for, and what came."""

from collections.abc import Iterable, Iterator

from waymark.progress.report import Made, Point, Progress, Series
from waymark.rendering.dates import day_and_month
from waymark.rendering.pictures.drawing import Drawing, Picture, Scale, ticks
from waymark.rendering.pictures.trajectory import number, unbroken
from waymark.rendering.pictures.words import word

__all__ = ["before_and_after"]

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 46, 386, 34, 150, 184
# Eight weeks before it began, and four after it was looked at.
_BACK, _ON = 56, 28
# Half of the room that a label needs.
_HALF = 52


def before_and_after(progress: Progress) -> tuple[Picture, ...]:
    """A picture for each change that a measure was named for, and that has values on either side or one."""
    series = {one.id: one for one in progress.series}
    days = {event.at: event.day for event in progress.events}
    found = []
    for place, made in enumerate(progress.made):
        one = series.get(made.measure or "")
        if one is None or made.before is None or made.hoped is None:
            continue
        start = days.get(made.accepted)
        picture = None if start is None else _picture(made, one, start, place, progress.language)
        if picture is not None:
            found.append(picture)
    return tuple(found)


def _picture(made: Made, series: Series, start: int, place: int, language: str) -> Picture | None:
    look = start + made.look_days
    points = [point for point in series.points if start - _BACK <= point.day <= look + _ON]
    if not points:
        return None
    title = word("change", language, title=made.title)
    says = _says(made, series, language)
    drawing = Drawing(f"picture-change-{place + 1}", title, says, _HEIGHT)
    _draw(drawing, made, series, points, (start, look), language)
    return Picture(
        id=f"picture-change-{place + 1}",
        title=title,
        says=says,
        svg=drawing.svg,
        head=tuple(word(key, language) for key in ("when", "day", "value")),
        rows=tuple(_rows(made, series, points, start, language)),
        notes=(made.then,) if made.then else (),
    )


def _says(made: Made, series: Series, language: str) -> str:
    assert made.before is not None
    assert made.hoped is not None
    label = series.label[:1].upper() + series.label[1:]
    shown = {"measure": label, "before": number(series, made.before), "hoped": number(series, made.hoped)}
    if made.came == "not yet":
        return word("change open", language, look=made.look, **shown)
    value = word("not known", language) if made.value is None else number(series, made.value)
    return word("change says", language, value=value, says=made.says[:1].upper() + made.says[1:] + ".", **shown)


def _draw(
    drawing: Drawing, made: Made, series: Series, points: list[Point], at: tuple[int, int], language: str
) -> None:
    assert made.hoped is not None
    start, look = at
    days = [*(point.day for point in points), start, look]
    values = [*(point.value for point in points), made.hoped]
    room = (max(values) - min(values) or 1.0) * 0.1
    x = Scale(min(days), max(days), _LEFT + 8, _RIGHT - 8)
    y = Scale(min(values) - room if min(values) else 0.0, max(values) + room, _BOTTOM, _TOP)
    for value in ticks(y.low, y.high, 3):
        drawing.line("pic-grid", _LEFT, y(value), _RIGHT, y(value))
        drawing.text("pic-text", _LEFT - 6, y(value) + 4, number(series, value), "end")
    for day, key, anchor in ((start, "began here", "middle"), (look, "looked at", "middle")):
        drawing.line("pic-event-line", x(day), _TOP - 8, x(day), _BOTTOM)
        near_end = x(day) > _RIGHT - 40
        drawing.text(
            "pic-text pic-small",
            _RIGHT if near_end else x(day),
            _TOP - 14,
            word(key, language),
            "end" if near_end else anchor,
        )
    drawing.path("pic-aim", [(x(start), y(made.hoped)), (x(look), y(made.hoped))])
    said = word("hoped", language, hoped=number(series, made.hoped))
    middle = min(max((x(start) + x(look)) / 2, _LEFT + _HALF), _RIGHT - _HALF)
    drawing.text("pic-text pic-small pic-strong", middle, y(made.hoped) - 5, said, "middle")
    for part in unbroken(series, points):
        drawing.path("pic-line", [(x(point.day), y(point.value)) for point in part])
    for point in points:
        css = "pic-point" if point.day > start else "pic-point pic-open"
        drawing.put("circle", css, cx=x(point.day), cy=y(point.value), r=4)
    for point, anchor in ((points[0], "start"), (points[-1], "end")):
        drawing.text("pic-text", x(point.day), _BOTTOM + 20, day_and_month(point.at, language), anchor)


def _rows(made: Made, series: Series, points: Iterable[Point], start: int, language: str) -> Iterator[tuple[str, ...]]:
    for point in points:
        yield word("before" if point.day <= start else "after", language), point.at, number(series, point.value)
    assert made.hoped is not None
    yield word("hoped", language, hoped=number(series, made.hoped)), made.look, ""
