"""Writes a tree as text that parses to the same tree."""

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
    Name,
    Node,
    Not,
    NumberFact,
    Or,
)

__all__ = ["written"]


def written(node: Node) -> str:
    """The text of a condition or arithmetic expression, with every pair of parentheses that is needed."""
    if isinstance(node, Name | NumberFact | BooleanFact):
        return node.name
    if isinstance(node, Constant):
        return node.name or _number(node)
    if isinstance(node, CategoryTest):
        return _category(node)
    if isinstance(node, Always):
        return "always"
    if isinstance(node, Not):
        return f"not {_inside(node.item)}"
    if isinstance(node, And | Or):
        return (" and " if isinstance(node, And) else " or ").join(map(_inside, node.items))
    if isinstance(node, Compare | Arithmetic):
        return f"{_inside(node.left)} {node.operator} {_inside(node.right)}"
    if isinstance(node, Extreme | Count):
        name = node.which if isinstance(node, Extreme) else "count"
        return f"{name}({', '.join(map(written, node.items))})"
    if isinstance(node, InUnit):
        return f"in_unit({written(node.item)}, {node.unit})"
    raise TypeError(f"{type(node).__name__} has no text")


def _inside(node: Node) -> str:
    text = written(node)
    return f"({text})" if isinstance(node, And | Or | Not | Compare | Arithmetic) else text


def _number(node: Constant) -> str:
    value = node.value
    shown = str(int(value)) if value.is_integer() else f"{value:.17f}".rstrip("0")
    if float(shown) != value:
        shown = f"{value:.400f}".rstrip("0")
    return f"{shown} {node.unit}" if node.unit else shown


def _category(node: CategoryTest) -> str:
    if len(node.options) == 1:
        return f"{node.name} is {'not ' if node.negated else ''}{node.options[0]}"
    return f"{node.name} {'not ' if node.negated else ''}in ({', '.join(node.options)})"
