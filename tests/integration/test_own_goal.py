"""A goal in the person's own words that no goal of the library stands for: kept as said, open, never lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write
from tests.people.cast import MARIA

Capsys = pytest.CaptureFixture[str]
WORDS = "Blue boats, Ñandú"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write(Path("maria.json"), MARIA)


def kept(capsys: Capsys, words: str = WORDS, *more: str) -> str:
    """Word and write it; the id of the line."""
    said = run(capsys, "goal", words, "--person", "maria.json", "--write", "d.json", *more)
    assert said.code == 0, said.err
    assert "all five letters are open" in said.err
    return str(json.loads(Path("d.json").read_text(encoding="utf-8"))["rows"][-1]["item"])


def plan(capsys: Capsys, *more: str) -> dict[str, Any]:
    said = run(capsys, "plan", "maria.json", "--decisions", "d.json", "--format", "json", *more)
    assert said.code == 0, said.err
    Path("plan.json").write_text(said.out, encoding="utf-8")
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_words_that_fit_no_goal_stay_in_the_plan_as_they_were_said(capsys: Capsys) -> None:
    item = kept(capsys)
    assert item.startswith("own:blue-boats-nandu-")
    (line,) = plan(capsys)["earlier"]
    assert line["item"] == item
    assert WORDS in line["title"]
    assert all(f"({letter})" in line["detail"] for letter in "SMART")
    assert plan(capsys, "--lang", "es")["earlier"][0]["title"] == f"«{WORDS}»"
    assert WORDS in run(capsys, "plan", "maria.json", "--decisions", "d.json").out
    assert run(capsys, "replay", "plan.json").code == 0


def test_it_is_still_there_when_facts_change_and_both_agree(capsys: Capsys) -> None:
    item = kept(capsys)
    plan(capsys)
    decide = ("decide", "plan.json", item, "agree", "--author", "clinician", "--role", "counsellor")
    assert run(capsys, *decide, "--decisions", "d.json").code == 0
    facts = [*MARIA["facts"], {"at": "2026-11-18", "fact": "opioids.days_of_30", "value": 0}]
    write(Path("maria.json"), {**MARIA, "facts": facts})
    (line,) = (e for e in plan(capsys)["earlier"] if e["item"] == item)
    assert WORDS in line["title"]
    assert {a["author"] for a in line["agreed"]} == {"person", "clinician"}


def test_it_is_told_once_and_goes_only_when_taken_back(capsys: Capsys) -> None:
    item = kept(capsys)
    again = run(capsys, "goal", WORDS, "--person", "maria.json", "--write", "d.json")
    assert "nothing was added" in again.err
    plan(capsys)
    assert run(capsys, "decide", "plan.json", item, "withdraw", "--author", "person", "--decisions", "d.json").code == 0
    assert not plan(capsys).get("earlier")


def test_words_can_be_kept_although_a_goal_would_fit(capsys: Capsys) -> None:
    words = "I want to sleep better"
    refused = run(capsys, "goal", words, "--person", "maria.json", "--write", "d.json")
    assert refused.code == 1
    assert "keep the words as they are with --goal own" in refused.err
    assert kept(capsys, words, "--goal", "own").startswith("own:i-want-to-sleep-better-")


@pytest.mark.parametrize("words", ["I want to die", "I will stop my xanax today, all of it"])
def test_what_may_be_a_danger_is_no_goal_to_carry(words: str, capsys: Capsys) -> None:
    said = run(capsys, "goal", words, "--person", "maria.json", "--goal", "own", "--write", "d.json")
    assert said.code == 1
    assert not Path("d.json").exists()


def test_a_name_that_is_none_is_refused(capsys: Capsys) -> None:
    row = {"at": "2026-11-04", "item": "own:No Name", "author": "person", "decision": "agreed"}
    write(Path("d.json"), {"format": "waymark.decisions/1", "person": MARIA["id"], "rows": [row]})
    said = run(capsys, "plan", "maria.json", "--decisions", "d.json")
    assert said.code == 1
    assert "called `own:` with small letters" in said.err
