"""The plain evaluator: slow, and meant to be right at a glance. Every other way of evaluating must agree with it."""

import math
from collections.abc import Mapping

from waymark.logic.facts import UNKNOWN, Facts, Interval, Truth
from waymark.logic.nodes import (
    Always,
    And,
    Arithmetic,
    BooleanFact,
    CategoryTest,
    Compare,
    Constant,
    Count,
    Extreme,
    InUnit,
    Node,
    Not,
    NumberFact,
    Or,
)

__all__ = ["evaluate", "interval", "truth"]

_NOTHING_DERIVED: Mapping[str, Node] = {}


def evaluate(node: Node, facts: Facts, derived: Mapping[str, Node] = _NOTHING_DERIVED) -> Truth | Interval:
    """The value of a typed tree: True, False or None for a condition, (low, high) for arithmetic.

    `derived` holds the typed trees of derived facts; a derived fact that is given in `facts` is taken as given.
    """
    if isinstance(node, Constant | NumberFact | Arithmetic | Extreme | Count | InUnit):
        return interval(node, facts, derived)
    return truth(node, facts, derived)


def truth(node: Node, facts: Facts, derived: Mapping[str, Node]) -> Truth:
    """Kleene truth of a condition."""
    if isinstance(node, Always):
        return True
    if isinstance(node, BooleanFact):
        return _boolean(node.name, facts, derived)
    if isinstance(node, CategoryTest):
        return _category(node, facts)
    if isinstance(node, Not):
        inner = truth(node.item, facts, derived)
        return None if inner is None else not inner
    if isinstance(node, And | Or):
        settles = isinstance(node, Or)
        truths = [truth(item, facts, derived) for item in node.items]
        if settles in truths:
            return settles
        return None if None in truths else not settles
    if isinstance(node, Compare):
        return _compared(node.operator, interval(node.left, facts, derived), interval(node.right, facts, derived))
    raise TypeError(f"{type(node).__name__} is no condition")


def interval(node: Node, facts: Facts, derived: Mapping[str, Node]) -> Interval:
    """Lowest and highest value an arithmetic expression can have."""
    if isinstance(node, Constant):
        return node.value, node.value
    if isinstance(node, NumberFact):
        return _number(node.name, facts, derived)
    if isinstance(node, InUnit):
        return interval(node.item, facts, derived)
    if isinstance(node, Count):
        truths = [truth(item, facts, derived) for item in node.items]
        return float(truths.count(True)), float(len(truths) - truths.count(False))
    if isinstance(node, Extreme):
        ends = [interval(item, facts, derived) for item in node.items]
        take = min if node.which == "min" else max
        return take(low for low, _ in ends), take(high for _, high in ends)
    if isinstance(node, Arithmetic):
        return _calculated(node.operator, interval(node.left, facts, derived), interval(node.right, facts, derived))
    raise TypeError(f"{type(node).__name__} is no arithmetic")


def _boolean(name: str, facts: Facts, derived: Mapping[str, Node]) -> Truth:
    known = facts.get(name)
    if known is not None:
        # Anything but a truth stands for a fact that is open though it could be derived.
        return known if isinstance(known, bool) else None
    return truth(derived[name], facts, derived) if name in derived else None


def _number(name: str, facts: Facts, derived: Mapping[str, Node]) -> Interval:
    known = facts.get(name)
    if isinstance(known, tuple):
        return _cleaned(*known)
    return interval(derived[name], facts, derived) if name in derived else UNKNOWN


def _category(node: CategoryTest, facts: Facts) -> Truth:
    known = facts.get(node.name)
    possible = known if known and isinstance(known, int) else node.everything
    if possible & node.mask == 0:
        return False
    return True if possible & ~node.mask == 0 else None


def _cleaned(low: float, high: float) -> Interval:
    return (-math.inf if math.isnan(low) else low), (math.inf if math.isnan(high) else high)


def _compared(operator: str, left: Interval, right: Interval) -> Truth:
    (a, b), (c, d) = left, right
    if operator == ">=":
        return True if a >= d else False if b < c else None
    if operator == ">":
        return True if a > d else False if b <= c else None
    if operator == "<=":
        return True if b <= c else False if a > d else None
    if operator == "<":
        return True if b < c else False if a >= d else None
    equal = True if a == d and b == c else False if b < c or a > d else None
    if operator == "==":
        return equal
    return None if equal is None else not equal


def _calculated(operator: str, left: Interval, right: Interval) -> Interval:
    (a, b), (c, d) = left, right
    if operator == "+":
        return _cleaned(a + c, b + d)
    if operator == "-":
        return _cleaned(a - d, b - c)
    if operator == "*":
        products = [0.0 if x == 0 or y == 0 else x * y for x in left for y in right]
        return min(products), max(products)
    if c <= 0 <= d:
        return UNKNOWN
    quotients: list[float] = []
    for x in left:
        for y in right:
            if math.isinf(x) and math.isinf(y):
                quotients += [0.0, math.copysign(math.inf, x) * math.copysign(1.0, y)]
            else:
                quotients.append(x / y)
    return min(quotients), max(quotients)
