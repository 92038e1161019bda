"""The rules that speak about levels of care: what each asks when it is true, and what while it is not yet known."""

from collections.abc import Iterable

import msgspec

from waymark.knowledge.model.effect import Exclude, Minimum
from waymark.knowledge.release import Release
from waymark.planning.asked import Asked, Bits
from waymark.planning.care_level import demand_of
from waymark.planning.varying import State

__all__ = ["Voice", "union", "voices_of", "waiting"]


class Voice(msgspec.Struct, frozen=True):
    """A rule that asks for a minimum, or excludes a level."""

    rule: str
    facts: tuple[str, ...]
    minima: tuple[Minimum, ...]
    asked: Asked
    bits: int
    # Minima that hold also while the rule is not yet known, once this fact is true: what they ask, by fact.
    waiting: tuple[tuple[str | None, int], ...] = ()


def voices_of(release: Release) -> tuple[tuple[Voice, ...], Bits]:
    """The rules that speak about levels, and the code in which their demands are whole numbers."""
    spoken: list[tuple[str, tuple[Minimum, ...], Asked]] = []
    for rule in release.rules:
        minima = tuple(e for e in rule.effects if isinstance(e, Minimum))
        excluded = frozenset(e.option for e in rule.effects if isinstance(e, Exclude) and e.option.startswith("level:"))
        if minima or excluded:
            spoken.append((rule.id, minima, Asked(demand=demand_of(minima), excluded=excluded)))
    bits = Bits((asked for _, _, asked in spoken), (c for c in release.program.conditions if c.startswith("level:")))
    return tuple(_voice(release, rule, minima, asked, bits) for rule, minima, asked in spoken), bits


def _voice(release: Release, rule: str, minima: tuple[Minimum, ...], asked: Asked, bits: Bits) -> Voice:
    applying = tuple(m for m in minima if m.unknown == "apply")
    return Voice(
        rule=rule,
        facts=tuple(dict.fromkeys((*release.program.facts_of(rule), *(m.given for m in applying if m.given)))),
        minima=minima,
        asked=asked,
        bits=bits.of(asked),
        waiting=tuple((m.given, bits.of(Asked(demand=demand_of((m,))))) for m in applying),
    )


def union(parts: Iterable[int]) -> int:
    bits = 0
    for part in parts:
        bits |= part
    return bits


def waiting(silent: Iterable[Voice], state: State) -> set[int]:
    """What rules that do not speak may ask while they are not yet known: nothing, one of them, or several."""
    found = {0}
    for voice in silent:
        bits = union(b for given, b in voice.waiting if given is None or state[given] is True)
        found |= {one | bits for one in found}
    return found
