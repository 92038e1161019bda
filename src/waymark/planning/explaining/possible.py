"""What each fact could be instead: the places on its scale where something that is read of it turns.

Laid out once for a release: the thresholds of every condition that reads the fact, and the values from which a goal is
reached. Between two neighbouring places nothing turns, so their values stand for all others.
"""

import math
from collections.abc import Iterable
from weakref import WeakKeyDictionary

import msgspec

from waymark.knowledge.model.care_elements import GoalPattern
from waymark.knowledge.model.fact import Fact
from waymark.logic.critical import CriticalValue, arithmetic_tests
from waymark.logic.slope import number_facts
from waymark.planning.explaining.stages import direct_facts
from waymark.planning.prepare import Prepared
from waymark.planning.targets import target_from

__all__ = ["Possible", "Scale", "grid_of", "possible_of", "range_of", "snapped"]

# Goals aim at small numbers; beyond this many steps nobody is "nearly there".
_MOST_STEPS = 400


class Scale(msgspec.Struct, frozen=True):
    """One fact's scale. `turns` (numbers): neighbouring values between which something turns, ascending.

    `groups` (categories): options that nothing tells apart, as bit masks. `place`: its number in the library.
    """

    fact: Fact
    place: int
    turns: tuple[tuple[float, float], ...] = ()
    groups: tuple[int, ...] = ()
    grid: float = 1.0
    # From the lowest to the highest value anybody can have; None where there is no end.
    range: tuple[float, float] | None = None

    @property
    def width(self) -> float:
        """From the lowest to the highest value."""
        low, high = self.range or (0.0, 1.0)
        return high - low or 1.0


class Possible:
    """The scales of all facts that someone could find out and that a plan reads."""

    def __init__(self, prepared: Prepared) -> None:
        trees = prepared.release.program.trees
        self.arithmetic = tuple(
            (test, name) for test, name in arithmetic_tests(trees) if prepared.facts[name].derived is None
        )
        self.trees = trees
        # Underived facts each such comparison rests on.
        self.reads = {id(test): frozenset(number_facts(test, trees.derived, {})) for test, _ in self.arithmetic}
        turns: dict[str, set[tuple[float, float]]] = {}
        masks: dict[str, set[int]] = {}
        read: set[str] = set()
        facts = prepared.facts
        for name, values in prepared.release.program.critical_values().items():
            read.add(name)
            for value in values:
                if value.how == "through arithmetic":
                    continue
                if facts[name].type == "category":
                    masks.setdefault(name, set()).add(_mask(facts[name], value.holds_at))
                elif facts[name].type != "boolean":
                    turns.setdefault(name, set()).update(_pairs(facts[name], value, grid_of(facts[name], prepared)))
        for name, pairs in _reached(prepared).items():
            read.add(name)
            turns.setdefault(name, set()).update(pairs)
        for name in direct_facts(prepared):
            read.add(name)
            if facts[name].type == "category":
                # Composing compares options themselves, so none stands for another.
                masks.setdefault(name, set()).update(1 << place for place in range(len(facts[name].options)))
        self.scales: dict[str, Scale] = {}
        for place, (name, fact) in enumerate(facts.items()):
            if fact.derived is None and name in read:
                ends = range_of(fact, prepared)
                self.scales[name] = Scale(
                    fact,
                    place,
                    tuple(sorted(pair for pair in turns.get(name, ()) if _inside(pair, ends))),
                    _partition(fact, masks.get(name, ())),
                    grid_of(fact, prepared),
                    ends,
                )


_made: "WeakKeyDictionary[Prepared, Possible]" = WeakKeyDictionary()


def possible_of(prepared: Prepared) -> Possible:
    """The scales of a release, laid out once while it is in use."""
    found = _made.get(prepared)
    if found is None:
        found = _made[prepared] = Possible(prepared)
    return found


def grid_of(fact: Fact, prepared: Prepared | None = None) -> float:
    """The step in which people note a number: whole where it is counted, finer on narrow scales; of a mean its own."""
    if prepared is not None and fact.scored and fact.asked is None and fact.type == "number":
        scored = fact.scored[0]
        for entry in prepared.release.instruments[scored.instrument].scores:
            if entry.id == scored.score and entry.mean:
                return 1.0 / len(entry.mean)
    if fact.type in ("integer", "days since"):
        return 1.0
    low, high = fact.range or (0.0, 1000.0)
    return 0.01 if high - low <= 2 else 0.1 if high - low <= 50 else 1.0


