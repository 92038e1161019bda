"""Plans somebody changed by hand: never taken for what their record gives, by no job."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write, write_planned
from tests.people.cast import MARIA, NINA

Capsys = pytest.CaptureFixture[str]
GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "engine-1"
DECIDE = ("--author", "person", "--decisions", "d.json")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> None:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_planned(capsys, maria=MARIA, nina=NINA)


def edited(change: Callable[[Any], None]) -> str:
    plan = json.loads(Path("maria.plan.json").read_bytes())
    change(plan)
    write(Path("edited.json"), plan)
    return "edited.json"


def lower_target(plan: Any) -> None:
    next(goal for goal in plan["goals"] if goal["id"] == "goal:GO-11")["target"] = 27


def other_level(plan: Any) -> None:
    plan["level"]["recommended"] |= {"key": "L0", "title": "No care at all"}


@pytest.mark.parametrize(("change", "item"), [(lower_target, "goal:GO-11"), (other_level, "level")])
def test_nobody_agrees_to_what_somebody_wrote_into_the_plan(change: Any, item: str, capsys: Capsys) -> None:
    said = run(capsys, "decide", edited(change), item, "agree", *DECIDE)
    assert (said.code, said.out) == (1, "")
    assert said.sentences[0].startswith(f"edited.json: {item}: its record gives another plan; ")
    assert not Path("d.json").exists()


def test_a_line_that_stands_as_its_record_gives_it_can_be_decided_on(capsys: Capsys) -> None:
    assert run(capsys, "decide", edited(lower_target), "goal:GO-03", "agree", *DECIDE).code == 0
    spaced = write(Path("spaced.json"), json.dumps(json.loads(Path("maria.plan.json").read_bytes()), indent=1))
    assert run(capsys, "decide", spaced, "level", "agree", *DECIDE).code == 0


def test_a_plan_that_cannot_be_made_again_is_decided_on_with_a_word_of_warning(capsys: Capsys) -> None:
    said = run(capsys, "decide", GOLDEN / "maria.plan.json", "level", "agree", *DECIDE)
    assert said.code == 0, said.err
    assert "taken at its word, for it cannot be made again: made with engine version 1" in said.err


def test_a_plan_that_names_somebody_else_is_decided_on_by_nobody(capsys: Capsys) -> None:
    def of_nina(plan: Any) -> None:
        plan["header"]["person"] = "nina"

    write(Path("d.json"), {"format": "waymark.decisions/1", "person": "nina", "rows": []})
    said = run(capsys, "decide", edited(of_nina), "level", "agree", *DECIDE)
    assert said.code == 1
    assert json.loads(Path("d.json").read_bytes())["rows"] == []


@pytest.mark.parametrize("form", ["text", "html", "json"])
@pytest.mark.parametrize(
    ("voice", "says"),
    [("clinician", "edited.json: This document is not what its record gives"), ("person", "was changed after it was")],
)
def test_a_comparison_says_that_a_plan_was_changed_by_hand(voice: str, says: str, form: str, capsys: Capsys) -> None:
    path = edited(other_level)
    for pair in (("maria.plan.json", path), (path, "maria.plan.json")):
        said = run(capsys, "compare", *pair, "--voice", voice, "--format", form)
        assert said.code == 0, said.err
        assert says in " ".join(said.out.split())
    assert says not in run(capsys, "compare", "maria.plan.json", "maria.plan.json", "--voice", voice).out


def test_a_comparison_in_another_language_never_leaves_an_edit_out_silently(capsys: Capsys) -> None:
    said = run(capsys, "compare", "maria.plan.json", edited(lower_target), "--lang", "es")
    assert said.code == 1
    assert "edited.json: it speaks “en” and cannot be told in “es”: its record gives another plan" in said.err


def test_paper_of_an_edited_plan_is_made_with_a_word_of_warning(capsys: Capsys) -> None:
    said = run(capsys, "print", edited(other_level), "--out", "sheet.pdf")
    assert said.code == 0
    assert said.sentences[0].startswith("edited.json: printed as it stands, unchecked: its record gives another plan; ")
    assert run(capsys, "print", "maria.plan.json", "--out", "sheet.pdf").err == ""


@pytest.mark.parametrize(
    ("at", "anchor"),
    [("day 5", None), ("2026-02-30", None), ("", None), ("2026-11-03", "randomization"), ("day x", "x"), ("5", "x")],
)
@pytest.mark.parametrize(
    "job", ["explain {} level", "print {}", "compare {} {}", "replay {}", "decide {} level agree --author person"]
)
def test_a_plan_of_no_moment_is_refused_by_every_job(at: str, anchor: str | None, job: str, capsys: Capsys) -> None:
    path = edited(lambda plan: plan["header"].update({"at": at} if anchor is None else {"at": at, "anchor": anchor}))
    words = [*job.format(path, path).split(), *(("--decisions", "d.json") if job.startswith("decide") else ())]
    said = run(capsys, *words)
    assert (said.code, said.out) == (1, "")
    assert said.sentences == [f"edited.json: header.at: “{at}” is no moment of a plan; take the file as made"]
