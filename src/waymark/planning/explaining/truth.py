"""The tree of a rule's condition with the answer at every place, for one person."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from waymark.logic import Known, Program
from waymark.logic.nodes import And, BooleanFact, Compare, Count, Node, Not, Or, leaf_facts, walk
from waymark.logic.trees import trace_children, trace_nodes
from waymark.planning.evidence import show
from waymark.planning.explaining.explanation import Shown, Tree, Truth
from waymark.planning.explaining.words import condition_in_words
from waymark.planning.phrases import say
from waymark.planning.phrases_explaining import tell
from waymark.planning.prepare import Prepared

__all__ = ["Truths", "deciding_facts"]

ANSWERS: dict[int, Truth] = {0: "no", 1: "not known", 3: "yes"}
# A fact that follows from facts that follow from facts: deep enough for every rule, and an end.
DEEPEST = 6


class _Place:
    """One place of a trace: its node, its number, and the places below."""

    __slots__ = ("below", "facts", "kind", "node", "number")

    def __init__(self, node: Node, number: int) -> None:
        self.node = node
        self.number = number
        self.below: list[_Place] = []
        self.kind = _kind(node)
        self.facts = _own_facts(node)


class _Shapes:
    """Where every condition begins in a trace; the places of a condition are laid out when it is first drawn."""

    def __init__(self, program: Program) -> None:
        self.trees = program.trees
        self.starts = self.trees.starts()
        self.roots: dict[str, _Place] = {}
        # Words do not depend on the person: (language, condition, place) -> words.
        self.words: dict[tuple[str, str, int], str] = {}

    def root(self, name: str) -> _Place:
        root = self.roots.get(name)
        if root is None:
            first = self.starts[name]
            places: list[_Place] = []
            for number, (node, parent) in enumerate(trace_nodes(self.trees.tree(name))):
                place = _Place(node, first + number)
                places.append(place)
                if parent >= 0:
                    places[parent].below.append(place)
            root = self.roots[name] = places[0]
        return root


_shapes: "WeakKeyDictionary[Program, _Shapes]" = WeakKeyDictionary()


class Truths:
    """The answers of one situation, drawn as trees on demand; each tree is drawn once."""

    def __init__(self, prepared: Prepared, values: dict[str, Known]) -> None:
        program = prepared.release.program
        self.prepared, self.values = prepared, values
        shapes = _shapes.get(program)
        if shapes is None:
            shapes = _shapes[program] = _Shapes(program)
        self._shapes = shapes
        self._trace = program.trace(values)
        self._derived = program.values(values)
        self._drawn: dict[str, Tree] = {}
        self._shown: dict[str, Shown] = {}

    def tree(self, condition: str) -> Tree | None:
        """The drawn condition (a rule id, `level:L3a`, `goal:GO-01:alcohol`); None where there is none."""
        drawn = self._drawn.get(condition)
        if drawn is None:
            if condition not in self._shapes.starts:
                return None
            drawn = self._drawn[condition] = self._draw(condition, self._shapes.root(condition), 0)
        return drawn

    def value(self, fact: str) -> Known | None:
        """What is known of a fact, derived ones included."""
        found = self.values.get(fact)
        return self._derived.get(fact) if found is None else found

    def shown(self, fact: str) -> Shown:
        """A fact as it stands, in words."""
        shown = self._shown.get(fact)
        if shown is None:
            label = self.prepared.text(self.prepared.facts[fact].label)
            shown = self._shown[fact] = Shown(fact=fact, label=label, value=self.said(fact))
        return shown

    def said(self, fact: str) -> str:
        """A fact's value in words; what two readings leave open is said to be so."""
        return self.said_of(fact, self.value(fact))

    def said_of(self, fact: str, known: Known | None) -> str:
        """A value of this fact in words."""
        definition, language = self.prepared.facts[fact], self.prepared.language
        if known is None:
            return say("not known", language)
        if definition.type == "boolean" and not isinstance(known, bool):
            return tell("readings differ", language)
        return show(definition, known, language, self.prepared)

    def _draw(self, owner: str, place: _Place, depth: int) -> Tree:
        node = place.node
        inner = self._behind(node, depth)
        parts = inner.parts or (inner,) if inner is not None else ()
        if isinstance(node, Not) and isinstance(node.item, BooleanFact) and node.item.name not in self._shapes.starts:
            # "not pregnant" is one test.
            shown = (self.shown(node.item.name),)
            text = self._shapes.trees.texts[owner][node.start : node.end]
            truth = ANSWERS[self._trace[place.number]]
            return Tree(truth=truth, kind="test", says=self._words(owner, place), text=text, facts=shown)
        return Tree(
            truth=ANSWERS[self._trace[place.number]],
            kind=inner.kind if inner is not None and inner.parts else place.kind,
            says=self._words(owner, place),
            text=self._shapes.trees.texts[owner][node.start : node.end],
            facts=tuple(self.shown(f) for f in place.facts),
            of=node.name if inner is not None and isinstance(node, BooleanFact) else None,
            parts=parts or tuple(self._draw(owner, below, depth) for below in place.below),
        )

    def _behind(self, node: Node, depth: int) -> Tree | None:
        """What a derived yes-or-no fact follows from; nothing where it was noted itself."""
        if not isinstance(node, BooleanFact) or depth >= DEEPEST or node.name in self.values:
            return None
        if node.name not in self._shapes.starts:
            return None
        # Many rules stand on the same derived facts: each is drawn once.
        drawn = self._drawn.get(node.name)
        if drawn is None:
            drawn = self._draw(node.name, self._shapes.root(node.name), depth + 1)
            self._drawn[node.name] = drawn
        return drawn

    def _words(self, owner: str, place: _Place) -> str:
        key = (self.prepared.language, owner, place.number)
        words = self._shapes.words.get(key)
        if words is None:
            words = self._shapes.words[key] = condition_in_words(self.prepared, place.node)
        return words


def deciding_facts(trees: Iterable[Tree]) -> tuple[str, ...]:
    """Facts that make these answers what they are, tree by tree, those read nearest the top first."""
    found: dict[str, None] = {}
    for tree in trees:
        layer = [tree]
        while layer:
            found |= {shown.fact: None for place in layer if not place.parts for shown in place.facts}
            layer = [part for place in layer for part in _deciding_parts(place)]
    return tuple(found)


def _deciding_parts(tree: Tree) -> tuple[Tree, ...]:
    """Of "at least one" that is so the parts that are so, of "all" that is not so those that are not; else all."""
    if (tree.kind, tree.truth) in (("any", "yes"), ("all", "no")):
        return tuple(part for part in tree.parts if part.truth == tree.truth)
    return tree.parts


def _kind(node: Node):  # type: ignore[no-untyped-def]
    if isinstance(node, And):
        return "all"
    if isinstance(node, Or):
        return "any"
    if isinstance(node, Not):
        return "not"
    return "count" if isinstance(node, Compare) and any(isinstance(n, Count) for n in walk(node)) else "test"


def _own_facts(node: Node) -> tuple[str, ...]:
    """Facts that this place reads itself, not through places below it."""
    if isinstance(node, And | Or | Not):
        return ()
    below = {fact for part in trace_children(node) for fact in leaf_facts(part)}
    return tuple(fact for fact in leaf_facts(node) if fact not in below)
