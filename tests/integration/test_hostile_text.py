"""Text of a record that tries to steer whoever shows it: terminal, page or paper. It is shown, never obeyed."""

import json
import re
from pathlib import Path

import pytest

from tests.integration.command import run, write
from tests.people.cast import MARIA, NOW

Capsys = pytest.CaptureFixture[str]
LATER = "2026-11-04"
HOSTILE = (
    "Zoë\x1b[31m\x1b]0;owned\x07\x9b2J\u202e gm 01\u2066<script>alert(1)</script><img src=x onerror=x>"
    "{{ 7*7 }}{% raw %}#eval(read)*b*$x$&amp;\r[bold]"
)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MARKUP = re.compile(r"<(script|img|iframe|object)|<[^>]*\son\w+=", re.IGNORECASE)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> None:
    """Two plans of a person every free text of whom is hostile, with hostile decisions."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    person = {
        **MARIA,
        "id": HOSTILE,
        "about": {"called": HOSTILE, "pronouns": HOSTILE, "language": "en"},
        "words": [{"at": NOW, "about": about, "text": HOSTILE} for about in ("want", "worry", "helps")],
        "lists": {"conditions": {"rows": [{"at": NOW, "condition": HOSTILE, "state": "active"}]}},
        "preferences": [{"at": NOW, "about": f"other:{HOSTILE}", "wish": "declines"}],
    }
    says = {"by": HOSTILE, "at": LATER, "author": "person"}
    rows = [
        {**says, "item": "goal:GO-11", "decision": "changed", "change": {"says": HOSTILE}, "text": HOSTILE},
        {**says, "item": "intervention:cbt", "decision": "declined", "text": HOSTILE},
    ]
    write(Path("person.json"), person)
    write(Path("decisions.json"), {"format": "waymark.decisions/1", "person": HOSTILE, "rows": rows})
    for name, words in (("old", ()), ("new", ("--decisions", "decisions.json"))):
        said = run(capsys, "plan", "person.json", "--format", "json", *words)
        assert said.code == 0, said.err
        write(Path(f"{name}.plan.json"), said.out)


JOBS = (
    "plan person.json --decisions decisions.json",
    "explain new.plan.json",
    "explain new.plan.json goal:GO-11 --quick",
    "explain new.plan.json level --quick --voice person",
    "explain new.plan.json --if alcohol.used_ever=no",
    "explain new.plan.json --why-not yoga --quick",
    "compare old.plan.json new.plan.json",
    "compare old.plan.json new.plan.json --voice person",
)


@pytest.mark.parametrize("job", JOBS)
def test_the_terminal_meets_nothing_that_steers_it(job: str, capsys: Capsys) -> None:
    said = run(capsys, *job.split())
    assert said.code == 0, said.err
    assert not STEERS.search(said.out)


@pytest.mark.parametrize("job", [job for job in JOBS if job != "explain new.plan.json"] + ["explain new.plan.json"])
def test_the_page_holds_text_and_no_markup_of_the_record(job: str, capsys: Capsys) -> None:
    said = run(capsys, *job.split(), "--format", "html")
    assert said.code == 0, said.err
    assert said.out.startswith("<!doctype html>")
    assert not STEERS.search(said.out)
    assert not MARKUP.search(said.out)


@pytest.mark.parametrize("sheet", ["person", "full", "card"])
def test_the_paper_is_made_all_the_same(sheet: str) -> None:
    from waymark.cli.main import main

    assert main(["print", "new.plan.json", "--sheet", sheet, "--out", "sheet.pdf"]) == 0
    assert Path("sheet.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["text", "json"])
def test_the_words_of_a_goal(kind: str, capsys: Capsys) -> None:
    said = run(capsys, "goal", f"stop drinking {HOSTILE}", "--format", kind)
    assert said.code == 0, said.err
    if kind == "text":
        assert not STEERS.search(said.out)
    else:
        assert json.loads(said.out)["words"] == f"stop drinking {HOSTILE}"


@pytest.mark.parametrize(
    "words",
    [
        ["plan", "person.json", "--decisions", "of-nina.json"],
        ["compare", "old.plan.json", "strange.plan.json"],
        ["decide", "old.plan.json", "level", "agree", "--author", "person", "--decisions", "of-nina.json"],
        ["explain", "old.plan.json", HOSTILE],
        ["goal", "stop", "--area", HOSTILE],
    ],
)
def test_a_refusal_repeats_a_text_without_obeying_it(words: list[str], capsys: Capsys) -> None:
    write(Path("of-nina.json"), {"format": "waymark.decisions/1", "person": f"nina{HOSTILE}", "rows": []})
    plan = json.loads(Path("old.plan.json").read_bytes())
    plan["header"]["person"] = f"nina{HOSTILE}"
    write(Path("strange.plan.json"), plan)
    said = run(capsys, *words)
    assert said.code in (1, 2)
    assert said.err.startswith("waymark: ")
    assert not STEERS.search(said.err)
