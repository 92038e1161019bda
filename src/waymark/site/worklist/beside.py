"""What is due about one person, beside their plan."""

from datetime import date
from typing import Any

from waymark.site.access.gate import Gate
from waymark.site.days import end_of
from waymark.site.worklist.selectors import items_about, items_then, was_kept

__all__ = ["due_beside"]


# More are not read beside a plan; all of them stand on the list.
_MOST = 5


def due_beside(gate: Gate, past: date | None = None) -> dict[str, Any] | None:
    """The first few entries, today or at the end of a past day; nothing for those who have no work list."""
    if not gate.may("work", "write"):
        return None
    if past is None:
        return {"due": items_about(gate, _MOST), "kept": True}
    return {"due": items_then(gate, past, _MOST), "kept": was_kept(gate, end_of(past))}
