"""What a change would do: the lines that would be another, with what would stand there."""

from collections.abc import Mapping
from typing import Any

from waymark.logic import Known
from waymark.planning.outline import Outline, outlined
from waymark.planning.situation import Situation, supposing

__all__ = ["Effects", "Entry"]

# What stands on a line in the outline; None: the line is not there.
Entry = tuple[Any, ...] | None


class Effects:
    """Effects of changes on one person's plan; changes that come to the same are worked out once."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.outline: Outline = outlined(situation)
        self._kept: dict[tuple[object, ...], dict[str, Entry]] = {}

    def of(self, changes: Mapping[str, Known | None]) -> dict[str, Entry]:
        """Lines that differ -> what would stand there."""
        supposed = supposing(self.situation, changes)
        other = outlined(supposed)
        return differing(self.outline, other)


def differing(one: Outline, other: Outline) -> dict[str, Entry]:
    """Lines of two outlines that differ, with what stands in the other."""
    return {n: other.get(n) for n in {**one, **other} if "#" not in n and one.get(n) != other.get(n)}
