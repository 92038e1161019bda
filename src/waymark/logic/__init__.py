"""The language of conditions: read once, checked, and answered for one person or many in Kleene's three values."""

from typing import TYPE_CHECKING, Any

from waymark.logic.errors import ConditionError, StaleProgram
from waymark.logic.facts import OPEN, UNKNOWN, Facts, FactType, Interval, Known, Truth, Vocabulary
from waymark.logic.program import Program

if TYPE_CHECKING:
    from waymark.logic.checker import check
    from waymark.logic.critical import CriticalValue
    from waymark.logic.nodes import Node
    from waymark.logic.parser import parse
    from waymark.logic.text import written
    from waymark.logic.trees import TraceNode

__all__ = [
    "OPEN",
    "UNKNOWN",
    "ConditionError",
    "CriticalValue",
    "FactType",
    "Facts",
    "Interval",
    "Known",
    "Node",
    "Program",
    "StaleProgram",
    "TraceNode",
    "Truth",
    "Vocabulary",
    "check",
    "parse",
    "written",
]

# A plan is made from compiled conditions; what reads text is loaded only where text is read.
_ON_DEMAND = {
    "check": "checker",
    "CriticalValue": "critical",
    "Node": "nodes",
    "parse": "parser",
    "written": "text",
    "TraceNode": "trees",
}


def __getattr__(name: str) -> Any:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_ON_DEMAND[name]}"), name)
    globals()[name] = found
    return found
