"""The typed trees of a program: sorted so that derived facts come after what they need, and kept as bytes."""

from collections.abc import Mapping

import msgspec

from waymark.logic.checker import Kind, check, check_kind
from waymark.logic.errors import ConditionError
from waymark.logic.facts import FactType, Vocabulary
from waymark.logic.nodes import And, Compare, Node, Not, Or, children, is_condition, leaf_facts
from waymark.logic.parser import parse
from waymark.logic.tokens import normal_unit

__all__ = ["TraceNode", "Trees", "build", "trace_nodes"]


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


def build(vocabulary: Vocabulary, derived: Mapping[str, str], conditions: Mapping[str, str]) -> Trees:
    """Parse, check and sort. Raises ConditionError naming the condition or derived fact."""
    _refuse_clashes(vocabulary, derived, conditions)
    parsed = {name: _parsed(name, text) for name, text in derived.items()}
    types = dict(vocabulary.facts)
    typed: dict[str, Node] = {}
    for name in _sorted(parsed):
        known = Vocabulary(types, vocabulary.constants)
        try:
            tree, kind = check_kind(parsed[name], known)
            types[name] = _derived_type(name, kind, vocabulary.facts.get(name))
        except ConditionError as error:
            raise error.named(name) from None
        typed[name] = tree
    known = Vocabulary(types, vocabulary.constants)
    checked = {}
    for name, text in conditions.items():
        try:
            checked[name] = check(_parsed(name, text), known)
        except ConditionError as error:
            raise (error if error.name else error.named(name)) from None
    return Trees(known, checked, typed, {**derived, **conditions})


def _refuse_clashes(vocabulary: Vocabulary, derived: Mapping[str, str], conditions: Mapping[str, str]) -> None:
    for name in vocabulary.constants:
        if name in vocabulary.facts or name in derived:
            raise ConditionError("a fact and a named value have the same name; rename one of them", None, name)
    for name in conditions:
        if name in derived:
            raise ConditionError("a condition and a derived fact have the same name; rename one of them", None, name)


def _parsed(name: str, text: str) -> Node:
    try:
        return parse(text)
    except ConditionError as error:
        raise error.named(name) from None


def _sorted(parsed: Mapping[str, Node]) -> list[str]:
    """Names in an order in which each needs only earlier ones; the order given otherwise. Refuses cycles."""
    done: dict[str, None] = {}
    open_now: list[str] = []

    def enter(name: str) -> None:
        if name in done:
            return
        if name in open_now:
            circle = " → ".join([*open_now[open_now.index(name) :], name])
            raise ConditionError(f"derived from itself ({circle}); remove one of these steps", None, name)
        open_now.append(name)
        for needed in _names(parsed[name]):
            if needed in parsed:
                enter(needed)
        open_now.pop()
        done[name] = None

    for name in parsed:
        enter(name)
    return list(done)


def _names(node: Node) -> list[str]:
    """Names a tree reads that is not yet checked."""
    found = [name] if (name := getattr(node, "name", None)) else []
    for child in children(node):
        found += _names(child)
    return found


def _derived_type(name: str, kind: Kind, declared: FactType | None) -> FactType:
    """The type of a derived fact; it must be what the fact says of itself."""
    if declared is None:
        sort = "boolean" if kind.sort == "condition" else "integer" if kind.whole else "number"
        return FactType(sort, kind.unit)  # type: ignore[arg-type]
    if kind.sort == "condition":
        if declared.kind != "boolean":
            raise ConditionError(f"a condition is derived, but the fact is a {declared.kind}; make it boolean", 1)
        return declared
    if declared.kind in ("boolean", "category"):
        raise ConditionError(
            f"a number is derived, but the fact is a {declared.kind}; compare it, or make it a number", 1
        )
    if declared.kind == "integer" and not kind.whole:
        raise ConditionError("the result need not be whole, but the fact is an integer; make it a number", 1)
    # A plain number may be given a unit: that is how arithmetic over several units ends.
    if kind.unit is not None and kind.unit != normal_unit(declared.unit):
        raise ConditionError(
            f"the result is in {kind.unit}, but the fact is in {declared.unit or 'no unit'}; correct one", 1
        )
    return declared
