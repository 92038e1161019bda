"""What the README shows still comes out of the demo, and the demo leaves nothing lying about."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.tracked import ROOT, text_of

pytestmark = pytest.mark.slow


def excerpt() -> list[list[str]]:
    """The pieces of the README's look at a plan, as they stand between the marks for what was cut."""
    (block,) = re.findall(r"^```text\n(.*?)^```", text_of(Path("README.md")), re.MULTILINE | re.DOTALL)
    return [piece.strip("\n").splitlines() for piece in block.split("…\n")]


def test_the_excerpt_comes_out_of_the_demo(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "waymark.cli", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    shown = [line.rstrip() for line in ran.stdout.splitlines()]
    pieces = excerpt()
    assert sum(map(len, pieces)) > 5
    for piece in pieces:
        found = [shown[at : at + len(piece)] for at, line in enumerate(shown) if line == piece[0]]
        assert piece in found, "make demo no longer prints these lines together; mend the README"
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_what_the_demo_writes_is_ignored() -> None:
    ran = subprocess.run(["git", "check-ignore", "-q", "demo/plans/anybody.plan.html"], cwd=ROOT, check=False)
    assert ran.returncode == 0
