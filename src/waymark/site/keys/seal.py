"""Sealing: AES-256-GCM with what the text belongs to as associated data, so that nothing can be moved elsewhere."""

import hashlib
import hmac
import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waymark.site.keys.ring import KeyLost, KeyRing

__all__ = ["Broken", "blind", "new_data_key", "open_", "plain_text", "seal", "unwrap", "wrap"]

_FORM = b"\x01"
_NONCE = 12


class Broken(Exception):
    """Sealed bytes that were changed, cut or moved: never shown, always said."""


def seal(key: bytes, plain: bytes, bound: str) -> bytes:
    """Sealed bytes; they open only with the same key and the same `bound` (what they belong to)."""
    nonce = os.urandom(_NONCE)
    return _FORM + nonce + AESGCM(key).encrypt(nonce, plain, bound.encode())


def open_(key: bytes, sealed: bytes, bound: str) -> bytes:
    """The plain bytes. Raises Broken."""
    sealed = bytes(sealed)
    if sealed[:1] != _FORM:
        raise Broken(
            f"what is kept of {bound} is in a form this version does not know: changed, or written by a newer one"
        )
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound.encode())
    except (InvalidTag, ValueError):
        raise Broken(f"what is kept of {bound} was changed, cut or moved; restore it from a backup") from None


def new_data_key() -> bytes:
    """A key for what belongs to one person."""
    return AESGCM.generate_key(256)


def wrap(ring: KeyRing, key: bytes, owner: str) -> tuple[str, bytes]:
    """A data key sealed by the current master key: (id of the master, sealed key)."""
    return ring.current, seal(ring.master(ring.current), key, f"key of {owner}")


def unwrap(ring: KeyRing, master: str, wrapped: bytes, owner: str) -> bytes:
    """The data key. Raises KeyLost when its master is gone, Broken when it was changed."""
    try:
        return open_(ring.master(master), wrapped, f"key of {owner}")
    except Broken:
        raise KeyLost(
            f"the key of {owner} does not open with master key {master}: it was changed, or another file lies there"
        ) from None


def blind(ring: KeyRing, kind: str, text: str) -> bytes:
    """A keyed hash by which equal texts are found and nothing is read: case, accents and spaces do not matter."""
    return hmac.new(ring.index, f"{kind}\0{plain_text(text)}".encode(), hashlib.sha256).digest()[:16]


def plain_text(text: str) -> str:
    """A text as it is compared: without case, accents and spaces too many."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
