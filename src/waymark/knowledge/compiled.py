"""The compiled form of a release: one file, sections that are read only when asked for.

Layout: magic, length of the header (4 bytes), header (msgpack), payload. The payload holds marshalled code, so a file
is only believed when it belongs to the user or to root, nobody else can write to it, and its checksum (against damage,
not against malice) holds.
"""

import os
import stat
import sys
from binascii import crc32

import msgspec

try:  # hashlib loads all of OpenSSL; only this one function is needed on the way of a plan.
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - other implementations of Python
    from hashlib import blake2b

from waymark import __version__

__all__ = [
    "ABOUT_THE_CONTENT",
    "About",
    "Compiled",
    "Header",
    "code_stamp",
    "content_stamp",
    "decode",
    "encode",
    "read_trusted",
]

MAGIC = b"WAYMARK-RELEASE-1\n"
# Raised when the sections change their form.
FORM = 3
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_HERE = os.path.dirname(os.path.abspath(__file__))


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What a compiled file is of. `locale` "" means all languages; `fingerprint` is of the files it was made from."""

    form: int
    release: str
    engine: str
    python: str
    locale: str
    fingerprint: str
    checksum: int
    sections: dict[str, tuple[int, int]]


class About(msgspec.Struct, frozen=True, array_like=True):
    """What a release says of itself before any section is opened."""

    version: str
    notes: dict[str, str]
    overlays: tuple[str, ...]
    marks: tuple[dict[str, str], ...]
    # The newest day on which a named value changed: from then on the values are those of this release.
    values_changed: str
    numbers: dict[str, float]
    conditions: tuple[str, ...]


class Compiled:
    """A compiled release in memory: header and sections."""

    __slots__ = ("_payload", "header")

    def __init__(self, header: Header, payload: memoryview) -> None:
        self.header = header
        self._payload = payload

    def has(self, name: str) -> bool:
        """There is such a section."""
        return name in self.header.sections

    def section(self, name: str) -> memoryview:
        """The bytes of a section."""
        start, length = self.header.sections[name]
        return self._payload[start : start + length]


def encode(release: str, locale: str, fingerprint: str, sections: dict[str, bytes]) -> bytes:
    """The bytes of a compiled file for this engine and this Python."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, section in sections.items():
        places[name] = (at, len(section))
        at += len(section)
    payload = b"".join(sections.values())
    tag = sys.implementation.cache_tag or ""
    header = msgspec.msgpack.encode(
        Header(FORM, release, __version__, tag, locale, fingerprint, crc32(payload), places)
    )
    return MAGIC + len(header).to_bytes(4, "big") + header + payload


def decode(data: bytes, locale: str, fingerprint: str | None) -> Compiled | None:
    """A compiled file, or None when it is damaged or not of this engine, Python, locale and these sources."""
    if not data.startswith(MAGIC):
        return None
    view = memoryview(data)
    start = len(MAGIC) + 4
    end = start + int.from_bytes(view[len(MAGIC) : start], "big")
    try:
        header = msgspec.msgpack.decode(view[start:end], type=Header)
    except msgspec.DecodeError:
        return None
    fits = (
        header.form == FORM
        and header.engine == __version__
        and header.python == sys.implementation.cache_tag
        and header.locale == locale
        and fingerprint in (None, header.fingerprint)
        and header.checksum == crc32(view[end:])
    )
    return Compiled(header, view[end:]) if fits else None


def read_trusted(path: str) -> bytes | None:
    """A file that belongs to the user or to root and that nobody else can change, or None (also when it is missing)."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or not is_private(about) or not is_private(os.stat(os.path.dirname(path))):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(descriptor)


def is_private(about: os.stat_result) -> bool:
    """Owned by the user or root, writable by no other. (Systems without owners are taken as they are.)"""
    if not hasattr(os, "geteuid"):
        return True
    return about.st_uid in (os.geteuid(), 0) and not about.st_mode & _WRITABLE_BY_OTHERS


# What tests the content is read by checks, not by plans.
ABOUT_THE_CONTENT = ("cases", "hazards", "coverage", "promises")


def content_stamp(folder: str, overlays: tuple[str, ...] = ()) -> str:
    """The hash of the bytes of all content files a release is made from. OSError when one is unreadable."""
    hash_ = blake2b(digest_size=16)
    _add_folder(hash_, folder, "")
    for overlay in overlays:
        _add_file(hash_, overlay, "overlay")
    return hash_.hexdigest()


def code_stamp(dated: bool) -> str:
    """The hash of the code that compiles, seen from outside: names, sizes and, if `dated`, times of change."""
    hash_ = blake2b(digest_size=6)
    for package in ("", "model", "../logic"):
        for entry in _scan(os.path.join(_HERE, package), ".py"):
            about = entry.stat()
            when = about.st_mtime_ns if dated else 0
            hash_.update(f"{package}/{entry.name} {about.st_size} {when}\n".encode())
    return hash_.hexdigest()


def _scan(folder: str, suffix: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if entry.name.endswith(suffix)), key=_name)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _add_folder(hash_: "blake2b", folder: str, name: str) -> None:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=_name):
            if entry.is_dir():
                if name or entry.name not in ABOUT_THE_CONTENT:
                    _add_folder(hash_, entry.path, f"{name}{entry.name}/")
            elif entry.name.endswith((".yaml", ".yml")) and not entry.name.startswith("."):
                _add_file(hash_, entry.path, name + entry.name)


def _add_file(hash_: "blake2b", path: str, name: str) -> None:
    # Plain system calls: a library has hundreds of small files, and this stands before every plan.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(descriptor).st_size
        data = os.read(descriptor, size + 1)
        while len(data) < size and (more := os.read(descriptor, size)):
            data += more
    finally:
        os.close(descriptor)
    hash_.update(f"{name} {len(data)}\n".encode())
    hash_.update(data)
