"""Ids as they come in addresses and forms: what has not their shape is nobody's id, whatever a database says."""

import re

__all__ = ["as_id"]

_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,32}")


def as_id(text: str) -> str:
    """The id, or an empty one that belongs to nothing: the same is asked of the database then."""
    return text if _SHAPE.fullmatch(text) else ""
