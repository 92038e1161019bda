"""What type stands at which place of an entry: read once from the structures, used to convert, check and translate."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect as kinds

from waymark.knowledge.reader import Path

__all__ = ["field_names", "map_texts", "shape", "texts", "type_at"]


@cache
def shape(struct: type[msgspec.Struct]) -> kinds.Type:
    """The described type of a structure."""
    return kinds.type_info(struct)


def texts(entry: msgspec.Struct) -> Iterator[tuple[Path, dict[str, str]]]:
    """All texts (locale maps) of an entry, with their path."""
    found: list[tuple[Path, dict[str, str]]] = []

    def keep(path: Path, text: dict[str, str]) -> dict[str, str]:
        found.append((path, text))
        return text

    map_texts(msgspec.to_builtins(entry), shape(type(entry)), keep)
    return iter(found)


TextChange = Callable[[Path, dict[str, str]], dict[str, str]]


def map_texts(value: Any, kind: kinds.Type, change: TextChange, path: Path = ()) -> Any:
    """The plain form of an entry with every text replaced by `change(path, text)`."""
    kind = _settled(value, kind)
    if isinstance(kind, kinds.Metadata):
        if (kind.extra or {}).get("text"):
            return change(path, value)
        return map_texts(value, kind.type, change, path)
    if isinstance(kind, kinds.StructType):
        by_name = {field.encode_name: field.type for field in kind.fields}
        return {
            key: map_texts(item, by_name[key], change, (*path, key)) if key in by_name else item
            for key, item in value.items()
        }
    if isinstance(kind, kinds.DictType):
        return {key: map_texts(item, kind.value_type, change, (*path, key)) for key, item in value.items()}
    if isinstance(kind, kinds.VarTupleType):
        return [map_texts(item, kind.item_type, change, (*path, place)) for place, item in enumerate(value)]
    return value


def _settled(value: Any, kind: kinds.Type) -> kinds.Type:
    """The member of a union that this value is."""
    if not isinstance(kind, kinds.UnionType):
        return kind
    members = [member for member in kind.types if not isinstance(member, kinds.NoneType)]
    if value is None or not members:
        return kinds.NoneType()
    for member in members:
        if isinstance(member, kinds.StructType) and member.tag_field:
            if isinstance(value, dict) and value.get(member.tag_field) == member.tag:
                return member
        elif len(members) == 1 or not isinstance(member, kinds.StructType):
            return member
    return members[0]


def type_at(struct: type[msgspec.Struct], value: Any, path: Path) -> kinds.Type | None:
    """The type expected at `path` of the raw `value`, as far as it can be followed."""
    kind = _settled(value, shape(struct))
    for part in path:
        while isinstance(kind, kinds.Metadata):
            kind = _settled(value, kind.type)
        if isinstance(kind, kinds.StructType):
            member = next((field.type for field in kind.fields if field.encode_name == part), None)
        elif isinstance(kind, kinds.DictType):
            member = kind.value_type
        elif isinstance(kind, kinds.VarTupleType):
            member = kind.item_type
        elif isinstance(kind, kinds.TupleType) and isinstance(part, int) and part < len(kind.item_types):
            member = kind.item_types[part]
        else:
            return None
        if member is None:
            return None
        value = _child(value, part)
        kind = _settled(value, member)
    return kind


def _child(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def field_names(kind: kinds.Type | None) -> tuple[str, ...]:
    """The keys a structure knows, its tag included."""
    if not isinstance(kind, kinds.StructType):
        return ()
    names = tuple(field.encode_name for field in kind.fields)
    return (kind.tag_field, *names) if kind.tag_field else names
