"""What is missing: the facts that could still settle a condition."""

from collections.abc import Mapping

from waymark.logic.facts import Facts, Known
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
    children,
)
from waymark.logic.oracle import interval, truth
from waymark.logic.trees import Trees, trace_nodes

__all__ = ["Missing"]

_TRUTHS = (False, None, True, True)


class Missing:
    """What is missing for one person; asked of one condition after the other.

    `values` and `trace` are what the program says of these facts, `starts` where each tree begins in the trace, and
    `places` keeps where node objects (by id) stand in it, from one person to the next.
    """

    def __init__(
        self,
        trees: Trees,
        starts: Mapping[str, int],
        places: dict[int, int],
        facts: Facts,
        values: Mapping[str, Known],
        trace: tuple[int, ...],
    ) -> None:
        self.trees = trees
        self.starts = starts
        self.places = places
        self.facts = dict(facts)
        # With the derived values known, no derivation is calculated twice.
        self.known: dict[str, Known] = {**facts, **values}
        self.trace = trace

    def of(self, name: str) -> list[str]:
        """Names in order of first use, each once; empty if the condition is settled. KeyError for another name."""
        self.found: dict[str, None] = {}
        self.entered: set[str] = set()
        self.tree(name)
        return list(self.found)

    def tree(self, name: str) -> None:
        """Collect below a whole condition or derived fact, once."""
        if name in self.entered:
            return
        self.entered.add(name)
        tree = self.trees.tree(name)
        start = self.starts.get(name)
        if start is not None:
            if self.trace[start] != 1:
                return
            if id(tree) not in self.places:
                self.places.update((id(node), place) for place, (node, _) in enumerate(trace_nodes(tree), start))
        self.enter(tree)

    def enter(self, node: Node) -> None:
        """Collect below a condition or arithmetic expression, unless it is settled."""
        if isinstance(node, Constant | Always):
            return
        if isinstance(node, BooleanFact | NumberFact):
            known = self.known.get(node.name)
            if known is None or (isinstance(known, tuple) and known[0] != known[1]):
                self.fact(node.name)
        elif isinstance(node, Arithmetic | Extreme | Count | InUnit):
            low, high = interval(node, self.known, self.trees.derived)
            if low != high:
                self.open_parts(node)
        elif self.truth(node) is None:
            self.open_parts(node)

    def truth(self, node: Node) -> bool | None:
        place = self.places.get(id(node))
        if place is not None:
            return _TRUTHS[self.trace[place]]
        # Conditions counted inside a derived number have no place in the trace.
        return truth(node, self.known, self.trees.derived)

    def open_parts(self, node: Node) -> None:
        """Go on below a node that is not settled."""
        if isinstance(node, CategoryTest):
            self.found[node.name] = None
        elif isinstance(node, Extreme):
            for item in self.undominated(node):
                self.enter(item)
        elif isinstance(node, Not | And | Or | Compare | Arithmetic | Count | InUnit):
            for child in children(node):
                self.enter(child)

    def undominated(self, node: Extreme) -> list[Node]:
        """Items that may still be the smallest (or largest); another one can change nothing."""
        ends = [interval(item, self.known, self.trees.derived) for item in node.items]
        if node.which == "min":
            bar = min(high for _, high in ends)
            return [item for item, (low, _) in zip(node.items, ends, strict=True) if low < bar]
        bar = max(low for low, _ in ends)
        return [item for item, (_, high) in zip(node.items, ends, strict=True) if high > bar]

    def fact(self, name: str) -> None:
        """An open fact itself, or what is open behind it if it is derived and not given."""
        if name in self.trees.derived and self.facts.get(name) is None:
            self.tree(name)
        else:
            self.found[name] = None
