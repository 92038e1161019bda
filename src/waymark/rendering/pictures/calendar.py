"""A calendar of weeks: visits, tests, medicine, noted days of use and check-ins, a number in each field.

A week without a note has a dot: a gap, never a zero. Shade goes with the number and tells nothing by itself.
"""

from collections.abc import Iterator, Sequence

from waymark.progress.report_ahead import Week
from waymark.rendering.dates import day_and_month
from waymark.rendering.pictures.drawing import Drawing, Picture
from waymark.rendering.pictures.words import word

__all__ = ["KINDS", "calendar", "cell"]

KINDS = ("visits", "tests", "doses", "use_days", "check_ins")
_NAMES, _RIGHT, _CELL, _HEAD, _GAP = 106, 398, 26, 26, 14
# Weeks beside each other: as many as a telephone shows so that they can be read.
_ACROSS = 10


def cell(week: Week, kind: str) -> tuple[str, float | None]:
    """What stands in a field, and how full it is from 0 to 1; None without a note."""
    match kind:
        case "visits":
            return _pair(week.visits_kept, week.visits_missed)
        case "tests":
            return _pair(week.tests_negative, week.tests_positive)
    value: int | None = getattr(week, kind)
    if value is None:
        return "·", None
    return str(value), min(value / (7 if kind != "check_ins" else 3), 1.0)


def _pair(good: int | None, other: int | None) -> tuple[str, float | None]:
    if good is None or other is None:
        return "·", None
    return f"{good}/{good + other}", good / (good + other)


def calendar(weeks: Sequence[Week], language: str) -> Picture | None:
    """The picture; only kinds that were ever noted. None where nothing was."""
    kinds = [kind for kind in KINDS if any(cell(week, kind)[1] is not None for week in weeks)]
    if not kinds:
        return None
    title = word("weeks", language)
    says = word("weeks says", language, count=len(weeks))
    blocks = [weeks[start : start + _ACROSS] for start in range(0, len(weeks), _ACROSS)]
    block = _HEAD + len(kinds) * _CELL + _GAP
    drawing = Drawing("picture-weeks", title, says, len(blocks) * block - _GAP + 6)
    for place, part in enumerate(blocks):
        _block(drawing, part, kinds, place * block, language)
    return Picture(
        id="picture-weeks",
        title=title,
        says=says,
        svg=drawing.svg,
        head=(*(word(key, language) for key in ("week", "from", *kinds, "what happened")),),
        rows=tuple(_rows(weeks, kinds, language)),
    )


def _block(drawing: Drawing, weeks: Sequence[Week], kinds: list[str], top: float, language: str) -> None:
    width = (_RIGHT - _NAMES) / _ACROSS
    for place, week in enumerate(weeks):
        middle = _NAMES + place * width + width / 2
        drawing.text("pic-text pic-small", middle, top + 17, str(week.number), "middle")
    drawing.text(
        "pic-text pic-small", 0, top + 17, f"{word('week', language)} · {day_and_month(weeks[0].start, language)}"
    )
    for row, kind in enumerate(kinds):
        at = top + _HEAD + row * _CELL
        drawing.text("pic-text pic-small", 0, at + 17, word(kind, language))
        for place, week in enumerate(weeks):
            text, full = cell(week, kind)
            left = _NAMES + place * width
            shade = "pic-none" if full is None else f"pic-cell pic-full-{round(full * 3)}"
            drawing.put("rect", shade, x=left + 1, y=at + 1, width=width - 2, height=_CELL - 2, rx=2)
            drawing.text("pic-text", left + width / 2, at + 17.5, text, "middle")


def _rows(weeks: Sequence[Week], kinds: list[str], language: str) -> Iterator[tuple[str, ...]]:
    for week in weeks:
        cells = []
        for kind in kinds:
            text, full = cell(week, kind)
            some, slash, all_ = text.partition("/")
            said = word("nothing noted", language) if full is None else text
            cells.append(word("of all", language, some=some, all=all_) if slash else said)
        yield str(week.number), week.start, *cells, "; ".join(week.events)
