"""Which way an arithmetic expression goes when one fact grows, and where a comparison over it turns."""

from collections.abc import Callable, Mapping

from waymark.logic.facts import Facts, FactType
from waymark.logic.nodes import (
    Arithmetic,
    Compare,
    Constant,
    Count,
    Extreme,
    InUnit,
    Node,
    NumberFact,
    children,
    is_condition,
    walk,
)
from waymark.logic.oracle import interval, truth

__all__ = ["WIDEST", "number_facts", "slope", "solved"]

# Facts without a range are searched between these values.
WIDEST = (-1e6, 1e6)


def number_facts(node: Node, derived: Mapping[str, Node], known: Facts) -> tuple[str, ...]:
    """Underived numbers that a comparison depends on by arithmetic, through derived numbers that are not given."""
    found: dict[str, None] = {}

    def enter(part: Node) -> None:
        if isinstance(part, NumberFact):
            if part.name not in derived:
                found[part.name] = None
            elif known.get(part.name) is None:
                enter(derived[part.name])
        for child in children(part):
            if not is_condition(child):
                enter(child)

    enter(node)
    return tuple(found)


def slope(node: Node, name: str, derived: Mapping[str, Node], known: Facts) -> int | None:
    """1: never falls as the fact grows; -1: never rises; 0: does not depend on it; None: neither is certain.

    `known` holds the fact's whole domain as an interval.
    """
    if isinstance(node, Constant):
        return 0
    if isinstance(node, NumberFact):
        if node.name == name:
            return 1
        inside = node.name in derived and known.get(node.name) is None
        return slope(derived[node.name], name, derived, known) if inside else 0
    if isinstance(node, InUnit):
        return slope(node.item, name, derived, known)
    if isinstance(node, Extreme):
        return _together(*(slope(item, name, derived, known) for item in node.items))
    if isinstance(node, Count):
        return None if name in _reached(node, derived) else 0
    if isinstance(node, Arithmetic):
        return _of_arithmetic(node, name, derived, known)
    return None


def _of_arithmetic(node: Arithmetic, name: str, derived: Mapping[str, Node], known: Facts) -> int | None:
    left, right = slope(node.left, name, derived, known), slope(node.right, name, derived, known)
    if left is None or right is None:
        return None
    if node.operator == "+":
        return _together(left, right)
    if node.operator == "-":
        return _together(left, -right)
    one, two = _sign(interval(node.left, known, derived)), _sign(interval(node.right, known, derived))
    if node.operator == "*":
        return _together(_times(left, two), _times(right, one))
    low, high = interval(node.right, known, derived)
    if low <= 0.0 <= high:
        return 0 if left == right == 0 else None
    falling = _times(right, one)
    return _together(_times(left, two), None if falling is None else -falling)


def _together(*slopes: int | None) -> int | None:
    ways = set(slopes) - {0}
    if None in ways or len(ways) > 1:
        return None
    return ways.pop() if ways else 0


def _times(way: int, sign: int | None) -> int | None:
    return 0 if way == 0 else None if sign is None else way * sign


def _sign(ends: tuple[float, float]) -> int | None:
    return 1 if ends[0] >= 0.0 else -1 if ends[1] <= 0.0 else None


def _reached(node: Node, derived: Mapping[str, Node]) -> set[str]:
    names: set[str] = set()
    waiting = [node]
    while waiting:
        for part in walk(waiting.pop()):
            name = getattr(part, "name", None)
            if name is not None and name not in names:
                names.add(name)
                if name in derived:
                    waiting.append(derived[name])
    return names


def solved(
    node: Compare, name: str, fact: FactType, derived: Mapping[str, Node], known: Facts
) -> tuple[float, float] | tuple[()] | None:
    """The nearest two values of a fact at which the comparison is true and is false, the others as known.

    An empty tuple where the comparison is the same over the whole range; None where it cannot be solved for this fact
    alone.
    """
    domain = fact.range or WIDEST
    over = {**known, name: domain}
    difference = _together_sides(node, name, derived, over)
    if difference is None or node.operator in ("==", "!="):
        return None

    def holds(value: float) -> bool | None:
        return truth(node, {**known, name: (value, value)}, derived)

    low, high = domain
    at_low, at_high = holds(low), holds(high)
    if at_low is None or at_high is None:
        return None
    if at_low == at_high:
        return ()
    low, high = _narrowed(holds, low, high, at_low, 1.0 if fact.kind == "integer" else fact.resolution)
    if holds(low) is not at_low or holds(high) is not at_high:
        return None  # between the two it is unknown, because another fact is
    return (low, high) if at_low else (high, low)


def _together_sides(node: Compare, name: str, derived: Mapping[str, Node], known: Facts) -> int | None:
    left, right = slope(node.left, name, derived, known), slope(node.right, name, derived, known)
    return None if left is None or right is None else _together(left, -right)


def _narrowed(
    holds: Callable[[float], bool | None], low: float, high: float, at_low: bool, grid: float | None
) -> tuple[float, float]:
    """Bisection between two values that differ, down to neighbours (on the grid, or as floats)."""
    if grid is not None:
        below, above = 0, round((high - low) / grid)
        while above - below > 1:
            middle = (below + above) // 2
            if holds(low + middle * grid) is at_low:
                below = middle
            else:
                above = middle
        return low + below * grid, low + above * grid
    while True:
        half = low + (high - low) / 2.0
        if half in (low, high):
            return low, high
        if holds(half) is at_low:
            low = half
        else:
            high = half
