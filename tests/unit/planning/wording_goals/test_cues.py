"""The language of cues, and how a text is read for it."""

import pytest

from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.patterns import CueError, Indexed, find_all, parse_cue, word_lists
from waymark.knowledge.cues.reading import read_words

LISTS = word_lists({"stop": {"en": ("stop", "give up")}, "drink": {"en": ("drinking",), "es": ("beber",)}})


def found(cue: str, text: str) -> list[tuple[int, ...]]:
    return [hit.literal for hit in find_all(parse_cue(cue, LISTS), Indexed(read_words(text).words))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I don’t WANT", ("i", "dont", "want")),
        ("mañana, ¡ÁÉÍ ñ!", ("manana", "|", "aei", "n", "|")),
        ("2.5 kg", ("2.5", "kg")),
        ("2,5 kg", ("2.5", "kg")),
        ("one. two", ("one", "|", "two")),
        ("man\u0303ana", ("manana",)),
        ("ＡＬＣＯＨＯＬ", ("alcohol",)),
        ("dr\u200bink\u202e", ("drink",)),
        ("🙂", ()),
        ("", ()),
    ],
)
def test_words_are_read_without_capitals_and_accents(text: str, words: tuple[str, ...]) -> None:
    assert read_words(text).words == words


def test_each_word_knows_where_it_stands() -> None:
    reading = read_words("  Dejar,  el TRAGO…")
    assert [reading.said(n, n + 1) for n in range(3)] == ["Dejar", "el", "TRAGO"]
    assert reading.said(0, 3) == "Dejar,  el TRAGO"
    assert reading.after_comma == {1}


@pytest.mark.parametrize(
    ("cue", "text", "where"),
    [
        ("stop drinking", "i stop drinking", [(1, 2)]),
        ("<stop> .. <drink>", "give up all the drinking", [(0, 1, 4)]),
        ("<stop> .. <drink>", "stop now. drinking", []),
        ("<stop> .. <drink>", "stop a b c d e f g drinking", []),
        ("<stop> ... <drink>", "stop a b c d e f g drinking", [(0, 8)]),
        ("stop my? drinking", "stop drinking", [(0, 1)]),
        ("stop my? drinking", "stop my drinking", [(0, 1, 2)]),
        ("smok* weed|the_pot", "smoking the pot", [(0, 1, 2)]),
        ("# beers", "12 beers and three beers", [(0, 1), (3, 4)]),
        ("^ stop $", "stop. no stop", [(0,)]),
        ("^ stop", "no. stop it", [(2,)]),
    ],
)
def test_cues_are_found(cue: str, text: str, where: list[tuple[int, ...]]) -> None:
    assert found(cue, text) == where


@pytest.mark.parametrize("cue", ["", "..", "stop ..", ".. stop", "<nothing> stop", "two-words", "my?", "|", "a||b"])
def test_a_cue_that_cannot_be_read_is_refused(cue: str) -> None:
    with pytest.raises(CueError):
        parse_cue(cue, LISTS)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("5", 5),
        ("2.5", 2.5),
        ("20kg", 20),
        ("three", 3),
        ("tres", 3),
        ("x", None),
        ("", None),
        ("1234567", None),
        ("4.", 4),
    ],
)
def test_numbers_in_words(word: str, number: float | None) -> None:
    assert number_in(word) == number
