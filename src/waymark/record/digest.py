"""The name a document has by its content."""

from importlib import import_module
from typing import Any

__all__ = ["content_hash"]


def _own_sha256() -> Any:
    # hashlib loads all of OpenSSL for what each Python also has on its own, under a name that changed with 3.12.
    for name in ("_sha2", "_sha256"):
        try:
            return import_module(name).sha256
        except ImportError:
            continue
    return import_module("hashlib").sha256  # other implementations of Python


_SHA256 = _own_sha256()


def content_hash(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    digest: str = _SHA256(content).hexdigest()
    return digest
