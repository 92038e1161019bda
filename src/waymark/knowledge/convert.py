"""From a tree of texts to typed entries, with every mistake named at its line."""

import difflib
import math
import re
from typing import Any

import msgspec
from msgspec import inspect as kinds

from waymark.knowledge.errors import Trouble
from waymark.knowledge.reader import Node, Path, Tree
from waymark.knowledge.shapes import field_names, map_texts, shape, type_at

__all__ = ["convert", "nearest"]

_LOCALE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_MOST_TROUBLES = 20


def convert(tree: Tree, node: Node, place: Path, struct: type[msgspec.Struct]) -> tuple[Any, list[Trouble]]:
    """One entry of a file as `struct`, or None and what is wrong with it (several at once where possible)."""
    troubles: list[Trouble] = []
    left_out: set[str] = set()
    while len(troubles) < _MOST_TROUBLES:
        try:
            entry = msgspec.convert(node, struct, strict=False)
        except msgspec.ValidationError as error:
            if any(f"field `{key}`" in str(error) for key in left_out):
                return None, troubles
            trouble, wrong = _explained(tree, node, place, struct, str(error))
            troubles.append(trouble)
            # Leave the wrong key out and look on, so that one reading finds as many mistakes as it can.
            repaired = _without(node, wrong) if wrong else None
            if repaired is None:
                return None, troubles
            left_out.add(str(wrong[-1]))
            node = repaired
        else:
            troubles.extend(_content_troubles(tree, entry, place))
            return (None if troubles else entry), troubles
    return None, troubles


def nearest(word: str, words: Any) -> str:
    """`; did you mean ...` for a misspelt word, or nothing."""
    close = difflib.get_close_matches(word, [str(known) for known in words], n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def _explained(tree: Tree, node: Node, place: Path, struct: type[msgspec.Struct], message: str) -> tuple[Trouble, Path]:
    """The trouble in words, and the path of the wrong part inside the entry."""
    what, _, where = message.partition(" - at ")
    inside = _path(where.strip("`"))
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", what)
    if unknown:
        inside = (*inside, unknown.group(1))
        known = field_names(type_at(struct, node, inside[:-1]))
        help_ = nearest(unknown.group(1), known) or f"; known keys are {', '.join(sorted(known))}"
        return _trouble(tree, (*place, *inside), f"unknown key{help_}"), inside
    return _trouble(tree, (*place, *inside), _worded(what, _at(node, inside), struct, node, inside)), inside


def _worded(what: str, value: Node | None, struct: type[msgspec.Struct], node: Node, inside: Path) -> str:
    missing = re.fullmatch(r"Object missing required field `(.*)`", what)
    if missing:
        return f"the key `{missing.group(1)}` is missing; add it"
    kind = type_at(struct, node, inside)
    if what.startswith(("Invalid enum value", "Invalid value")):
        allowed = _allowed(struct, node, inside, kind)
        help_ = nearest(str(value), allowed)
        return f"`{value}` is not one of {', '.join(allowed)}{help_ or '; write one of these'}"
    expected = re.match(r"Expected `(.*?)`( of length (\d+))?(.*)", what)
    if expected:
        return _expectation(expected, value)
    if "date" in what:
        return f"`{value}` is not a date; write one such as 2026-11-03"
    return f"{what}; see the library format reference"


def _expectation(expected: re.Match[str], value: Node | None) -> str:
    wanted = {
        "int": "a whole number",
        "float": "a number",
        "bool": "`true` or `false`",
        "str": "a single text",
        "array": "a list (lines with `-`, or `[a, b]`)",
        "object": "a mapping (`key: value` lines; a text has `en:` and `es:`)",
        "date": "a date such as 2026-11-03",
    }
    names = [name for name in expected.group(1).split(" | ") if name != "null"]
    words = " or ".join(wanted.get(name, name) for name in names)
    if expected.group(3):
        return f"wants a list of {expected.group(3)} values; write exactly that many"
    found = f"`{value}`" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"
    return f"wants {words}, found {found}; change it"


def _allowed(struct: type[msgspec.Struct], node: Node, inside: Path, kind: kinds.Type | None) -> list[str]:
    if isinstance(kind, kinds.LiteralType):
        return [str(value) for value in kind.values]
    if isinstance(kind, kinds.UnionType):
        return [str(value) for member in kind.types if isinstance(member, kinds.LiteralType) for value in member.values]
    if inside and inside[-1] == "do":
        parent = _union_at(struct, node, inside[:-1])
        return sorted(str(member.tag) for member in parent if member.tag)
    return []


def _union_at(struct: type[msgspec.Struct], node: Node, path: Path) -> list[kinds.StructType]:
    """The structures of a tagged union at the list item `path`."""
    kind = type_at(struct, node, path[:-1])
    if isinstance(kind, kinds.VarTupleType) and isinstance(kind.item_type, kinds.UnionType):
        return [member for member in kind.item_type.types if isinstance(member, kinds.StructType)]
    return []


def _path(where: str) -> Path:
    """The path in msgspec's words (`$.effects[0].minima`); `[...]` (some key of a mapping) is where it stops."""
    path: list[str | int] = []
    for name, index in _STEP.findall(where[where.find("$") + 1 :]):
        if index == "...":
            break
        path.append(int(index) if index else name)
    return tuple(path)


def _at(node: Node, path: Path) -> Node | None:
    current: Any = node
    for part in path:
        try:
            current = current[part]
        except (KeyError, IndexError, TypeError):
            return None
    found: Node = current
    return found


def _without(node: Node, path: Path) -> Node | None:
    """A copy of the node without the key at `path`."""
    if isinstance(node, dict):
        key = str(path[0])
        if key not in node:
            return None
        if len(path) == 1:
            return {name: item for name, item in node.items() if name != key}
        inner = _without(node[key], path[1:])
        return None if inner is None else {**node, key: inner}
    if isinstance(node, list) and isinstance(path[0], int) and len(path) > 1 and path[0] < len(node):
        inner = _without(node[path[0]], path[1:])
        return None if inner is None else [*node[: path[0]], inner, *node[path[0] + 1 :]]
    return None


def _trouble(tree: Tree, path: Path, what: str) -> Trouble:
    return Trouble(tree.file, tree.line(path), _key(path), what)


def _key(path: Path) -> str:
    """`rules[2].because.person` for messages."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _content_troubles(tree: Tree, entry: msgspec.Struct, place: Path) -> list[Trouble]:
    """What the types allow and a library does not: texts without English, numbers that are none."""
    troubles: list[Trouble] = []

    def look(path: Path, text: dict[str, str]) -> dict[str, str]:
        here = (*place, *path)
        if "en" not in text:
            troubles.append(_trouble(tree, here, "has no English text; add the key `en`"))
        for locale, words in text.items():
            if not _LOCALE.fullmatch(locale):
                troubles.append(_trouble(tree, (*here, locale), "is no locale; write `en`, `es` or such as `es-MX`"))
            elif not words.strip():
                troubles.append(_trouble(tree, (*here, locale), "is empty; write the words or remove the key"))
        return text

    plain = msgspec.to_builtins(entry)
    map_texts(plain, shape(type(entry)), look)
    troubles.extend(
        _trouble(tree, (*place, *path), "is not a finite number; write a plain number") for path in _not_finite(plain)
    )
    return troubles


def _not_finite(value: Any, path: Path = ()) -> list[Path]:
    if isinstance(value, float):
        return [] if math.isfinite(value) else [path]
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in _not_finite(item, (*path, key))]
    if isinstance(value, (list, tuple)):
        return [found for place, item in enumerate(value) for found in _not_finite(item, (*path, place))]
    return []
