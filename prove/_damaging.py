"""Ways of damaging a document: its tree of values, or its bytes."""

import datetime
import re
from collections.abc import Callable
from random import Random
from typing import Any

__all__ = ["BYTES", "TREES"]

Place = tuple[Any, Any]

# Values that do not belong where they are put.
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 1.5, -0.0, 31, 1e9, 1e300, 10**19, 10**30, "", " ", "x", "unknown", "declined",
    "missing", "2026-11-03", "0000-00-00", "9999-12-31", "2026-11-03T25:61", "24:00", "monday", [], {}, [[]],
    {"at_least": 5, "at_most": 1}, {"at_least": None}, "\u0000", "\ud800", "🫀" * 50, "a" * 5000, "\u202eevil",
    "{fact}", "<script>", "../../x", "%s%n", "[bold]", "é", "e\u0301", "opioids", "alcohol.days_of_30", "level:L9",
    "intervention:", "goal:GO-01:alcohol", "medicine:methadone@",
)  # fmt: skip


def places(document: Any) -> list[Place]:
    """Every value below the root as (container, key)."""
    found: list[Place] = []
    left = [document]
    while left:
        part = left.pop()
        keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
        for key in keys:
            found.append((part, key))
            left.append(part[key])
    return found


def _at_one(change: Callable[[Any, Any, Random], None]) -> Callable[[Any, Random], Any]:
    """Damage one value, chosen by chance, in place."""

    def damage(document: Any, chance: Random) -> Any:
        found = places(document)
        if found:
            container, key = chance.choice(found)
            change(container, key, chance)
        return document

    return damage


def _odd(container: Any, key: Any, chance: Random) -> None:
    container[key] = chance.choice(ODD)


def _remove(container: Any, key: Any, chance: Random) -> None:
    del container[key]


def _twice(container: Any, key: Any, chance: Random) -> None:
    if isinstance(container, list):
        container.insert(key, container[key])
    else:
        container[f"{key}_"] = container[key]


def _rename(container: Any, key: Any, chance: Random) -> None:
    if isinstance(container, dict):
        word = str(key)
        at = chance.randrange(len(word) + 1)
        container[word[:at] + chance.choice("xé_. ") + word[at + 1 :]] = container.pop(key)


def _nest(container: Any, key: Any, chance: Random) -> None:
    for _ in range(chance.choice((1, 2, 10, 40, 200))):
        container[key] = chance.choice(([container[key]], {"x": container[key]}))


def _number(container: Any, key: Any, chance: Random) -> None:
    value = container[key]
    if isinstance(value, int | float):
        container[key] = chance.choice(
            (-value - 1, value * 1000, value + 0.5, str(value), value + 1, 2**63, -(2**63) - 1)
        )


def _date(container: Any, key: Any, chance: Random) -> None:
    value = container[key]
    if isinstance(value, str) and re.match(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])", value):
        moved = datetime.date.fromisoformat(value[:10]).toordinal() + chance.choice(
            (-400_000, -3000, -1, 1, 400, 40_000)
        )
        shown = datetime.date.fromordinal(max(1, min(moved, 3_000_000))).isoformat()
        container[key] = chance.choice(
            (shown, f"{shown}T12:00", f"{shown}Z", shown.replace("-", "/"), shown[:7], moved)
        )


def _letter(container: Any, key: Any, chance: Random) -> None:
    value = container[key]
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        container[key] = value[:at] + chance.choice("xX _-:.é\u200b0") + value[at + 1 :]


def _swap(document: Any, chance: Random) -> Any:
    found = places(document)
    if len(found) > 1:
        (one, a), (other, b) = chance.sample(found, 2)
        one_value, other_value = one[a], other[b]
        # A part is never put into itself.
        if not _inside(one_value, other) and not _inside(other_value, one):
            one[a], other[b] = other_value, one_value
    return document


def _inside(part: Any, container: Any) -> bool:
    return part is container or any(inner[key] is container for inner, key in places(part))


def _many(container: Any, key: Any, chance: Random) -> None:
    if isinstance(container[key], list):
        container[key] = container[key] * chance.choice((2, 50))


TREES: dict[str, Callable[[Any, Random], Any]] = {
    "another value": _at_one(_odd),
    "a part removed": _at_one(_remove),
    "a part twice": _at_one(_twice),
    "a key renamed": _at_one(_rename),
    "nested": _at_one(_nest),
    "a number changed": _at_one(_number),
    "a date shifted": _at_one(_date),
    "a letter changed": _at_one(_letter),
    "two values swapped": _swap,
    "rows repeated": _at_one(_many),
}


def _flip(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 20))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _slice(content: bytes, chance: Random) -> tuple[int, int]:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return first, min(last, first + 40)


def _cut(content: bytes, chance: Random) -> bytes:
    first, last = _slice(content, chance)
    return content[:first] + content[last:]


def _again(content: bytes, chance: Random) -> bytes:
    first, last = _slice(content, chance)
    return content[:last] + content[first:]


def _key_twice(content: bytes, chance: Random) -> bytes:
    keys = re.findall(rb'"\w+": (?:"[^"\\]*"|\d+)(?=[,}])', content)
    return content.replace(found := chance.choice(keys), found + b", " + found, 1) if keys else content


NO_NUMBERS = (b": NaN", b": -Infinity", b": 1e999")
BYTES: dict[str, Callable[[bytes, Random], bytes]] = {
    "bytes flipped": _flip,
    "bytes cut": _cut,
    "bytes repeated": _again,
    "truncated": lambda content, chance: content[: chance.randrange(len(content))],
    "another encoding": lambda content, chance: content.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp1252")), "replace"
    ),
    "a key twice": _key_twice,
    "NaN": lambda content, chance: re.sub(
        rb": \d+", chance.choice((b": NaN", b": -Infinity", b": 1e999")), content, count=1
    ),
    "something after it": lambda content, chance: content + chance.choice((b"}", b"\x00", content, b"\n{}", b"\xff")),
}
