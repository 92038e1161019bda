"""A `waymark.person/1` document taken apart into rows, and put together again without loss."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from waymark.site.records.standing import Part, as_they_stand

__all__ = ["NotADocument", "Part", "assemble", "take_apart"]

_LISTS = "lists"
# Fields of the document that are one value and no table; a later row puts another value in place.
_SINGLE = ("about", "anchor", "id")


class NotADocument(ValueError):
    """What was handed in is no JSON object; one sentence."""


def take_apart(document: bytes) -> Iterator[Part]:
    """The rows of a document in its order. Raises NotADocument."""
    try:
        whole = msgspec.json.decode(document.removeprefix(b"\xef\xbb\xbf"), type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        raise NotADocument("this is no waymark.person/1 document; choose a file that Waymark wrote") from None
    for name, value in whole.items():
        if name == "format":
            continue
        if name in _SINGLE:
            yield Part(name, bytes(value))
        elif name == _LISTS:
            for list_name, parts in msgspec.json.decode(value, type=dict[str, dict[str, list[msgspec.Raw]]]).items():
                for part, rows in parts.items():
                    yield from (Part(f"{_LISTS}.{list_name}.{part}", bytes(row)) for row in rows)
        else:
            yield from (Part(name, bytes(row)) for row in msgspec.json.decode(value, type=list[msgspec.Raw]))


def assemble(parts: Iterable[Part]) -> bytes:
    """The document of rows in their order, in the form Waymark writes: no spaces, fields in the order of the format."""
    whole: dict[str, Any] = {}
    for part in as_they_stand(parts):
        *outer, last = part.table.split(".")
        place = whole
        for name in outer:
            place = place.setdefault(name, {})
        if not outer and last in _SINGLE:
            place[last] = msgspec.Raw(part.row)
        else:
            place.setdefault(last, []).append(msgspec.Raw(part.row))
    ordered = {"format": "waymark.person/1"} | {name: whole[name] for name in _fields() if name in whole}
    return msgspec.json.encode(ordered)


def _fields() -> tuple[str, ...]:
    from waymark.record.documents.person import Person

    return Person.__struct_fields__
