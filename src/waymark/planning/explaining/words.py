"""A condition as a sentence: the facts by their names, the signs as words, named values as their numbers."""

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
)
from waymark.planning.evidence import plain_number, unit_in_words
from waymark.planning.phrases import say
from waymark.planning.phrases_explaining import tell
from waymark.planning.prepare import Prepared

__all__ = ["condition_in_words"]


def condition_in_words(prepared: Prepared, node: Node) -> str:
    """The typed condition in the language of the plan; parts in brackets where they are joined themselves."""
    language = prepared.language
    if isinstance(node, And | Or):
        joint = tell("and" if isinstance(node, And) else "or", language)
        return joint.join(_inside(prepared, item) for item in node.items)
    if isinstance(node, Not):
        if isinstance(node.item, BooleanFact):
            return f"{_label(prepared, node.item.name)}: {say('no', language)}"
        return tell("not so", language, what=condition_in_words(prepared, node.item))
    if isinstance(node, BooleanFact):
        return f"{_label(prepared, node.name)}: {say('yes', language)}"
    if isinstance(node, CategoryTest):
        return _category(prepared, node)
    if isinstance(node, Compare):
        left, right = _number(prepared, node.left), _number(prepared, node.right)
        return tell(f"compare {node.operator}", language, left=left, right=_with_unit(prepared, node, right))
    if isinstance(node, Always):
        return tell("always", language)
    return _number(prepared, node)


def _inside(prepared: Prepared, node: Node) -> str:
    words = condition_in_words(prepared, node)
    return f"({words})" if isinstance(node, And | Or) else words


def _label(prepared: Prepared, fact: str) -> str:
    return prepared.text(prepared.facts[fact].label)


def _category(prepared: Prepared, node: CategoryTest) -> str:
    options = {option.id: prepared.text(option.label) for option in prepared.facts[node.name].options}
    named = say("or", prepared.language).join(options.get(o, o) for o in node.options)
    key = "is none of" if node.negated else "is one of"
    return tell(key, prepared.language, fact=_label(prepared, node.name), options=named)


def _with_unit(prepared: Prepared, node: Compare, right: str) -> str:
    """A bare number gets the unit of what it is held against."""
    if not isinstance(node.right, Constant) or not isinstance(node.left, NumberFact):
        return right
    fact = prepared.facts[node.left.name]
    unit = "days" if fact.type == "days since" else fact.unit or ""
    if node.right.unit and node.right.unit != unit:
        unit = node.right.unit
    return _amount(prepared, node.right.value, unit)


def _amount(prepared: Prepared, number: float, unit: str) -> str:
    return f"{plain_number(number)} {unit_in_words(unit, number, prepared.language)}".strip()


def _number(prepared: Prepared, node: Node) -> str:
    if isinstance(node, NumberFact):
        return _label(prepared, node.name)
    if isinstance(node, Constant):
        return _amount(prepared, node.value, node.unit or "")
    if isinstance(node, Arithmetic):
        left, right = (_bracketed(prepared, part) for part in (node.left, node.right))
        return f"{left} {'×÷+−'['*/+-'.index(node.operator)]} {right}"
    if isinstance(node, Extreme):
        listed = "; ".join(_number(prepared, item) for item in node.items)
        return tell(node.which, prepared.language, items=listed)
    if isinstance(node, Count):
        return tell("count", prepared.language, items="; ".join(condition_in_words(prepared, i) for i in node.items))
    if isinstance(node, InUnit):
        return _number(prepared, node.item)
    return condition_in_words(prepared, node)


def _bracketed(prepared: Prepared, node: Node) -> str:
    words = _number(prepared, node)
    return f"({words})" if isinstance(node, Arithmetic) else words
