"""Generates the Python that answers conditions: two expressions per condition, "is true" and "is false".

A number is two locals, its low and its high end; a missing one is (-inf, inf) and every comparison with it is false on
both rails, so no test for "known" is needed anywhere. Arithmetic stands in statements before its use, each distinct
expression once. The text generated depends on nothing but the trees.
"""

from collections.abc import Iterable, Mapping, Set

from waymark.logic.facts import FactType
from waymark.logic.intervals import HELPERS
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
    walk,
)

__all__ = ["Ends", "Function", "NumberCode", "RailCode", "Rails", "answers_source", "needs_cleaning", "values_source"]

# Expressions for the low and high end of a number; for "is true" and "is false" of a condition.
Ends = tuple[str, str]
Rails = tuple[str, str]
# Folded by the compiler into one constant: the interval of a number nothing is known of.
_UNBOUNDED = "(-1e999, 1e999)"


class Function:
    """Lines of one generated function, and names that cannot clash."""

    def __init__(self, name: str, arguments: str = "facts") -> None:
        self.lines = [f"def {name}({arguments}):", "    g = facts.get"]
        self._taken: dict[str, str] = {}
        self._names: set[str] = set()
        self._temporaries = 0

    def add(self, line: str, indent: int = 1) -> None:
        self.lines.append("    " * indent + line)

    def identifier(self, fact: str) -> str:
        """A Python name for a fact: the same at every call, and no other fact's."""
        found = self._taken.get(fact)
        if found is None:
            found = fact.replace(".", "_")
            while found in self._names:
                found += "_"
            self._names.add(found)
            self._taken[fact] = found
        return found

    def temporary(self) -> str:
        self._temporaries += 1
        return str(self._temporaries)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


