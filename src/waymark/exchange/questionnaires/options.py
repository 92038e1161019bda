"""The options of a question, from the five places a file may keep them in, and what each is said to count."""

from collections.abc import Mapping
from typing import Any

import msgspec

from waymark.exchange.questionnaires.codes import coding_of
from waymark.exchange.questionnaires.form import Coding, Option
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.reading import mapping, sequence, text_of

__all__ = ["Offered", "ValueSets", "options_of", "translations_of", "weight_of"]

WEIGHTS = (
    "ordinalValue",
    "itemWeight",
    "questionnaire-ordinalValue",
    "valueset-ordinalValue",
    "codesystem-ordinalValue",
)


class Offered(msgspec.Struct, frozen=True):
    """The options of one question; or why there are none, and the value set that has them."""

    options: tuple[Option, ...] = ()
    absent: str = ""
    value_set: str = ""


def weight_of(*parts: Any) -> float | None:
    """The weight in the first of these parts that carries one."""
    for part in parts:
        for extension in sequence(mapping(part).get("extension")):
            if text_of(extension.get("url")).rpartition("/")[2] in WEIGHTS:
                for name in ("valueDecimal", "valueInteger", "valueQuantity"):
                    value = extension.get(name)
                    value = mapping(value).get("value") if isinstance(value, dict) else value
                    if isinstance(value, int | float) and not isinstance(value, bool):
                        return float(value)
    return None


def translations_of(part: Any) -> dict[str, str]:
    """Language -> text, from translation extensions."""
    found = {}
    for extension in sequence(mapping(part).get("extension")):
        if text_of(extension.get("url")).endswith("/translation"):
            inner = {text_of(e.get("url")): e for e in sequence(extension.get("extension"))}
            language = text_of(inner.get("lang", {}).get("valueCode"))
            content = inner.get("content", {})
            words = text_of(content.get("valueString")) or text_of(content.get("valueMarkdown"))
            if language and words:
                found[language.partition("-")[0].lower()] = words
    return found


class ValueSets:
    """Value sets at hand: contained in the form, or given beside it."""

    def __init__(self, sets: list[dict[str, Any]]) -> None:
        self._by_name: dict[str, dict[str, Any]] = {}
        for value_set in sets:
            for name in (f"#{text_of(value_set.get('id'))}", text_of(value_set.get("url"))):
                if name not in ("#", ""):
                    self._by_name.setdefault(name, value_set)

    def options(self, name: str, notes: Notes, seen: set[str] | None = None) -> tuple[Option, ...]:
        """The options of a value set: its expansion, else what it is composed of; none when it is not here.

        `seen`: value sets on the way here; one that is made of itself ends there.
        """
        seen = set() if seen is None else seen
        if name in seen:
            return ()
        seen.add(name)
        value_set = self._by_name.get(name) or self._by_name.get(name.partition("|")[0])
        if value_set is None:
            return ()
        expanded = tuple(self._concepts(mapping(value_set.get("expansion")).get("contains"), "", notes))
        if expanded:
            return expanded
        found: list[Option] = []
        for include in sequence(mapping(value_set.get("compose")).get("include")):
            found += self._concepts(include.get("concept"), text_of(include.get("system")), notes)
            inner = include.get("valueSet")
            for other in inner if isinstance(inner, list) else ():
                found += self.options(text_of(other), notes, seen)
        return tuple(found)

    def _concepts(self, concepts: Any, system: str, notes: Notes) -> list[Option]:
        found = []
        for concept in sequence(concepts):
            coding = coding_of({"system": system, **concept}, notes, "an option of a value set")
            words = {
                text_of(d.get("language")).partition("-")[0].lower(): text_of(d.get("value"))
                for d in sequence(concept.get("designation"))
            }
            if coding.code or coding.display:
                words = {language: text for language, text in words.items() if language and text}
                found.append(Option(coding, weight_of(concept), translations=words))
            found += self._concepts(concept.get("contains"), system, notes)
        return found


def options_of(item: Mapping[str, Any], sets: ValueSets, notes: Notes, where: str) -> Offered:
    """The options of one item."""
    listed = [("answerOption", item.get("answerOption")), ("option", item.get("option"))]
    given = [(name, tuple(_listed(sequence(raw), notes, where))) for name, raw in listed if sequence(raw)]
    if len(given) == 2 and given[0][1] != given[1][1]:
        notes.add("options", f"{where}: two lists of options that differ (answerOption and option); neither is used")
        return Offered(absent="two lists of options that differ")
    if given:
        return Offered(given[0][1])
    named = item.get("answerValueSet", item.get("options"))
    name = text_of(named) or text_of(mapping(named).get("reference"))
    if not name:
        return Offered()
    found = sets.options(name, notes)
    absent = "" if found else f"the value set {name} is not in the file"
    return Offered(found, absent, name)


def _listed(entries: list[dict[str, Any]], notes: Notes, where: str) -> list[Option]:
    found = []
    for entry in entries:
        coding = entry.get("valueCoding")
        if isinstance(coding, dict):
            words = translations_of(coding.get("_display"))
            found.append(Option(coding_of(coding, notes, where), weight_of(entry, coding), translations=words))
            continue
        for name in ("valueInteger", "valueDecimal"):
            number = entry.get(name)
            if isinstance(number, int | float) and not isinstance(number, bool):
                found.append(Option(Coding("", "", f"{number:g}"), weight_of(entry), float(number)))
        said = text_of(entry.get("valueString")).strip()
        if said:
            translated = translations_of(entry.get("_valueString"))
            found.append(Option(Coding("", "", said), weight_of(entry), translations=translated))
    return found
