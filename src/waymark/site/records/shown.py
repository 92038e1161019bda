"""Rows of a record in words: what was noted, when, by whom. Names come from the library, no list stands here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import Release
from waymark.site.pages.wording import say, wording
from waymark.site.records.parts import Part

__all__ = ["Line", "line_of", "text_of", "unit_of", "value_of"]

# The field that says most, for tables without facts.
_MAIN = (
    "text",
    "name",
    "instrument",
    "substance",
    "medicine",
    "condition",
    "to",
    "level",
    "about",
    "area",
    "kind",
    "reason",
)


class Line(msgspec.Struct, frozen=True):
    """One row in words."""

    what: str
    value: str
    at: str
    noted_at: datetime
    by: int


def text_of(text: Mapping[str, str]) -> str:
    """A text of a release that speaks one language."""
    return next(iter(text.values()), "")


def line_of(part: Part, noted_at: datetime, by: int, release: Release) -> Line:
    """A row in the language of the release."""
    language = release.locale
    try:
        row = msgspec.json.decode(part.row)
    except msgspec.DecodeError:
        row = {}
    if not isinstance(row, dict):
        return Line(_part(part.table, language), str(row)[:200], "", noted_at, by)
    at = str(row.get("at", ""))
    if part.table == "facts":
        fact = release.facts.get(str(row.get("fact")))
        what = text_of(fact.label) if fact else str(row.get("fact"))
        return Line(what, value_of(fact, row.get("value"), language), at, noted_at, by)
    if part.table == "measures":
        name = str(row.get("measure"))
        return Line(measure_name(name, release), value_of(None, row.get("value", True), language), at, noted_at, by)
    main = next((str(row[name]) for name in _MAIN if row.get(name)), "")
    return Line(_part(part.table, language), main[:300], at, noted_at, by)


def value_of(fact: Fact | None, value: Any, language: str) -> str:
    """A value as somebody would say it."""
    if isinstance(value, bool):
        return say(language, "records.yes" if value else "records.no")
    if isinstance(value, str):
        for option in fact.options if fact is not None else ():
            if option.id == value:
                return text_of(option.label)
        for family in ("result", "value"):
            own = f"records.{family}_{value.replace(' ', '_')}"
            if own in wording():
                return say(language, own)
        return value[:300]
    if isinstance(value, dict):
        low, high = value.get("at_least", ""), value.get("at_most", "")
        return f"{low} – {high}"
    if isinstance(value, int | float):
        unit = unit_of(fact, language) if fact is not None else ""
        return f"{value:g} {unit}".strip()
    return ""


def unit_of(fact: Fact, language: str) -> str:
    """The unit of a fact in words; a sign such as % or mg stays."""
    unit = "days" if fact.type == "days since" else fact.unit or ""
    own = f"records.unit_{unit}"
    return say(language, own) if own in wording() else unit


def measure_name(name: str, release: Release) -> str:
    """What was measured or happened, in words."""
    first, _, rest = name.partition(".")
    substances = release.substances
    if first == "drug_test" and rest in substances:
        return f"{say(release.locale, 'records.test')}: {text_of(substances[rest].name)}"
    if rest == "use_day" and first in substances:
        return f"{say(release.locale, 'records.use_day')}: {text_of(substances[first].name)}"
    own = f"records.measure_{name.replace('.', '_')}"
    if own in wording():
        return say(release.locale, own)
    for fact in release.facts.values():
        if any(measured.measure == name for measured in fact.measured):
            return text_of(fact.label)
    return name


def _part(table: str, language: str) -> str:
    own = f"records.part_{table.removeprefix('lists.').removesuffix('.rows').replace('.', '_')}"
    return say(language, own) if own in wording() else say(language, "records.part_other")
