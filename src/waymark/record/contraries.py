"""What the contrary of an implication rules out: who never used opioids has no days of use.

"If A then B" says the same as "if not B then not A". The library writes only the first; this gives the second.
"""

import re
from collections.abc import Iterator, Mapping

from waymark.knowledge.model.fact import Fact, Implication

__all__ = ["contraries"]

_COMPARISON = re.compile(r"([a-z0-9_.]+)\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?|[a-z][a-z0-9_.]*)(?:\s+[a-z]+)?")
_OTHER_SIDE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def contraries(facts: Mapping[str, Fact], numbers: Mapping[str, float]) -> Iterator[tuple[str, Implication]]:
    """For every implication of a yes-or-no fact that can be turned round: the fact it starts from, and what follows."""
    for fact in facts.values():
        for implication in fact.implies:
            value = _not(fact, implication.when, numbers)
            if value is None:
                continue
            for other, text in implication.then.items():
                if text in ("true", "false") and other in facts:
                    when = f"not {other}" if text == "true" else other
                    yield other, Implication(when=when, then={fact.id: value})


def _not(fact: Fact, when: str, numbers: Mapping[str, float]) -> str | None:
    """The value of the fact when the condition is false, as an implication would write it; None where it has none."""
    if fact.type == "boolean":
        return "false" if when == fact.id else "true" if when == f"not {fact.id}" else None
    if fact.type == "category":
        option = when.removeprefix(f"{fact.id} is not ")
        return option if any(option == known.id for known in fact.options) else None
    found = _COMPARISON.fullmatch(when)
    if found is None or found.group(1) != fact.id:
        return None
    word = found.group(3)
    limit = numbers.get(word) if word[0].isalpha() else float(word)
    return None if limit is None else f"{_OTHER_SIDE[found.group(2)]} {limit:g}"
