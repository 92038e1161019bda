"""`waymark goal`, the real command: words to goals, answers, recording, and everything it has to refuse."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write

NOW = "2026-11-21"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing outside the test's own folder is read or written."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def sleepless(**more: Any) -> dict[str, Any]:
    facts = [{"at": NOW, "fact": "sleep_trouble_nights_30", "value": 20}]
    return {"format": "waymark.person/1", "id": "ana", "facts": facts, **more}


def worded(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    said = run(capsys, "goal", *words, "--at", NOW, "--format", "json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_words_stand_first_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "goal", "I want my kids back and to stop drinking", "--at", NOW)
    assert said.code == 0
    assert said.out.startswith("Your words\n  “I want my kids back and to stop drinking”\n")
    assert "Family and children" in said.out
    assert "Alcohol, tobacco and drugs" in said.out
    assert said.err == ""


def test_danger_shows_whom_to_call_before_anything_else(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "goal", "ya no quiero despertar", "--lang", "es", "--at", NOW)
    assert said.code == 0
    assert said.out.startswith("Ayuda a cualquier hora\n  · Emergencia: Llame al 911\n")
    assert "988" in said.out
    assert "○" not in said.out


def test_answers_make_a_goal_and_both_documents_take_it(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    person = write(home / "ana.json", sleepless())
    answers = ["measurable=10", "achievable=8", "relevant=be awake for my kids", "by=2027-01-15"]
    sets = [word for answer in answers for word in ("--set", answer)]
    text = "Sleep better 🙂\tpor favor"
    said = run(
        capsys,
        "goal",
        text,
        "--person",
        person,
        *sets,
        "--write",
        person,
        "--write",
        "decisions.json",
        "--format",
        "json",
    )
    assert said.code == 0, said.err
    (proposal,) = json.loads(said.out)["proposals"]
    assert proposal["ready"] is True
    assert json.loads(person.read_text())["words"] == [{"at": NOW, "about": "want", "text": text, "area": "sleep"}]
    (row,) = json.loads(Path("decisions.json").read_text())["rows"]
    assert row["item"] == "goal:GO-15"
    assert row["text"] == text
    planned = run(capsys, "plan", person, "--decisions", "decisions.json", "--at", NOW, "--format", "json")
    assert planned.code == 0, planned.err
    goal = next(g for g in json.loads(planned.out)["goals"] if g["id"] == "goal:GO-15")
    assert (goal["target"], goal["by"]) == (10, "2027-01-15")
    assert goal["says"] == row["change"]["says"]


def test_words_of_danger_are_kept_as_a_worry_and_no_decision_is_made(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    person = write(home / "ana.json", sleepless())
    said = run(capsys, "goal", "not wake up", "--person", person, "--write", person)
    assert said.code == 0, said.err
    assert json.loads(person.read_text())["words"][0]["about"] == "worry"
    said = run(capsys, "goal", "not wake up", "--person", person, "--write", "decisions.json")
    assert said.code == 1
    assert not Path("decisions.json").exists()


def test_nothing_is_written_when_one_document_refuses(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    person = write(home / "ana.json", sleepless())
    before = person.read_bytes()
    said = run(capsys, "goal", "sleep better", "--person", person, "--write", person, "--write", "decisions.json")
    assert said.code == 1
    assert "not ready" in said.err
    assert person.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["goal", ""], "no words"),
        (["goal", " \n\t "], "no words"),
        (["goal", "x" * 10_001], "more than 10,000 characters"),
        (["goal", "sleep", "--set", "mesurable=3"], "did you mean `measurable`"),
        (["goal", "sleep", "--set", "measurable"], "write measurable=VALUE"),
        (["goal", "sleep", "--set", "by= "], "write by=VALUE"),
        (["goal", "sleep", "--area", "slep"], "did you mean `sleep`"),
        (["goal", "sleep", "--area", "qqqq"], "areas are"),
        (["goal", "sleep", "--goal", "GO-99x"], "--goal GO-99x"),
        (["goal", "sleep", "--goal", "GO-04"], "GO-04:SUBSTANCE"),
        (["goal", "sleep", "--goal", "GO-04:tea"], "GO-04:SUBSTANCE"),
        (["goal", "sleep", "--goal", "GO-15:alcohol"], "has no substance"),
        (["goal", "sleep", "--at", "yesterday"], "--at yesterday"),
        (["goal", "sleep", "--at", "day:3"], "--at day:3"),
        (["goal", "sleep", "--person", "nobody.json"], "nobody.json"),
        (["goal", "sleep", "--write", "x.json"], "add --person"),
        (["goal", "sleep and find a job", "--set", "by=xmas"], "choose one first"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: list[str], place: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, *words)
    assert said.code == 1
    assert said.out == ""
    assert len(said.sentences) == 1
    assert place in said.err
    assert ";" in said.err or "?" in said.err


def test_a_chosen_area_and_a_chosen_goal(capsys: pytest.CaptureFixture[str]) -> None:
    (area,) = worded(capsys, "be better", "--area", "work")["proposals"]
    assert area["area"] == "work"
    assert area["letters"][0].get("suggestions")
    (goal,) = worded(capsys, "be better", "--goal", "GO-04:cocaine")["proposals"]
    assert goal["draft"]["item"] == "goal:GO-04:cocaine"


def piped(content: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "waymark.cli", "goal", "-", *words]
    return subprocess.run(command, input=content, capture_output=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"dejar el trago\n", 0),
        ("\u202eמשהו \x00\x1b[31m stop drinking".encode(), 0),
        (b"", 1),
        (b"\xff\xfe bad", 1),
        (b"stop " * 2_000_000, 1),
        ("ñ".encode() * 5_000_000, 1),
    ],
    ids=["plain", "signs", "empty", "not utf-8", "ten megabytes", "ten megabytes of two-byte letters"],
)
def test_standard_input_gives_an_answer_or_a_sentence(content: bytes, code: int) -> None:
    said = piped(content, "--format", "json", "--at", NOW)
    assert said.returncode == code, said.stderr
    assert b"Traceback" not in said.stderr
    if code == 0:
        assert json.loads(said.stdout)["words"].encode() == content
    else:
        assert said.stdout == b""
        assert len(said.stderr.splitlines()) == 1


@pytest.mark.slow
def test_control_characters_do_not_reach_the_terminal() -> None:
    said = piped(b"stop \x1b[31mdrinking\x07", "--at", NOW)
    assert said.returncode == 0
    assert b"\x1b" not in said.stdout
    assert b"\x07" not in said.stdout


@pytest.mark.slow
def test_words_that_are_no_utf8_on_the_command_line_are_refused() -> None:
    command = [sys.executable, "-m", "waymark.cli", "goal", b"stop \xff drinking"]
    said = subprocess.run(command, capture_output=True, check=False)  # type: ignore[arg-type]
    assert said.returncode == 1
    assert b"UTF-8" in said.stderr
    assert b"Traceback" not in said.stderr
