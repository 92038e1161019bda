"""The key ring: files beside the database, never in it. Whoever has only the database, or only a backup, reads nothing.

`master-ID.key` wrap the data keys of persons; `current` names the one for new wrapping; older ones stay until nothing
is wrapped by them. `index.key` makes names findable without being readable; `audit.key` chains the audit; `web.key`
signs cookies. Each holds 32 random bytes in hexadecimal.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from waymark.site.configuration import configuration

__all__ = ["KeyLost", "KeyRing", "make_ring", "new_master", "read_ring", "ring"]

_SINGLE = ("index", "audit", "web")
_BYTES = 32
_MASTER = re.compile(r"master-([0-9a-f]{8})\.key")


class KeyLost(Exception):
    """A key that something was sealed with is not in the ring: one sentence on which, and what to do."""


class KeyRing(msgspec.Struct, frozen=True):
    """`masters`: by id; `current`: the id that new data keys are wrapped with."""

    current: str
    masters: Mapping[str, bytes]
    index: bytes
    audit: bytes
    web: bytes

    def master(self, name: str) -> bytes:
        """A master key by its id. Raises KeyLost."""
        if name not in self.masters:
            raise KeyLost(
                f"the master key {name} is not in {configuration().keys}; what was sealed with it cannot be read until "
                f"the file master-{name}.key is put back there from where keys are kept"
            )
        return self.masters[name]


@cache
def ring() -> KeyRing:
    """The ring of this process. A rotation is read by `ring.cache_clear()`, and by every new process."""
    return read_ring(configuration().keys)


def read_ring(folder: Path) -> KeyRing:
    """Raises KeyLost when a file is missing or is no key."""
    try:
        current = (folder / "current").read_text("ascii").strip()
        masters = {found[1]: _read(path) for path in folder.iterdir() if (found := _MASTER.fullmatch(path.name))}
        singles = {name: _read(folder / f"{name}.key") for name in _SINGLE}
    except OSError as error:
        raise KeyLost(
            f"{error.filename}: this key cannot be read ({error.strerror}); put the folder of keys back from where "
            "keys are kept, or name it in WAYMARK_KEYS"
        ) from None
    found_ring = KeyRing(current, masters, **singles)
    found_ring.master(current)
    return found_ring


def make_ring(folder: Path) -> KeyRing:
    """A new ring in a folder that has none, whole or not at all. Raises FileExistsError rather than put new keys over
    old ones."""
    part = folder.with_name(f"{folder.name}.part-{secrets.token_hex(4)}")
    part.mkdir(parents=True, mode=0o700)
    for name in _SINGLE:
        _write(part / f"{name}.key", secrets.token_bytes(_BYTES))
    new_master(part)
    try:
        # Takes the place of an empty folder, never of one with keys in it.
        part.rename(folder)
        _settle(folder.parent)
    except OSError:
        shutil.rmtree(part)
        raise FileExistsError(errno.EEXIST, "there are keys already", str(folder)) from None
    return read_ring(folder)


def new_master(folder: Path) -> str:
    """Add a master key and make it the current one; returns its id. Older ones stay readable."""
    name = secrets.token_hex(4)
    _write(folder / f"master-{name}.key", secrets.token_bytes(_BYTES))
    part = folder / f".current-{name}"
    _put(part, name.encode())
    part.replace(folder / "current")
    _settle(folder)
    return name


def _read(path: Path) -> bytes:
    written = path.read_text("ascii").strip()
    try:
        key = bytes.fromhex(written)
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise KeyLost(
            f"{path}: this file holds no key of {_BYTES} bytes; put the right one back from where keys are kept"
        )
    return key


def _write(path: Path, key: bytes) -> None:
    _put(path, key.hex().encode() + b"\n")


def _settle(folder: Path) -> None:
    """Names of files are on the disk as well: nothing is wrapped with a key that a power cut could take away."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _put(path: Path, content: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(opened, content)
        os.fsync(opened)
    finally:
        os.close(opened)
