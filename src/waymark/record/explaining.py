"""Why a document could not be decoded: the decoder's words turned into a place, a mistake and a cure."""

import json
import re
from typing import Any

import msgspec
from msgspec import inspect as kinds

from waymark.record.errors import nearest

__all__ = ["explained", "twin"]

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_WANTED = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
    "array": "a list",
    "object": "an object",
    "null": "nothing",
}
Path = tuple[str | int, ...]


def explained(error: Exception, data: bytes, kind: Any, name: str) -> str:
    """One sentence: place, mistake, cure. `kind` is the document's structure, `name` its format."""
    if isinstance(error, RecursionError):
        return "nested too deep; check what made the file."
    if not isinstance(error, msgspec.ValidationError):
        return _malformed(str(error), data)
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return _malformed(_first_malformed(data), data)
    if not isinstance(tree, dict):
        return f"the document is not an object; it must start with {{ and say `format`: `{name}`."
    if tree.get("format") != name:
        return _wrong_format(tree.get("format"), name)
    what, _, place = str(error).partition(" - at ")
    path = _exact(_path(place.strip("`")), tree, kind)
    return f"{written(path)}: {_worded(what, _value(tree, path), _kind_at(kind, tree, path))}"


def _first_malformed(data: bytes) -> str:
    """What keeps the whole from being JSON, when a mistake in the content was met before it."""
    try:
        msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError) as error:
        return str(error)
    return "a number has too many digits"


def written(path: Path) -> str:
    """A path as people write it: answers[3].items.item_2."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.lstrip(".") or "the document"


def twin(data: bytes) -> str | None:
    """Name a key that stands twice in one object, with its line; None when there is none."""
    found: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in items:
            if key in seen:
                found.append(key)
            seen.add(key)

    try:
        json.loads(data, object_pairs_hook=pairs)
    except RecursionError:
        return "nested too deep; check what made the file."
    if not found:
        return None
    key = found[0]
    return f"the key `{key[:80]}` stands twice in one object{_lines_of(key, data)}; keep one."


def _lines_of(key: str, data: bytes) -> str:
    pattern = re.compile(re.escape(json.dumps(key, ensure_ascii=False).encode("utf-8", "replace")) + rb"\s*:")
    lines = [data.count(b"\n", 0, found.start()) + 1 for found in pattern.finditer(data)]
    return f" (it occurs on lines {', '.join(map(str, lines[:6]))})" if lines else ""


def _malformed(message: str, data: bytes) -> str:
    if "truncated" in message:
        lines = data.count(b"\n") + 1
        return f"line {lines}: the document ends too early, as if cut off; send the whole file."
    found = re.search(r"byte (\d+)", message)
    if found is None:
        return _where_it_breaks(message, data)
    start = int(found.group(1))
    line = data.count(b"\n", 0, start) + 1
    column = start - (data.rfind(b"\n", 0, start) + 1) + 1
    here = data[start : start + 12].decode("utf-8", "replace")
    if re.match(r"-?(NaN|Infinity|nan|inf)", here):
        return f"line {line}, column {column}: NaN and Infinity are not numbers; leave the value out or say `unknown`."
    if "trailing" in message:
        return f"line {line}, column {column}: something follows the end of the document; keep one document per file."
    return f"line {line}, column {column}: not JSON ({message.removeprefix('JSON is malformed: ')}); correct it there."


def _where_it_breaks(message: str, data: bytes) -> str:
    """The place as the standard reader finds it, where the fast one tells none."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno}: not JSON ({error.msg}); correct it there."
    except (ValueError, RecursionError):
        pass
    return f"the document: not JSON that can be used ({message}); correct it."


def _wrong_format(found: Any, name: str) -> str:
    if found is None:
        return f"`format` is missing, so this is not known to be a Waymark document; write `format`: `{name}`."
    text = str(found)[:60]
    family, _, version = text.partition("/")
    if family == name.partition("/")[0]:
        return (
            f"format: version `{version}` of {family} is not known here, only `{name}`; convert it or update Waymark."
        )
    if family.startswith("waymark."):
        return f"format: this is a `{text}` document where a `{name}` is needed; give the right file."
    return f"format: `{text}` is not a format known here; this must be a `{name}` document."


