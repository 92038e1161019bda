"""Every change of one fact that could matter: known facts being different, unknown ones turning out so."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from waymark.logic import Known
from waymark.logic.slope import solved
from waymark.planning.explaining.possible import Possible, Scale, possible_of, snapped
from waymark.planning.explaining.ties import may_move
from waymark.planning.situation import Situation

__all__ = ["Candidate", "candidates_of"]

# Nothing is known: half of the scale lies between what is and what could be.
HALF = 0.5


class Candidate(msgspec.Struct, frozen=True):
    """One fact with another value. `distance`: 0 near, 1 the whole scale. `way`: -1 down, 1 up, 0 neither.

    `step` numbers the values of one fact on one way, the nearest first; of an unknown fact along its scale.
    """

    scale: Scale
    value: Known
    kind: Literal["different", "found out"]
    distance: float
    way: int
    step: int
    # Options of a category that nothing tells apart from this one, as a bit mask.
    alike: int = 0

    @property
    def fact(self) -> str:
        return self.scale.fact.id


def candidates_of(situation: Situation) -> list[Candidate]:
    """All of them, in the order of the library; each fact only as it can move."""
    possible = possible_of(situation.prepared)
    turns = _turns_of(situation, possible)
    found: list[Candidate] = []
    known = situation.known.values
    for name, scale in possible.scales.items():
        value = known.get(name)
        if scale.fact.type == "boolean":
            found += _of_boolean(scale, value)
        elif scale.fact.type == "category":
            found += _of_category(scale, value)
        else:
            found += _of_number(scale, value, turns.get(name, scale.turns))
    return found


def _turns_of(situation: Situation, possible: Possible) -> dict[str, tuple[tuple[float, float], ...]]:
    """Scales with the places where arithmetic over several facts turns for this person."""
    known = situation.known.values
    types, derived = situation.prepared.release.program.types, possible.trees.derived
    more: dict[str, set[tuple[float, float]]] = {}
    for test, name in possible.arithmetic:
        scale = possible.scales.get(name)
        if scale is None or not possible.reads[id(test)].issubset({*known, name}):
            continue
        found = solved(test, name, types[name], derived, known)
        if found:
            pair = snapped(scale.fact, *found, scale.grid)
            low, high = scale.range or pair
            if low <= pair[0] and pair[1] <= high:
                more.setdefault(name, set()).add(pair)
    return {name: tuple(sorted({*possible.scales[name].turns, *pairs})) for name, pairs in more.items()}


def _of_boolean(scale: Scale, known: Known | None) -> Iterator[Candidate]:
    if isinstance(known, bool):
        if may_move(scale.fact, known, not known):
            yield Candidate(scale, not known, "different", 1.0, 1 if not known else -1, 0)
        return
    for step, value in enumerate((True, False)):
        yield Candidate(scale, value, "found out", HALF, 0, step)


def _of_category(scale: Scale, known: Known | None) -> Iterator[Candidate]:
    whole = (1 << len(scale.fact.options)) - 1
    left = known if isinstance(known, int) and not isinstance(known, bool) else whole
    several = left & (left - 1) != 0
    for step, group in enumerate(scale.groups):
        if several and left & group:
            share = (left.bit_count() - 1) / max(whole.bit_count() - 1, 1)
            inside = left & group
            yield Candidate(scale, inside & -inside, "found out", HALF * share, 0, step, inside)
        elif not left & group:
            value = group & -group
            if may_move(scale.fact, left, value):
                yield Candidate(scale, value, "different", 1.0, 0, step, group)


def _of_number(scale: Scale, known: Known | None, turns: tuple[tuple[float, float], ...]) -> Iterator[Candidate]:
    low, high = scale.range or (turns[0][0], turns[-1][1]) if turns or scale.range else (0.0, 0.0)
    least, most = (max(known[0], low), min(known[1], high)) if isinstance(known, tuple) else (low, high)
    if least != most:
        distance = HALF * (most - least) / scale.width
        inside = sorted({least, most, *(end for turn in turns for end in turn if least <= end <= most)})
        for step, value in enumerate(inside):
            yield Candidate(scale, (value, value), "found out", distance, 0, step)
    if known is None or scale.fact.changes == "never":
        return
    # Both ends of each turn: what goes along with a value may change a line before the turn itself does.
    ends = sorted({end for turn in turns for end in turn})
    for step, value in enumerate(end for end in ends if end > most):
        yield Candidate(scale, (value, value), "different", (value - most) / scale.width, 1, step)
    # The past is only added to, and time only passes.
    if scale.fact.changes == "both ways":
        for step, value in enumerate(end for end in reversed(ends) if end < least):
            yield Candidate(scale, (value, value), "different", (least - value) / scale.width, -1, step)
