"""What the README shows still comes out of the demo, and the demo leaves nothing lying about."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tracked import ROOT, text_of

pytestmark = pytest.mark.slow


def excerpt() -> list[str]:
    """The lines of the README's look at a plan, without the marks for what was cut."""
    (block,) = re.findall(r"^```text\n(.*?)^```", text_of(Path("README.md")), re.MULTILINE | re.DOTALL)
    return [line for line in block.splitlines() if line.strip() != "…"]


def test_the_excerpt_comes_out_of_the_demo(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "waymark.cli", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    shown = [line.rstrip() for line in ran.stdout.splitlines()]
    lines = excerpt()
    assert len(lines) > 5
    for line in lines:
        assert line in shown, "make demo no longer prints this; mend the README"
        shown = shown[shown.index(line) + 1 :]
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_what_the_demo_writes_is_ignored() -> None:
    ran = subprocess.run(["git", "check-ignore", "-q", "demo/plans/anybody.plan.html"], cwd=ROOT, check=False)
    assert ran.returncode == 0