class NumberCode:
    """Statements for arithmetic; a subclass says how conditions are written.

    `derived` are the derived facts in an order in which each needs only earlier ones. A derived fact whose value is
    given is taken as given. `dirty`: what `needs_cleaning` says of the derived facts, where that is at hand already.
    """

    def __init__(
        self,
        function: Function,
        types: Mapping[str, FactType],
        derived: Mapping[str, Node],
        dirty: Set[str] | None = None,
    ) -> None:
        self.function = function
        self.types = types
        self.derived = derived
        self._dirty = needs_cleaning(derived.values()) if dirty is None else dirty
        self._known: dict[str, Ends] = {}

    def load(self, roots: Iterable[Node]) -> None:
        """Bind the facts that the trees read (through derived facts) and calculate the derived ones."""
        roots = list(roots)
        needed = _needed(roots, self.derived)
        dirty = self._dirty | needs_cleaning(roots)
        for name in needed:
            if name not in self.derived:
                self.fact(name, name in dirty)
        for name, tree in self.derived.items():
            if name in needed:
                self.derive(name, tree)

    def fact(self, name: str, dirty: bool) -> None:
        local = self.function.identifier(name)
        fact = self.types[name]
        if fact.kind == "boolean":
            self.function.add(f"v_{local} = g({name!r})")
        elif fact.kind == "category":
            self.function.add(f"m_{local} = g({name!r}) or {(1 << len(fact.options)) - 1}")
        else:
            self.function.add(f"lo_{local}, hi_{local} = g({name!r}, {_UNBOUNDED})")
            if dirty:
                self.clean(f"lo_{local}", f"hi_{local}")

    def clean(self, low: str, high: str) -> None:
        """NaN made unbounded: a comparison with it is false, so one comparison finds it."""
        self.function.add(f"if not {low} <= {high}: {low}, {high} = clean({low}, {high})")

    def derive(self, name: str, tree: Node) -> None:
        """A derived fact: given, or calculated."""
        if self.types[name].kind == "boolean":
            self.derive_condition(name, tree)
            return
        local = self.function.identifier(name)
        low, high = self.number(tree)
        self.function.add(f"if (given := g({name!r})) is None: lo_{local} = {low}; hi_{local} = {high}")
        self.function.add(f"else: lo_{local}, hi_{local} = clean(*given)")

    def derive_condition(self, name: str, tree: Node) -> None:
        raise TypeError("a way of writing conditions is chosen by the subclass")

    def count(self, node: Count) -> Ends:
        raise TypeError("a way of writing conditions is chosen by the subclass")

    def number(self, node: Node) -> Ends:
        """Expressions (names or literals) for the two ends."""
        if isinstance(node, Constant):
            return (repr(node.value), repr(node.value))
        if isinstance(node, NumberFact):
            local = self.function.identifier(node.name)
            return (f"lo_{local}", f"hi_{local}")
        if isinstance(node, InUnit):
            return self.number(node.item)
        if isinstance(node, Count):
            return self.count(node)
        if isinstance(node, Extreme):
            return self.extreme(node)
        if isinstance(node, Arithmetic):
            return self.arithmetic(node)
        raise TypeError(f"{type(node).__name__} is no arithmetic")

    def once(self, low: str, high: str) -> Ends:
        """Bind two expressions to new locals, or use the locals they are bound to already."""
        key = f"{low}, {high}"
        if key not in self._known:
            name = self.function.temporary()
            self.function.add(f"lo{name} = {low}; hi{name} = {high}")
            self._known[key] = (f"lo{name}", f"hi{name}")
        return self._known[key]

    def called(self, helper: str, left: Ends, right: Ends) -> Ends:
        key = f"{helper}({', '.join((*left, *right))})"
        if key not in self._known:
            name = self.function.temporary()
            self.function.add(f"lo{name}, hi{name} = {key}")
            self._known[key] = (f"lo{name}", f"hi{name}")
        return self._known[key]

    def extreme(self, node: Extreme) -> Ends:
        lows, highs = zip(*(self.number(item) for item in node.items), strict=True)
        return self.once(f"{node.which}({', '.join(lows)})", f"{node.which}({', '.join(highs)})")

    def arithmetic(self, node: Arithmetic) -> Ends:
        left, right = self.number(node.left), self.number(node.right)
        one, two = _literal(left), _literal(right)
        if one is not None and two is not None:
            low, high = HELPERS[_HELPER[node.operator]](one, one, two, two)
            return (_written(low), _written(high))
        simple = self.by_constant(node.operator, left, right, one, two)
        return simple or self.called(_HELPER[node.operator], left, right)

    def by_constant(self, operator: str, left: Ends, right: Ends, one: float | None, two: float | None) -> Ends | None:
        """Arithmetic with one fixed finite number needs no helper: no NaN can arise."""
        if operator == "*" and one is not None:
            left, right, one, two = right, left, two, one
        if two is not None and two - two == 0.0:
            if operator in ("+", "-"):
                return self.once(f"{left[0]} {operator} {right[0]}", f"{left[1]} {operator} {right[0]}")
            if two != 0.0:
                ends = (f"{left[0]} {operator} {right[0]}", f"{left[1]} {operator} {right[0]}")
                return self.once(*(ends if two > 0.0 else ends[::-1]))
        if one is not None and one - one == 0.0:
            if operator == "+":
                return self.once(f"{left[0]} + {right[0]}", f"{left[0]} + {right[1]}")
            if operator == "-":
                return self.once(f"{left[0]} - {right[1]}", f"{left[0]} - {right[0]}")
        return None


class RailCode(NumberCode):
    """Conditions as two Python expressions: "is true" and "is false"."""

    def derive_condition(self, name: str, tree: Node) -> None:
        local = self.function.identifier(name)
        true, false = self.rails(tree)
        self.function.add(f"if (given := g({name!r})) is None: t_{local} = {true}; f_{local} = {false}")
        self.function.add(f"else: t_{local} = given is True; f_{local} = given is False")

    def count(self, node: Count) -> Ends:
        rails = [self.rails(item) for item in node.items]
        low = " + ".join(f"(1 if {true} else 0)" for true, _ in rails)
        high = " - ".join((str(len(rails)), *(f"(1 if {false} else 0)" for _, false in rails)))
        return self.once(low, high)

    def rails(self, node: Node) -> Rails:
        """Expressions whose truth says that the condition is true, and that it is false."""
        if isinstance(node, BooleanFact):
            local = self.function.identifier(node.name)
            derived = node.name in self.derived
            return (f"t_{local}", f"f_{local}") if derived else (f"v_{local} is True", f"v_{local} is False")
        if isinstance(node, CategoryTest):
            local = self.function.identifier(node.name)
            return (f"not m_{local} & {~node.mask}", f"not m_{local} & {node.mask}")
        if isinstance(node, Always):
            return ("True", "False")
        if isinstance(node, Not):
            return self.rails(node.item)[::-1]
        if isinstance(node, And | Or):
            true, false = zip(*(self.rails(item) for item in node.items), strict=True)
            words = (" and ", " or ") if isinstance(node, And) else (" or ", " and ")
            return (f"({words[0].join(true)})", f"({words[1].join(false)})")
        if isinstance(node, Compare):
            return compared(node.operator, self.number(node.left), self.number(node.right))
        raise TypeError(f"{type(node).__name__} is no condition")


