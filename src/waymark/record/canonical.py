"""Documents in one form, so that the same content has the same bytes."""

import msgspec

__all__ = ["canonical"]


def canonical(raw: bytes) -> bytes:
    """JSON in one form: no mark of the encoding, no spaces, keys as written. Hashes and carried documents use it."""
    return msgspec.json.encode(msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf")))
