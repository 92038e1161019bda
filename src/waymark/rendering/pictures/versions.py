"""The road of plan versions: one stop for each day on which somebody decided, on one line of time."""

from collections.abc import Iterator, Sequence

from waymark.progress.report_ahead import Version
from waymark.rendering.dates import day_and_month
from waymark.rendering.pictures.drawing import Drawing, Picture, Scale
from waymark.rendering.pictures.words import word

__all__ = ["road"]

_LEFT, _RIGHT, _LINE, _HEIGHT = 20, 380, 60, 112
# Stops closer together than this stand on two heights.
_CLOSE = 22


def road(versions: Sequence[Version], began: tuple[str, int] | None, language: str) -> Picture | None:
    """The picture; `began`: the day of the first plan. None while nothing was decided."""
    if not versions:
        return None
    stops: list[tuple[int, str, int]] = [(one.number, one.at, one.day) for one in versions]
    if began is not None and began[1] < stops[0][2]:
        stops.insert(0, (1, *began))
    title = word("road", language)
    says = word("road says", language, count=len(stops), first=stops[0][1], last=stops[-1][1])
    drawing = Drawing("picture-road", title, says, _HEIGHT)
    _draw(drawing, stops, language)
    return Picture(
        id="picture-road",
        title=title,
        says=says,
        svg=drawing.svg,
        head=tuple(word(key, language) for key in ("version", "day", "by whom", "lines")),
        rows=tuple(_rows(stops, versions, language)),
    )


def _draw(drawing: Drawing, stops: list[tuple[int, str, int]], language: str) -> None:
    x = Scale(stops[0][2], stops[-1][2], _LEFT + 12, _RIGHT - 12)
    drawing.line("pic-road", _LEFT, _LINE, _RIGHT, _LINE)
    before, up = -100.0, False
    for place, (number, at, day) in enumerate(stops):
        here = x(day)
        up = not up if here - before < _CLOSE else False
        before = here
        height = _LINE - 26 if up else _LINE
        if up:
            drawing.line("pic-event-line", here, height, here, _LINE)
        drawing.put("circle", "pic-stop", cx=here, cy=height, r=11)
        drawing.text("pic-text pic-strong", here, height + 4.5, str(number), "middle")
        if place in (0, len(stops) - 1):
            anchor = "start" if place == 0 and len(stops) > 1 else "end" if place else "middle"
            drawing.text("pic-text", here - 10 if anchor == "start" else here + 10 if anchor == "end" else here,
                         _LINE + 32, day_and_month(at, language), anchor)  # fmt: skip


def _rows(stops: list[tuple[int, str, int]], versions: Sequence[Version], language: str) -> Iterator[tuple[str, ...]]:
    if len(stops) > len(versions):
        yield "1", stops[0][1], "", word("first plan", language)
    for one in versions:
        authors = ", ".join(word(author, language) for author in one.authors)
        titles = list(dict.fromkeys(line.title + (f" ({line.why})" if line.why else "") for line in one.lines))
        yield str(one.number), one.at, authors, "; ".join(titles)
