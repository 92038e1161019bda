"""Generates the Python that traces conditions: the truth of every node, as a small number.

False is 0, unknown 1 and true 3, so that `and` of several truths is `&`, `or` is `|`, and `not` a look-up.
"""

from collections.abc import Mapping

from waymark.logic.emit import Ends, Function, RailCode
from waymark.logic.facts import FactType
from waymark.logic.nodes import Always, And, BooleanFact, CategoryTest, Compare, Count, Node, Not, Or, is_condition

__all__ = ["trace_source"]


class _TraceCode(RailCode):
    """Conditions as numbers 0, 1, 3; those of the layout are kept in `places`, parents before children."""

    def __init__(self, function: Function, types: Mapping[str, FactType], derived: Mapping[str, Node]) -> None:
        super().__init__(function, types, derived)
        self.places: list[str] = []
        self._recording = False
        self._truths: dict[str, str] = {}

    def fact(self, name: str, dirty: bool) -> None:
        if self.types[name].kind != "boolean":
            super().fact(name, dirty)
            return
        local = self.function.identifier(name)
        self.function.add(f"e_{local} = code(g({name!r}), 1)")

    def derive_condition(self, name: str, tree: Node) -> None:
        local = self.function.identifier(name)
        place = len(self.places)
        truth = self.root(tree)
        self.function.add(f"e_{local} = {truth} if (given := g({name!r})) is None else code(given, 1)")
        self.places[place] = f"e_{local}"

    def count(self, node: Count) -> Ends:
        truths = [self.truth(item) for item in node.items]
        low = " + ".join(f"({truth} >> 1)" for truth in truths)
        high = " + ".join(f"({truth} & 1)" for truth in truths)
        return self.once(low, high)

    def root(self, tree: Node) -> str:
        """The truth of a whole tree, all its conditions recorded."""
        self._recording = True
        truth = self.truth(tree)
        self._recording = False
        return truth

    def truth(self, node: Node) -> str:
        """A local (or literal) that holds the truth of a condition."""
        place = len(self.places)
        if self._recording:
            self.places.append("")
        found = self.bound(node)
        if self._recording:
            self.places[place] = found
        return found

    def bound(self, node: Node) -> str:
        if isinstance(node, BooleanFact):
            return f"e_{self.function.identifier(node.name)}"
        if isinstance(node, Always):
            return "3"
        if isinstance(node, Not):
            return self.kept(f"(3, 1, 1, 0)[{self.truth(node.item)}]")
        if isinstance(node, And | Or):
            return self.kept((" & " if isinstance(node, And) else " | ").join(map(self.truth, node.items)))
        if isinstance(node, Compare | CategoryTest):
            true, false = self.rails(node)
            return self.kept(f"3 if {true} else 0 if {false} else 1")
        raise TypeError(f"{type(node).__name__} is no condition")

    def kept(self, expression: str) -> str:
        """The same expression is evaluated once, however often it stands in conditions."""
        found = self._truths.get(expression)
        if found is None:
            found = self._truths[expression] = f"n{self.function.temporary()}"
            self.function.add(f"{found} = {expression}")
        return found


def trace_source(conditions: Mapping[str, Node], types: Mapping[str, FactType], derived: Mapping[str, Node]) -> str:
    """The function `trace(facts)`: the truths of all nodes in the order of the layout."""
    function = Function("trace")
    function.add("code = {True: 3, False: 0}.get")
    code = _TraceCode(function, types, derived)
    derived_conditions: list[Node] = [BooleanFact(name) for name, tree in derived.items() if is_condition(tree)]
    code.load([*derived_conditions, *conditions.values()])
    for tree in conditions.values():
        code.root(tree)
    function.add(f"return ({''.join(f'{place}, ' for place in code.places)})")
    return function.text()
