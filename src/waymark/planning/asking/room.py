"""Who is in the room: who answers, who can act, which words are at hand."""

from collections.abc import Container, Mapping
from typing import Literal

import msgspec

__all__ = ["PackWords", "Room", "WordedItem"]


class WordedItem(msgspec.Struct, frozen=True):
    """One item in official words. `above`: instructions over it; `options`: value -> words."""

    asks: str
    above: str = ""
    options: Mapping[float, str] = {}


class PackWords(msgspec.Struct, frozen=True):
    """The wording of one whole form in one language. `name`: the content pack with its hash."""

    name: str
    items: Mapping[str, WordedItem]


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of an interview; see `interview.begin`."""

    answered_by: Literal["person", "clinician"] = "clinician"
    attended: bool = True
    full: bool = False
    forms: Container[str] | None = None
    lists: Container[str] = ()
    wording: Literal["official", "pack"] = "official"
    pack: str | None = None
    # Official wording at hand, by instrument.
    packs: Mapping[str, PackWords] = {}
    by: str | None = None
    go_on: bool = False
    # Topics left for another sitting.
    aside: frozenset[str] = frozenset()
