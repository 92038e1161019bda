"""Dates that are still to come: refused with their place, unless the plan's moment is said."""

import json
from pathlib import Path

import pytest

from waymark.cli.main import main


@pytest.fixture
def person(tmp_path: Path) -> Path:
    rows = [
        {"at": "2026-05-01", "fact": "age", "value": 40},
        {"at": "2062-05-01", "fact": "alcohol.days_of_30", "value": 4},
    ]
    path = tmp_path / "person.json"
    path.write_text(json.dumps({"format": "waymark.person/1", "id": "p", "facts": rows}))
    return path


def test_a_row_that_is_still_to_come_is_refused(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(person), "--format", "json"]) == 1
    said = capsys.readouterr().err
    assert "facts[1]" in said
    assert "2062-05-01" in said
    assert "correct the date" in said


def test_with_a_moment_said_the_row_is_not_known_yet(person: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(person), "--format", "json", "--at", "2026-06-01"]) == 0
    assert "alcohol.days_of_30" not in json.loads(capsys.readouterr().out)["facts"]
