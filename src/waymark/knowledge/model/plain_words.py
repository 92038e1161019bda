"""Words that wound or that only the house uses, and how hard a text may be to read: the checks of language, as data."""

from typing import Annotated, Literal

import msgspec

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["Allowed", "Avoided", "Band", "ReadingNames", "ReadingScale"]

Language = Literal["en", "es"]
Words = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Allowed(Entry, frozen=True, kw_only=True):
    """Where the words are right all the same, and why."""

    words: Words
    because: str


class Avoided(Clinical, frozen=True, kw_only=True):
    """Words not to write, as cues (see the model of wording), with what to write instead.

    `reads`: in whose texts. What a person said in their own words is never held against this, and never changed.
    """

    id: str
    language: Language
    kind: Literal["names a person", "blames", "belittles", "presses", "promises", "house word"]
    words: Words
    instead: str
    reads: Literal["everybody", "person"] = "everybody"
    allowed: tuple[Allowed, ...] = ()


class Band(Entry, frozen=True, kw_only=True):
    """What a figure from `at_least` on means, in the words of who published the scale."""

    at_least: float
    says: Text


class ReadingScale(Clinical, frozen=True, kw_only=True):
    """How hard what a person reads may be, in one language, by a published formula.

    `aim`: beyond it a text is counted. `limit`: beyond it one text is an error. `entry_limit`: beyond it all texts of
    one entry together are. Grades count upwards, ease downwards. Texts of fewer words give no figure worth having.
    """

    id: str
    language: Language
    formula: Literal["flesch-kincaid", "szigriszt-pazos"]
    says: Text
    aim: float
    limit: float
    entry_limit: float
    fewest_words: int
    bands: tuple[Band, ...] = ()


class ReadingNames(Entry, frozen=True, kw_only=True):
    """Names that a reader has to meet anyway: they count as one short word. `because` says why they stand."""

    id: str
    because: str
    words: Words
