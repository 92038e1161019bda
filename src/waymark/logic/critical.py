"""Critical values: where a fact must be for a comparison to change, and the nearest value on either side."""

import math
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from waymark.logic.facts import Facts, FactType
from waymark.logic.nodes import BooleanFact, CategoryTest, Compare, Constant, InUnit, Node, NumberFact, walk
from waymark.logic.slope import number_facts, solved
from waymark.logic.text import written
from waymark.logic.trees import Trees

__all__ = ["CriticalValue", "arithmetic_tests", "critical_values"]

_FLIPPED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}


class CriticalValue(msgspec.Struct, frozen=True):
    """A value of one fact at which a test changes.

    `holds_at` and `fails_at` are the nearest values on either side at which the test is true and false (numbers in
    the fact's unit, truths, or option ids). `threshold` is the number the fact is compared with. `how` is "directly";
    "solved", where arithmetic over this fact alone lies between; or "through arithmetic", where the value depends on
    other facts too and nothing is given. `conditions` are those that read the test.
    """

    fact: str
    operator: str
    threshold: float | None
    holds_at: tuple[float | bool | str, ...]
    fails_at: tuple[float | bool | str, ...]
    how: Literal["directly", "solved", "through arithmetic"]
    conditions: tuple[str, ...] = ()


def critical_values(trees: Trees, facts: Facts | None = None) -> dict[str, list[CriticalValue]]:
    """Critical values of every fact that is not derived, ordered by threshold.

    With `facts`, arithmetic over several facts is solved for each of them with the others as they are known, and a
    derived fact that is given counts as fixed. A value outside the fact's range is no candidate.
    """
    known = facts or {}
    found: dict[tuple[object, ...], CriticalValue] = {}
    for node, conditions in _tests(trees, known):
        for value in _of_test(node, trees, known):
            key = (value.fact, value.operator, value.threshold, value.how, value.holds_at)
            before = found[key].conditions if key in found else ()
            together = tuple(dict.fromkeys((*before, *conditions)))
            found[key] = msgspec.structs.replace(value, conditions=together)
    by_fact: dict[str, list[CriticalValue]] = {}
    for value in found.values():
        by_fact.setdefault(value.fact, []).append(value)
    for values in by_fact.values():
        values.sort(key=lambda value: (value.threshold is None, value.threshold or 0.0, value.operator))
    return by_fact


def arithmetic_tests(trees: Trees) -> list[tuple[Compare, str]]:
    """Comparisons over arithmetic, each once, with each underived fact for which `solved` can be asked.

    Where such a comparison turns depends on the person; all other critical values do not.
    """
    found: dict[tuple[str, str], tuple[Compare, str]] = {}
    for tree in (*trees.derived.values(), *trees.conditions.values()):
        for node in walk(tree):
            if isinstance(node, Compare) and _direct(node, trees.derived) is None:
                for name in number_facts(node, trees.derived, {}):
                    found.setdefault((written(node), name), (node, name))
    return list(found.values())


