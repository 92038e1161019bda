"""Two facts at once, where no single one changes a line: the nearest changes of facts that bear on it, a few only."""

from itertools import combinations
from typing import TYPE_CHECKING

from waymark.planning.explaining.candidates import Candidate
from waymark.planning.explaining.companions import Supposed
from waymark.planning.explaining.effects import Entry

if TYPE_CHECKING:
    from waymark.planning.explaining.changes import Changes

__all__ = ["MOST_PAIRED", "find_pairs"]

# So many of the nearest changes are tried with one another: at most 66 plans for a line.
MOST_PAIRED = 12


def find_pairs(
    changes: "Changes", line: str, near: list[Candidate], most: int
) -> list[tuple[Candidate, Candidate, Supposed, Entry]]:
    """The nearest pairs that change the line, at most `most`; each with all that goes along."""
    chosen = sorted(near, key=lambda c: (c.distance, c.kind == "different", c.scale.place, c.step))[:MOST_PAIRED]
    pairs = sorted(combinations(chosen, 2), key=lambda pair: pair[0].distance + pair[1].distance)
    found = []
    for one, other in pairs:
        if one.fact == other.fact:
            continue
        supposed = changes.companions.complete({one.fact: one.value, other.fact: other.value})
        if supposed is None:
            continue
        effect = changes.effects.of(supposed, line)
        if line in effect:
            found.append((one, other, supposed, effect[line]))
            if len(found) >= most:
                break
    return found
