"""The way to meetings from the page of one person."""

from typing import Any

from waymark.site.access.gate import Gate

__all__ = ["papers_of_meetings"]


def papers_of_meetings(gate: Gate) -> dict[str, Any] | None:
    """Nothing to bring but the link, for those who may read them."""
    return {} if gate.may("meetings", "read") else None
