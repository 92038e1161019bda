"""Writing a document so that a crash at any moment leaves either the old one or the new one, whole."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from waymark.cli.errors import Refused

__all__ = ["ANSWER", "alone", "answer", "refuse_same", "save", "unused"]

# A record is its owner's until they say otherwise; what is made from it may be read as the user's files are.
RECORD, ANSWER = 0o600, 0o666


def save(path: Path, content: bytes, mode: int = RECORD, *, sync: bool = True) -> None:
    """Replace the file's content; when this returns, the new content is on the disk. Permissions stay as they were.

    A link is followed: what it points to is replaced. `mode`: of a new file. Without `sync` the system may put it on
    the disk later, for what can be made again. Raises Refused with one sentence.
    """
    target = Path(os.path.realpath(path))
    try:
        found = target.stat() if target.exists() else None
        if found is not None and not stat.S_ISREG(found.st_mode):
            # A device or a pipe is written to; it is never taken away and a file put there.
            target.write_bytes(content)
            return
        _replace(target, content, found, mode, sync)
    except OSError as error:
        raise Refused(f"{path}: cannot be written ({error.strerror}); free space or name another file") from None


def _replace(target: Path, content: bytes, found: os.stat_result | None, mode: int, sync: bool) -> None:
    # A name nobody can have put a link at beforehand, and short enough for any folder.
    part = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, RECORD if found is not None else mode)
        try:
            if found is not None:
                _as_before(opened, found)
            view = memoryview(content)
            while view:
                view = view[os.write(opened, view) :]
            if sync:
                os.fsync(opened)
        finally:
            os.close(opened)
        os.replace(part, target)
    except BaseException:
        # Also when stopped: half a record stays nowhere.
        with suppress(OSError):
            os.unlink(part)
        raise
    if sync:
        _sync(target.parent)


def _as_before(opened: int, found: os.stat_result) -> None:
    """Owner and permissions of the file whose place it takes; another owner only where the system lets us."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(opened, found.st_uid, found.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(opened, stat.S_IMODE(found.st_mode))


def _sync(folder: Path) -> None:
    """The name of the file is on the disk too."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def alone(*paths: Path) -> Iterator[None]:
    """One writer at a time in these files' folders: reading, adding and writing back are one step to others."""
    # In one order, each once: two jobs never wait for each other.
    folders = {os.path.dirname(os.path.realpath(path)): path for path in paths}
    with ExitStack() as held:
        for folder, path in sorted(folders.items()):
            try:
                opened = os.open(folder, os.O_RDONLY)
            except OSError as error:
                raise Refused(f"{path}: its folder cannot be used ({error.strerror}); make the folder first") from None
            held.callback(os.close, opened)
            # Not every system and not every disk knows such locks; a document is still put in place in one step.
            with suppress(ImportError, OSError):
                import fcntl

                fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def unused(path: Path) -> Path:
    """This path, or the first numbered one beside it that holds nothing yet."""
    found, number = path, 1
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def refuse_same(option: str, out: str | None, *inputs: str | None) -> None:
    """Refuse to write an answer over what it is made from."""
    if out is None or not os.path.isfile(out):
        return
    for given in inputs:
        if given is not None and os.path.isfile(given) and os.path.samefile(out, given):
            raise Refused(f"{option} {out}: this is the file that is read; name another one for the answer")


def answer(content: bytes, out: str | None, *inputs: str | None) -> None:
    """What was asked for, to standard output or into a file that is none of those it was made from."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    refuse_same("--out", out, *inputs)
    save(Path(out), content, ANSWER)
