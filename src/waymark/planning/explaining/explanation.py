"""What an explanation says: the structures, shared by those who find it out and those who show it."""

from typing import Literal

import msgspec

__all__ = ["Change", "Move", "WouldChange"]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any part of an explanation."""


class Move(Part, frozen=True, kw_only=True):
    """One fact that would be different. `before` is None where nothing is known now.

    `value` is what a record would note (true, a number, an option id), so that anyone can try it.
    """

    fact: str
    label: str
    before: str | None
    after: str
    value: bool | float | str


class Change(Part, frozen=True, kw_only=True):
    """What would change a line, as one change: the moves, and what goes along with them.

    `becomes`: what the line would then be, in words. `by`: who could bring it about. `person` is empty where it is not
    worth acting on; then the person is not shown it.
    """

    moves: tuple[Move, ...]
    companions: tuple[Move, ...] = ()
    kind: Literal["different", "found out"]
    becomes: str
    by: Literal["person", "care", "time", "nobody"]
    person: str = ""


class WouldChange(Part, frozen=True, kw_only=True):
    """Nearest first. `several`: no change of one or two facts does it. `unchangeable`: no fact bears on the line."""

    singles: tuple[Change, ...] = ()
    pairs: tuple[Change, ...] = ()
    several: bool = False
    unchangeable: bool = False
