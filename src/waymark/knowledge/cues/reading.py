"""A person's words as words that cues can be tried on, each with its place in what was written.

Nothing here changes what was written: `Reading.text` is the text as it came, and every word knows where it stands.
"""

import unicodedata

import msgspec

__all__ = ["SENTENCE_END", "Reading", "read_words"]

SENTENCE_END = "|"
_ENDS = frozenset(".!?;:\n\r\u2026¿¡()\u3002\uff01\uff1f")
_COMMAS = frozenset(",–—/")
_APOSTROPHES = frozenset("'’‘`´ʼ")


class Reading(msgspec.Struct, frozen=True):
    """`words`: without capitals and accents, a sentence end as `|`. `places`: start and end of each in `text`."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    # Words that stand right after a comma.
    after_comma: frozenset[int] = frozenset()

    def said(self, start: int, end: int) -> str:
        """What was written from the word `start` up to the word before `end`."""
        return self.text[self.places[start][0] : self.places[end - 1][1]]


def read_words(text: str) -> Reading:
    """Split a text into words: letters and digits; an apostrophe joins, other signs part."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    after_comma: set[int] = set()
    current: list[str] = []
    start = end = 0
    comma = False

    def finish() -> None:
        nonlocal comma
        if current:
            if comma:
                after_comma.add(len(words))
            comma = False
            words.append("".join(current))
            places.append((start, end))
            current.clear()

    for place, sign in enumerate(text):
        for part in _folded(sign):
            if part.isalnum():
                if not current:
                    start = place
                current.append(part)
                end = place + 1
            elif sign in ".," and _inside_number(text, place):
                current.append(".")
            elif sign in _ENDS:
                finish()
                if words and words[-1] != SENTENCE_END:
                    words.append(SENTENCE_END)
                    places.append((place, place + 1))
                comma = False
            elif sign in _COMMAS:
                finish()
                comma = True
            elif sign not in _APOSTROPHES:
                finish()
    finish()
    return Reading(text, tuple(words), tuple(places), frozenset(after_comma))


def _folded(sign: str) -> str:
    """A sign without capital and accent; marks that only change how other signs look give nothing."""
    if sign.isascii():
        return sign.lower()
    plain = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(part for part in plain if unicodedata.category(part) not in ("Mn", "Me", "Cf"))


def _inside_number(text: str, place: int) -> bool:
    """The point of 2.5 ends no sentence."""
    return place > 0 and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
