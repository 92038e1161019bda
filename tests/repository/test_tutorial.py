"""The tutorial's commands run as printed, one after the other, in an empty folder."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tracked import text_of

PAGE = Path("docs/tutorials/first-plan.md")


@pytest.mark.slow
def test_the_tutorial_runs_as_printed(tmp_path: Path) -> None:
    page = text_of(PAGE)
    (person,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "maria.json").write_text(person, encoding="utf-8")
    commands = [line.removeprefix("$ ").partition("  #")[0] for line in page.splitlines() if line.startswith("$ ")]
    assert commands[0] == "make setup"
    for command in commands[1:]:
        here = command.replace(".venv/bin/waymark", f"{sys.executable} -m waymark.cli")
        ran = subprocess.run(here, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{command}\n{ran.stderr}"
        assert not ran.stderr, command
    plan = json.loads((tmp_path / "maria.plan.json").read_text(encoding="utf-8"))
    left_out = {line["option"] for line in plan["left_out"]}
    assert "medicine:naltrexone-xr" in left_out, "the page says naltrexone has to wait"
    assert plan["holds"], "the page says that some options wait to be found out about"
    assert "I want my kids to wake up with me there." in (tmp_path / "maria.html").read_text(encoding="utf-8")
