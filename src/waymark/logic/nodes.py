"""The tree of a condition: the one form from which every meaning is made.

`parse` gives a tree whose names are still `Name`; `check` replaces them and the tree is then typed. `start` and `end`
are the span in the text (0-based, end exclusive). Nodes that are true, false or unknown are conditions; the others
are arithmetic and are intervals.
"""

from collections.abc import Callable, Iterator
from typing import Literal, Union

import msgspec

__all__ = [
    "NODE_CLASSES",
    "Always",
    "And",
    "Arithmetic",
    "BooleanFact",
    "CategoryTest",
    "Compare",
    "Constant",
    "Count",
    "Extreme",
    "InUnit",
    "Name",
    "Node",
    "Not",
    "NumberFact",
    "Operator",
    "Or",
    "children",
    "is_condition",
    "leaf_facts",
    "rebuilt",
    "walk",
]

Operator = Literal[">=", ">", "<=", "<", "==", "!="]


class _Node(msgspec.Struct, frozen=True, tag=True, array_like=True):
    pass


class Name(_Node, frozen=True, tag=True):
    """A name not yet looked up; only in a tree that was not checked."""

    name: str
    start: int = 0
    end: int = 0


class Constant(_Node, frozen=True, tag=True):
    """A number, written or named, with its unit."""

    value: float
    unit: str | None = None
    name: str | None = None
    start: int = 0
    end: int = 0


class NumberFact(_Node, frozen=True, tag=True):
    """A number or integer fact; an interval."""

    name: str
    start: int = 0
    end: int = 0


class BooleanFact(_Node, frozen=True, tag=True):
    """A boolean fact."""

    name: str
    start: int = 0
    end: int = 0


class CategoryTest(_Node, frozen=True, tag=True):
    """A category fact is one of these options (or none of them, if negated).

    `mask` has the bits of the options that make the test true, negation already done; `everything` all bits. Both are
    0 before checking.
    """

    name: str
    options: tuple[str, ...]
    negated: bool = False
    mask: int = 0
    everything: int = 0
    start: int = 0
    end: int = 0


class Always(_Node, frozen=True, tag=True):
    """True for everybody."""

    start: int = 0
    end: int = 0


class Not(_Node, frozen=True, tag=True):
    """True becomes false, false true; unknown stays."""

    item: "Node"
    start: int = 0
    end: int = 0


class And(_Node, frozen=True, tag=True):
    """False if any item is false, true if all are true."""

    items: tuple["Node", ...]
    start: int = 0
    end: int = 0


class Or(_Node, frozen=True, tag=True):
    """True if any item is true, false if all are false."""

    items: tuple["Node", ...]
    start: int = 0
    end: int = 0


class Compare(_Node, frozen=True, tag=True):
    """A comparison of two numbers; settled once the two intervals lie on one side of each other."""

    operator: Operator
    left: "Node"
    right: "Node"
    start: int = 0
    end: int = 0


class Arithmetic(_Node, frozen=True, tag=True):
    """Plus, minus, times, divided."""

    operator: Literal["+", "-", "*", "/"]
    left: "Node"
    right: "Node"
    start: int = 0
    end: int = 0


class Extreme(_Node, frozen=True, tag=True):
    """The smallest or largest of several numbers."""

    which: Literal["min", "max"]
    items: tuple["Node", ...]
    start: int = 0
    end: int = 0


class Count(_Node, frozen=True, tag=True):
    """How many of these conditions are true: at least those that are, at most those that are not false."""

    items: tuple["Node", ...]
    start: int = 0
    end: int = 0


class InUnit(_Node, frozen=True, tag=True):
    """A number in a stated unit, taken on as a plain number."""

    item: "Node"
    unit: str
    start: int = 0
    end: int = 0


Node = Union[  # noqa: UP007 (msgspec resolves the recursion by this name)
    Name,
    Constant,
    NumberFact,
    BooleanFact,
    CategoryTest,
    Always,
    Not,
    And,
    Or,
    Compare,
    Arithmetic,
    Extreme,
    Count,
    InUnit,
]
NODE_CLASSES: tuple[type, ...] = (
    Name,
    Constant,
    NumberFact,
    BooleanFact,
    CategoryTest,
    Always,
    Not,
    And,
    Or,
    Compare,
    Arithmetic,
    Extreme,
    Count,
    InUnit,
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in order of the text."""
    if isinstance(node, And | Or | Extreme | Count):
        return node.items
    if isinstance(node, Compare | Arithmetic):
        return (node.left, node.right)
    if isinstance(node, Not | InUnit):
        return (node.item,)
    return ()


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with `change` done to each child."""
    if isinstance(node, And | Or | Extreme | Count):
        return msgspec.structs.replace(node, items=tuple(change(item) for item in node.items))
    if isinstance(node, Compare | Arithmetic):
        return msgspec.structs.replace(node, left=change(node.left), right=change(node.right))
    if isinstance(node, Not | InUnit):
        return msgspec.structs.replace(node, item=change(node.item))
    return node


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def is_condition(node: Node) -> bool:
    """Whether a typed node is true, false or unknown (and not an interval)."""
    return isinstance(node, BooleanFact | CategoryTest | Always | Not | And | Or | Compare)


def leaf_facts(node: Node) -> tuple[str, ...]:
    """Names of the facts that the typed tree reads, each once, in order of the text."""
    return tuple(
        dict.fromkeys(item.name for item in walk(node) if isinstance(item, NumberFact | BooleanFact | CategoryTest))
    )
