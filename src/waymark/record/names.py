"""Every name of a substance or a medicine: what is sure to hold for it, and what only may.

Slang means more than one thing, and an ingredient has several forms. A name that could be either says only what holds
for both; what holds for one is marked `?`, so that it never proves a presence and never an absence.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

__all__ = ["MAYBE", "Named", "medicine_names", "plain_name", "substance_names"]

# Before what may hold for a name.
MAYBE = "?"
# A dose or a strength after the name: "Suboxone 8/2 mg film", "Xanax (2 mg)".
_STRENGTH = re.compile(r"[\s,(]+\d.*$")


class Named(NamedTuple):
    """What a name is about: the id of a substance or the ingredient, what holds for it, and the forms it may be."""

    about: str
    words: frozenset[str]
    forms: tuple[str, ...] = ()


def plain_name(text: str) -> str:
    """A name as it is looked up: lower case, without a strength behind it."""
    return " ".join(_STRENGTH.sub("", text.strip()).lower().split())


def substance_names(substances: Iterable[Any]) -> dict[str, Named]:
    """Every name of a substance, lower case; the classes themselves have their names for themselves."""
    spoken: dict[str, list[Named]] = {}
    classes: dict[str, Named] = {}
    for entry in substances:
        words = frozenset((entry.id, *entry.groups))
        for member in entry.members:
            named = Named(member.id, words | set(member.properties) | {member.id}, (member.id,))
            _say(spoken, named, (member.id, *member.label.values(), *member.aliases))
        for name in (entry.id, *entry.label.values(), *entry.name.values()):
            classes[name.lower()] = Named(entry.id, words, (entry.id,))
    return {name: _either(name, found) for name, found in spoken.items()} | classes


def medicine_names(medicines: Iterable[Any]) -> dict[str, Named]:
    """Every name of a medicine, lower case; an ingredient stands for all of its forms, the plainest first."""
    spoken: dict[str, list[Named]] = {}
    forms: dict[str, list[Named]] = {}
    for entry in sorted(medicines, key=lambda medicine: (medicine.order, medicine.id)):
        ingredient = entry.ingredient.lower()
        named = Named(ingredient, frozenset(entry.classes), (entry.id,))
        _say(spoken, named, (entry.id, *entry.label.values(), *entry.names))
        forms.setdefault(ingredient, []).append(named)
    return {name: _either(name, found) for name, found in (spoken | forms).items()}


def _say(spoken: dict[str, list[Named]], named: Named, names: Iterable[str]) -> None:
    for name in dict.fromkeys(name.lower() for name in names):
        spoken.setdefault(name, []).append(named)


def _either(name: str, found: list[Named]) -> Named:
    """One meaning out of those a name has."""
    if len(found) == 1:
        return found[0]
    about = {named.about for named in found}
    sure = frozenset.intersection(*(named.words for named in found))
    maybe = frozenset(MAYBE + word for word in frozenset.union(*(named.words for named in found)) - sure)
    forms = tuple(form for named in found for form in named.forms)
    return Named(found[0].about if len(about) == 1 else name, sure | maybe, forms)
