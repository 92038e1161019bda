"""The way to messages from the page of one person."""

from typing import Any

from waymark.site.access.gate import Gate

__all__ = ["papers_of_messages"]


def papers_of_messages(gate: Gate) -> dict[str, Any] | None:
    """Nothing to bring but the link, for those who may read them."""
    return {} if gate.may("messages", "read") else None
