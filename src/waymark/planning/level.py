"""Level of care: the least intensive offered composite that meets floors and targets.

A level is a vector on five axes (hours a week, medical cover, nights, co-occurring capability, dispensing). Floors are
safety, targets the help most likely to work, each with a relaxed value. The order of intensity is declared:
nights away, hours the person must give, medical cover, number of parts. Shape: clinical guidance 1.5 (project default).
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec

from waymark.knowledge.model.care import AddOn, Level
from waymark.knowledge.model.effect import Minima

__all__ = ["AXES", "Candidate", "Choice", "Demand", "build_candidates", "choose"]

AXES = ("hours", "medical", "nights", "cooccurring", "dispensing")
Vector = tuple[float, int, int, int, int]
NOTHING: Vector = (0, 0, 0, 0, 0)


class Candidate(msgspec.Struct, frozen=True):
    """A base level with add-ons. `most`: what it can give on each axis; `hours_asked`: the least hours it asks."""

    key: str
    level: str
    add_ons: tuple[str, ...]
    most: Vector
    hours_asked: float
    parts: int

    @property
    def intensity(self) -> tuple[int, float, int, int, str]:
        """The declared order: nights away, hours the person must give, medical cover, parts; the key breaks ties."""
        return (self.most[2], self.hours_asked, self.most[1], self.parts, self.key)

    def meets(self, demand: Vector) -> bool:
        """True when every axis reaches the demand."""
        most = self.most
        return (
            most[0] >= demand[0]
            and most[1] >= demand[1]
            and most[2] >= demand[2]
            and most[3] >= demand[3]
            and most[4] >= demand[4]
        )


class Demand(msgspec.Struct, frozen=True):
    """What the findings ask for: floors, targets, and targets relaxed. Each axis is a maximum over the rules."""

    floors: Vector = NOTHING
    targets: Vector = NOTHING
    relaxed: Vector = NOTHING

    @property
    def full(self) -> Vector:
        return highest((self.floors, self.targets))

    @property
    def least(self) -> Vector:
        return highest((self.floors, self.relaxed))


class Choice(msgspec.Struct, frozen=True):
    """The answer: recommended, acceptable, one step down and up, and what is indicated though not to be had."""

    recommended: Candidate
    acceptable: tuple[Candidate, ...]
    next_down: Candidate | None
    next_up: Candidate | None
    unmet: Candidate | None
    # Where nothing at hand is safe enough, the recommendation lies elsewhere; this is what is here until then.
    meanwhile: Candidate | None = None


def vector(minima: Minima) -> Vector:
    """The five axes of a minimum in their order."""
    return (minima.hours, minima.medical, minima.nights, minima.cooccurring, minima.dispensing)


def highest(vectors: Iterable[Vector]) -> Vector:
    """The maximum on every axis; nothing gives nothing."""
    columns = tuple(zip(*vectors, strict=True))
    if not columns:
        return NOTHING
    return (max(columns[0]), int(max(columns[1])), int(max(columns[2])), int(max(columns[3])), int(max(columns[4])))


def build_candidates(levels: Sequence[Level], add_ons: Sequence[AddOn]) -> tuple[Candidate, ...]:
    """All composites the software may propose, least intensive first."""
    found = []
    for level in levels:
        if level.human_choice_only:
            continue
        allowed = [a for a in add_ons if level.id in a.on]
        for size in range(len(allowed) + 1):
            found += [_composite(level, parts) for parts in combinations(allowed, size)]
    return tuple(sorted(found, key=lambda c: c.intensity))


def _composite(level: Level, parts: tuple[AddOn, ...]) -> Candidate:
    base: Vector = (level.hours[1], level.medical, level.nights, level.cooccurring, level.dispensing)
    return Candidate(
        key="+".join((level.id, *(p.id for p in parts))),
        level=level.id,
        add_ons=tuple(p.id for p in parts),
        most=highest((base, *((0.0, *vector(p.minima)[1:]) for p in parts))),
        hours_asked=level.hours[0],
        parts=1 + len(parts),
    )


def choose(
    candidates: Sequence[Candidate],
    demand: Demand,
    open_gate: Callable[[str], bool],
    offered: Callable[[Candidate], bool],
    preferred: frozenset[str] = frozenset(),
    refused: frozenset[str] = frozenset(),
) -> Choice:
    """Choose among composites (least intensive first).

    `open_gate(level)`: the level's own condition is true. `offered`: the programme has it and a place.
    `preferred`/`refused`: level ids or composite keys the person wants or declines. When nothing offered meets the
    floors, the recommendation lies elsewhere and what is at hand stands in between; when the person refuses all that is
    safe, the strongest help they accept is recommended and the indicated composite is `unmet`.
    """
    possible = [c for c in candidates if open_gate(c.level)]
    indicated = _first(possible, demand.full)
    at_hand = [c for c in possible if offered(c) and c.key not in refused and c.level not in refused]
    full, least = demand.full, demand.least
    # Dispensing that is not to be had leaves an unmet need, not an unsafe place: other medicine can start here.
    wishes = (full, least, demand.floors, _without_dispensing(full), _without_dispensing(least))
    tried = (_first(at_hand, wish) for wish in (*wishes, _without_dispensing(demand.floors)))
    recommended = next((c for c in tried if c is not None), None)
    meanwhile = None
    if recommended is None:
        nearest = max(at_hand or possible, key=lambda c: (_reached(c, demand.floors), _negated(c)))
        accepted = [c for c in possible if c.key not in refused and c.level not in refused]
        recommended = _first(accepted, full) or _first(accepted, least) or _first(accepted, demand.floors)
        meanwhile = nearest if recommended is not None and at_hand else None
        recommended = recommended or nearest
    by_key = {c.key: c for c in candidates}
    acceptable = tuple(
        c for c in at_hand if c.meets(least) and _asks_no_more(c, recommended) and _bare(c, demand, by_key)
    )
    wanted = [c for c in (recommended, *acceptable) if c.key in preferred or c.level in preferred]
    if wanted and recommended not in wanted:
        acceptable = (recommended, *(c for c in acceptable if c not in (wanted[0], recommended)))
        recommended = wanted[0]
    unmet = indicated if indicated is not None and not recommended.meets(full) and not wanted else None
    if meanwhile is not None:
        unmet = recommended
    down, up = _neighbours(at_hand or possible, recommended, demand, by_key)
    return Choice(
        recommended=recommended,
        acceptable=tuple(c for c in acceptable if c.key != recommended.key),
        next_down=down,
        next_up=up,
        unmet=unmet,
        meanwhile=meanwhile,
    )


def _without_dispensing(demand: Vector) -> Vector:
    return (*demand[:4], 0)


def _first(candidates: Iterable[Candidate], demand: Vector) -> Candidate | None:
    return next((c for c in candidates if c.meets(demand)), None)


def _asks_no_more(candidate: Candidate, than: Candidate) -> bool:
    """Neither nights, hours, medical cover nor psychiatric care beyond the other."""
    nights, hours, medical, _, _ = than.intensity
    return (
        candidate.most[2] <= nights
        and candidate.hours_asked <= hours
        and candidate.most[1] <= medical
        and candidate.most[3] <= than.most[3]
    )


def _bare(candidate: Candidate, demand: Demand, by_key: dict[str, Candidate]) -> bool:
    """No add-on that nobody needs: each part raises an axis that is asked for beyond what the rest gives."""
    for part in candidate.add_ons:
        without = by_key.get("+".join((candidate.level, *(a for a in candidate.add_ons if a != part))))
        if without is not None and not any(
            want > rest and have > rest
            for want, have, rest in zip(demand.full, candidate.most, without.most, strict=True)
        ):
            return False
    return True


def _reached(candidate: Candidate, demand: Vector) -> float:
    return sum(min(have, want) / want for have, want in zip(candidate.most, demand, strict=True) if want)


def _negated(candidate: Candidate) -> tuple[float, ...]:
    nights, hours, medical, parts, _ = candidate.intensity
    return (-nights, -hours, -medical, -parts)


def _neighbours(
    possible: Sequence[Candidate], recommended: Candidate, demand: Demand, by_key: dict[str, Candidate]
) -> tuple[Candidate | None, Candidate | None]:
    """The next steps in the declared order that keep what floors ask for: one less, one more.

    Medicine and safety are never what a step down takes away, nor what a step up leaves behind.
    """
    here = recommended.intensity[:3]
    kept = (0, 0, 0, demand.full[3], demand.full[4])
    steps = [
        c for c in possible if c.level != recommended.level and c.meets(demand.floors) and _bare(c, demand, by_key)
    ]
    below = [c for c in steps if c.intensity[:3] < here]
    above = [c for c in steps if c.intensity[:3] > here and c.meets(kept)]
    # The most that is still less; among equals the first in the order, which needs the fewest special places.
    down = max(below, key=lambda c: c.intensity[:4], default=None)
    return (down, above[0] if above else None)
