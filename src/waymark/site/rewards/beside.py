"""The way to rewards from the page of one person."""

from typing import Any

from waymark.site.access.gate import Gate

__all__ = ["papers_of_rewards"]


def papers_of_rewards(gate: Gate) -> dict[str, Any] | None:
    """Nothing to bring but the link, for those who may read them."""
    return {} if gate.may("rewards", "read") else None
