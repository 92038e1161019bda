"""Readings: what one way of knowing says of one fact at one time; and how readings of one fact become what is known."""

from typing import Literal

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.record.index import INFINITE, Index
from waymark.record.time import DAY

__all__ = ["Board", "How", "Reading", "both", "either", "is_newer", "is_reassuring"]

How = Literal["asked", "scored", "measured", "drawn", "settled", "implied"]


class Reading(msgspec.Struct):
    """One way of knowing. `at`, `noted`: stamps. `absent`: false because a complete list does not hold it; `counted`:
    the number of rows that are here, which is the number as long as nobody counted more."""

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
    counted: bool = False


class Board:
    """Collects the readings of all facts of one person, and the contradictions met on the way."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.readings: dict[str, list[Reading]] = {}
        self.declined: dict[str, None] = {}
        # Two readings of the same time that cannot both be: fact -> the pair.
        self.clashes: dict[str, tuple[Reading, Reading]] = {}

    def add(self, fact: Fact, reading: Reading) -> None:
        """Take a reading; of each way of knowing the latest stay, all of them where several are of one time."""
        found = self.readings.get(fact.id)
        if found is None:
            self.readings[fact.id] = [reading]
            return
        for place, old in enumerate(found):
            if old.how != reading.how:
                continue
            if reading.at < old.at:
                return
            if reading.at > old.at:
                self.readings[fact.id] = [other for other in found if other.how != reading.how] + [reading]
                return
            if old.value == reading.value:
                if reading.noted > old.noted:
                    found[place] = reading
                return
        found.append(reading)

    def latest(self, fact: Fact) -> Reading:
        """The reading that counts: the latest, joined with all others of the same time."""
        readings = self.readings[fact.id]
        if len(readings) == 1:
            return readings[0]
        readings = [self._from_below(fact, one, readings) if one.counted else one for one in readings]
        newest = max(reading.at for reading in readings)
        tied = [reading for reading in readings if reading.at == newest]
        return tied[0] if len(tied) == 1 else self._met(fact, tied)

    def _from_below(self, fact: Fact, counted: Reading, readings: list[Reading]) -> Reading:
        """Somebody's own count that is higher says that rows are missing: those here are at least so many."""
        assert isinstance(counted.value, tuple)
        low, full = counted.value[0], self.index.full(fact)
        since = counted.at - (INFINITE if fact.valid_days is None else fact.valid_days) * DAY
        more = (isinstance(one.value, tuple) and one.value[1] > low for one in readings if one.at >= since)
        if not any(more):
            return counted
        return msgspec.structs.replace(counted, value=(low, full[1] if isinstance(full, tuple) else INFINITE))

    def _met(self, fact: Fact, tied: list[Reading]) -> Reading:
        """Readings of one time as one: what all share, or, where they share nothing, what any of them allows."""
        newest = max(tied, key=lambda reading: reading.noted)
        shared: Known | None = tied[0].value
        wide: Known | None = tied[0].value
        for reading in tied[1:]:
            shared = None if shared is None else both(shared, reading.value)
            wide = None if wide is None else either(wide, reading.value)
        if shared is None:
            self.clashes.setdefault(fact.id, _first_clash(tied))
            shared = wide
        rows = tuple(dict.fromkeys(row for reading in tied for row in reading.rows))
        # A boolean that is both yes and no has no value to stand for that; the clash says it.
        return msgspec.structs.replace(newest, value=newest.value if shared is None else shared, rows=rows)


def _first_clash(tied: list[Reading]) -> tuple[Reading, Reading]:
    """Two of the readings that contradict each other; or the first and last, where only all together do."""
    for place, one in enumerate(tied):
        for other in tied[place + 1 :]:
            if both(one.value, other.value) is None:
                return one, other
    return tied[0], tied[-1]


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


def is_newer(one: Reading, other: Reading) -> bool:
    """Whether one reading is later by both its times: what was so later, and was not noted earlier.

    Two of one day are in order only where both say the hour.
    """
    if one.at // DAY == other.at // DAY and (one.at % DAY == 0 or other.at % DAY == 0):
        return False
    return one.at > other.at and one.noted >= other.noted


def is_reassuring(fact: Fact, value: Known) -> bool:
    """Whether a reading says the harmless thing: no, the lowest number, the first option."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        lowest = fact.range[0] if fact.range is not None else 0.0
        return value[0] <= lowest and value[1] < INFINITE
    return value & 1 == 1
