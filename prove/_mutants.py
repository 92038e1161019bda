"""Mutants of the library: one threshold moved, one condition turned round, one operand or one effect left away.

Slips as somebody might type them. A mutant changes one place of one written entry; where the entry is written
`for_each` substance class, each of its expansions changes, because that is what a slip in the file would do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

import msgspec

from waymark.knowledge.folder import Written
from waymark.knowledge.model.rule import Rule
from waymark.logic.nodes import (
    And,
    BooleanFact,
    CategoryTest,
    Compare,
    Constant,
    Count,
    Node,
    Not,
    Or,
    children,
    rebuilt,
)
from waymark.logic.trees import Trees

__all__ = ["Mutant", "mutants_of_derived", "mutants_of_rules", "step"]


@dataclass(frozen=True)
class Mutant:
    """What was changed where. `conditions` and `derived`: trees that stand instead; `dropped`: effects by rule id."""

    kind: str
    where: str
    about: str
    what: str
    conditions: Mapping[str, Node] = field(default_factory=dict)
    derived: Mapping[str, Node] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)


def mutants_of_rules(written: Mapping[str, Written], trees: Trees) -> Iterator[Mutant]:
    """All mutants of the rules: `written` by expanded id, as the reader of a library gives them."""
    for together in _together(written).values():
        first = together[0]
        ids = [one.id for one in together]
        where = f"{first.file}:{first.line()}"
        for what, changed in _changes(trees.conditions, trees, ids):
            yield Mutant(_kind(what), where, first.template, what, conditions=changed)
        rule: Rule = first.entry
        for place, effect in enumerate(rule.effects):
            kind = type(effect).__struct_config__.tag
            yield Mutant(
                "effect", where, first.template, f"effect {place + 1} ({kind}) left away",
                dropped=dict.fromkeys(ids, place),
            )  # fmt: skip


def mutants_of_derived(written: Mapping[str, Written], trees: Trees) -> Iterator[Mutant]:
    """Thresholds, negations and operands of derived facts that are conditions or counts."""
    ours = {id_: one for id_, one in written.items() if id_ in trees.derived}
    for together in _together(ours).values():
        first = together[0]
        where = f"{first.file}:{first.line()}"
        for what, changed in _changes(trees.derived, trees, [one.id for one in together]):
            yield Mutant(_kind(what), where, first.template, what, derived=changed)


def _kind(what: str) -> str:
    return "threshold" if "→" in what else "operand" if what.endswith("left away") else "negation"


def _together(written: Mapping[str, Written]) -> dict[tuple[str, object], list[Written]]:
    """Expansions of one written entry."""
    found: dict[tuple[str, object], list[Written]] = {}
    for one in written.values():
        found.setdefault((one.file, one.place), []).append(one)
    return found


def _changes(roots: Mapping[str, Node], trees: Trees, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Node]]]:
    """Each single change as text, with the changed tree of each expansion."""
    first = ids[0]
    for path, node in _places(roots[first], ()):
        for what, change in _of_node(node, trees.texts[first], root=not path):
            yield what, {id_: _at(roots[id_], path, change) for id_ in ids}


def _places(node: Node, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Node]]:
    yield path, node
    for place, child in enumerate(children(node)):
        yield from _places(child, (*path, place))


def _of_node(node: Node, text: str, *, root: bool) -> Iterator[tuple[str, Callable[[Node], Node]]]:
    """The changes of one place: a leaf or a comparison is turned round, a threshold goes one step up or down, one of
    several operands is left away."""
    said = text[node.start : node.end]
    if isinstance(node, BooleanFact | CategoryTest | Compare) or (root and isinstance(node, And | Or)):
        yield f"`{said}` turned round", Not
    if isinstance(node, And | Or | Count) and len(node.items) > 1:
        for place, item in enumerate(node.items):
            yield f"`{text[item.start : item.end]}` of `{_short(said)}` left away", partial(_without, place)
    if isinstance(node, Constant):
        for moved in (node.value + step(node.value), node.value - step(node.value)):
            yield f"{said} → {moved:g}", partial(_moved, moved)


def _without(place: int, old: Node) -> Node:
    """The same without this operand; of two, the other one stands alone."""
    assert isinstance(old, And | Or | Count)
    items = (*old.items[:place], *old.items[place + 1 :])
    return items[0] if len(items) == 1 and not isinstance(old, Count) else msgspec.structs.replace(old, items=items)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _moved(value: float, old: Node) -> Node:
    return msgspec.structs.replace(old, value=value)


def step(value: float) -> float:
    """One step: one in the last place that the number is written with: 31 → 1, 0.08 → 0.01, 37.5 → 0.1."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 10.0**exponent if isinstance(exponent, int) and exponent < 0 else 1.0


def _at(node: Node, path: tuple[int, ...], change: Callable[[Node], Node]) -> Node:
    """The tree with the node at `path` changed."""
    if not path:
        return change(node)
    chosen = children(node)[path[0]]
    return rebuilt(node, lambda child: _at(child, path[1:], change) if child is chosen else child)