def compared(operator: str, left: Ends, right: Ends) -> Rails:
    """The two rails of a comparison between the ends of two numbers."""
    (a, b), (c, d) = left, right
    if operator == ">=":
        return (f"{a} >= {d}", f"{b} < {c}")
    if operator == ">":
        return (f"{a} > {d}", f"{b} <= {c}")
    if operator == "<=":
        return (f"{b} <= {c}", f"{a} > {d}")
    if operator == "<":
        return (f"{b} < {c}", f"{a} >= {d}")
    equal, different = f"({a} == {d} and {b} == {c})", f"({b} < {c} or {a} > {d})"
    return (equal, different) if operator == "==" else (different, equal)


_HELPER = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


def _literal(ends: Ends) -> float | None:
    """The number, if both ends are the same written number."""
    if ends[0] != ends[1]:
        return None
    try:
        return float(ends[0])
    except ValueError:
        return None


def _written(value: float) -> str:
    return repr(value).replace("inf", "1e999")


def _needed(roots: Iterable[Node], derived: Mapping[str, Node]) -> dict[str, None]:
    """Names of the facts read, through derived facts, in order of first use."""
    needed: dict[str, None] = {}
    waiting = list(reversed(list(roots)))
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, NumberFact | BooleanFact | CategoryTest) and node.name not in needed:
                needed[node.name] = None
                if node.name in derived:
                    waiting.append(derived[node.name])
    return needed


def needs_cleaning(trees: Iterable[Node]) -> set[str]:
    """Number facts used in arithmetic, or compared with something that is not a fixed number.

    Where a fact is only compared with fixed numbers a NaN end answers "unknown" by itself.
    """
    found: set[str] = set()
    for tree in trees:
        direct: set[int] = set()
        for node in walk(tree):
            if isinstance(node, Compare) and (isinstance(node.left, Constant) or isinstance(node.right, Constant)):
                direct.update(id(_inside(child)) for child in children(node))
            elif isinstance(node, NumberFact) and id(node) not in direct:
                found.add(node.name)
    return found


def _inside(node: Node) -> Node:
    while isinstance(node, InUnit):
        node = node.item
    return node


def answers_source(conditions: Mapping[str, Node], types: Mapping[str, FactType], derived: Mapping[str, Node]) -> str:
    """The function `answers(facts)`: one True, False or None per condition."""
    function = Function("answers")
    code = RailCode(function, types, derived)
    code.load(conditions.values())
    written = []
    for tree in conditions.values():
        true, false = code.rails(tree)
        written.append(f"True if {true} else False if {false} else None")
    function.add("return (")
    for name, line in zip(conditions, written, strict=True):
        function.add(f"{line},  # {name!r}", 2)
    function.add(")")
    return function.text()


def values_source(types: Mapping[str, FactType], derived: Mapping[str, Node]) -> str:
    """The function `values(facts)`: what is known of each derived fact."""
    function = Function("values")
    code = RailCode(function, types, derived)
    names: list[Node] = [BooleanFact(name) if types[name].kind == "boolean" else NumberFact(name) for name in derived]
    code.load(names)
    function.add("found = {}")
    for name in derived:
        local = function.identifier(name)
        if types[name].kind == "boolean":
            function.add(f"if t_{local}: found[{name!r}] = True")
            function.add(f"elif f_{local}: found[{name!r}] = False")
        else:
            known = f"lo_{local} > -1e999 or hi_{local} < 1e999"
            function.add(f"if {known}: found[{name!r}] = (float(lo_{local}), float(hi_{local}))")
    function.add("return found")
    return function.text()
