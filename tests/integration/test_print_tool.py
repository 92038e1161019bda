"""`print --tool`: the page of a tool from the command, blank or filled, and what is said when it cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest

from prove.paper import text_of
from tests.integration.command import run

Capsys = pytest.CaptureFixture[str]


def filled(path: Path, answers: dict[str, Any], **other: Any) -> Path:
    document = {"format": "waymark.worksheet/1", "tool": "walk", "answers": answers, **other}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_tool_becomes_a_page(capsys: Capsys, tmp_path: Path) -> None:
    assert run(capsys, "print", "--tool", "walk", "--lang", "es", "--out", tmp_path / "w.pdf").code == 0
    assert "Una caminata" in text_of((tmp_path / "w.pdf").read_bytes())


def test_several_tools_go_into_a_folder(capsys: Capsys, tmp_path: Path) -> None:
    several = ("print", "--tool", "walk", "--tool", "breathing", "--out")
    assert run(capsys, *several, tmp_path).code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["breathing.pdf", "walk.pdf"]
    refused = run(capsys, *several, tmp_path / "one.pdf")
    assert refused.code == 1
    assert "name a folder" in refused.err


def test_what_somebody_wrote_is_printed_in_their_language(capsys: Capsys, tmp_path: Path) -> None:
    answers = filled(tmp_path / "a.json", {"way": "hasta el río", "before": 4}, language="es")
    assert run(capsys, "print", "--tool", "walk", "--answers", answers, "--out", tmp_path / "w.pdf").code == 0
    page = text_of((tmp_path / "w.pdf").read_bytes())
    assert "hasta el río" in page
    assert "Cómo se hace" in page


@pytest.mark.parametrize(
    ("answers", "other", "says"),
    [
        ({"before": 40}, {}, "before: 40 is outside 0 to 10"),
        ({"mood": 4}, {}, "walk has no field `mood`"),
        ({"before": 4}, {"tool": "breathing"}, "--tool breathing"),
        ({"before": 4}, {"format": "waymark.plan/1"}, "no filled worksheet"),
        ({"before": 4}, {"person": "Sam"}, "no filled worksheet"),
    ],
)
def test_answers_that_do_not_fit_are_refused(
    capsys: Capsys, tmp_path: Path, answers: dict[str, Any], other: dict[str, Any], says: str
) -> None:
    file = filled(tmp_path / "a.json", answers, **other)
    refused = run(capsys, "print", "--tool", "walk", "--answers", file, "--out", tmp_path / "w.pdf")
    assert refused.code == 1
    assert says in refused.err
    assert not (tmp_path / "w.pdf").exists()


def test_answers_are_never_overwritten(capsys: Capsys, tmp_path: Path) -> None:
    file = filled(tmp_path / "a.json", {"before": 4})
    assert run(capsys, "print", "--tool", "walk", "--answers", file, "--out", file).code == 1
    assert json.loads(file.read_text(encoding="utf-8"))["answers"] == {"before": 4}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--tool", "wlk"), "did you mean `walk`?"),
        (("--tool", "walk", "--discreet"), "without discreet"),
        (("--tool", "walk", "plan.json"), "without plan"),
        ((), "name a plan"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(capsys: Capsys, words: tuple[str, ...], says: str) -> None:
    refused = run(capsys, "print", *words)
    assert refused.code in (1, 2)
    assert says in refused.err


def test_a_tool_is_shown_as_its_page(capsys: Capsys) -> None:
    shown = run(capsys, "knowledge", "show", "urge-surfing", "--lang", "es")
    assert shown.code == 0
    assert "Surfear la ola de las ganas · 10 minutos" in shown.out
    assert "serves: J3, O2, O10" in shown.out
    data = json.loads(run(capsys, "knowledge", "show", "urge-surfing", "--format", "json").out)
    assert [field["id"] for field in data[0]["entry"]["fields"]] == ["where", "wave"]
