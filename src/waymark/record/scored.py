"""Results of scoring: numbers with bounds, truths, categories with the options still possible."""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from waymark.knowledge.model.instrument import Band
from waymark.record.documents.common import Interval as Bounds

__all__ = ["Entered", "ScoreValue", "ScoredForm", "bands_of", "joined"]

# Score id -> result taken over from the official form.
Entered = Mapping[str, bool | float | str | Bounds]


class ScoreValue(msgspec.Struct, frozen=True, kw_only=True):
    """One score. A number lies between `low` and `high` (equal when it is known); `truth` None is unknown.

    `bounds` are what the answers given allow without prorating. `disagrees`: the entered result cannot follow from the
    items of the same form. `bands` are those still possible.
    """

    id: str
    kind: Literal["number", "truth", "category"]
    low: float = -float("inf")
    high: float = float("inf")
    bounds: tuple[float, float] = (-float("inf"), float("inf"))
    truth: bool | None = None
    options: tuple[str, ...] = ()
    prorated: bool = False
    entered: bool = False
    disagrees: bool = False
    bands: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    decimals: int = 2

    @property
    def shown(self) -> str:
        """The score as a short text: `12`, `6..15`, `moderate|high`, `true`, `unknown`."""
        if self.kind == "truth":
            return "unknown" if self.truth is None else str(self.truth).lower()
        if self.kind == "category":
            return "|".join(self.options)
        if self.low == self.high:
            return _short(self.low, self.decimals)
        return f"{_short(self.low, self.decimals)}..{_short(self.high, self.decimals)}"


class ScoredForm(msgspec.Struct, frozen=True, kw_only=True):
    """One form, scored. `items`: points of each item; `ignored`: answers that a branch of the form overrode;
    `inconsistent`: places of the instrument's `consistency` that these answers break."""

    instrument: str
    scores: dict[str, ScoreValue]
    items: dict[str, tuple[float, float]]
    missing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    inconsistent: tuple[int, ...] = ()


def bands_of(bands: Sequence[Band], low: float, high: float) -> tuple[str, ...]:
    """The bands a number between these may lie in: each reaches from its lowest to the next band's lowest."""
    found = []
    for place, band in enumerate(bands):
        end = bands[place + 1].lowest if place + 1 < len(bands) else float("inf")
        if band.lowest <= high and low < end:
            found.append(band.id)
    return tuple(found)


def joined(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, bool]:
    """Both known: what they have in common; or, where they contradict each other, their span and True."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low <= high:
        return low, high, False
    return min(one[0], other[0]), max(one[1], other[1]), True


def _short(value: float, decimals: int) -> str:
    if value in (float("inf"), -float("inf")):
        return ""
    if value == int(value):
        return f"{value:.0f}"
    # Halves go up, as in prorating, and not to the even neighbour.
    step = 10**decimals
    return f"{math.floor(value * step + 0.5) / step:.{decimals}f}"
