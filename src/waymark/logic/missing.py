"""What is missing: the facts that could still settle a condition."""

from collections.abc import Callable, Collection, Mapping, Sequence

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
    children,
)
from waymark.logic.oracle import interval, truth
from waymark.logic.trees import Trees, trace_nodes

__all__ = ["Below", "Missing", "skeleton"]

_TRUTHS = (False, None, True, True)


# What stands at one place of a trace: the fact of a plain test, the derived fact a place refers to (in a tuple of its
# own), nothing in the tuple for a junction, whose parts follow it, or None where arithmetic has to be looked at. With
# it the place after all that lies below.
Below = tuple[str | tuple[()] | tuple[str] | None, int]
# In a trace.
_OPEN = 1


def skeleton(trees: Trees) -> list[Below]:
    """For every place of a trace what lies below it, so that open facts are found without reading the trees."""
    found: list[Below] = []
    for name, start in trees.starts().items():
        nodes = trace_nodes(trees.tree(name))
        last = list(range(len(nodes)))
        for place in range(len(nodes) - 1, 0, -1):
            parent = nodes[place][1]
            last[parent] = max(last[parent], last[place])
        found += [(_below(node, trees), start + last[place] + 1) for place, (node, _) in enumerate(nodes)]
    return found


def _below(node: Node, trees: Trees) -> str | tuple[()] | tuple[str] | None:
    if isinstance(node, And | Or | Not):
        return ()
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
    """One person's facts, of which one asks what is missing, condition by condition.

    Made by `Program.reading`. `trace` is the truth of every place of the program's layout, `starts` the place of each
    tree's root, `below` what lies below each of its places. `nodes` and `places` keep the nodes of trees that had to be
    read, and where they stand (by id), from one person to the next.
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
        known: Facts,
        trace: tuple[int, ...],
    ) -> None:
        self._trees = program_trees
        self.below = below
        self.behind: dict[str, tuple[str, ...]] = {}
        self.starts = starts
        self.derived = derived
        self.nodes = nodes
        self.places = places
        self.facts = facts
        # With what follows from the facts: no derivation is calculated twice.
        self.known = known
        self.trace = trace

    @property
    def trees(self) -> Trees:
        return self._trees()

    def of(self, name: str) -> tuple[str, ...]:
        """What is open in a whole condition or derived fact: names in order of first use, each once; found once and
        kept. Empty if it is settled. KeyError for another name."""
        kept = self.behind.get(name)
        if kept is None:
            found: dict[str, None] = {}
            start = self.starts.get(name)
            if start is None:
                self.enter(self.trees.tree(name), found)
            else:
                self.walk(name, start, found)
            kept = self.behind[name] = tuple(found)
        return kept

    def walk(self, name: str, place: int, found: dict[str, None]) -> None:
        """Collect in the trace of `name`: whatever is settled is jumped over with all that lies below it."""
        trace, below, end = self.trace, self.below, self.below[place][1]
        while place < end:
            stands, after = below[place]
            if trace[place] != _OPEN:
                place = after
                continue
            if stands is None:
                self.enter(self.node(name, place), found)
            elif isinstance(stands, str):
                found[stands] = None
            elif stands:
                self.fact(stands[0], found)
            else:
                # A junction: its parts come next.
                after = place + 1
            place = after

    def node(self, name: str, place: int) -> Node:
        """The node at a place of the trace; its neighbours' places are kept too."""
        nodes = self.nodes.get(name)
        if nodes is None:
            start = self.starts[name]
            nodes = self.nodes[name] = [node for node, _ in trace_nodes(self.trees.tree(name))]
            self.places.update((id(node), start + number) for number, node in enumerate(nodes))
        return nodes[place - self.starts[name]]

    def enter(self, node: Node, found: dict[str, None]) -> None:
        """Collect below a condition or arithmetic expression, unless it is settled."""
        if isinstance(node, Constant | Always):
            return
        if isinstance(node, BooleanFact | NumberFact):
            known = self.known.get(node.name)
            if known is None or (isinstance(known, tuple) and known[0] != known[1]):
                self.fact(node.name, found)
        elif isinstance(node, Arithmetic | Extreme | Count | InUnit):
            low, high = interval(node, self.known, self.trees.derived)
            if low != high:
                self.open_parts(node, found)
        elif self.truth(node) is None:
            self.open_parts(node, found)

    def truth(self, node: Node) -> bool | None:
        place = self.places.get(id(node))
        if place is not None:
            return _TRUTHS[self.trace[place]]
        # Conditions counted inside a derived number have no place in the trace.
        return truth(node, self.known, self.trees.derived)

    def open_parts(self, node: Node, found: dict[str, None]) -> None:
        """Go on below a node that is not settled."""
        if isinstance(node, CategoryTest):
            found[node.name] = None
        elif isinstance(node, Extreme):
            for item in self.undominated(node):
                self.enter(item, found)
        elif isinstance(node, Not | And | Or | Compare | Arithmetic | Count | InUnit):
            for child in children(node):
                self.enter(child, found)

    def undominated(self, node: Extreme) -> list[Node]:
        """Items that may still be the smallest (or largest); another one can change nothing."""
        ends = [interval(item, self.known, self.trees.derived) for item in node.items]
        if node.which == "min":
            bar = min(high for _, high in ends)
            return [item for item, (low, _) in zip(node.items, ends, strict=True) if low < bar]
        bar = max(low for low, _ in ends)
        return [item for item, (_, high) in zip(node.items, ends, strict=True) if high > bar]

    def fact(self, name: str, found: dict[str, None]) -> None:
        """An open fact itself, or what is open behind it if it is derived and not given."""
        if name in self.derived and self.facts.get(name) is None:
            found.update(dict.fromkeys(self.of(name)))
        else:
            found[name] = None
