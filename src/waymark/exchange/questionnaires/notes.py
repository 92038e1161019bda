"""What is said about a file: every repair, match, doubt and disagreement, in one sentence each."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from waymark.exchange.errors import ExchangeError

__all__ = ["DOUBTS", "Kind", "Note", "Notes", "QuestionnaireError", "gathered"]

Kind = Literal[
    "read",  # what the file is
    "converted",  # another version of FHIR
    "repaired",  # a defect of the file that leaves one reading
    "identity",  # how the instrument was told
    "matched",  # which question is which item, and how sure
    "extra",  # questions that are no items
    "missing",  # items without a question or without an answer
    "options",  # how answers became values
    "weights",  # weights of the file that are not ours
    "scoring",  # other scoring in the file
    "codes",  # codes that are wrong or absent
    "variant",  # wording known to differ from the standard form
    "unanswered",  # an answer that is there and could not be used
    "safety",  # an answer that matters at once
    "agrees",  # a total of the file that is ours
    "disagrees",  # a total of the file that is not ours
]
# What a reader has to look at.
DOUBTS: tuple[Kind, ...] = ("weights", "codes", "variant", "unanswered", "safety", "disagrees")
# Kinds whose sentences begin with their place.
GATHERED: tuple[Kind, ...] = ("repaired", "options", "weights", "unanswered")


class QuestionnaireError(ExchangeError):
    """A file that is no questionnaire or response of an instrument we can score; says which and why."""


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence. `item`: the item of our instrument it is about."""

    kind: Kind
    text: str
    item: str | None = None


class Notes:
    """Notes in the order they were made, each once."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}

    def add(self, kind: Kind, text: str, item: str | None = None) -> None:
        """Note one sentence."""
        self._notes.setdefault(Note(kind, text, item))

    def all(self) -> tuple[Note, ...]:
        """Everything noted so far."""
        return tuple(self._notes)

    def of(self, *kinds: Kind) -> tuple[Note, ...]:
        """The notes of these kinds."""
        return tuple(note for note in self._notes if note.kind in kinds)


def gathered(notes: Iterable[Note]) -> list[tuple[Kind, str]]:
    """Kind and sentence for a reader: sentences that differ only in the place they name become one."""
    places: dict[tuple[Kind, str], list[str]] = {}
    for note in notes:
        place, colon, says = note.text.partition(": ")
        if note.kind not in GATHERED or not colon:
            place, says = "", note.text
        places.setdefault((note.kind, says), []).append(place)
    return [(kind, says if not found[0] else f"{_short(found)}: {says}") for (kind, says), found in places.items()]


def _short(places: list[str]) -> str:
    if len(places) <= 3:
        return ", ".join(places)
    return f"{places[0]} to {places[-1]} ({len(places)} times)"
