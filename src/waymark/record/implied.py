"""What a known fact implies for others: read from the library, met with what is known."""

import re
from typing import Any

from waymark.knowledge.model.fact import Fact
from waymark.logic import FactType, Known, Program, Truth, Vocabulary
from waymark.record.index import INFINITE, Index

__all__ = ["companion", "holds"]

_COMPARISON = re.compile(r"([a-z0-9_.]+)\s*(>=|<=|==|>|<)\s*(-?\d+(?:\.\d+)?|[a-z][a-z0-9_.]*)(?:\s+([a-z]+))?")
_OPTION = re.compile(r"([a-z0-9_.]+)\s+is\s+(not\s+)?([a-z][a-z0-9_]*)")
_BOUND = re.compile(r"(>=|<=|==|>|<)\s*(-?\d+(?:\.\d+)?)")
_programs: dict[tuple[str, str], Program] = {}


def holds(index: Index, fact: Fact, when: str, value: Known) -> Truth:
    """Whether a condition on this fact alone is true of what is known of it.

    Nearly all are a name, its negation, one comparison or one option, which are read here; anything else goes the
    long way, which loads the reader of conditions.
    """
    if when == fact.id:
        return value if isinstance(value, bool) else None
    if when == f"not {fact.id}":
        return not value if isinstance(value, bool) else None
    found = _COMPARISON.fullmatch(when)
    if found and found.group(1) == fact.id and isinstance(value, tuple) and _same_unit(fact, found.group(4)):
        limit = _limit(index, found.group(3))
        if limit is not None:
            return _compared(value, found.group(2), limit)
    chosen = _OPTION.fullmatch(when)
    if chosen and chosen.group(1) == fact.id and type(value) is int:
        return _is_option(index, fact, chosen.group(3), value, negated=chosen.group(2) is not None)
    return _long_way(index, fact, when, value)


def _same_unit(fact: Fact, unit: str | None) -> bool:
    """The comparison names no unit, or the one the fact has; another would have to be converted."""
    own = "days" if fact.type == "days since" else fact.unit
    return unit is None or (own is not None and unit.rstrip("s") == own.rstrip("s"))


def _is_option(index: Index, fact: Fact, option: str, value: int, *, negated: bool) -> Truth:
    bit = index.options(fact)[option]
    if value & bit and value != bit:
        return None
    return bool(value & bit) is not negated


def _limit(index: Index, word: str) -> float | None:
    return index.constant(word) if word[0].isalpha() else float(word)


def _compared(value: tuple[float, float], operator: str, limit: float) -> Truth:
    low, high = value
    if operator == ">=":
        return True if low >= limit else False if high < limit else None
    if operator == ">":
        return True if low > limit else False if high <= limit else None
    if operator == "<=":
        return True if high <= limit else False if low > limit else None
    if operator == "<":
        return True if high < limit else False if low >= limit else None
    return True if low == high == limit else False if limit < low or limit > high else None


def _long_way(index: Index, fact: Fact, when: str, value: Known) -> Truth:
    key = (fact.id, when)
    program = _programs.get(key)
    if program is None:
        kind: Any = "integer" if fact.type == "days since" else fact.type
        unit = "days" if fact.type == "days since" else fact.unit
        options = tuple(option.id for option in fact.options)
        words = {word for word in re.findall(r"[a-z][a-z0-9_.]*", when) if index.constant(word) is not None}
        constants = {word: (index.constant(word) or 0.0, unit) for word in words}
        vocabulary = Vocabulary({fact.id: FactType(kind, unit, options, fact.range)}, constants)
        program = _programs[key] = Program(vocabulary, {}, {"when": when})
    return program.answers({fact.id: value})[0]


def companion(index: Index, fact: Fact, text: str) -> Known | None:
    """The implied value of a fact as text says it: `true`, an option id, `3`, `>= 1`."""
    text = text.strip()
    if fact.type == "boolean":
        return text == "true" if text in ("true", "false") else None
    if fact.type == "category":
        return index.options(fact).get(text)
    full = index.full(fact)
    assert isinstance(full, tuple)
    found = _BOUND.fullmatch(text)
    if found is None:
        try:
            return (float(text), float(text))
        except ValueError:
            return None
    operator, limit = found.group(1), float(found.group(2))
    if operator == "==":
        return (limit, limit)
    # Facts that are counted have whole numbers: more than 1 is at least 2.
    whole = fact.type in ("integer", "days since")
    if operator in (">=", ">"):
        return (limit + 1 if operator == ">" and whole else limit, max(full[1], -INFINITE))
    return (full[0], limit - 1 if operator == "<" and whole else limit)