def _tests(trees: Trees, known: Facts) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Every node that reads a fact, with the conditions that depend on it."""
    readers: dict[str, list[str]] = {}
    for name in trees.conditions:
        for fact in trees.facts_of(name, deep=True):
            readers.setdefault(fact, []).append(name)
    for name, tree in trees.derived.items():
        if name in readers and known.get(name) is None:
            for node in walk(tree):
                yield node, tuple(readers[name])
    for name, tree in trees.conditions.items():
        for node in walk(tree):
            yield node, (name,)


def _of_test(node: Node, trees: Trees, known: Facts) -> list[CriticalValue]:
    if isinstance(node, BooleanFact) and node.name not in trees.derived:
        return [CriticalValue(node.name, "is", None, (True,), (False,), "directly")]
    if isinstance(node, CategoryTest):
        options = trees.vocabulary.facts[node.name].options
        inside = tuple(option for at, option in enumerate(options) if node.mask >> at & 1)
        outside = tuple(option for at, option in enumerate(options) if not node.mask >> at & 1)
        return [CriticalValue(node.name, "is", None, inside, outside, "directly")]
    if isinstance(node, Compare):
        return _of_comparison(node, trees, known)
    return []


def _of_comparison(node: Compare, trees: Trees, known: Facts) -> list[CriticalValue]:
    types = trees.vocabulary.facts
    direct = _direct(node, trees.derived)
    if direct is not None:
        name, operator, threshold = direct
        return _in_range(_beside(name, types[name], operator, threshold), types[name])
    values = []
    for name in number_facts(node, trees.derived, known):
        answer = solved(node, name, types[name], trees.derived, known)
        if answer is None:
            values.append(CriticalValue(name, node.operator, None, (), (), "through arithmetic"))
        elif answer:
            holds, fails = answer
            threshold = holds if node.operator in (">=", "<=") else fails
            values.append(CriticalValue(name, node.operator, threshold, (holds,), (fails,), "solved"))
    return values


def _direct(node: Compare, derived: Mapping[str, Node]) -> tuple[str, str, float] | None:
    """Fact, operator and number where a fact that is not derived is compared with a fixed number."""
    left, right = _plain(node.left), _plain(node.right)
    operator: str = node.operator
    if isinstance(left, Constant):
        left, right, operator = right, left, _FLIPPED[operator]
    if isinstance(left, NumberFact) and isinstance(right, Constant) and left.name not in derived:
        return left.name, operator, right.value
    return None


def _plain(node: Node) -> Node:
    while isinstance(node, InUnit):
        node = node.item
    return node


def _beside(name: str, fact: FactType, operator: str, threshold: float) -> CriticalValue:
    """The nearest values on both sides of a threshold."""
    if operator in ("==", "!="):
        inside: tuple[float, ...] = (threshold,)
        around = (threshold - 1.0, threshold + 1.0)
        holds, fails = (inside, around) if operator == "==" else (around, inside)
        return CriticalValue(name, operator, threshold, holds, fails, "directly")
    # The lowest value on the upper side, and the highest on the lower side.
    if operator in (">=", "<"):
        upper = _at_or_above(fact, threshold)
        lower = _step(fact, upper, -1.0)
    else:
        lower = 0.0 - _at_or_above(fact, -threshold)
        upper = _step(fact, lower, 1.0)
    holds, fails = ((upper,), (lower,)) if operator in (">=", ">") else ((lower,), (upper,))
    return CriticalValue(name, operator, threshold, holds, fails, "directly")


def _grid(fact: FactType) -> float | None:
    return 1.0 if fact.kind == "integer" else fact.resolution


def _at_or_above(fact: FactType, value: float) -> float:
    """The lowest value the fact can be noted with that is not below `value`."""
    grid = _grid(fact)
    # A threshold written on the grid stays as written: a division could miss it by a rounding error.
    if grid is None or math.isclose(round(value / grid) * grid, value, rel_tol=1e-12, abs_tol=1e-12):
        return value + 0.0
    return math.ceil(value / grid) * grid


def _step(fact: FactType, value: float, way: float) -> float:
    grid = _grid(fact)
    beside = value if grid is None else value + way * grid
    # Without a grid, or where floats are coarser than it, the next number there is.
    return beside if beside != value else math.nextafter(value, way * math.inf)


def _in_range(value: CriticalValue, fact: FactType) -> list[CriticalValue]:
    """The critical value with only what can be noted; none if one side is empty."""
    if fact.range is None:
        return [value]
    low, high = fact.range
    holds = tuple(at for at in value.holds_at if isinstance(at, float) and low <= at <= high)
    fails = tuple(at for at in value.fails_at if isinstance(at, float) and low <= at <= high)
    return [msgspec.structs.replace(value, holds_at=holds, fails_at=fails)] if holds and fails else []
