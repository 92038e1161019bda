"""Small questions about effects, asked while it is found out what can still change a line."""

from waymark.knowledge.model.effect import Minima, Minimum, Recommend
from waymark.knowledge.model.rule import Rule
from waymark.planning.level import Vector, highest, vector
from waymark.planning.options import RANKS

__all__ = ["covers", "demands", "protecting", "reached"]


def protecting(rule: Rule) -> bool:
    """A safety rule or a duty: its steps are never cut."""
    return rule.safety or rule.strength == "must"


def covers(known: Recommend, other: Recommend) -> bool:
    """What is recommended already says all that the other would."""
    return (
        known.problem == other.problem
        and known.substance in (None, other.substance)
        and RANKS[known.rank] <= RANKS[other.rank]
    )


def demands(minima: list[Minimum]) -> tuple[Vector, Vector, Vector]:
    """Floors, targets, and targets where these are relaxed."""
    floors = highest(vector(m.minima) for m in minima if m.strength == "floor")
    targets = highest(vector(m.minima) for m in minima if m.strength == "target")
    return floors, targets, highest(vector(m.relaxed or m.minima) for m in minima if m.strength == "target")


def reached(minima: Minima, demand: Vector) -> bool:
    """The demand asks for as much on every axis."""
    return all(want <= have for want, have in zip(vector(minima), demand, strict=True))
