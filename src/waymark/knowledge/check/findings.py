"""What a check finds: an error that must be mended before a release, or a warning to look at."""

from typing import Literal

import msgspec

from waymark.knowledge.folder import Written
from waymark.knowledge.kinds import SINGULAR

__all__ = ["Finding", "found", "warned"]


class Finding(msgspec.Struct, frozen=True, order=True):
    """One finding at `file`:`line`; `what` says what is wrong and what to do. `check` is the name of the check."""

    file: str
    line: int
    key: str
    what: str
    check: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.key}: {self.what} [{self.check}]"


def found(check: str, written: Written, what: str, *path: str | int) -> Finding:
    """An error at a part of an entry."""
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return Finding(written.file, written.line(*path), f"{SINGULAR[written.kind]} {written.template}{key}", what, check)


def warned(check: str, written: Written, what: str, *path: str | int) -> Finding:
    """A warning at a part of an entry."""
    error = found(check, written, what, *path)
    return Finding(error.file, error.line, error.key, what, check, "warning")
