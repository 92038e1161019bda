"""The chain: each row's keyed hash covers the row before it; no row is changed, moved or left out unseen."""

from datetime import UTC, datetime
from operator import attrgetter
from typing import Protocol

from waymark.site.keys.keyed import keyed

__all__ = ["FIELDS", "START", "Hashed", "link", "subject_of"]

FIELDS = ("actor", "role", "action", "content", "subject", "target", "outcome", "basis", "purpose", "via")
START = bytes(32)
_fields = attrgetter(*FIELDS)


class Hashed(Protocol):
    """What of a row its hash covers."""

    chain: int
    number: int
    at: datetime


def link(key: bytes, before: bytes, row: Hashed) -> bytes:
    """The hash of a row that follows `before`. Each field is told with its length: nothing can slip into the next."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [before]
    for part in (str(row.chain), str(row.number), at, *_fields(row)):
        plain = part.encode()
        told += (len(plain).to_bytes(4, "big"), plain)
    return keyed(key, b"".join(told))


def subject_of(key: bytes, person: str) -> str:
    """How a person stands in the audit: found again by who has the key, and nobody once it is purged."""
    return keyed(key, f"subject\0{person}".encode()).hex()[:32]
