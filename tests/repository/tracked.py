"""What belongs to the repository: the files git tracks, or would track."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Paths of texts relative to the root, in order; a file removed but not yet committed is left out.

    Pictures have a test of their own (`test_pictures`).
    """
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (Path(name) for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.suffix != ".png" and (ROOT / path).is_file())


def text_of(path: Path) -> str:
    """Contents of a tracked file; all of them are text in UTF-8."""
    return (ROOT / path).read_text(encoding="utf-8")


def python_files() -> tuple[Path, ...]:
    """Every Python file of ours."""
    return tuple(path for path in tracked() if path.suffix == ".py")
