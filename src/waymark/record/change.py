"""From one filled form to the next: how far a score went, and whether that means something.

Only the same instrument is compared (SC-07), and only scores that are known exactly. A change means something from the
size its instrument names; it is beyond measurement error from a published size, or from 1.96 standard errors of a
difference, reckoned from the spread and reliability of the site's own group (SC-09).
"""

import math
from collections.abc import Mapping

import msgspec

from waymark.knowledge.model.instrument import Instrument, Score
from waymark.record.scored import ScoredForm, ScoreValue

__all__ = ["Change", "changes", "reliable_size"]

# Two means of sums may differ in the last place and still be the size that is named.
_ROUNDING = 1e-9


class Change(msgspec.Struct, frozen=True):
    """One score, twice. `better`: the way it went, None where neither way is; `means_something`, `reliable`: None where
    no size is known for this score."""

    score: str
    before: float
    after: float
    decimals: int
    better: bool | None
    means_something: bool | None
    reliable: bool | None

    @property
    def difference(self) -> float:
        """Points from the first to the second."""
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        """The same as a share of the first, in percent; None from nothing."""
        return None if self.before == 0 else 100 * self.difference / abs(self.before)


def reliable_size(spread: float, reliability: float) -> float:
    """Points beyond measurement error (SC-09): 1.96 x SD x sqrt(2) x sqrt(1 - r)."""
    return 1.96 * spread * math.sqrt(2) * math.sqrt(1 - reliability)


def changes(
    instrument: Instrument, before: ScoredForm, after: ScoredForm, sizes: Mapping[str, float] | None = None
) -> tuple[Change, ...]:
    """Every number that is known in both. `sizes`: a site's own size of a reliable change, by score id."""
    found = []
    for score in instrument.scores:
        first, second = _known(before.scores.get(score.id)), _known(after.scores.get(score.id))
        if first is not None and second is not None:
            found.append(_change(score, first, second, (sizes or {}).get(score.id, score.reliable_change)))
    return tuple(found)


def _known(value: ScoreValue | None) -> float | None:
    exact = value is not None and value.kind == "number" and value.low == value.high
    return value.low if exact and value is not None else None


def _change(score: Score, before: float, after: float, reliable: float | None) -> Change:
    size = abs(after - before) + _ROUNDING
    means: bool | None = None
    if score.meaningful_change is not None:
        means = size >= score.meaningful_change
    elif score.meaningful_percent is not None and before != 0:
        means = 100 * size / abs(before) >= score.meaningful_percent
    rising = None if score.higher_is == "neither" or after == before else score.higher_is == "better"
    return Change(
        score=score.id, before=before, after=after, decimals=score.decimals,
        better=None if rising is None else (after > before) is rising,
        means_something=means, reliable=None if reliable is None else size >= reliable,
    )  # fmt: skip
