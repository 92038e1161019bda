"""The page on reviewing the basis: its commands run as printed, and what it says is on the screen is there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tracked import text_of

PAGE = Path("docs/explanation/reviewing-the-basis.md")


def run(command: str, folder: Path) -> str:
    here = command.replace(".venv/bin/waymark", f"{sys.executable} -m waymark.cli")
    ran = subprocess.run(here, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{command}\n{ran.stderr}"
    return ran.stdout


@pytest.mark.slow
def test_the_page_runs_as_printed(tmp_path: Path) -> None:
    page = text_of(PAGE)
    commands = [
        line.removeprefix("$ ").partition("  #")[0].strip() for line in page.splitlines() if line.startswith("$ ")
    ]
    assert commands[0] == "make setup"
    said = {command: run(command, tmp_path) for command in commands[1:]}
    (why,) = [text for command, text in said.items() if command.endswith(" level")]
    for heading in ("What is known", "Rules", "What came second", "What would change this", "Sources"):
        assert f"*{heading}*" in page
        assert heading.upper() in why
    (why_not,) = [text for command, text in said.items() if "--why-not" in command]
    assert "Excluded" in why_not
    (supposed,) = [text for command, text in said.items() if "--if" in command]
    assert "not a plan" in supposed
    (shown,) = [text for command, text in said.items() if "knowledge show" in command]
    for part in ("because", "strength", "review_by", "cases", "source"):
        assert part in shown
    (again,) = [text for command, text in said.items() if "replay" in command]
    assert "rebuilt to the byte" in again


@pytest.mark.slow
def test_the_override_shown_is_followed_and_said_on_the_plan(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```", text_of(PAGE), re.MULTILINE | re.DOTALL)
    (tmp_path / "decisions.json").write_text(block, encoding="utf-8")
    run(".venv/bin/waymark demo --out demo", tmp_path)
    person = "demo/people/dana-mother-fentanyl.json"
    plan = json.loads(run(f".venv/bin/waymark plan {person} --decisions decisions.json --format json", tmp_path))
    (row,) = json.loads(block)["rows"]
    assert row["text"] in json.dumps(plan, ensure_ascii=False)


def test_the_page_claims_no_more_than_was_read() -> None:
    page = " ".join(text_of(PAGE).split())
    assert "to verify" in page
    assert "It is not legal advice" in page
    assert "No named clinician has signed any rule" in page
