"""The typed trees of a program, the layout of its traces, and both as bytes."""

from collections.abc import Mapping

import msgspec

from waymark.logic.facts import Vocabulary
from waymark.logic.nodes import And, Compare, Node, Not, Or, children, is_condition, leaf_facts

__all__ = ["TraceNode", "Trees", "trace_children", "trace_nodes"]


class TraceNode(msgspec.Struct, frozen=True):
    """One place of a trace.

    `owner` is the condition or derived fact it belongs to, `parent` the place of the node above (-1 for the root),
    `kind` the class of the node, `start` and `end` its span in the owner's text, `facts` what it reads itself.
    The root of a derived fact shows the value used, also where the fact was given and not derived.
    """

    owner: str
    derived: bool
    parent: int
    kind: str
    start: int
    end: int
    text: str
    facts: tuple[str, ...]


class Trees(msgspec.Struct):
    """Everything a program knows about its conditions, apart from the code."""

    vocabulary: Vocabulary
    conditions: dict[str, Node]
    derived: dict[str, Node]
    texts: dict[str, str]

    def laid_out(self) -> tuple[TraceNode, ...]:
        """What each place of a trace stands for: derived conditions first, then the conditions."""
        places: list[TraceNode] = []
        for name, tree, derived in _roots(self.conditions, self.derived):
            first = len(places)
            for node, parent in trace_nodes(tree):
                text = self.texts[name][node.start : node.end]
                above = first + parent if parent >= 0 else -1
                facts = _own_facts(node)
                kind = type(node).__name__
                places.append(TraceNode(name, derived, above, kind, node.start, node.end, text, facts))
        return tuple(places)

    def starts(self) -> dict[str, int]:
        """Place of the root of each tree that has one in a trace."""
        found: dict[str, int] = {}
        place = 0
        for name, tree, _ in _roots(self.conditions, self.derived):
            found[name] = place
            place += len(trace_nodes(tree))
        return found

    def tree(self, name: str) -> Node:
        """The tree of a condition or derived fact; KeyError for another name."""
        return self.conditions[name] if name in self.conditions else self.derived[name]

    def facts_of(self, name: str, deep: bool) -> tuple[str, ...]:
        """Facts read by a condition or derived fact, in order of first use."""
        found = dict.fromkeys(leaf_facts(self.tree(name)))
        if not deep:
            return tuple(found)
        waiting = list(found)
        while waiting:
            fact = waiting.pop(0)
            if fact in self.derived:
                for other in leaf_facts(self.derived[fact]):
                    if other not in found:
                        found[other] = None
                        waiting.append(other)
        return tuple(found)

    def to_bytes(self) -> bytes:
        """Compact bytes for `from_bytes`."""
        return msgspec.msgpack.encode((self.vocabulary, self.conditions, self.derived, self.texts))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Trees":
        """The trees that gave these bytes."""
        kind = tuple[Vocabulary, dict[str, Node], dict[str, Node], dict[str, str]]
        return cls(*msgspec.msgpack.decode(data, type=kind))


def _roots(conditions: Mapping[str, Node], derived: Mapping[str, Node]) -> list[tuple[str, Node, bool]]:
    """Trees of a trace in their order: derived conditions, then conditions."""
    first = [(name, tree, True) for name, tree in derived.items() if is_condition(tree)]
    return [*first, *((name, tree, False) for name, tree in conditions.items())]


def trace_children(node: Node) -> tuple[Node, ...]:
    """The conditions directly below a condition; for a comparison those that it counts."""
    if not isinstance(node, Compare):
        return children(node)
    counted: list[Node] = []

    def enter(number: Node) -> None:
        for child in children(number):
            if is_condition(child):
                counted.append(child)
            else:
                enter(child)

    enter(node)
    return tuple(counted)


def _own_facts(node: Node) -> tuple[str, ...]:
    """Facts that a node reads itself, not through the conditions below it."""
    if isinstance(node, And | Or | Not):
        return ()
    counted = {fact for child in trace_children(node) for fact in leaf_facts(child)}
    return tuple(fact for fact in leaf_facts(node) if fact not in counted)


def trace_nodes(tree: Node) -> list[tuple[Node, int]]:
    """Condition nodes of a tree, parents first, each with the index of its parent (-1: the root)."""
    found: list[tuple[Node, int]] = []

    def enter(node: Node, parent: int) -> None:
        place = len(found)
        found.append((node, parent))
        for child in trace_children(node):
            enter(child, place)

    enter(tree, -1)
    return found
