"""A sentence of the library in another of its languages: for lists that tell of plans written in several.

A plan speaks the person's language, and whoever reads a list of many people's lines may speak another. A text that was
taken from the library as it stands, or with something filled in, is told in its twin; anything else stays as it is.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from waymark.site.pages.wording import LANGUAGES
from waymark.site.plans.library import library

__all__ = ["told_in"]

# Where the lines of a plan come from.
_PARTS = (
    "facts", "substances", "medicines", "instruments", "rules", "problems", "goals", "interventions", "levels",
    "add_ons", "dimensions", "moves", "checkups", "tracks", "avoided", "crisis", "tools", "replies", "wishes",
)  # fmt: skip
_SLOT = re.compile(r"\{[^{}]+\}")


@lru_cache(maxsize=4096)
def told_in(text: str, language: str) -> str:
    """The text in this language, where the library has it; else as it is."""
    if not text or text in _own(language):
        return text
    known = _twins(language).get(text)
    if known is not None:
        return known
    for pattern, slots, twin in _filled(language):
        found = pattern.fullmatch(text)
        if found is not None:
            return _with(twin, dict(zip(slots, (told_in(one, language) for one in found.groups()), strict=True)))
    # What is put together of several, such as a goal and what it is measured by.
    head, colon, rest = text.partition(": ")
    return f"{told_in(head, language)}: {told_in(rest, language)}" if colon else text


def _with(twin: str, said: dict[str, str]) -> str:
    return _SLOT.sub(lambda slot: said.get(slot[0], slot[0]), twin)


@cache
def _own(language: str) -> frozenset[str]:
    return frozenset(_twins(language).values())


@cache
def _twins(language: str) -> dict[str, str]:
    """Every text of the library in the other languages -> the same in this one."""
    mine, found = library(language), dict[str, str]()
    for other in LANGUAGES:
        if other != language:
            found.update(_pairs(library(other), mine, other, language))
    return found


@cache
def _filled(language: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Texts in which something is filled in, the longest first: what they look like, their slots, and the twin."""
    texts = sorted((text for text in _twins(language) if _SLOT.search(text)), key=len, reverse=True)
    return tuple((_pattern(text), tuple(_SLOT.findall(text)), _twins(language)[text]) for text in texts)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, _SLOT.split(text))), re.DOTALL)


def _pairs(theirs: object, mine: object, other: str, language: str) -> Iterator[tuple[str, str]]:
    """The same place in both: a text there is a twin of the text here."""
    waiting: list[tuple[object, object]] = [(getattr(theirs, part), getattr(mine, part)) for part in _PARTS]
    while waiting:
        there, here = waiting.pop()
        if isinstance(there, dict) and isinstance(here, dict):
            old, new = there.get(other), here.get(language)
            if isinstance(old, str) and isinstance(new, str):
                yield old, new
            else:
                waiting += [(value, here[name]) for name, value in there.items() if name in here]
        elif isinstance(there, list | tuple) and isinstance(here, list | tuple):
            waiting += zip(there, here, strict=False)
        elif isinstance(there, msgspec.Struct) and type(there) is type(here):
            waiting += [(getattr(there, name), getattr(here, name)) for name in there.__struct_fields__]
