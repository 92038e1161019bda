"""Two facts at once, where no single one changes a line: the first few changes of facts that bear on it."""

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from waymark.planning.explaining.candidates import Candidate
from waymark.planning.explaining.companions import Supposed
from waymark.planning.explaining.effects import Entry
from waymark.planning.explaining.likely import Place

if TYPE_CHECKING:
    from waymark.planning.explaining.changes import Changes

__all__ = ["MOST_PAIRED", "MOST_TOWARDS", "Pair", "Pairs", "find_pairs"]

# So many changes, the first in order, are tried with one another: at most 66 plans for a line.
MOST_PAIRED = 12
# Towards one thing that is asked for, such as another level, more: at most 3,160.
MOST_TOWARDS = 80
# Of one fact no more than these: a number with many turns would leave room for nothing else.
MOST_OF_ONE = 2


class Pair(msgspec.Struct, frozen=True):
    """Two changes, everything that goes along with both, and what would stand in the line."""

    one: Candidate
    other: Candidate
    supposed: Supposed
    entry: Entry


class Pairs(msgspec.Struct, frozen=True):
    """What was found, nearest first; `chosen`: the changes tried with one another; `tried`: in so many pairs."""

    found: tuple[Pair, ...]
    chosen: tuple[Candidate, ...]
    tried: int


def find_pairs(
    changes: "Changes",
    line: str,
    near: list[Candidate],
    place: Callable[[Candidate], Place],
    most: int,
    wanted: Callable[[Entry], bool] | None = None,
) -> Pairs:
    """Pairs that change the line (so that it is as `wanted`), at most `most`; each with all that goes along."""
    chosen = _chosen(near, place, MOST_PAIRED if wanted is None else MOST_TOWARDS)
    pairs = [pair for pair in combinations(chosen, 2) if pair[0].fact != pair[1].fact]
    pairs.sort(key=lambda pair: pair[0].distance + pair[1].distance)
    found: list[Pair] = []
    for number, (one, other) in enumerate(pairs, 1):
        supposed = changes.companions.complete({one.fact: one.value, other.fact: other.value})
        if supposed is None:
            continue
        effect = changes.effects.of(supposed, line)
        if line in effect and (wanted is None or wanted(effect[line])):
            found.append(Pair(one, other, supposed, effect[line]))
            if len(found) >= most:
                return Pairs(tuple(found), tuple(chosen), number)
    return Pairs(tuple(found), tuple(chosen), len(pairs))


def _chosen(near: list[Candidate], place: Callable[[Candidate], Place], most: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    taken: dict[str, int] = {}
    for candidate in sorted(near, key=place):
        if taken.get(candidate.fact, 0) < MOST_OF_ONE:
            taken[candidate.fact] = taken.get(candidate.fact, 0) + 1
            chosen.append(candidate)
            if len(chosen) == most:
                break
    return chosen
