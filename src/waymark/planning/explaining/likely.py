"""What is worth naming first among the changes of a line: what is known and decides or lies near, then what is asked.

Last comes what hardly anybody would think of for this person: matters of a substance they are not known to use, dangers
one would see at a glance, and a known answer that would be the opposite though nothing rests on it.
"""

from collections.abc import Callable

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.planning.explaining.candidates import HALF, Candidate
from waymark.planning.situation import Situation

__all__ = ["Familiar", "Place", "familiar_to", "placing"]

# A yes-or-no or an option that decides now weighs like a number that lies this near, as a share of its scale.
DECIDES = 0.25
# In this order: known and near, not known yet, known and far, far-fetched.
NEAR, OPEN, FAR, STRANGE = range(4)
# The rank; how far away; whether it bears on the line; how it is found out; the library's order.
Place = tuple[int, float, bool, int, int, int, int]

_USED = ("used_30", "used_ever", "disorder", "diagnosed")


class Familiar(msgspec.Struct, frozen=True):
    """What this person is known to have to do with. `used`: substances; `foreign`: facts that speak of others only."""

    used: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()


_NOBODY = Familiar()


def familiar_to(situation: Situation) -> Familiar:
    """Substances known to be or to have been used, and the facts that speak of others or bring them along."""
    values, facts = situation.values, situation.prepared.facts

    def known(substance: str) -> bool:
        days = values.get(f"{substance}.days_of_30")
        counted = isinstance(days, tuple) and days[0] >= 1
        return counted or any(values.get(f"{substance}.{name}") is True for name in _USED)

    substances = situation.prepared.substances
    used = frozenset(s for s in substances if known(s))
    own = {name: _substance(name) for name in facts if _substance(name) in substances}
    foreign = {name for name, substance in own.items() if substance not in used}
    fresh = foreign
    while fresh:
        # Who takes methadone has used opioids.
        fresh = {
            n for n, fact in facts.items() if n not in foreign and any(fresh & i.then.keys() for i in fact.implies)
        }
        fresh -= own.keys()
        foreign |= fresh
    return Familiar(used, frozenset(foreign))


def _substance(fact: str) -> str:
    return fact.partition(".")[0]


def placing(
    bearing: frozenset[str], deciding: frozenset[str] = frozenset(), familiar: Familiar = _NOBODY
) -> Callable[[Candidate], Place]:
    """Where a candidate stands in the order of a line.

    `bearing`: facts that the line's own rules read; `deciding`: those that make their answers what they are.
    """

    def place(candidate: Candidate) -> Place:
        fact = candidate.scale.fact
        beside = candidate.fact not in bearing
        strange = beside or candidate.fact in familiar.foreign or fact.observed > 0
        if candidate.kind == "different":
            near = _near(candidate, candidate.fact in deciding)
            rank = FAR if strange or near > HALF else NEAR
        else:
            near = candidate.distance
            rank = STRANGE if strange else OPEN
        return (rank, near, beside, _asking(fact, familiar), candidate.scale.place, candidate.step, candidate.way)

    return place


def _near(candidate: Candidate, decides: bool) -> float:
    """How far away it is; what decides now, and what the person may choose, nearer than another answer."""
    if decides:
        return min(candidate.distance, DECIDES)
    return min(candidate.distance, HALF) if candidate.scale.fact.area == "wishes" else candidate.distance


def _asking(fact: Fact, familiar: Familiar) -> int:
    """What is used first, then what one question settles, then forms and measurements; dangers last.

    A danger nobody asked about stands among the open questions already, and what it would lead to is plain.
    """
    if fact.danger_screen or (fact.area == "safety" and fact.better == "no"):
        return 3
    if _substance(fact.id) in familiar.used:
        return 0
    return 1 if fact.asked is not None else 2
