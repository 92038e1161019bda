"""The cases as a suite for any planner: what is known comes through whole, and wrong answers are named."""

import json
import math
from pathlib import Path

import msgspec
import pytest

from tests.integration.command import run
from waymark.knowledge.look import read
from waymark.knowledge.model.source import Case
from waymark.knowledge.release import load_release
from waymark.knowledge.vignettes import ANSWERS, MEANINGS, Answers, judge, suite
from waymark.logic import Known
from waymark.planning.cases import OUTCOMES, case_values
from waymark.planning.prepare import prepare
from waymark.record.documents.person import Person

Capsys = pytest.CaptureFixture[str]
CASES = [one.entry for one in read().entries["cases"].values()]
RELEASE = load_release(locale="")
PREPARED = prepare(load_release())


def known_of(case: Case) -> dict[str, Known]:
    return case_values(PREPARED, case)


SUITE = json.loads(msgspec.json.encode(suite(RELEASE, CASES, known_of)))


def test_every_kind_of_outcome_is_explained() -> None:
    assert set(MEANINGS) == set(OUTCOMES)


def test_every_case_is_in_the_suite_with_what_is_known() -> None:
    assert [one["id"] for one in SUITE["cases"]] == [case.id for case in CASES]
    for case, shown in zip(CASES, SUITE["cases"], strict=True):
        assert set(shown["facts"]) == set(known_of(case)) <= set(SUITE["facts"])


def test_bounds_options_and_numbers_come_through() -> None:
    kinds = RELEASE.program.types
    for case, shown in zip(CASES, SUITE["cases"], strict=True):
        for name, known in known_of(case).items():
            value = shown["facts"][name]
            if isinstance(known, bool):
                assert value is known
            elif isinstance(known, tuple):
                low, high = value if isinstance(value, list) else (value, value)
                assert (-math.inf if low is None else low, math.inf if high is None else high) == known
            else:
                options = value["one_of"] if isinstance(value, dict) else [value]
                assert sum(1 << kinds[name].options.index(option) for option in options) == known


def test_a_whole_person_comes_with_the_record() -> None:
    whole = {one["id"]: one for one in SUITE["cases"] if "record" in one}
    assert set(whole) == {case.id for case in CASES if case.person is not None}
    for case in CASES:
        if case.person is not None:
            record = msgspec.convert(whole[case.id]["record"], Person)
            assert record.id == case.id
            assert len(record.words) == len(case.person.words)
            assert set(case.facts) <= {row.fact for row in record.facts}
            assert whole[case.id]["story"] == case.person.story


def answers(**changed: bool) -> Answers:
    right = {case.id: {**dict.fromkeys(case.must, True), **dict.fromkeys(case.must_not, False)} for case in CASES}
    for place, value in changed.items():
        case = CASES[int(place.removeprefix("case_"))]
        right[case.id][(*case.must, *case.must_not)[0]] = value
    return Answers(format=ANSWERS, planner="another", answers=right)


def test_right_answers_are_right() -> None:
    found = judge(answers(), CASES)
    assert (found.right, found.wrong, found.unanswered) == (len(CASES), (), ())


def test_a_wrong_answer_is_named() -> None:
    case = CASES[7]
    first, wanted = (case.must[0], True) if case.must else (case.must_not[0], False)
    found = judge(answers(case_7=not wanted), CASES)
    assert found.wrong == (f"{case.id}: {first}",)
    assert found.right == len(CASES) - 1


def test_what_was_not_answered_is_counted_apart() -> None:
    found = judge(Answers(format=ANSWERS, planner="silent", answers={}), CASES)
    assert (found.right, found.wrong) == (0, ())
    assert len(found.unanswered) == sum(len(case.must) + len(case.must_not) for case in CASES)


def test_our_own_answers_pass_our_own_judgement(tmp_path: Path, capsys: Capsys) -> None:
    said = run(capsys, "knowledge", "vignettes", "--run")
    (tmp_path / "answers.json").write_text(said.out, encoding="utf-8")
    judged = run(capsys, "knowledge", "vignettes", "--judge", str(tmp_path / "answers.json"))
    assert judged.code == 0
    assert f"{len(CASES):,} of {len(CASES):,} cases" in judged.out


@pytest.mark.parametrize("content", ["", "[]", '{"format": "x", "planner": "y", "answers": {}}', '{"answers": 1}'])
def test_what_is_no_answer_is_refused_in_a_sentence(content: str, tmp_path: Path, capsys: Capsys) -> None:
    path = tmp_path / "answers.json"
    path.write_text(content, encoding="utf-8")
    said = run(capsys, "knowledge", "vignettes", "--judge", str(path))
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "answers.json" in said.err
