"""What is due about one person, beside their plan."""

from typing import Any

from waymark.site.access.gate import Gate
from waymark.site.worklist.selectors import items_about

__all__ = ["due_beside"]


def due_beside(gate: Gate) -> dict[str, Any] | None:
    """The first few entries; nothing for those who have no work list."""
    if not gate.may("work", "write"):
        return None
    return {"due": items_about(gate, 5)}
