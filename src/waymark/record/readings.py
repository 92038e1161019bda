"""Readings: what one way of knowing says of one fact at one time; and how readings of one fact become what is known."""

from typing import Literal

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.record.index import INFINITE, Index

__all__ = ["Board", "How", "Reading", "both", "either", "is_reassuring"]

How = Literal["asked", "scored", "measured", "drawn", "settled", "implied"]


class Reading(msgspec.Struct):
    """One way of knowing. `at`, `noted`: stamps. `absent`: false because a complete list does not hold it."""

    value: Known
    at: int
    noted: int
    how: How
    rows: tuple[str, ...] = ()
    by: str | None = None
    source: str | None = None
    instrument: str | None = None
    prorated: bool = False
    absent: bool = False


class Board:
    """Collects the readings of all facts of one person, and the contradictions met on the way."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.readings: dict[str, list[Reading]] = {}
        self.declined: dict[str, None] = {}
        # Two readings of the same time that cannot both be: fact -> the pair.
        self.clashes: dict[str, tuple[Reading, Reading]] = {}

    def add(self, fact: Fact, reading: Reading) -> None:
        """Take a reading; the latest of each way of knowing stays."""
        found = self.readings.get(fact.id)
        if found is None:
            self.readings[fact.id] = [reading]
            return
        for place, old in enumerate(found):
            if old.how == reading.how:
                if reading.at > old.at:
                    found[place] = reading
                elif reading.at == old.at and reading.value != old.value:
                    found[place] = self.met(fact, old, reading)
                return
        found.append(reading)

    def met(self, fact: Fact, one: Reading, other: Reading) -> Reading:
        """Two readings of the same time as one: what they share, or, if they share nothing, either."""
        later = other if other.noted >= one.noted else one
        shared = both(one.value, other.value)
        if shared is None:
            self.clashes.setdefault(fact.id, (one, other))
            shared = either(one.value, other.value)
        value = shared if shared is not None else self.index.full(fact)
        rows = tuple(dict.fromkeys((*one.rows, *other.rows)))
        # A boolean that is both is unknown, and has no value to stand for that; the clash says it.
        return msgspec.structs.replace(later, value=later.value if value is None else value, rows=rows)

    def latest(self, fact: Fact) -> Reading:
        """The reading that counts: the latest, joined with others of the same time."""
        readings = self.readings[fact.id]
        best = readings[0]
        for reading in readings[1:]:
            if reading.at > best.at:
                best = reading
            elif reading.at == best.at:
                best = self.met(fact, best, reading) if reading.value != best.value else best
        return best


def both(one: Known, other: Known) -> Known | None:
    """What two readings have in common; None if they contradict each other."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one if one is other else None
    if isinstance(one, tuple) and isinstance(other, tuple):
        low, high = max(one[0], other[0]), min(one[1], other[1])
        return (low, high) if low <= high else None
    if isinstance(one, int) and isinstance(other, int):
        return (one & other) or None
    return None


def either(one: Known, other: Known) -> Known | None:
    """Everything that one of two readings allows; None for booleans that differ."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return min(one[0], other[0]), max(one[1], other[1])
    if isinstance(one, bool) or isinstance(other, bool):
        return one if one is other else None
    if isinstance(one, int) and isinstance(other, int):
        return one | other
    return None


def is_reassuring(fact: Fact, value: Known) -> bool:
    """Whether a reading says the harmless thing: no, the lowest number, the first option."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        lowest = fact.range[0] if fact.range is not None else 0.0
        return value[0] <= lowest and value[1] < INFINITE
    return value & 1 == 1