def _worded(what: str, value: Any, kind: kinds.Type | None) -> str:
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        known = _fields(kind)
        help_ = nearest(found.group(1), known) or f"; known keys are {', '.join(known)}."
        return f"unknown key `{found.group(1)[:80]}`{help_}"
    if found := re.fullmatch(r"Object missing required field `(.*)`", what):
        return f"the key `{found.group(1)}` is missing; add it."
    if what.startswith("Invalid enum value"):
        allowed = _allowed(kind)
        help_ = nearest(str(value), allowed) or "; write one of these."
        return f"{_quoted(value)} is not one of {', '.join(allowed)}{help_}"
    if found := re.match(r"Expected `(.*?)`(, got `(.*)`)?", what):
        names = [name for name in found.group(1).split(" | ") if name != "null"]
        words = " or ".join(_WANTED.get(name, name) for name in names)
        return f"wants {words}, found {_quoted(value)}; correct it or leave the key out."
    if "out of range" in what:
        return f"{_quoted(value)} is too large to be a number; correct it."
    return f"{what}; correct it."


def _quoted(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text[:57] + '...' if len(text) > 60 else text}`"


def _path(where: str) -> list[str | int | None]:
    """The decoder's path; None stands for some key of a map, which it does not name."""
    return [None if index == "..." else int(index) if index else name for name, index in _STEP.findall(where[1:])]


def _exact(path: list[str | int | None], tree: Any, kind: Any) -> Path:
    """The path with the unnamed key found: the first whose value does not convert."""
    done: list[str | int] = []
    for step in path:
        if step is not None:
            done.append(step)
            continue
        holder, holder_kind = _value(tree, tuple(done)), _kind_at(kind, tree, tuple(done))
        wrong = _wrong_key(holder, holder_kind)
        if wrong is None:
            break
        done.append(wrong)
    return tuple(done)


def _wrong_key(holder: Any, kind: kinds.Type | None) -> str | None:
    if not isinstance(holder, dict) or not isinstance(kind, kinds.DictType):
        return None
    for key, value in holder.items():
        if not _fits(value, kind.value_type):
            return str(key)
    return None


def _fits(value: Any, kind: kinds.Type) -> bool:
    """Whether a value converts to the kind of a map's values."""
    members = kind.types if isinstance(kind, kinds.UnionType) else (kind,)
    for member in members:
        if isinstance(member, kinds.FloatType | kinds.IntType):
            good = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e308
        elif isinstance(member, kinds.BoolType):
            good = isinstance(value, bool)
        elif isinstance(member, kinds.StrType):
            good = isinstance(value, str)
        elif isinstance(member, kinds.LiteralType):
            good = value in member.values
        elif isinstance(member, kinds.StructType):
            good = isinstance(value, dict) and set(value) <= {field.name for field in member.fields}
        else:
            good = False
        if good:
            return True
    return False


def _value(tree: Any, path: Path) -> Any:
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _kind_at(kind: Any, tree: Any, path: Path) -> kinds.Type | None:
    """The kind of value wanted at a path."""
    current: kinds.Type | None = kinds.type_info(kind)
    for step in path:
        current = _plain(current)
        if isinstance(current, kinds.StructType):
            current = next((field.type for field in current.fields if field.encode_name == step), None)
        elif isinstance(current, kinds.VarTupleType):
            current = current.item_type
        elif isinstance(current, kinds.DictType):
            current = current.value_type
        else:
            return None
    return current


def _plain(kind: kinds.Type | None) -> kinds.Type | None:
    """Without "or nothing"; of several, the structure."""
    if isinstance(kind, kinds.UnionType):
        return next((member for member in kind.types if isinstance(member, kinds.StructType)), kind)
    return kind


def _fields(kind: kinds.Type | None) -> list[str]:
    plain = _plain(kind)
    return [field.encode_name for field in plain.fields] if isinstance(plain, kinds.StructType) else []


def _allowed(kind: kinds.Type | None) -> list[str]:
    members = kind.types if isinstance(kind, kinds.UnionType) else (kind,)
    words = [str(word) for member in members if isinstance(member, kinds.LiteralType) for word in member.values]
    return words + (["a number"] if any(isinstance(member, kinds.FloatType) for member in members) else [])
