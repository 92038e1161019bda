"""`waymark score` on screens of several substances, cuts that depend on sex, and totals without items."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run


@pytest.fixture
def score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Scores an instrument from what the file holds."""

    def scored(instrument: str, *options: str, **holds: Any) -> Said:
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(holds))
        return run(capsys, "score", instrument, file, *options)

    return scored


DUDIT = {f"item_{n}": answer for n, answer in enumerate((2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0), 1)}


def test_a_cut_by_sex_says_what_it_depends_on(score: Any) -> None:
    open_ = score("dudit", items=DUDIT)
    assert "unknown; depends on sex_for_scoring" in open_.out
    assert '{"about": {"sex_for_scoring": ...}}' in open_.out
    for sex, over in (("female", "true"), ("male", "false")):
        said = json.loads(score("dudit", "--format", "json", items=DUDIT, about={"sex_for_scoring": sex}).out)
        assert said["readings"] == {"dudit.over_cut": {"shown": over, "wants": []}}


def test_what_is_not_read_with_the_form_is_refused(score: Any) -> None:
    for about, says in (
        ({"sex_for_scoring": "man"}, "is no option"),
        ({"pregnant": True}, "no fact that dudit is read"),
    ):
        said = score("dudit", items=DUDIT, about=about)
        assert said.code == 1
        assert says in said.err
    assert score("phq9", items={"item_1": 1}, about={"age": 30}).code == 1


def test_one_substance_of_the_assist_is_scored_and_the_rest_stays_open(score: Any) -> None:
    items = dict(zip((f"alcohol_q{n}" for n in range(2, 8)), (4, 3, 0, 0, 6, 0), strict=True))
    said = score("assist", items=items)
    assert said.code == 0
    assert "involvement, alcohol: 13 · moderate\n    Brief intervention." in said.out
    assert "involvement, cannabis: 0..39\n" in said.out
    assert "and 52 more" in said.out
    gap = score("assist", items={"alcohol_q2": 5})
    assert gap.code == 1
    assert "it takes 0, 2, 3, 4, 6" in gap.err
    assert score("assist", items={"tobacco_q5": 5}).code == 1


def test_a_total_is_taken_over_and_held_to_its_range(score: Any) -> None:
    said = score("ace", scores={"total": 4})
    assert said.code == 0
    assert "ACE count: 4 · 4 or more" in said.out
    assert "not answered" not in said.out
    assert score("ace", scores={"total": 11}).code == 1
    assert score("cows", scores={"total": 49}).code == 1
    assert score("ace").code == 1


def test_answers_that_the_form_does_not_ask_are_named(score: Any) -> None:
    said = score("pc_ptsd5", items={"gate": 0, "item_1": 1, "item_2": 0})
    assert "PC-PTSD-5 total: 0 · negative" in said.out
    assert "not counted: item_1" in said.out
