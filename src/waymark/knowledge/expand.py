"""Entries written once `for_each` substance class, as one entry per class."""

from typing import Any

import msgspec

from waymark.knowledge.convert import nearest
from waymark.knowledge.errors import Trouble
from waymark.knowledge.folder import Written
from waymark.knowledge.model.fact import ForEach
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.model.substance import Substance
from waymark.knowledge.reader import Path
from waymark.knowledge.shapes import map_texts, shape

__all__ = ["expanded"]


def expanded(
    written: Written, substances: dict[str, Substance], instruments: dict[str, Instrument]
) -> tuple[list[Written], list[Trouble]]:
    """The entry itself, or one per substance class, and what is wrong with its `for_each`."""
    each: ForEach | None = written.entry.for_each
    if each is None:
        return [written], []
    troubles = _unknown_classes(written, each, substances)
    if troubles:
        return [], troubles
    found = []
    for substance in substances.values():
        if _chosen(each, substance):
            entry = _for(written.entry, substance, instruments)
            found.append(written.with_entry(entry))
    if not found:
        troubles.append(written.trouble("names no substance class at all; change the group or the list", "for_each"))
    return found, troubles


def _unknown_classes(written: Written, each: ForEach, substances: dict[str, Substance]) -> list[Trouble]:
    troubles = []
    for key, names in (("only", each.only), ("without", each.without)):
        for place, name in enumerate(names):
            if name not in substances:
                what = f"`{name}` is no substance class{nearest(name, substances) or '; add it to substances'}"
                troubles.append(written.trouble(what, "for_each", key, place))
    groups = {group for substance in substances.values() for group in substance.groups}
    if each.group is not None and each.group not in groups:
        what = f"`{each.group}` is no group of substances{nearest(each.group, groups) or '; add it to a substance'}"
        troubles.append(written.trouble(what, "for_each", "group"))
    return troubles


def _chosen(each: ForEach, substance: Substance) -> bool:
    if each.only and substance.id not in each.only:
        return False
    if each.group is not None and each.group not in substance.groups:
        return False
    return substance.id not in each.without


def _for(entry: msgspec.Struct, substance: Substance, instruments: dict[str, Instrument]) -> Any:
    plain = msgspec.to_builtins(entry)
    del plain["for_each"]

    def name(path: Path, text: dict[str, str]) -> dict[str, str]:
        return {locale: _named(words, substance, locale) for locale, words in text.items()}

    plain = _replaced(map_texts(plain, shape(type(entry)), name), substance.id)
    plain["subject"] = substance.id
    for scored in plain.get("scored", ()):
        instrument = instruments.get(scored["instrument"])
        if instrument is not None and instrument.subject is not None:
            scored["subject"] = substance.id
    return msgspec.convert(plain, type(entry))


def _named(words: str, substance: Substance, locale: str) -> str:
    name = substance.name.get(locale, substance.name["en"])
    label = substance.label.get(locale, substance.label["en"])
    # A sentence that begins with the name gets the label, which has a capital letter.
    if words.startswith("{substance.name}"):
        words = label + words[len("{substance.name}") :]
    return words.replace("{substance.name}", name).replace("{substance.label}", label)


def _replaced(value: Any, substance: str) -> Any:
    if isinstance(value, str):
        return value.replace("{substance}", substance)
    if isinstance(value, dict):
        return {_replaced(key, substance): _replaced(item, substance) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(item, substance) for item in value]
    return value
