"""Kinds of facts, and how much is known about one."""

from collections.abc import Mapping
from typing import Literal

import msgspec

__all__ = ["OPEN", "UNKNOWN", "FactType", "Facts", "Interval", "Known", "Truth", "Vocabulary"]

Interval = tuple[float, float]
# What is known about one fact: a truth; the lowest and highest possible number; or a bit mask of possible options.
Known = bool | Interval | int
Facts = Mapping[str, Known]
# Kleene's three values: None is unknown.
Truth = bool | None

UNKNOWN: Interval = (float("-inf"), float("inf"))
# Given as the value of a derived boolean: unknown, and not to be derived (two readings of it contradict each other).
OPEN = 2


class FactType(msgspec.Struct, frozen=True):
    """The kind of a fact; numbers carry a unit (None: a plain number such as a score), categories their options.

    `range` is the lowest and highest value that can be noted, `resolution` the smallest step of a number.
    """

    kind: Literal["boolean", "integer", "number", "category"]
    unit: str | None = None
    options: tuple[str, ...] = ()
    range: tuple[float, float] | None = None
    resolution: float | None = None


class Vocabulary(msgspec.Struct, frozen=True):
    """The names a condition may use: facts with their types, and named values as (number, unit)."""

    facts: dict[str, FactType]
    constants: dict[str, tuple[float, str | None]] = {}