def range_of(fact: Fact, prepared: Prepared) -> tuple[float, float] | None:
    """The fact's range; of what comes from forms alone no more than its scores give, which may be less for some."""
    if not fact.scored or fact.asked is not None or fact.measured or fact.drawn is not None or fact.range is None:
        return fact.range
    entries = [
        entry.range
        for scored in fact.scored
        for entry in prepared.release.instruments[scored.instrument].scores
        if entry.id == scored.score
    ]
    if any(entry is None for entry in entries):
        return fact.range
    ends = [entry for entry in entries if entry is not None]
    low, high = max(fact.range[0], min(e[0] for e in ends)), min(fact.range[1], max(e[1] for e in ends))
    return (low, high) if low <= high else fact.range


def _inside(pair: tuple[float, float], ends: tuple[float, float] | None) -> bool:
    return ends is None or (ends[0] <= pair[0] and pair[1] <= ends[1])


def snapped(fact: Fact, one: float, other: float, grid: float) -> tuple[float, float]:
    """Two neighbouring numbers as neighbouring values that one would note, on the same sides of what lies between."""
    low, high = min(one, other), max(one, other)
    below, above = math.floor(low / grid + 1e-9), math.ceil(high / grid - 1e-9)
    if above <= below:
        # The turn lies on the grid: the side that holds it keeps it, the other takes a step.
        if low == round(below * grid, 6):
            above = below + 1
        else:
            below = above - 1
    return round(below * grid, 6), round(above * grid, 6)


def _pairs(fact: Fact, value: CriticalValue, grid: float) -> list[tuple[float, float]]:
    found = []
    low, high = fact.range or (-math.inf, math.inf)
    for one in value.holds_at:
        for other in value.fails_at:
            pair = snapped(fact, float(one), float(other), grid)
            if low <= pair[0] and pair[1] <= high:
                found.append(pair)
    return found


def _mask(fact: Fact, options: Iterable[object]) -> int:
    wanted = set(options)
    return sum(1 << place for place, option in enumerate(fact.options) if option.id in wanted)


def _partition(fact: Fact, masks: Iterable[int]) -> tuple[int, ...]:
    """Options in the groups that the masks tell apart, by their first option; every option for itself where none is."""
    if fact.type != "category":
        return ()
    asked = sorted(masks)
    groups: dict[tuple[int, ...], int] = {}
    for place in range(len(fact.options)):
        key = tuple(mask >> place & 1 for mask in asked) if asked else (place,)
        groups[key] = groups.get(key, 0) | 1 << place
    return tuple(groups.values())


def _reached(prepared: Prepared) -> dict[str, list[tuple[float, float]]]:
    """Neighbouring values of a measure between which a goal begins or ceases to ask for what the person has."""
    found: dict[str, list[tuple[float, float]]] = {}
    seen: set[tuple[str, str]] = set()
    for pattern in prepared.goals.values():
        for substance in prepared.substances:
            name = pattern.measure.replace("{substance}", substance)
            fact = prepared.facts.get(name)
            if fact is None or fact.derived is not None or fact.range is None or (pattern.id, name) in seen:
                continue
            seen.add((pattern.id, name))
            found.setdefault(name, []).extend(_turns_of(prepared, pattern, fact))
    return found


def _turns_of(prepared: Prepared, pattern: GoalPattern, fact: Fact) -> list[tuple[float, float]]:
    assert fact.range is not None
    grid, (low, high) = grid_of(fact, prepared), fact.range
    steps = min(round((high - low) / grid), _MOST_STEPS)

    def reached(step: int) -> bool:
        baseline = round(low + step * grid, 6)
        target = target_from(pattern, baseline, prepared.release.target)
        return baseline <= target if pattern.direction == "down" else baseline >= target

    turns, before = [], reached(0)
    for step in range(1, steps + 1):
        now = reached(step)
        if now is not before:
            turns.append((round(low + (step - 1) * grid, 6), round(low + step * grid, 6)))
        before = now
    return turns
