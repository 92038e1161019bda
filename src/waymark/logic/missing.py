"""What is missing: the facts that could still settle a condition."""

from collections.abc import Callable, Collection, Mapping, Sequence

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

__all__ = ["Below", "Missing", "skeleton"]

_TRUTHS = (False, None, True, True)


# What stands at one place of a trace: the places below a junction, the fact of a plain test, the derived fact a place
# refers to (in a tuple of its own), or None where arithmetic has to be looked at.
Below = tuple[int, ...] | str | tuple[str] | None


def skeleton(trees: Trees) -> list[Below]:
    """For every place of a trace what lies below it, so that open facts are found without reading the trees."""
    found: list[Below] = []
    for name, start in trees.starts().items():
        nodes = trace_nodes(trees.tree(name))
        below: dict[int, list[int]] = {}
        for place, (_, parent) in enumerate(nodes):
            below.setdefault(parent, []).append(start + place)
        found += [_below(node, tuple(below.get(place, ())), trees) for place, (node, _) in enumerate(nodes)]
    return found


def _below(node: Node, places: tuple[int, ...], trees: Trees) -> Below:
    if isinstance(node, And | Or | Not):
        return places
    if isinstance(node, CategoryTest):
        return node.name if node.name not in trees.derived else None
    if isinstance(node, BooleanFact):
        return (node.name,) if node.name in trees.derived else node.name
    if isinstance(node, Compare):
        facts = [side for side in (node.left, node.right) if not isinstance(side, Constant)]
        if len(facts) == 1 and isinstance(facts[0], NumberFact) and facts[0].name not in trees.derived:
            return facts[0].name
    return None


class Missing:
    """What is missing for one person; asked of one condition after the other.

    `values` and `trace` are what the program says of these facts, `starts` where each tree begins in the trace,
    `below` what lies below each of its places. `nodes` and `places` keep the nodes of trees that had to be read, and
    where they stand (by id), from one person to the next.
    """

    def __init__(
        self,
        program_trees: Callable[[], Trees],
        below: Sequence[Below],
        starts: Mapping[str, int],
        derived: Collection[str],
        nodes: dict[str, list[Node]],
        places: dict[int, int],
        facts: Facts,
        values: Mapping[str, Known],
        trace: tuple[int, ...],
    ) -> None:
        self._trees = program_trees
        self.below = below
        self.behind: dict[str, tuple[str, ...]] = {}
        self.starts = starts
        self.derived = derived
        self.nodes = nodes
        self.places = places
        self.facts = dict(facts)
        # With the derived values known, no derivation is calculated twice.
        self.known: dict[str, Known] = {**facts, **values}
        self.trace = trace

    @property
    def trees(self) -> Trees:
        return self._trees()

    def of(self, name: str) -> list[str]:
        """Names in order of first use, each once; empty if the condition is settled. KeyError for another name."""
        return list(self.open_behind(name))

    def open_behind(self, name: str) -> tuple[str, ...]:
        """What is open in a whole condition or derived fact; found once and kept."""
        kept = self.behind.get(name)
        if kept is None:
            around = self.__dict__.get("found", {})
            self.found: dict[str, None] = {}
            start = self.starts.get(name)
            if start is None:
                self.enter(self.trees.tree(name))
            elif self.trace[start] == 1:
                self.walk(name, start)
            kept = self.behind[name] = tuple(self.found)
            self.found = around
        return kept

    def walk(self, name: str, place: int) -> None:
        """Collect below an open place of the trace of `name`."""
        below = self.below[place]
        if below is None:
            self.enter(self.node(name, place))
        elif isinstance(below, str):
            self.found[below] = None
        elif below and isinstance(below[0], str):
            self.fact(below[0])
        else:
            trace = self.trace
            for lower in below:
                if trace[lower] == 1:
                    self.walk(name, lower)

    def node(self, name: str, place: int) -> Node:
        """The node at a place of the trace; its neighbours' places are kept too."""
        nodes = self.nodes.get(name)
        if nodes is None:
            start = self.starts[name]
            nodes = self.nodes[name] = [node for node, _ in trace_nodes(self.trees.tree(name))]
            self.places.update((id(node), start + number) for number, node in enumerate(nodes))
        return nodes[place - self.starts[name]]

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
        if name in self.derived and self.facts.get(name) is None:
            self.found.update(dict.fromkeys(self.open_behind(name)))
        else:
            self.found[name] = None
