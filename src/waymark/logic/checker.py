"""Looks up every name of a condition and refuses what does not make sense: types and units."""

import difflib
from typing import Literal

import msgspec

from waymark.logic.errors import ConditionError
from waymark.logic.facts import FactType, Vocabulary
from waymark.logic.nodes import (
    And,
    Arithmetic,
    BooleanFact,
    CategoryTest,
    Compare,
    Constant,
    Count,
    Extreme,
    InUnit,
    Name,
    Node,
    Not,
    NumberFact,
    Or,
    leaf_facts,
)
from waymark.logic.tokens import normal_unit

__all__ = ["Kind", "check", "check_kind"]


class Kind(msgspec.Struct, frozen=True):
    """What an expression yields: a condition, or a number with a unit.

    `whole`: only whole numbers are possible. `bare`: a literal without unit, which takes the unit of its neighbour.
    """

    sort: Literal["condition", "number"]
    unit: str | None = None
    whole: bool = False
    bare: bool = False


_CONDITION = Kind("condition")


def check(node: Node, vocabulary: Vocabulary) -> Node:
    """The typed tree of a condition. Raises ConditionError: what, column, what to do."""
    typed, kind = check_kind(node, vocabulary)
    if kind.sort != "condition":
        raise _error(node, f"this is a number{_of(kind)}, not a condition; compare it, for example with >= 1")
    return typed


def check_kind(node: Node, vocabulary: Vocabulary) -> tuple[Node, Kind]:
    """The typed tree of a condition or an arithmetic expression, and what it yields. Raises ConditionError."""
    return _Checker(vocabulary).visit(node)


