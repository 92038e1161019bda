"""The anchor outside the database: how far each chain had come. A cut tail or a whole table put back shows against it.

One file a chain; each commit appends its number and hash. A line is in the hands of the system when the answer goes
out: a killed process loses none. After a power cut the anchor may be behind the database, never before it.
"""

import os
from pathlib import Path
from threading import Lock

import msgspec

from waymark.site.configuration import configuration

__all__ = ["Anchored", "anchor", "anchor_restored", "last_anchor"]

_opened: dict[Path, tuple[int, int]] = {}
_lock = Lock()


class Anchored(msgspec.Struct, frozen=True):
    """How far a chain had come outside of the database."""

    number: int
    hash: bytes


def anchor(chain: int, number: int, row_hash: bytes) -> None:
    """Append where a chain has come to. Raises OSError when the folder cannot be written."""
    _append(chain, "row     ", number, row_hash)


def anchor_restored(chain: int, number: int, row_hash: bytes) -> None:
    """From here on the chain counts from an earlier row: somebody restored a backup and said why in that row."""
    _append(chain, "restored", number, row_hash)


def _append(chain: int, kind: str, number: int, row_hash: bytes) -> None:
    path = configuration().anchor / f"chain-{chain}"
    line = f"{kind} {number:019d} {bytes(row_hash).hex()}\n".encode("ascii")
    with _lock:
        os.write(_descriptor(path), line)


def _descriptor(path: Path) -> int:
    process, found = _opened.get(path, (0, -1))
    if process != os.getpid() or not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        _opened[path] = (os.getpid(), found)
    return found


def last_anchor(chain: int) -> Anchored | None:
    """The furthest that was anchored since the last accepted restore; None where nothing was."""
    path = configuration().anchor / f"chain-{chain}"
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return None
    furthest = None
    for line in lines:
        parts = line.split()
        # Half a line is what a power cut leaves.
        if len(parts) == 3 and len(parts[2]) == 64:
            found = Anchored(int(parts[1]), bytes.fromhex(parts[2].decode("ascii")))
            if parts[0] == b"restored" or furthest is None or found.number >= furthest.number:
                furthest = found
    return furthest
