"""Writing a document so that a crash at any moment leaves either the old one or the new one, whole."""

import os
from pathlib import Path

from waymark.cli.errors import Refused

__all__ = ["save"]


def save(path: Path, content: bytes) -> None:
    """Replace the file's content; when this returns, the new content is on the disk. Permissions stay as they were.

    A link is followed: what it points to is replaced. Raises Refused with one sentence.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        _write(part, content, mode)
        os.replace(part, target)
        _sync(target.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(
            f"{path}: cannot be written ({error.strerror}); free space or choose another file with --out"
        ) from None


def _write(part: Path, content: bytes, mode: int) -> None:
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        os.fchmod(opened, mode)
        view = memoryview(content)
        while view:
            view = view[os.write(opened, view) :]
        os.fsync(opened)
    finally:
        os.close(opened)


def _sync(folder: Path) -> None:
    """The name of the file is on the disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
