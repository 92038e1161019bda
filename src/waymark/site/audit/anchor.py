"""The anchor outside the database: how far each chain had come. A cut tail or a whole table put back shows against it.

One file a chain; each commit appends its number and hash. A line is in the hands of the system when the answer goes
out: a killed process loses none. After a power cut the anchor may be behind the database, never before it. A file that
has grown large is written anew with what still counts.
"""

import errno
import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import msgspec

from waymark.site.configuration import configuration

__all__ = ["Anchored", "anchor", "anchor_restored", "last_anchor", "ready_to_anchor"]

# About as many lines as a small programme writes in a year.
_LARGE = 8 * 1024 * 1024
_LOG = logging.getLogger("waymark.site.audit")
_opened: dict[str, tuple[int, int]] = {}
# Chains whose last line could not be written.
_behind: set[int] = set()
_lock = Lock()


class Anchored(msgspec.Struct, frozen=True):
    """How far a chain had come outside of the database."""

    number: int
    hash: bytes


def ready_to_anchor(chain: int, number: int, row_hash: bytes) -> None:
    """Before a row is stored: can its line be written? Raises OSError. What an earlier full disk kept back is written
    now: the row the chain ends with."""
    path = _path(chain)
    if not os.path.exists(path):
        # No file before the first row: a file says that something was written.
        folder = _folder(path)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, "the folder of the anchor cannot be written", str(folder))
        return
    with _lock:
        if chain not in _behind:
            # It is there and can be opened; that is all there is to know before the commit.
            if not _is_at(_descriptor(path), path):
                _close(path)
                _descriptor(path)
            return
        with _held(path, fcntl.LOCK_SH) as descriptor:
            _write(descriptor, "row     ", number, row_hash)
            _behind.discard(chain)


def anchor(chain: int, number: int, row_hash: bytes) -> None:
    """Append where a chain has come to, after the commit. What was stored is stored: a disk that is full just now is
    told to whoever runs the site, and no further row is stored before this line is there."""
    try:
        _append(chain, "row     ", number, row_hash)
    except OSError:
        _behind.add(chain)
        _LOG.exception("the anchor of a chain could not be written")


def anchor_restored(chain: int, number: int, row_hash: bytes) -> None:
    """From here on the chain counts from an earlier row: somebody restored a backup and said why in that row. Raises
    OSError."""
    _append(chain, "restored", number, row_hash)


def last_anchor(chain: int) -> Anchored | None:
    """The furthest that was anchored since the last accepted restore; None where nothing was."""
    try:
        counting = _counting(Path(_path(chain)).read_bytes())
    except FileNotFoundError:
        return None
    return _read(counting[-1]) if counting else None


def _append(chain: int, kind: str, number: int, row_hash: bytes) -> None:
    path = _path(chain)
    with _lock:
        with _held(path, fcntl.LOCK_SH) as descriptor:
            size = _write(descriptor, kind, number, row_hash)
        if size > _LARGE:
            with _held(path, fcntl.LOCK_EX):
                _write_anew(Path(path))


def _write(descriptor: int, kind: str, number: int, row_hash: bytes) -> int:
    """One line; returns how long the file is now. Raises OSError for half a line, which nobody will read."""
    line = f"{kind} {number:019d} {bytes(row_hash).hex()}\n".encode("ascii")
    if os.write(descriptor, line) != len(line):
        os.write(descriptor, b"\n")
        raise OSError("the disk took half a line of the anchor")
    return os.lseek(descriptor, 0, os.SEEK_CUR)


@contextmanager
def _held(path: str, how: int) -> Iterator[int]:
    """The file that bears the name now, and keeps it meanwhile: whoever writes it anew waits for those who append."""
    while True:
        descriptor = _descriptor(path)
        fcntl.flock(descriptor, how)
        try:
            if _is_at(descriptor, path):
                yield descriptor
                return
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
        _close(path)


def _descriptor(path: str) -> int:
    """The file as this process opened it; another may bear the name by now."""
    process, found = _opened.get(path, (0, -1))
    if process != os.getpid():
        _folder(path)
        found = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        _opened[path] = (os.getpid(), found)
    return found


def _close(path: str) -> None:
    os.close(_opened.pop(path)[1])


def _folder(path: str) -> Path:
    """Where the anchor lies; made if it is not there."""
    folder = Path(path).parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _is_at(descriptor: int, path: str) -> bool:
    try:
        there, here = os.stat(path), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (there.st_ino, there.st_dev) == (here.st_ino, here.st_dev)


def _write_anew(path: Path) -> None:
    """Only the lines that count, under the same name; the old file stays whole until the new one is on the disk."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(opened, b"".join(line + b"\n" for line in _counting(path.read_bytes())))
        os.fsync(opened)
    finally:
        os.close(opened)
    part.replace(path)


def _counting(content: bytes) -> list[bytes]:
    """The last accepted restore, if there was one, and the furthest line since, which is the last of the two."""
    restored, furthest = b"", b""
    for line in content.splitlines():
        parts = line.split()
        # Half a line is what a power cut leaves.
        if len(parts) == 3 and len(parts[2]) == 64:
            if parts[0] == b"restored":
                restored = furthest = line
            elif not furthest or int(parts[1]) >= int(furthest.split()[1]):
                furthest = line
    return [line for line in dict.fromkeys((restored, furthest)) if line]


def _read(line: bytes) -> Anchored:
    parts = line.split()
    return Anchored(int(parts[1]), bytes.fromhex(parts[2].decode("ascii")))


def _path(chain: int) -> str:
    # A text: each row looks at it several times, and a `Path` takes longer to make than the file to be looked at.
    return f"{configuration().anchor}/chain-{chain}"
