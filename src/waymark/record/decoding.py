"""From bytes to typed documents, refusing damaged input with its place and its cure."""

import re
from typing import TypeVar

import msgspec

from waymark.record.errors import RecordError

__all__ = ["MAX_BYTES", "decode"]

MAX_BYTES = 50_000_000
_MAX_DEPTH = 32
_Document = TypeVar("_Document", bound=msgspec.Struct)

_KEYS = re.compile(rb'"[ \t\r\n]*:')
_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode(data: bytes, where: str, decoder: msgspec.json.Decoder[_Document], name: str) -> _Document:
    """One document of the format `name` (such as "waymark.person/1"). Raises RecordError."""
    if len(data) > MAX_BYTES:
        raise RecordError(
            f"{where}: the file has {len(data):,} bytes and at most {MAX_BYTES:,} are read; split it into one document "
            "per person."
        )
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        document = decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        # Explaining takes time and more code; both are paid only when something is wrong.
        from waymark.record.explaining import explained

        raise RecordError(f"{where}: {_unreadable(data) or explained(error, data, decoder.type, name)}") from None
    if _has_twins(data):
        from waymark.record.explaining import twin

        if double := twin(data):
            raise RecordError(f"{where}: {double}")
    return document


def _unreadable(data: bytes) -> str | None:
    """What is wrong with the file as a whole, before any of its content matters."""
    if not data.strip():
        return "the file is empty; write a document into it or leave it out."
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return f"the file is written in {encoding}; save it in the encoding UTF-8."
    if data[:2].count(0) == 1:
        return "the file looks like UTF-16 without its mark; save it in the encoding UTF-8."
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"line {line}, byte {error.start:,}: not UTF-8; save the file in the encoding UTF-8."
    if _depth_beyond(data, _MAX_DEPTH):
        return f"nested more than {_MAX_DEPTH} deep, and a document needs far less; check what made the file."
    return None


def _depth_beyond(data: bytes, most: int) -> bool:
    depth = 0
    inside = escaped = False
    for byte in data[:5_000_000]:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"[{":
            depth += 1
            if depth > most:
                return True
        elif byte in b"]}":
            depth -= 1
    return False


def _has_twins(data: bytes) -> bool:
    """Whether a key may stand twice in an object; the decoder would take the last without a word.

    Written out again, a document without twins has as many keys as before. Text that looks like a key counts on both
    sides; where it could hide a twin the slow and exact check decides.
    """
    if b"\\u00" in data:
        return True
    return len(_KEYS.findall(data)) != msgspec.json.encode(msgspec.json.decode(data)).count(b'":')
