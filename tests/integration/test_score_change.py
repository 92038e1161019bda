"""`waymark score --before`: two forms of one person, one after the other."""

import json
from pathlib import Path

import pytest

from tests.integration.command import run, write


def files(tmp_path: Path, before: object, after: object) -> tuple[Path, Path]:
    return write(tmp_path / "before.json", before), write(tmp_path / "after.json", after)


def test_less_pain_is_said_with_its_weight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = files(
        tmp_path, {"items": {"item_1": 6, "item_2": 5, "item_3": 5}}, {"items": {"item_1": 4, "item_2": 3, "item_3": 3}}
    )
    said = run(capsys, "score", "peg", after, "--before", before)
    assert said.code == 0
    assert "5.33 to 3.33 (-2.00, -37.5 %), better; a change that means something" in said.out


def test_a_groups_own_figures_decide_measurement_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = files(tmp_path, {"scores": {"total": 40}}, {"scores": {"total": 49}})
    said = run(capsys, "score", "barc10", after, "--before", before, "--spread", "total=10,0.9", "--format", "json")
    found = {one["score"]: one for one in json.loads(said.out)["changes"]}
    assert found["total"]["reliable"] is True
    assert found["total"]["difference"] == 9


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--spread", "total=10,0.9"), "--spread goes with --before"),
        (("--before", "{before}", "--spread", "total=10"), "write SCORE=SD,RELIABILITY"),
        (("--before", "{before}", "--spread", "totl=10,0.9"), "has no score “totl”"),
        (("--before", "{before}", "--spread", "total=10,1"), "from 0 to below 1"),
        (("--before", "{before}", "--spread", "total=nan,0.5"), "above 0"),
        (("--before", "nowhere.json"), "nowhere.json"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    before, after = files(tmp_path, {"scores": {"total": 40}}, {"scores": {"total": 49}})
    said = run(capsys, "score", "barc10", after, *(word.format(before=before) for word in words))
    assert said.code != 0
    assert says in said.err


def test_forms_with_totals_only_and_with_a_substance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moca = write(tmp_path / "moca.json", {"scores": {"total": 25}})
    assert "below 26: true" in run(capsys, "score", "moca", moca).out
    items = {f"item_{n}": 1 for n in range(1, 12)}
    count = write(tmp_path / "count.json", {"items": items, "substance": "opioids"})
    assert "F11.20" in run(capsys, "score", "dsm5", count).out
    wrong = write(tmp_path / "wrong.json", {"items": items, "substance": "opiods"})
    assert "did you mean `opioids`" in run(capsys, "score", "dsm5", wrong).err
    elsewhere = write(tmp_path / "elsewhere.json", {"items": {"item_1": 1}, "substance": "opioids"})
    assert "is not about one substance" in run(capsys, "score", "peg", elsewhere).err


def test_answers_that_cannot_all_be_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = write(tmp_path / "bam.json", {"items": {"item_4": 2, "item_5": 9, "item_6": 0}})
    assert "look again: more heavy drinking days" in run(capsys, "score", "bam", form).out
    empty = write(tmp_path / "empty.json", {})
    assert "holds no answers" in run(capsys, "score", "bam", empty).err
    beyond = write(tmp_path / "beyond.json", {"scores": {"total": 31}})
    assert "31 cannot be for epds total" in run(capsys, "score", "epds", beyond).err