class _Checker:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def visit(self, node: Node) -> tuple[Node, Kind]:
        if isinstance(node, Name):
            return self.name(node)
        if isinstance(node, CategoryTest):
            return self.category(node), _CONDITION
        if isinstance(node, Constant):
            return node, Kind("number", node.unit, node.value.is_integer(), node.unit is None and node.name is None)
        if isinstance(node, And | Or):
            return msgspec.structs.replace(node, items=tuple(map(self.condition, node.items))), _CONDITION
        if isinstance(node, Not):
            return msgspec.structs.replace(node, item=self.condition(node.item)), _CONDITION
        if isinstance(node, Count):
            return msgspec.structs.replace(node, items=tuple(map(self.condition, node.items))), Kind(
                "number", None, True
            )
        if isinstance(node, Compare):
            return self.compare(node), _CONDITION
        if isinstance(node, Arithmetic):
            return self.arithmetic(node)
        if isinstance(node, Extreme):
            return self.extreme(node)
        if isinstance(node, InUnit):
            return self.in_unit(node)
        if isinstance(node, BooleanFact):
            return self.name(Name(node.name, node.start, node.end))
        if isinstance(node, NumberFact):
            return self.name(Name(node.name, node.start, node.end))
        return node, _CONDITION  # Always

    def name(self, node: Name) -> tuple[Node, Kind]:
        constant = self.vocabulary.constants.get(node.name)
        if constant is not None:
            value, unit = constant
            unit = normal_unit(unit)
            return Constant(value, unit, node.name, node.start, node.end), Kind("number", unit, value.is_integer())
        fact = self.fact(node, node.name)
        if fact.kind == "boolean":
            return BooleanFact(node.name, node.start, node.end), _CONDITION
        if fact.kind == "category":
            raise _error(
                node,
                f'"{node.name}" is a category; write "{node.name} is {fact.options[0] if fact.options else "option"}" '
                f'or "{node.name} in ({", ".join(fact.options[:3])})"',
            )
        return NumberFact(node.name, node.start, node.end), Kind(
            "number", normal_unit(fact.unit), fact.kind == "integer"
        )

    def fact(self, node: Node, name: str) -> FactType:
        found = self.vocabulary.facts.get(name)
        if found is None:
            known = [*self.vocabulary.facts, *self.vocabulary.constants]
            raise _error(node, f'"{name}" is not known; {_nearest(name, known, "add it to the facts or named values")}')
        return found

    def category(self, node: CategoryTest) -> Node:
        if node.name in self.vocabulary.constants:
            raise _error(node, f'"{node.name}" is a number, not a category; compare it')
        fact = self.fact(node, node.name)
        if fact.kind != "category":
            cure = f'write "{node.name}" or "not {node.name}"' if fact.kind == "boolean" else "compare it with >= or <"
            raise _error(node, f'"{node.name}" is a {fact.kind} fact and has no options; {cure}')
        mask = 0
        for option in node.options:
            if option not in fact.options:
                cure = _nearest(option, fact.options, f"its options are {', '.join(fact.options)}")
                raise _error(node, f'"{option}" is not an option of "{node.name}"; {cure}')
            mask |= 1 << fact.options.index(option)
        everything = (1 << len(fact.options)) - 1
        return msgspec.structs.replace(node, mask=everything ^ mask if node.negated else mask, everything=everything)

    def condition(self, node: Node) -> Node:
        typed, kind = self.visit(node)
        if kind.sort != "condition":
            shown = f'"{typed.name}"' if isinstance(typed, NumberFact | Constant) and typed.name else "this"
            raise _error(node, f"{shown} is a number{_of(kind)}, not a condition; compare it, for example with >= 1")
        return typed

    def number(self, node: Node) -> tuple[Node, Kind]:
        typed, kind = self.visit(node)
        if kind.sort == "number":
            return typed, kind
        if isinstance(typed, BooleanFact):
            cure = f'write "{typed.name}" for true and "not {typed.name}" for false; "count({typed.name})" is 1 or 0'
            raise _error(node, f'"{typed.name}" is true or false, not a number; {cure}')
        raise _error(node, "this is a condition, not a number; count( ) makes a number of conditions")

    def numbers(self, nodes: tuple[Node, ...], parent: Node) -> tuple[tuple[Node, ...], Kind]:
        """Numbers that must be of one unit; bare literals take it."""
        pairs = [self.number(node) for node in nodes]
        firm = [kind for _, kind in pairs if not kind.bare]
        unit = firm[0].unit if firm else None
        for kind in firm:
            if kind.unit != unit:
                raise _error(parent, _units_differ(unit, kind.unit))
        typed = tuple(
            msgspec.structs.replace(item, unit=unit) if kind.bare and isinstance(item, Constant) else item
            for item, kind in pairs
        )
        return typed, Kind("number", unit, all(kind.whole for _, kind in pairs), not firm)

    def compare(self, node: Compare) -> Node:
        (left, right), kind = self.numbers((node.left, node.right), node)
        if not leaf_facts(left) and not leaf_facts(right):
            raise _error(node, "this compares two fixed numbers and is the same for everybody; compare a fact")
        if node.operator in ("==", "!=") and not kind.whole:
            cure = 'write ">=" and "<=" with the limits that are meant'
            raise _error(
                node,
                f'"{node.operator}" needs whole numbers on both sides, for measured numbers rarely are equal; {cure}',
            )
        return msgspec.structs.replace(node, left=left, right=right)

    def arithmetic(self, node: Arithmetic) -> tuple[Node, Kind]:
        if node.operator in ("+", "-"):
            (left, right), kind = self.numbers((node.left, node.right), node)
            return msgspec.structs.replace(node, left=left, right=right), kind
        (left, one), (right, two) = self.number(node.left), self.number(node.right)
        both = msgspec.structs.replace(node, left=left, right=right)
        bare = one.bare and two.bare
        if node.operator == "*":
            if one.unit and two.unit:
                raise _error(node, _no_compound(one.unit, two.unit, "multiplied"))
            return both, Kind("number", one.unit or two.unit, one.whole and two.whole, bare)
        if isinstance(right, Constant) and right.value == 0.0:
            raise _error(node, "this divides by zero; divide by another number")
        if one.unit == two.unit:
            return both, Kind("number", None, False, bare)
        if two.unit is None:
            return both, Kind("number", one.unit, False, bare)
        raise _error(node, _no_compound(one.unit or "plain", two.unit, "divided"))

    def extreme(self, node: Extreme) -> tuple[Node, Kind]:
        items, kind = self.numbers(node.items, node)
        return msgspec.structs.replace(node, items=items), kind

    def in_unit(self, node: InUnit) -> tuple[Node, Kind]:
        item, kind = self.number(node.item)
        if kind.unit != normal_unit(node.unit):
            raise _error(node, f"this is{_of(kind) or ' a plain number'}, not in {node.unit}; write the unit it has")
        return msgspec.structs.replace(node, item=item), Kind("number", None, kind.whole)


def _error(node: Node, what: str) -> ConditionError:
    return ConditionError(what, node.start + 1)


def _of(kind: Kind) -> str:
    return f" in {kind.unit}" if kind.unit else ""


def _nearest(name: str, known: "list[str] | tuple[str, ...]", otherwise: str) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.6)
    return f'did you mean "{close[0]}"?' if close else otherwise


def _units_differ(one: str | None, two: str | None) -> str:
    if one is None or two is None:
        unit = one or two
        return (
            f"one side is in {unit}, the other a plain number; give it the unit, "
            f"or write in_unit( ..., {unit}) to take the plain number"
        )
    return (
        f"one side is in {one}, the other in {two}; convert one, or write in_unit( ..., {one}) and in_unit( ..., {two})"
    )


def _no_compound(one: str, two: str, how: str) -> str:
    return f"{one} cannot be {how} by {two}; write in_unit( ..., {two}) to calculate with plain numbers"
