"""Slips of the finger are put right where one word of the library is meant, and nowhere else."""

from functools import cache

import pytest

from waymark.knowledge.cues.reading import read_words
from waymark.knowledge.release import load_release
from waymark.planning.wording_goals.lexicon import Lexicon, lexicon_of


@cache
def lexicon() -> Lexicon:
    return lexicon_of(load_release())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("drinkin", "drinking"),
        ("alcohl", "alcohol"),
        ("meetting", "meeting"),
        ("kristal", "cristal"),
        ("traguito", "trago"),
        ("cervecitas", "cervezas"),
        ("fumarte", "fumar"),
        ("druuugs", "drugs"),
    ],
)
def test_a_slip_is_read_as_what_was_meant(written: str, meant: str) -> None:
    reading, mended = lexicon().mended(read_words(f"i {written} so"))
    assert reading.words[1] == meant
    assert mended == {1: meant}
    assert reading.text == f"i {written} so"


@pytest.mark.parametrize(
    "word", ["monkey", "tuesday", "christmas", "dinosaur", "xyzzyx", "brother", "12345678", "cuando"]
)
def test_an_ordinary_word_stays_what_it_is(word: str) -> None:
    assert lexicon().mended(read_words(word))[1] == {}
