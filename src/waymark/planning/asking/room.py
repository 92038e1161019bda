"""Who is in the room: who answers, who can act, which words are at hand."""

from collections.abc import Container
from typing import Literal

import msgspec

__all__ = ["Room"]


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of an interview; see `interview.begin`."""

    answered_by: Literal["person", "clinician"] = "clinician"
    attended: bool = True
    full: bool = False
    forms: Container[str] | None = None
    lists: Container[str] = ()
    wording: Literal["official", "pack"] = "official"
    pack: str | None = None
    by: str | None = None
    go_on: bool = False
    # Topics left for another sitting.
    aside: frozenset[str] = frozenset()
