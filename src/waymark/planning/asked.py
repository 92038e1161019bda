"""What rules of the level table ask together, and the same as bits of one whole number.

The proof of the level table joins very many demands. A value on an axis is written as one bit for each distinct value
up to it, so that the maximum of two values is their `|`; levels excluded and gates open are one bit each. Joining two
demands is then one `|`, and exact: nothing is rounded, nothing is sampled.
"""

from collections.abc import Iterable

import msgspec

from waymark.planning.level import AXES, Demand, Vector, highest

__all__ = ["Asked", "Bits"]


class Asked(msgspec.Struct, frozen=True):
    """What the rules ask together: the demand, the levels excluded, the gates that are open."""

    demand: Demand = Demand()
    excluded: frozenset[str] = frozenset()
    gates: frozenset[str] = frozenset()

    def join(self, other: "Asked") -> "Asked":
        """Both at once: the higher value on each axis, all exclusions, all open gates."""
        one, two = self.demand, other.demand
        return Asked(
            Demand(
                highest((one.floors, two.floors)),
                highest((one.targets, two.targets)),
                highest((one.relaxed, two.relaxed)),
            ),
            self.excluded | other.excluded,
            self.gates | other.gates,
        )


class Bits:
    """A code of demands as whole numbers: `of(a.join(b)) == of(a) | of(b)`, and `read` gives back what was coded.

    Made for the demands in `spoken` and everything that can be joined from them.
    """

    def __init__(self, spoken: Iterable[Asked], gates: Iterable[str]) -> None:
        known = tuple(spoken)
        self._width = 0
        self._places = [
            {value: self._take() for value in sorted({_values(a)[place] for a in known} - {0})}
            for place in range(3 * len(AXES))
        ]
        self._excluded = {name: self._take() for name in sorted({name for a in known for name in a.excluded})}
        self._gates = {name: self._take() for name in sorted(gates)}

    def _take(self) -> int:
        self._width += 1
        return 1 << (self._width - 1)

    def of(self, asked: Asked) -> int:
        """The whole number that stands for a demand."""
        bits = 0
        for reached, place in zip(_values(asked), self._places, strict=True):
            for value, bit in place.items():
                if value <= reached:
                    bits |= bit
        for name in asked.excluded:
            bits |= self._excluded[name]
        for name in asked.gates:
            bits |= self._gates[name]
        return bits

    def read(self, bits: int) -> Asked:
        """The demand a whole number stands for."""
        reached = [max((value for value, bit in place.items() if bits & bit), default=0) for place in self._places]
        return Asked(
            Demand(_vector(reached[:5]), _vector(reached[5:10]), _vector(reached[10:])),
            frozenset(name for name, bit in self._excluded.items() if bits & bit),
            frozenset(name for name, bit in self._gates.items() if bits & bit),
        )


def _values(asked: Asked) -> tuple[float, ...]:
    return (*asked.demand.floors, *asked.demand.targets, *asked.demand.relaxed)


def _vector(axes: list[float]) -> Vector:
    hours, medical, nights, cooccurring, dispensing = axes
    return (hours, int(medical), int(nights), int(cooccurring), int(dispensing))
