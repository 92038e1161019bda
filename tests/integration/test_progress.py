"""`waymark progress`, the real command: from a stall to a change, to the next version, to the look date."""

import json
from pathlib import Path

import pytest

from tests.integration.command import run, write
from tests.unit.progress.test_changes import stalled
from tests.unit.progress.walked import day, form


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing outside the test's own folder is read or written."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "somebody.json", stalled())
    return tmp_path


def looked(capsys: pytest.CaptureFixture[str], at: int, *more: str) -> dict:  # type: ignore[type-arg]
    said = run(capsys, "progress", "somebody.json", "--at", day(at), "--format", "json", *more)
    assert said.code == 0, said.err
    return json.loads(said.out)  # type: ignore[no-any-return]


def test_a_stall_becomes_a_change_a_new_version_and_is_looked_at(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    change, at = looked(capsys, 44)["changes"][0]["id"], ("--at", day(44))
    (home / "old.json").write_text(run(capsys, "plan", "somebody.json", "--format", "json", *at).out)
    for who in (("clinician", "--role", "counsellor"), ("person",)):
        words = (*at, "--decisions", "d.json", "--accept", change, "--author", *who)
        said = run(capsys, "progress", "somebody.json", *words)
        assert said.code == 0, said.err
    after = run(capsys, "plan", "somebody.json", "--format", "json", *at, "--decisions", "d.json")
    (home / "new.json").write_text(after.out)
    (review,) = [step for step in json.loads(after.out)["reviews"] if step["id"] == "review:does-a-measure-stand-still"]
    assert review["state"]["standing"] == "active"
    prose = run(capsys, "compare", "old.json", "new.json")
    assert prose.code == 0, prose.err
    assert "Look together at what does not move yet" in " ".join(prose.out.split())
    assert run(capsys, "replay", "new.json").code == 0
    made = looked(capsys, 70, "--decisions", "d.json")["made"]
    assert [one["came"] for one in made] == ["did not come"]


def test_twice_is_noted_once(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    change = looked(capsys, 44)["changes"][0]["id"]
    words = ("--decisions", "d.json", "--at", day(44), "--decline", change, "--author", "person", "--text", "not now")
    assert "noted" in run(capsys, "progress", "somebody.json", *words).out
    first = (home / "d.json").read_bytes()
    run(capsys, "progress", "somebody.json", *words)
    assert (home / "d.json").read_bytes() == first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--accept", "change:x", "--author", "person"), "--decisions"),
        (("--accept", "change:x", "--decisions", "d.json"), "--author"),
        (("--accept", "change:x", "--decisions", "d.json", "--author", "clinician"), "--role"),
        (("--accept", "change:x", "--decisions", "d.json", "--author", "person"), "no such change"),
        (("--aside", "signal:x", "--decisions", "d.json", "--role", "counsellor"), "--text"),
        (("--at", "soon"), "date"),
        (("--at", "day:3"), "counts in dates"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    capsys: pytest.CaptureFixture[str], home: Path, words: tuple[str, ...], says: str
) -> None:
    at = () if "--at" in words else ("--at", day(44))
    said = run(capsys, "progress", "somebody.json", *words, *at)
    assert said.code == 1
    assert says in said.err
    assert "Traceback" not in said.err
    assert not (home / "d.json").exists()


def test_a_signal_is_put_aside_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    (signal,) = looked(capsys, 44)["signals"]
    words = ("--aside", signal["id"], "--role", "counsellor", "--text", "seen today", "--until", day(60))
    said = run(capsys, "progress", "somebody.json", "--at", day(44), "--decisions", "d.json", *words)
    assert said.code == 0, said.err
    (resting,) = looked(capsys, 45, "--decisions", "d.json")["signals"]
    assert resting["snoozed_because"] == "seen today"


def test_any_past_day_says_what_was_known_then(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    then = looked(capsys, 44)
    late = {**form("gad7", 43, total=2), "noted": day(60)}
    write(home / "somebody.json", stalled(answers=[*stalled()["answers"], late]))
    assert looked(capsys, 44) == then
    assert looked(capsys, 60) != then


def test_the_plan_of_week_twelve_speaks_of_what_was_measured_and_changed(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    first = run(capsys, "plan", "somebody.json", "--at", day(0))
    assert "HOW IT GOES" not in first.out, "a first plan has nothing to look back on"
    change = looked(capsys, 44)["changes"][0]["id"]
    words = ("--decisions", "d.json", "--at", day(44), "--accept", change, "--author", "person")
    assert run(capsys, "progress", "somebody.json", *words).code == 0
    at = ("--at", day(84), "--decisions", "d.json")
    text = run(capsys, "plan", "somebody.json", *at)
    assert text.code == 0, text.err
    said = " ".join(text.out.split())
    assert "12 weeks in care" in said
    assert "GAD-7 total: 15 at the start, 15 now" in said
    assert "Changed:" in said
    page = run(capsys, "plan", "somebody.json", *at, "--format", "html", "--lang", "es").out
    assert 'id="going"' in page
    assert "12 semanas" in page
    data = run(capsys, "plan", "somebody.json", *at, "--format", "json").out
    (home / "p.json").write_text(data)
    assert run(capsys, "replay", "p.json").code == 0, "the document is composed as ever"
