"""Slips of the finger and ways of writing by ear: other spellings that a word may have been meant as."""

import re
from collections.abc import Iterator

__all__ = ["apart", "one_apart", "plainer", "sound"]

# Spanish as it is often written by ear: b for v, s for z and c, k for c and qu, y for ll, no h.
_BY_EAR = (("qu", "k"), ("ce", "se"), ("ci", "si"), ("ch", "7"), ("c", "k"), ("z", "s"), ("v", "b"), ("ll", "y"))
_SMALL = re.compile(r"it([oa]s?)$")
_CLITIC = re.compile(r"(?<=r)(?:me|te|se|nos)?(?:l[oae]s?)?$|(?<=ndo)(?:me|te|se|nos)?(?:l[oae]s?)?$")


def sound(word: str) -> str:
    """How a Spanish word sounds, roughly: words that are spelt alike by ear have the same sound."""
    for written, heard in _BY_EAR:
        word = word.replace(written, heard)
    return word.replace("h", "")


def plainer(word: str) -> Iterator[str]:
    """Plainer forms of a word, the nearest first: fewer letters of one kind, no diminutive, no pronoun on its end."""
    single = re.sub(r"(.)\1{2,}", r"\1", word)
    if single != word:
        yield re.sub(r"(.)\1{2,}", r"\1\1", word)
        yield single
    small = _SMALL.search(word)
    if small is not None and small.start() >= 3:
        yield from _whole(word[: small.start()], small.group(1))
    bare = _CLITIC.sub("", word)
    if bare != word and len(bare) >= 4:
        yield bare


def _whole(root: str, ending: str) -> Iterator[str]:
    """traguito: trago; cervecita: cerveza; solito: solo; lugarcito: lugar; nochecita: noche."""
    yield root + ending
    yield root.removesuffix("u") + ending
    yield root.removesuffix("c") + "z" + ending
    yield root.removesuffix("c")
    yield root.removesuffix("c") + ending
    yield root + "e"


def one_apart(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    if len(one) > len(other):
        one, other = other, one
    start = next((n for n, sign in enumerate(one) if other[n] != sign), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def apart(one: str, other: str) -> int:
    """How many letters are more, less or other between two words."""
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return max(len(one), len(other))
    row = list(range(len(other) + 1))
    for number, sign in enumerate(one, start=1):
        before, row[0] = row[0], number
        for place, against in enumerate(other, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (sign != against))
    return row[-1]
