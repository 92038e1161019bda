"""How hard a text is to read, by the published formula of its language.

English: the school grade of Flesch and Kincaid (0.39 words per sentence + 11.8 syllables per word - 15.59).
Spanish: the perspicuity of Szigriszt-Pazos, read on the INFLESZ scale (206.835 - 62.3 syllables per word - words per
sentence; higher is easier). What may be, with sources, stands in the library (`reading_scales`). Both count syllables
by rules, not by a dictionary, so a figure is good to about half a grade. Names that a reader has to meet anyway and
numbers count as one short word. A colon or semicolon ends a sentence: what stands on both sides of it is read alone.
"""

import re
from collections.abc import Callable, Collection
from typing import Final

from waymark.knowledge.model.plain_words import ReadingScale

__all__ = ["ease", "grade", "measured", "words_of"]

# Where no scale says otherwise.
FEWEST: Final = 20

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\{[^{}]*\}|\d[\d.,:/-]*")
_SENTENCE_END = re.compile(r"[.!?;:…]+(?=\s|$)|\n")
_STRONG = "aeoáéó"
_WEAK_STRESSED = "íú"


def words_of(text: str) -> list[str]:
    """The words of a text; a placeholder or a number is one word."""
    return _WORD.findall(text)


def measured(scale: ReadingScale, text: str, names: Collection[str] = ()) -> float | None:
    """The figure of a scale's formula, or None for a text too short to say."""
    return (grade if scale.formula == "flesch-kincaid" else ease)(text, names, scale.fewest_words)


def grade(text: str, names: Collection[str] = (), fewest: int = FEWEST) -> float | None:
    """The English school grade, or None for a text of fewer words."""
    counted = _counted(text, names, _syllables_en, fewest)
    if counted is None:
        return None
    words, sentences, syllables = counted
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def ease(text: str, names: Collection[str] = (), fewest: int = FEWEST) -> float | None:
    """The Spanish perspicuity (0 to about 100), or None for a text of fewer words."""
    counted = _counted(text, names, _syllables_es, fewest)
    if counted is None:
        return None
    words, sentences, syllables = counted
    return 206.835 - 62.3 * syllables / words - words / sentences


def _counted(
    text: str, names: Collection[str], syllables: Callable[[str], int], fewest: int
) -> tuple[int, int, int] | None:
    words = words_of(text)
    if len(words) < fewest:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(text) if part and words_of(part))
    total = sum(
        1 if word.lower() in names or not word[0].isalpha() or word.isupper() else syllables(word.lower())
        for word in words
    )
    return len(words), max(1, sentences), total


def _syllables_en(word: str) -> int:
    return sum(_part_en(part) for part in re.split(r"[-]", word) if part)


def _part_en(word: str) -> int:
    word = re.sub(r"['’](s|re|ve|ll|d|m)$", "", word)
    if len(word) <= 3:
        return 1
    # Silent endings: "walked", "used", "make", "times"; but "needed", "little", "services".
    if word.endswith("ed") and word[-3] not in "dt":
        word = word[:-2]
    elif word.endswith("es") and not word.endswith(("ses", "zes", "xes", "ches", "shes", "ces", "ges", "ies")):
        word = word[:-2] + "s"
    elif word.endswith("e") and not (word.endswith("le") and word[-3] not in "aeiouy"):
        word = word[:-1]
    # "every" and its kin lose a vowel in speech.
    word = re.sub(r"^every", "evry", word)
    groups = len(re.findall(r"[aeiouy]+", word))
    # Vowels that stand together and are spoken apart: "video", "being", "idea", "diary".
    apart = len(re.findall(r"ia[^n]|io[^nu]|(?<!p)eo|[ye]ing|[dr]ea$", word))
    return max(1, groups + apart)


def _syllables_es(word: str) -> int:
    count = 0
    previous = ""
    for place, letter in enumerate(word):
        vowel = letter in "aeiouáéíóúü" or (letter == "y" and place == len(word) - 1)
        silent = letter in "uü" and previous in "qg" and word[place + 1 : place + 2] in tuple("eiéí") and letter != "ü"
        if not vowel or silent:
            previous = letter if not vowel else ""
            continue
        apart = previous in _STRONG and letter in _STRONG if previous else True
        if previous and (previous in _WEAK_STRESSED or letter in _WEAK_STRESSED):
            apart = True
        if not previous or previous not in "aeiouáéíóúü" or apart:
            count += 1
        previous = letter
    return max(1, count)
