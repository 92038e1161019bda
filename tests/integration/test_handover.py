"""`waymark handover` and the pages of `waymark progress`, the real command."""

import json
from pathlib import Path

import pytest

from tests.integration.command import run, write
from tests.people.cast import fact
from tests.unit.progress.test_handover import leaver
from tests.unit.progress.walked import day

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing outside the test's own folder is read or written."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "somebody.json", leaver())
    return tmp_path


def test_the_packet_says_who_goes_on_with_the_medicine(capsys: Capsys) -> None:
    said = run(capsys, "handover", "somebody.json", "--kind", "leaving-early", "--at", day(80))
    assert said.code == 0, said.err
    for words in ("Methadone", "Dr. Ruiz", "Goes on", "988", "door stays open", "not booked yet"):
        assert words in said.out
    data = run(capsys, "handover", "somebody.json", "--kind", "leaving-early", "--at", day(80), "--format", "json")
    assert json.loads(data.out)["format"] == "waymark.handover/1"


def test_the_move_that_was_noted_needs_no_option(capsys: Capsys, home: Path) -> None:
    none = run(capsys, "handover", "somebody.json", "--at", day(80))
    assert none.code == 1
    assert "--kind" in none.err
    assert "Traceback" not in none.err
    write(home / "somebody.json", leaver(fact("handover.kind", "transfer", day(79), text="moves to her sister")))
    said = run(capsys, "handover", "somebody.json", "--at", day(80))
    assert said.code == 0, said.err
    assert "moves to her sister" in said.out


@pytest.mark.parametrize("job", [("handover", "--kind", "discharge"), ("progress",)])
def test_a_page_goes_into_a_file_that_is_not_the_record(capsys: Capsys, home: Path, job: tuple[str, ...]) -> None:
    name, *more = job
    words = (name, "somebody.json", *more, "--at", day(80), "--format", "html", "--lang", "es")
    said = run(capsys, *words, "--out", "page.html")
    assert (said.code, said.out) == (0, ""), said.err
    page = (home / "page.html").read_text()
    assert page.startswith("<!doctype html>")
    assert 'lang="es"' in page
    assert "<script" not in page
    before = (home / "somebody.json").read_bytes()
    over = run(capsys, *words, "--out", "somebody.json")
    assert over.code == 1
    assert (home / "somebody.json").read_bytes() == before
