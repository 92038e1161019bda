"""Any text at all: the words are kept to the sign, nothing breaks, and time stays in bounds."""

from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.knowledge.release import load_release
from waymark.planning.prepare import prepare
from waymark.planning.wording_goals.goal import WordedGoal
from waymark.planning.wording_goals.word import MOST_CHARACTERS, Wording, word_goal
from waymark.record.time import Calendar
from waymark.rendering.goal import render_goal

PIECES = (
    *("stop", "drinking", "dejar", "el trago", "2", "xanax", "tomorrow", "never", "no quiero", ".", ",", "por mi hija"),
    *("kill myself", "\u202e", "🍺", "\x00", "٣", "³", "½", "2027-02-30", "by", "día", "İ", "ﬀ", "'", "\ud7ff", "#"),
    *("<stop>", "hace", "3 kg", "se", "el", "al"),
)
CHARACTERS = st.characters(codec="utf-8")


@cache
def wording(language: str) -> Wording:
    return Wording(prepare(load_release(locale=language), None, language))


def worded(text: str, language: str = "en") -> WordedGoal:
    return word_goal(wording(language), text, Calendar("2026-11-21", None))


@given(st.text(CHARACTERS, max_size=200), st.sampled_from(["en", "es"]))
def test_words_are_kept_to_the_sign(text: str, language: str) -> None:
    goal = worded(text, language)
    assert msgspec.json.decode(msgspec.json.encode(goal), type=WordedGoal).words == text
    for proposal in goal.proposals:
        assert proposal.draft is None or proposal.draft.words == text
    render_goal(goal)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_mixtures_of_cues_break_nothing(text: str) -> None:
    goal = worded(text)
    assert goal.words == text
    if "kill myself" in text:
        assert goal.standing == "danger"
    if goal.standing == "danger":
        assert goal.proposals == ()
    for answer in goal.answers:
        for clue in answer.heard:
            assert text[clue.start : clue.end] == clue.words
    render_goal(goal)


@given(st.text(CHARACTERS, max_size=60))
def test_the_same_words_give_the_same_goal(text: str) -> None:
    assert worded(text) == worded(text)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["stop drinking ", "a ", "no quiero ", "2 ", "\u0301", "quit quit my ", "kill "])
def test_the_longest_text_is_read_whole(piece: str) -> None:
    text = (piece * MOST_CHARACTERS)[: MOST_CHARACTERS - 20] + " kill myself"
    assert worded(text).standing == "danger"
