"""What ties facts together: what one implies for another, so that nobody is supposed who cannot be.

Read from the library (`implies`), and from what the record checks beside it: days of use against the last use, tests
against reports, days without any opioid against opioids taken.
"""

import re
from collections.abc import Callable
from weakref import WeakKeyDictionary

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known, Truth
from waymark.planning.prepare import Prepared
from waymark.record.implied import companion, holds
from waymark.record.index import Index, index_of

__all__ = ["DAYS", "OPIOID_MEDICINES", "Tie", "Ties", "may_move", "moved_into", "ties_of"]

# The days that reports of use look back on.
DAYS = 30.0
# Opioids taken as a medicine: with one of them nobody is without any opioid.
OPIOID_MEDICINES = ("mat.agonist_current", "opioid_analgesic_current")
# A positive test that may reach back further than this does not speak of the last thirty days for sure.
_LONGEST_WINDOW = 16.0
_TEST_DAYS = 3.0
# Facts about the past may only be added to; time only passes. As companions, days since something may start anew.
_BOUND = re.compile(r"(>=|<=|==|>|<)\s*(-?\d+(?:\.\d+)?)")


class Tie(msgspec.Struct, frozen=True):
    """Where `when` holds of the source, the target lies in `meant`."""

    source: Fact
    when: str
    target: Fact
    meant: Known
    holds: Callable[[Known], Truth]


class Ties:
    """All ties of a release, in the order in which the record fills in what is implied."""

    def __init__(self, prepared: Prepared) -> None:
        self.index = index_of(prepared.release)
        self.facts = prepared.facts
        self.all: list[Tie] = []
        for name, implications in self.index.implying.items():
            for implication in implications:
                for target, text in implication.then.items():
                    self._add(name, implication.when, target, text)
        self._of_tests(prepared)
        for name in OPIOID_MEDICINES:
            self._add(name, name, "opioid_free_days", "0")
        self.by_source: dict[str, list[Tie]] = {}
        self.by_target: dict[str, list[Tie]] = {}
        for tie in self.all:
            self.by_source.setdefault(tie.source.id, []).append(tie)
            self.by_target.setdefault(tie.target.id, []).append(tie)
        # Days used of the last thirty, days since the last use; and the substance's days without any.
        self.days: dict[str, tuple[str, str]] = {}
        for substance in prepared.substances:
            pair = (f"{substance}.days_of_30", f"{substance}.days_since_last_use")
            if all(name in self.facts for name in pair):
                self.days[pair[0]] = self.days[pair[1]] = pair
        opioids = ("opioids.days_of_30", "opioid_free_days")
        self.free = opioids if all(name in self.facts for name in opioids) else None

    def _add(self, source: str, when: str, target: str, text: str) -> None:
        if source not in self.facts or target not in self.facts:
            return
        fact, other = self.facts[source], self.facts[target]
        meant = companion(self.index, other, text)
        if meant is not None:
            self.all.append(Tie(fact, when, other, meant, _reader(self.index, fact, when)))

    def _of_tests(self, prepared: Prepared) -> None:
        """A positive test of the last days speaks against "never", and against no day of use where it covers them."""
        for name, substance in prepared.substances.items():
            self._add(f"{name}.test_positive", f"{name}.test_positive", f"{name}.used_ever", "true")
            window = substance.test_window_days[1] if substance.test_window_days is not None else _TEST_DAYS
            if window <= _LONGEST_WINDOW:
                self._add(f"{name}.test_positive", f"{name}.test_positive", f"{name}.days_of_30", ">= 1")


_made: "WeakKeyDictionary[Prepared, Ties]" = WeakKeyDictionary()


def ties_of(prepared: Prepared) -> Ties:
    """The ties of a release, laid out once while it is in use."""
    found = _made.get(prepared)
    if found is None:
        found = _made[prepared] = Ties(prepared)
    return found


def _reader(index: Index, fact: Fact, when: str) -> Callable[[Known], Truth]:
    kept: dict[Known, Truth] = {}

    def reads(value: Known) -> Truth:
        key = (value, isinstance(value, bool))
        if key not in kept:
            kept[key] = holds(index, fact, when, value)  # type: ignore[index]
        return kept[key]  # type: ignore[index]

    return reads


def may_move(fact: Fact, old: Known | None, new: Known) -> bool:
    """Whether a known fact can become this: the past is only added to, and what never changes stays.

    Days since something may fall: it happened again.
    """
    if old is None or fact.changes in ("both ways", "with time"):
        return True
    if fact.changes == "never":
        return False
    if isinstance(old, bool) or isinstance(new, bool):
        return new is True
    if isinstance(old, tuple) and isinstance(new, tuple):
        return new[1] >= old[0]
    return int(new) >= int(old) if isinstance(new, int) and isinstance(old, int) else False


def moved_into(known: Known | None, meant: Known) -> Known:
    """The nearest value of what is meant: a number comes as near as it can, a category takes the first option."""
    if isinstance(meant, bool):
        return meant
    if isinstance(meant, int):
        return meant & -meant
    low, high = meant
    old = known if isinstance(known, tuple) else (low, low)
    near = low if old[1] < low else high if old[0] > high else max(low, old[0])
    return (near, near)


def left(tie: Tie, known: Known) -> Known | None:
    """The nearest value of a tie's source at which the tie no longer holds; None where there is none."""
    fact = tie.source
    if fact.type == "boolean":
        return tie.when != fact.id
    if not isinstance(known, tuple) or fact.range is None:
        return None
    low, high = fact.range
    turns = [float(n) for n in re.findall(r"(?<=[ <>=])-?\d+(?:\.\d+)?", tie.when)]
    near = [v for turn in turns for v in (turn - 1, turn, turn + 1) if low <= v <= high]
    for value in sorted(near, key=lambda v: (abs(v - known[0]), v)):
        if tie.holds((value, value)) is False:
            return (value, value)
    return None
