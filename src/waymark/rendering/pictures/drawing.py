"""A picture: a drawing (SVG) with a title, a description, and a table that holds the same numbers.

Drawings carry no style of their own: every part has a class, and the page's style sheet (`pictures.css`) gives it its
colour in light and dark and on paper. Nothing is told by colour alone: shapes, dashes and numbers tell it too.
"""

from collections.abc import Iterator
from html import escape

import msgspec

from waymark.rendering.shown import shown

__all__ = ["HEIGHT", "WIDTH", "Drawing", "Picture", "Scale", "short", "ticks"]

# Units of a drawing; on a telephone one unit is a little less than a pixel.
WIDTH, HEIGHT = 400, 220


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """`svg`: the drawing, safe to put into a page as it stands. `head`, `rows`: the table beside it. `notes`: what the
    marks mean, in words. `id`: unique in the page."""

    id: str
    title: str
    says: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class Scale(msgspec.Struct, frozen=True):
    """From values to places: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = 0.5 if self.high == self.low else (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


class Drawing:
    """Parts of one SVG, in the order in which they are drawn."""

    def __init__(self, name: str, title: str, says: str, height: float = HEIGHT) -> None:
        self.name, self.title, self.says, self.height = name, title, says, height
        self._parts: list[str] = []

    def put(self, tag: str, css: str, text: str | None = None, /, **fields: object) -> None:
        """One element with its class; what stands in it is escaped."""
        said = "".join(f' {name.replace("_", "-")}="{_plain(value)}"' for name, value in fields.items())
        inner = "" if text is None else escape(shown(text))
        self._parts.append(f'<{tag} class="{css}"{said}>{inner}</{tag}>')

    def line(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        self.put("line", css, x1=x1, y1=y1, x2=x2, y2=y2)

    def text(self, css: str, x: float, y: float, text: str, anchor: str = "start") -> None:
        self.put("text", css, text, x=x, y=y, text_anchor=anchor)

    def path(self, css: str, points: list[tuple[float, float]], *, closed: bool = False) -> None:
        """A line through these places; with fewer than two nothing is drawn."""
        if len(points) > 1:
            way = "L".join(f"{_plain(x)} {_plain(y)}" for x, y in points)
            self.put("path", css, d=f"M{way}{'Z' if closed else ''}")

    @property
    def svg(self) -> str:
        """The whole drawing; a reader on a screen reader hears title and description."""
        name = escape(self.name, quote=True)
        return (
            f'<svg class="picture" viewBox="0 0 {WIDTH} {_plain(self.height)}" role="img" '
            f'aria-labelledby="{name}-title {name}-says" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{name}-title">{escape(shown(self.title))}</title>'
            f'<desc id="{name}-says">{escape(shown(self.says))}</desc>{"".join(self._parts)}</svg>'
        )


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(str(value), quote=True)


def ticks(low: float, high: float, most: int = 4) -> Iterator[float]:
    """A few round values from low to high."""
    if high <= low:
        yield low
        return
    step = _round_step((high - low) / most)
    value = -(-low // step) * step
    while value <= high + step / 1000:
        yield round(value, 6)
        value += step


def _round_step(rough: float) -> float:
    size = 1.0
    while size > rough:
        size /= 10
    while size * 10 <= rough:
        size *= 10
    return next((size * step for step in (1, 2, 2.5, 5, 10) if size * step >= rough), size * 10)


def short(text: str, most: int) -> str:
    """The text as far as there is room for it; the whole of it stands in the table."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
