"""What a file is, found by looking at its bytes. What it says of itself is only compared."""

import unicodedata

__all__ = ["ENDINGS", "media_of"]

# What is taken, with the endings that such a file may carry.
ENDINGS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "text/plain": ("txt",),
}
_PNG = b"\x89PNG\r\n\x1a\n"
_LAYOUT = "\t\n\r\f"


def media_of(content: bytes) -> str | None:
    """The kind of file by its first bytes and its end; None for anything that is not taken."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf"
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and b"IEND" in content[-16:]:
        return "image/png"
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]:
        return "image/jpeg"
    return "text/plain" if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(sign in _LAYOUT or unicodedata.category(sign) != "Cc" for sign in text)
