"""Reading the facts of a case: what is known about an invented person, as the conditions take it."""

import math
from typing import TYPE_CHECKING

from waymark.knowledge.errors import LibraryError, Trouble

if TYPE_CHECKING:
    from waymark.knowledge.model.source import Case
    from waymark.knowledge.release import Release
    from waymark.logic import FactType, Known

__all__ = ["case_facts", "read_value"]


def case_facts(case: "Case", release: "Release") -> "dict[str, Known]":
    """Fact id to what is known. A fact written `unknown` is left out. Raises LibraryError for what cannot be read."""
    types = release.program.types
    known: dict[str, Known] = {}
    for name, text in case.facts.items():
        if name not in types:
            what = f"there is no fact `{name}`; correct the id"
            raise LibraryError(Trouble("cases", None, f"case {case.id}.facts.{name}", what))
        try:
            value = read_value(text, types[name])
        except LibraryError as error:
            raise LibraryError(Trouble("cases", None, f"case {case.id}.facts.{name}", str(error))) from None
        if value is not None:
            known[name] = value
    return known


def read_value(text: str, kind: "FactType") -> "Known | None":
    """`true`, `12`, `8..`, `..5`, `3..7`, an option, options joined by `|`, or `unknown` (None)."""
    if text == "unknown":
        return None
    if kind.kind == "boolean":
        if text not in ("true", "false"):
            raise _wrong(f"wants `true`, `false` or `unknown`, found `{text}`")
        return text == "true"
    if kind.kind == "category":
        mask = 0
        for option in text.split("|"):
            if option.strip() not in kind.options:
                raise _wrong(f"`{option.strip()}` is not one of {', '.join(kind.options)}")
            mask |= 1 << kind.options.index(option.strip())
        return mask
    low, dots, high = text.partition("..")
    if not dots:
        return (_number(low, kind), _number(low, kind))
    bounds = (_number(low, kind) if low else -math.inf, _number(high, kind) if high else math.inf)
    if bounds[0] > bounds[1]:
        raise _wrong(f"`{text}` has its bounds the wrong way round")
    return bounds


def _number(text: str, kind: "FactType") -> float:
    try:
        number = float(text)
    except ValueError:
        raise _wrong(f"wants a number, bounds such as `3..7`, or `unknown`, found `{text}`") from None
    if not math.isfinite(number):
        raise _wrong(f"wants a finite number, found `{text}`")
    if kind.kind == "integer" and number != int(number):
        raise _wrong(f"wants a whole number, found `{text}`")
    if kind.range is not None and not kind.range[0] <= number <= kind.range[1]:
        raise _wrong(f"`{text}` lies outside {kind.range[0]:g} to {kind.range[1]:g}")
    return number


def _wrong(what: str) -> LibraryError:
    return LibraryError(Trouble("", None, "", f"{what}; correct it"))
