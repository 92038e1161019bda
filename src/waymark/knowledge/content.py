"""The hash of content: the same for the same knowledge, whatever the order of files, keys or comments."""

from hashlib import blake2b

import msgspec

__all__ = ["FORMAT", "fingerprint", "release_id"]

# Raised when the meaning of a file changes although its words do not.
FORMAT = "waymark.library/1"


def fingerprint(entry: msgspec.Struct) -> str:
    """Twelve hexadecimal digits that change when the entry does: what an overlay was made against."""
    return blake2b(_canonical(entry), digest_size=6).hexdigest()


def release_id(entries: dict[str, list[msgspec.Struct]], overlays: list[msgspec.Struct]) -> str:
    """The id of a release from its entries as written, per kind, and the overlays in the order they apply."""
    hash_ = blake2b(FORMAT.encode(), digest_size=16)
    for kind in sorted(entries):
        hash_.update(f"\n{kind}".encode())
        for canonical in sorted(_canonical(entry) for entry in entries[kind]):
            hash_.update(b"\n" + canonical)
    for overlay in overlays:
        hash_.update(b"\noverlay\n" + _canonical(overlay))
    return hash_.hexdigest()


def _canonical(entry: msgspec.Struct) -> bytes:
    return msgspec.json.encode(entry, order="sorted")
