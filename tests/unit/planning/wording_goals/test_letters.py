"""The five letters: met by what was said, answered or known; else one question."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from waymark.knowledge.release import load_release
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.planning.wording_goals.goal import Letter, Proposal
from waymark.planning.wording_goals.proposing import Chosen
from waymark.planning.wording_goals.word import Wording, word_goal
from waymark.record.reading import read_person
from waymark.record.time import Calendar

MOMENT = "2026-11-21"


@cache
def wording(language: str = "en") -> Wording:
    return Wording(prepare(load_release(locale=language), None, language))


def person(**record: Any) -> Situation:
    raw = json.dumps({"format": "waymark.person/1", "id": "p", **record}).encode()
    return read_situation(wording().prepared, Documents(person=read_person(raw, "p"), record=raw), MOMENT)


def fact(name: str, value: Any) -> dict[str, Any]:
    return {"at": MOMENT, "fact": name, "value": value}


def proposal(text: str, situation: Situation | None = None, **answers: str) -> Proposal:
    goal = word_goal(wording(), text, Calendar(MOMENT, None), situation=situation, answers=answers)
    return goal.proposals[0]


def letter(name: str, text: str, situation: Situation | None = None, **answers: str) -> Letter:
    return next(each for each in proposal(text, situation, **answers).letters if each.letter == name)


def test_five_answers_make_a_goal_that_can_stand() -> None:
    first = proposal("sleep better")
    assert not first.ready
    assert first.draft is not None
    assert first.draft.suggested == ("target", "by")
    done = proposal("sleep better", baseline="20", measurable="10", achievable="8", relevant="my kids", by="2027-01-15")
    assert done.ready
    assert done.lint == ()
    assert done.draft is not None
    assert (done.draft.baseline, done.draft.target, done.draft.by, done.draft.suggested) == (20, 10, "2027-01-15", ())
    assert "10" in done.draft.says
    assert "2027-01-15" in done.draft.says
    assert done.draft.days == (date(2027, 1, 15) - date(2026, 11, 21)).days


def test_every_missing_letter_asks_one_question() -> None:
    for each in proposal("sleep better").letters:
        assert each.met or (each.question is not None and each.question.count("?") == 1)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"measurable": "soon"}, "holds no number"),
        ({"measurable": "99"}, "outside what can be counted here: 0 to 30"),
        ({"baseline": "5", "measurable": "9"}, "would change nothing"),
    ],
)
def test_a_number_that_cannot_be_says_why(answers: dict[str, str], says: str) -> None:
    found = letter("M", "sleep better", None, **answers)
    assert not found.met
    assert says in found.says


@pytest.mark.parametrize(
    ("by", "says"),
    [("2026-11-01", "has gone by"), ("2027-12-31", "at most 180 days"), ("someday", "holds no day")],
)
def test_a_day_that_cannot_be_says_why(by: str, says: str) -> None:
    found = letter("T", "sleep better", by=by)
    assert not found.met
    assert says in found.says
    assert found.suggestions


def test_the_last_day_that_can_be_is_half_a_year_away() -> None:
    assert letter("T", "sleep better", by="2027-05-20").met
    assert not letter("T", "sleep better", by="2027-05-21").met


@pytest.mark.parametrize(
    ("sure", "met"),
    [("7", True), ("6", False), ("3", False), ("0", False), ("yes, with my sister", True), ("no", False)],
)
def test_in_reach_is_for_the_person_to_say(sure: str, met: bool) -> None:
    assert letter("A", "sleep better", achievable=sure).met is met


def test_a_step_no_bigger_than_usual_is_in_reach() -> None:
    situation = person(facts=[fact("sleep_trouble_nights_30", 20)])
    assert letter("A", "sleep better", situation).met
    smaller = letter("A", "sleep better", situation, measurable="2")
    assert not smaller.met
    assert "10" in smaller.suggestions[0]


def test_low_importance_is_no_moment_for_a_task_of_action() -> None:
    situation = person(facts=[fact("sleep_trouble_nights_30", 20), fact("readiness.importance", 3)])
    assert "other things matter more" in letter("A", "sleep better", situation).says
    situation = person(facts=[fact("sleep_trouble_nights_30", 20), fact("readiness.importance", 4)])
    assert letter("A", "sleep better", situation).met


def test_duties_are_named_where_a_time_is_to_be_found() -> None:
    duty = {"at": MOMENT, "kind": "work", "text": "bakery", "weekdays": ["monday"], "start": "04:00", "end": "12:00"}
    assert any("bakery" in each for each in letter("A", "sleep better", person(duties=[duty])).suggestions)


def test_why_may_stand_in_the_record() -> None:
    told = {"at": MOMENT, "about": "reason", "area": "sleep", "text": "ich will für Anna wach sein"}
    assert "ich will für Anna wach sein" in letter("R", "sleep better", person(words=[told])).says
    rank = {"at": MOMENT, "area": "sleep", "rank": 1}
    assert letter("R", "sleep better", person(priorities=[rank])).met
    assert not letter("R", "sleep better", person(facts=[fact("sleep_trouble_nights_30", 20)])).met


def test_a_danger_not_yet_known_is_asked_before_the_goal_is_in_reach() -> None:
    found = letter("A", "stop drinking", achievable="10")
    assert not found.met
    assert "shake" in (found.question or "")


def test_the_persons_own_order_ranks_the_proposals() -> None:
    text = "find a job and sleep better"
    for area in ("work", "sleep"):
        situation = person(priorities=[{"at": MOMENT, "area": area, "rank": 1}])
        assert proposal(text, situation).area == area


def test_which_drug_is_answered_and_takes_the_place_of_the_open_one() -> None:
    assert proposal("get off drugs").pattern is None
    assert proposal("get off drugs", specific="stop cocaine").pattern == "GO-04"


def test_danger_in_an_answer_counts_as_danger() -> None:
    goal = word_goal(wording(), "sleep better", Calendar(MOMENT, None), answers={"relevant": "so i never wake up"})
    assert goal.standing == "danger"
    assert goal.proposals == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_goal_of_the_library_can_be_chosen_and_keeps_the_lint(language: str) -> None:
    here = wording(language)
    for problem in here.prepared.problems.values():
        for name in problem.goals:
            chosen = Chosen(goal=name, substance="cocaine" if problem.per_substance else None)
            (found,) = word_goal(here, "I want this", Calendar(MOMENT, None), chosen=chosen).proposals
            assert found.pattern == name
            assert found.lint == (), name


def test_a_goal_in_the_plan_says_so() -> None:
    situation = person(facts=[fact("sleep_trouble_nights_30", 20)])
    assert proposal("sleep better", situation).in_plan == "active"
    assert proposal("sleep better", person(facts=[fact("sleep_trouble_nights_30", 0)])).in_plan is None
