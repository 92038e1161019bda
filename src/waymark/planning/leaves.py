"""The open leaves of conditions for one person: the facts that could still settle them, as one would ask for them."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from waymark.logic import Known
from waymark.planning.prepare import Prepared

if TYPE_CHECKING:
    from waymark.logic.missing import Missing

__all__ = ["Leaves", "exact"]


class Leaves:
    """What is open in each condition, found once for the same values and kept from answer to answer.

    `closed`: questions that were put and got no answer; what lies behind them is asked instead.
    """

    def __init__(
        self, prepared: Prepared, values: Mapping[str, Known] | None = None, closed: frozenset[str] = frozenset()
    ) -> None:
        self.prepared = prepared
        self.values: Mapping[str, Known] = {} if values is None else values
        self.closed = closed
        self._found: dict[str, tuple[str, ...]] = {}

    def moved(self, values: Mapping[str, Known], closed: frozenset[str]) -> "Leaves":
        """The same for what is known now."""
        following = Leaves(self.prepared, values, closed)
        before = self.values
        changed = {f for f, known in values.items() if before.get(f) != known}
        changed |= (before.keys() - values.keys()) | (closed ^ self.closed)
        touched: set[str] = set().union(*(self.prepared.readers.get(f, frozenset()) for f in changed))
        following._found = {name: leaves for name, leaves in self._found.items() if name not in touched}
        return following

    def of(self, name: str) -> tuple[str, ...]:
        """Facts that could still settle a condition or derived fact."""
        # Of what nothing is known about this person, the same is open as for everybody.
        kept = self._found if name in self._touched else self.prepared.untouched
        found = kept.get(name)
        if found is None:
            found = kept[name] = self._as_asked(name, self._reading.of(name))
        return found

    def known(self, fact: str) -> bool:
        """One value is left, noted or following from what was noted."""
        value = self.values.get(fact)
        if value is None:
            value = self.derived.get(fact)
        return value is not None and exact(value)

    @cached_property
    def derived(self) -> Mapping[str, Known]:
        """What follows from what was noted."""
        return self.prepared.release.program.values(self.values)

    def _as_asked(self, name: str, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Where an open fact follows from others but can itself be asked ("ever used?"), that one question stands."""
        gathered = self.prepared.gathered(name) if missing else ()
        if not gathered:
            return missing
        left = dict.fromkeys(missing)
        asked: dict[str, None] = {}
        for fact, parts, fewest in gathered:
            if fact not in self._putable or parts.isdisjoint(left):
                continue
            inside = [f for f in left if f in parts]
            # A danger is asked about in its own words, not by way of a test; and where what lies behind it was put and
            # got no answer (how many days?), the plainer question may still get one (do you smoke?).
            if len(inside) >= fewest or any(f in self.closed for f in inside):
                asked[fact] = None
                for f in inside:
                    del left[f]
        return (*asked, *left)

    @cached_property
    def _touched(self) -> set[str]:
        """Conditions and derived facts that read something that is known or was put."""
        readers = self.prepared.readers
        return set().union(*(readers.get(f, ()) for f in (*self.values, *self.closed)))

    @cached_property
    def _putable(self) -> frozenset[str]:
        """Derived facts that can be asked and are still open."""
        derived = self.derived
        return frozenset(
            fact
            for fact in self.prepared.gathering
            if fact not in self.values and fact not in self.closed and not isinstance(derived.get(fact), bool)
        )

    @cached_property
    def _reading(self) -> "Missing":
        return self.prepared.release.program.reading(self.values, self.derived)


def exact(known: Known) -> bool:
    """One value is left."""
    if isinstance(known, bool):
        return True
    return known[0] == known[1] if isinstance(known, tuple) else known & (known - 1) == 0
