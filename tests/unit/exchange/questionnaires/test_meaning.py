"""What words of answers mean, and which are not read."""

from itertools import pairwise

import pytest

from waymark.exchange.questionnaires.codes import plain, valid_check_digit
from waymark.exchange.questionnaires.expected import EXPECTED
from waymark.exchange.questionnaires.meaning import is_no_answer, readings, yes_or_no


@pytest.mark.parametrize(
    ("words", "scale", "place"),
    [
        ("Never", "freq", 0), ("Nunca", "often", 0), ("Überhaupt nicht", "days", 0), ("Varios días", "days", 1),
        ("An mehr als der Hälfte der Tage", "days", 2), ("Casi todos los días", "days", 3),
        ("Less than monthly", "freq", 6), ("2 to 4 times a month", "freq", 36), 
        ("Two to three times a week", "freq", 130),
        ("2-3 times a week", "freq", 130), ("4 or more times a week", "freq", 208), ("Weekly", "freq", 52),
        ("de 2 a 3 veces", "", 0), ("1 or 2", "amount", 1.5), ("7, 8, or 9", "amount", 8), ("10 or more", "amount", 10),
        ("Yes, but not in the last year", "year", 1), ("Sí, en el último año", "year", 2), ("Yes", "yesno", 1),
        ("3", "number", 3), ("3 - Nearly every day", "days", 3), ("no problem at all really", "", 0),
    ],
)  # fmt: skip
def test_words_have_their_place_or_none(words: str, scale: str, place: float) -> None:
    found = readings(words)
    assert (found.get(scale) == place) if scale else found == {}


@pytest.mark.parametrize(("words", "said"), [("Yes.", True), ("NEIN", False), ("sí", True), ("not really", None)])
def test_a_bare_yes_or_no_is_read(words: str, said: bool | None) -> None:
    assert yes_or_no(words) is said


@pytest.mark.parametrize("words", ["Don't know/refused", "Prefiero no contestar", "Declined", "weiß nicht"])
def test_declining_is_no_answer(words: str) -> None:
    assert is_no_answer(words)


def test_no_place_means_two_values_of_one_item() -> None:
    for items in EXPECTED.values():
        for expected in items.values():
            spans = sorted(expected.values.values())
            assert all(high < low for (_, high), (low, _) in pairwise(spans))


def test_text_is_compared_without_marks() -> None:
    assert plain(" Ärger\u00a0–  «sí» ") == "arger - «si»"
    assert valid_check_digit("44250-9")
    assert not valid_check_digit("44250-8")
