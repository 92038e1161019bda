"""The name a document has by its content."""

# hashlib loads all of OpenSSL for what each Python also has on its own; a plan needs this one function.
try:
    from _sha2 import sha256  # type: ignore[import-not-found] # since 3.12
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:  # pragma: no cover - other implementations of Python
        from hashlib import sha256

__all__ = ["content_hash"]


def content_hash(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    digest: str = sha256(content).hexdigest()
    return digest
