"""What varies in the level table: facts that go together, with every value that can make a difference."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

import msgspec

from waymark.knowledge.release import Release
from waymark.logic import Known

__all__ = ["State", "Variable", "states_of", "variables_of"]

# Anchor facts named `..._at_least_K` of one stem form a ladder: only prefixes of it can be true.
LADDER = "_at_least_"

State = dict[str, Known]


class Variable(msgspec.Struct, frozen=True):
    """Facts that vary together, with every value they can take; later values are a higher need where `rising`."""

    name: str
    states: tuple[State, ...]
    rising: bool


def variables_of(release: Release, names: Iterable[str]) -> dict[str, Variable]:
    """The variables these facts make up, by name."""
    ladders: dict[str, list[str]] = {}
    found: dict[str, Variable] = {}
    for name in dict.fromkeys(names):
        if LADDER in name:
            ladders.setdefault(name.rsplit(LADDER, 1)[0], []).append(name)
        else:
            found[name] = _single(release, name)
    for stem, rungs in ladders.items():
        rungs.sort(key=lambda r: int(r.rsplit(LADDER, 1)[1]))
        states: tuple[State, ...] = tuple(
            {r: i < height for i, r in enumerate(rungs)} for height in range(len(rungs) + 1)
        )
        found[stem] = Variable(stem, states, rising=True)
    return found


def states_of(variables: Mapping[str, Variable], names: Iterable[str]) -> Iterator[State]:
    """Every combination of the named variables, as facts."""
    for combination in product(*(variables[n].states for n in names)):
        joined: State = {}
        for part in combination:
            joined.update(part)
        yield joined


def _single(release: Release, name: str) -> Variable:
    """One fact: yes and no, each option, or for a number the values on both sides of each threshold."""
    fact = release.facts[name]
    if fact.type == "boolean":
        return Variable(name, ({name: False}, {name: True}), rising=False)
    if fact.type == "category":
        return Variable(name, tuple({name: 1 << i} for i in range(len(fact.options))), rising=False)
    critical = release.program.critical_values().get(name, ())
    found = {p for c in critical for p in (*c.holds_at, *c.fails_at)}
    points = sorted(float(p) for p in found if not isinstance(p, str))
    return Variable(name, tuple({name: (p, p)} for p in points or [0.0]), rising=False)
