"""Text that a sheet can print: what the fonts lack, and what would change how a line reads, becomes a visible mark."""

import re
import unicodedata
from functools import cache

from waymark.rendering.pdf.coverage import RANGES

__all__ = ["MARK", "clip", "printable"]

# Stands where a letter cannot be printed.
MARK = "□"
_LONG_WORD = re.compile(r"\S{28,}")
_HASH = re.compile(r"\(?[0-9a-f]{32,64}\)?")
# Of no width and no meaning where nothing needs joining: hints for breaking, joiners, variants of a picture.
SILENT = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)))


@cache
def _printed() -> frozenset[int]:
    found: set[int] = set()
    for part in RANGES.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def printable(text: str, *, bare: bool = False) -> str:
    """The text in one line, every letter printed as it is or as MARK; marks in a row (a picture, its skin) are one.

    `bare`: without signs above or below a letter, for the rare ones that no single font holds together.
    """
    if text.isascii() and text.isprintable():
        return _breaking(text)
    known = _printed()
    letters: list[str] = []
    for letter in " ".join(unicodedata.normalize("NFC", text).split()).translate(SILENT):
        if ord(letter) in known and not (bare and unicodedata.category(letter).startswith("M")):
            # A mark above a letter that is not printed, or above none, has nothing to stand on.
            if not unicodedata.combining(letter) or (letters and letters[-1] not in (MARK, " ")):
                letters.append(letter)
            elif not letters or letters[-1] != MARK:
                letters.append(MARK)
        elif not letters or letters[-1] != MARK:
            letters.append(MARK)
    return _breaking("".join(letters))


def _breaking(text: str) -> str:
    """Very long words may break anywhere, or they would run over the edge; a hash stays whole, to be copied."""
    return _LONG_WORD.sub(lambda word: word[0] if _HASH.fullmatch(word[0]) else "\u200b".join(word[0]), text)


def clip(text: str, most: int) -> str:
    """The text with at most this many letters, cut between words where there are any; a cut shows as “…”."""
    if len(text) <= most:
        return text
    if most < 2:
        return ""
    head = text[: most - 1]
    cut = head.rpartition(" ")[0]
    return (cut if len(cut) > most // 2 else head).rstrip(" ,;:…") + "…"
