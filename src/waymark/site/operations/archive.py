"""A sealed stream in one file: what goes in comes out the same, or one sentence says what is wrong with the file.

AES-256-GCM in chunks. Each chunk is bound to its place, to the file it belongs to and to whether it is the last one:
none can be changed, moved, taken from another backup, or left out at the end. Memory does not grow with the size.
"""

import hashlib
import os
import secrets
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["ArchiveReader", "ArchiveWriter", "BackupKeyWrong", "NotWhole", "new_backup_key", "read_backup_key"]

_FAMILY, _FORM = b"WAYMARK BACKUP ", b"1\n"
_MARK, _SALT, _KEY = 8, 32, 32
_CHUNK = 1 << 20
_LENGTH = struct.Struct(">I")
# A sealed chunk is never longer than this: a changed length does not make us read gigabytes.
_LONGEST = 2 * _CHUNK + 64
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


class NotWhole(Exception):
    """The file is no backup, or not the whole of one: one sentence."""


class BackupKeyWrong(Exception):
    """There is no backup key, or it is another one: one sentence."""


def new_backup_key(path: Path) -> None:
    """A key for backups in a new file. Raises FileExistsError: an old key opens old backups."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(secrets.token_hex(_KEY).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_backup_key(path: Path | None) -> bytes:
    """Raises BackupKeyWrong."""
    if path is None:
        raise BackupKeyWrong(
            "there is no backup key; make one with waymark backup --new-key FILE, keep a copy away from this machine, "
            "and name it in WAYMARK_BACKUP_KEY or with --key"
        )
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise BackupKeyWrong(f"{path}: the backup key cannot be read ({error.strerror}); check the path") from None
    except ValueError:
        key = b""
    if len(key) != _KEY:
        raise BackupKeyWrong(f"{path}: this file holds no backup key; name the one from waymark backup --new-key")
    return key


class ArchiveWriter:
    """Takes objects, one after the other; `finish` seals the end. What was not finished is no backup."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(_SALT)
        self._file, self._header = file, _FAMILY + _FORM + _mark(key) + salt
        self._cipher, self._number, self._buffer = _cipher(key, salt), 0, bytearray()
        file.write(self._header)

    def add(self, thing: Any) -> None:
        """Anything that msgpack can hold."""
        written = _ENCODER.encode(thing)
        self._buffer += _LENGTH.pack(len(written)) + written
        while len(self._buffer) > _CHUNK:
            self._put(bytes(self._buffer[:_CHUNK]), last=False)
            del self._buffer[:_CHUNK]

    def finish(self) -> None:
        """Write what is left, marked as the last."""
        self._put(bytes(self._buffer), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())

    def _put(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last), zlib.compress(plain, 1), self._header)
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._number += 1


class ArchiveReader:
    """Gives the objects back in their order. Raises NotWhole, BackupKeyWrong."""

    def __init__(self, file: BinaryIO, key: bytes, where: str) -> None:
        self._file, self._where = file, where
        self._header = file.read(len(_FAMILY + _FORM) + _MARK + _SALT)
        start = self._header[: len(_FAMILY + _FORM)]
        if not start.startswith(_FAMILY):
            raise NotWhole(f"{where}: this is no backup of Waymark; choose a file that waymark backup wrote")
        if start != _FAMILY + _FORM:
            raise NotWhole(f"{where}: this backup has a form that this version does not know; use the version it names")
        if len(self._header) < len(start) + _MARK + _SALT:
            raise NotWhole(self._cut())
        mark, salt = self._header[len(start) : len(start) + _MARK], self._header[-_SALT:]
        if mark != _mark(key):
            raise BackupKeyWrong(
                f"{where}: this backup was sealed with another key (marked {mark.hex()}, yours is {_mark(key).hex()}); "
                "name the right one in WAYMARK_BACKUP_KEY or with --key"
            )
        self._cipher = _cipher(key, salt)

    def __iter__(self) -> Iterator[Any]:
        buffer = bytearray()
        for plain in self._chunks():
            buffer += plain
            while len(buffer) >= _LENGTH.size:
                (length,) = _LENGTH.unpack_from(buffer)
                if len(buffer) < _LENGTH.size + length:
                    break
                yield msgspec.msgpack.decode(bytes(buffer[_LENGTH.size : _LENGTH.size + length]))
                del buffer[: _LENGTH.size + length]
        if buffer:
            raise NotWhole(self._cut())

    def _chunks(self) -> Iterator[bytes]:
        number, last = 0, False
        while not last:
            told = self._file.read(_LENGTH.size)
            length = _LENGTH.unpack(told)[0] if len(told) == _LENGTH.size else 0
            sealed = self._file.read(min(length, _LONGEST))
            if len(told) < _LENGTH.size or len(sealed) < min(length, _LONGEST):
                raise NotWhole(self._cut())
            plain = self._open(sealed, number, False)
            if plain is None:
                plain, last = self._open(sealed, number, True), True
            if plain is None:
                raise NotWhole(f"{self._where}: this backup was changed after it was made; use another copy of it")
            number += 1
            yield plain
        if self._file.read(1):
            raise NotWhole(f"{self._where}: something was added to this backup after its end; use another copy of it")

    def _open(self, sealed: bytes, number: int, last: bool) -> bytes | None:
        try:
            return zlib.decompress(self._cipher.decrypt(_nonce(number, last), sealed, self._header))
        except (InvalidTag, zlib.error, ValueError):
            return None

    def _cut(self) -> str:
        return f"{self._where}: this backup ends in the middle; use another copy of it, or an earlier backup"


def _nonce(number: int, last: bool) -> bytes:
    """Never twice with one key: each file has a key of its own, each chunk its number."""
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=_KEY, salt=salt, info=b"waymark backup").derive(key))


def _mark(key: bytes) -> bytes:
    """By which a key is told from another, and nothing else is learnt of it."""
    return hashlib.sha256(b"mark of a backup key\0" + key).digest()[:_MARK]
