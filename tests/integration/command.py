"""The real command, in this process or in its own, with what it said."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from waymark.cli.main import main

__all__ = ["Said", "run", "spawn", "write", "write_planned"]

# The plan of each person, as the command gave it: many tests begin from the same few.
_planned: dict[str, str] = {}


class Said(NamedTuple):
    """Exit code, and what went to the two streams."""

    code: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """What was wrong, one sentence a line."""
        return [line.removeprefix("waymark: ") for line in self.err.splitlines()]


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Said:
    """The command in this process; what argparse refuses becomes its exit code."""
    capsys.readouterr()
    try:
        code = main([str(word) for word in words])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    said = capsys.readouterr()
    return Said(code, said.out, said.err)


def spawn(*words: str | Path, cwd: Path, **environment: str) -> tuple[int, bytes, str]:
    """The command in a process of its own, with these changes to the environment."""
    program = "import sys; from waymark.cli.main import main; sys.exit(main())"
    ran = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr.decode()


def write(path: Path, content: Any) -> Path:
    """A file with bytes or text as given, anything else as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    path.write_bytes(content)
    return path


def write_planned(capsys: pytest.CaptureFixture[str], **people: Any) -> None:
    """NAME.json with each person, and NAME.plan.json with their plan, in the current folder."""
    for name, person in people.items():
        file = write(Path(f"{name}.json"), person)
        record = file.read_text(encoding="utf-8")
        if record not in _planned:
            said = run(capsys, "plan", file, "--format", "json")
            assert said.code == 0, said.err
            _planned[record] = said.out
        write(Path(f"{name}.plan.json"), _planned[record])
