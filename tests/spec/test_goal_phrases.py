"""What people say they want, and what is made of it: a table, safe words that sound dangerous, sets kept apart.

The sets kept apart (`goal_phrases_*.yaml`) were each written before the matcher was tried on them. What it heard at the
first try stands in decision 0026; here they keep what was learnt from them. `missed`: still not heard, and known.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from waymark.knowledge.release import load_release
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.planning.wording_goals.goal import WordedGoal
from waymark.planning.wording_goals.word import Wording, word_goal
from waymark.record.reading import read_person
from waymark.record.time import Calendar

HERE = Path(__file__).parent
TABLE: dict[str, Any] = yaml.safe_load((HERE / "goal_phrases.yaml").read_text(encoding="utf-8"))
APART = {
    name: yaml.safe_load((HERE / f"goal_phrases_{name}.yaml").read_text(encoding="utf-8"))["phrases"]
    for name in ("held_out", "second", "third", "fourth")
}
# Sets of danger, of unsafe plans and of safe words that sound alike; the two to learn from were never measured.
ALIKE = {
    name: yaml.safe_load((HERE / f"goal_phrases_{name}.yaml").read_text(encoding="utf-8"))
    for name in (
        "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
        "fifteenth", "sixteenth", "seventeenth", "eighteenth", "development", "second_development",
    )
}  # fmt: skip
UNSEEN = [pytest.param(each, id=f"{name}: {each['text']}") for name, found in APART.items() for each in found]
MOMENT = "2026-11-21"


@cache
def wording(language: str) -> Wording:
    return Wording(prepare(load_release(locale=language), None, language))


def person_with(facts: dict[str, Any]) -> Situation | None:
    if not facts:
        return None
    rows = [{"at": MOMENT, "fact": fact, "value": value} for fact, value in facts.items()]
    raw = json.dumps({"format": "waymark.person/1", "id": "p", "facts": rows}).encode()
    return read_situation(wording("en").prepared, Documents(person=read_person(raw, "p"), record=raw))


def worded(text: str, language: str = "en", **facts: Any) -> WordedGoal:
    return word_goal(wording(language), text, Calendar(MOMENT, None), situation=person_with(facts))


def goals_of(goal: WordedGoal) -> dict[str, str]:
    """Area and goal of each proposal -> its letters that are met."""
    return {
        f"{proposal.area}/{proposal.draft.item.removeprefix('goal:') if proposal.draft else '-'}": "".join(
            letter.letter for letter in proposal.letters if letter.met
        )
        for proposal in goal.proposals
    }


@pytest.mark.parametrize("row", TABLE["phrases"], ids=lambda row: f"{row['text']} {row.get('facts', '')}")
def test_what_is_made_of_it(row: dict[str, Any]) -> None:
    goal = worded(row["text"], **row.get("facts", {}))
    assert goal.standing == row["says"]
    assert goals_of(goal) == row["goals"]
    assert [answer.id for answer in goal.answers] == row.get("meets", [])
    assert [caution.id for caution in goal.cautions] == row.get("cautions", [])


@pytest.mark.parametrize("text", TABLE["safe"])
def test_safe_words_are_not_met_as_danger(text: str) -> None:
    assert worded(text).standing not in ("danger", "unsafe")


@pytest.mark.parametrize("row", UNSEEN)
def test_what_was_kept_apart_is_heard(row: dict[str, Any]) -> None:
    goal = worded(row["text"])
    if row["says"] in ("danger", "unsafe"):
        assert "missed" not in row
    if "missed" in row:
        assert goal.standing not in ("danger", "unsafe")
        return
    assert goal.standing == row["says"]
    assert set(row["goals"]) <= set(goals_of(goal))


def _alike(*kinds: str) -> list[Any]:
    return [
        pytest.param(text, id=f"{name}: {text}")
        for name, found in ALIKE.items()
        for kind in kinds
        for text in found.get(kind, ())
    ]


@pytest.mark.parametrize("text", _alike("danger", "unsafe"))
def test_danger_and_unsafe_plans_are_met(text: str) -> None:
    assert worded(text).standing in ("danger", "unsafe")


@pytest.mark.parametrize("text", _alike("safe"))
def test_safe_words_that_sound_alike_are_not(text: str) -> None:
    assert worded(text).standing not in ("danger", "unsafe")


@pytest.mark.parametrize("text", _alike("worry"))
def test_worrying_words_are_never_an_ordinary_goal(text: str) -> None:
    goal = worded(text)
    assert goal.answers or goal.cautions


@pytest.mark.parametrize("text", _alike("missed"))
def test_what_is_missed_is_read_by_a_person(text: str) -> None:
    goal = worded(text)
    assert goal.standing == "unread"
    assert goal.answers[0].review == "clinician"
    assert goal.crisis


def test_the_table_is_as_large_as_promised() -> None:
    assert len(TABLE["phrases"]) >= 60
    assert len(TABLE["safe"]) >= 20
    assert sum("missed" in row for rows in APART.values() for row in rows) <= 4


@pytest.mark.parametrize(
    "row", [r for r in TABLE["phrases"] if r["says"] in ("danger", "unsafe")], ids=lambda r: r["text"]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_danger_is_met_with_somebody_to_speak_to(row: dict[str, Any], language: str) -> None:
    goal = word_goal(
        wording(language), row["text"], Calendar(MOMENT, None), situation=person_with(row.get("facts", {}))
    )
    first = goal.answers[0]
    assert first.today
    assert first.tonight
    assert first.review
    assert goal.crisis[0].id == "crisis:emergency"
    assert goal.crisis[1].id == "crisis:lifeline-988"
    if goal.standing == "danger":
        assert goal.proposals == ()
        assert first.ask
        assert first.question


def test_nothing_heard_is_never_taken_for_nothing_wrong() -> None:
    goal = worded("zzz qqq")
    assert goal.standing == "unread"
    assert goal.answers[0].id == "not-understood"
    assert goal.answers[0].question
    assert goal.answers[0].review == "clinician"
    assert goal.crisis
    assert goal.areas


@pytest.mark.parametrize("text", [r["text"] for r in TABLE["phrases"]])
def test_every_draft_keeps_the_lint(text: str) -> None:
    for proposal in worded(text).proposals:
        assert proposal.lint == ()
        if proposal.draft is not None:
            assert proposal.draft.words == text


def test_the_words_stand_in_the_document_as_they_came() -> None:
    text = 'Dejar el "trago" 🍺\tpor mis hijos\u202e…'
    assert msgspec.json.decode(msgspec.json.encode(worded(text)))["words"] == text
