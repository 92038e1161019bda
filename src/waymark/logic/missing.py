"""What is missing: the facts that could still settle a condition."""

from waymark.logic.facts import Facts
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
from waymark.logic.oracle import interval, truth
from waymark.logic.trees import Trees

__all__ = ["Missing"]


class Missing:
    """Walks the unsettled part of a condition down to the facts that are not derived."""

    def __init__(self, trees: Trees) -> None:
        self.trees = trees
        self.derived = trees.derived

    def of(self, name: str, facts: Facts) -> list[str]:
        """Names in order of first use, each once; empty if the condition is settled. KeyError for another name."""
        found: dict[str, None] = {}
        self.enter(self.trees.tree(name), facts, found)
        return list(found)

    def enter(self, node: Node, facts: Facts, found: dict[str, None]) -> None:
        """Collect below a node, condition or arithmetic, that is not settled."""
        if isinstance(node, Constant | Always):
            return
        if isinstance(node, NumberFact | Arithmetic | Extreme | Count | InUnit):
            low, high = interval(node, facts, self.derived)
            if low != high:
                self.number(node, facts, found)
        elif truth(node, facts, self.derived) is None:
            self.condition(node, facts, found)

    def condition(self, node: Node, facts: Facts, found: dict[str, None]) -> None:
        if isinstance(node, BooleanFact):
            self.fact(node.name, facts, found)
        elif isinstance(node, CategoryTest):
            found[node.name] = None
        elif isinstance(node, Not):
            self.enter(node.item, facts, found)
        elif isinstance(node, And | Or):
            for item in node.items:
                self.enter(item, facts, found)
        elif isinstance(node, Compare):
            self.enter(node.left, facts, found)
            self.enter(node.right, facts, found)

    def number(self, node: Node, facts: Facts, found: dict[str, None]) -> None:
        if isinstance(node, NumberFact):
            self.fact(node.name, facts, found)
        elif isinstance(node, InUnit):
            self.enter(node.item, facts, found)
        elif isinstance(node, Count):
            for item in node.items:
                self.enter(item, facts, found)
        elif isinstance(node, Arithmetic):
            self.enter(node.left, facts, found)
            self.enter(node.right, facts, found)
        elif isinstance(node, Extreme):
            for item in self.undominated(node, facts):
                self.enter(item, facts, found)

    def undominated(self, node: Extreme, facts: Facts) -> list[Node]:
        """Items that may still be the smallest (or largest); another one can change nothing."""
        ends = [interval(item, facts, self.derived) for item in node.items]
        if node.which == "min":
            bar = min(high for _, high in ends)
            return [item for item, (low, _) in zip(node.items, ends, strict=True) if low <= bar]
        bar = max(low for low, _ in ends)
        return [item for item, (_, high) in zip(node.items, ends, strict=True) if high >= bar]

    def fact(self, name: str, facts: Facts, found: dict[str, None]) -> None:
        """An open fact itself, or what is open behind it if it is derived and not given."""
        if name in self.derived and facts.get(name) is None:
            self.enter(self.derived[name], facts, found)
        else:
            found[name] = None
