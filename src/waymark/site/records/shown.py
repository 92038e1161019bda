"""Rows of a record in words: what was noted, when, by whom. Names come from the library, no list stands here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import Release
from waymark.planning.phrases import weekday
from waymark.site.days import day_of
from waymark.site.pages.wording import say, wording
from waymark.site.records.parts import Part
from waymark.site.records.standing import GROWING, TAKEN_BACK

__all__ = ["Day", "Line", "days_of", "line_of", "text_of", "unit_of", "value_of"]

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


# Which table of the library an id of a row stands in.
_TABLES = {
    "instrument": "instruments",
    "substance": "substances",
    "medicine": "medicines",
    "level": "levels",
    "intervention": "interventions",
    "condition": "",
}


class Day(msgspec.Struct, frozen=True):
    """What one colleague noted on one day."""

    noted: date
    name: str
    lines: tuple["Line", ...]


class Line(msgspec.Struct, frozen=True):
    """One row in words."""

    what: str
    value: str
    at: str
    noted_at: datetime
    by: int
    # One item more of a form that is being filled.
    grows: bool = False


def days_of(lines: Iterable[Line], names: Mapping[int, str]) -> list[Day]:
    """Lines as pages of a notebook: by the day they were noted, and by whom; what names nothing is left out.

    A form that was filled item by item is one line.
    """
    told = [line for line in lines if line.value]
    told = [line for before, line in zip([None, *told], told, strict=False) if not _goes_on(before, line)]
    grouped = groupby(told, key=lambda line: (day_of(line.noted_at), line.by))
    return [Day(noted, names[by], tuple(found)) for (noted, by), found in grouped]


def _goes_on(newer: Line | None, line: Line) -> bool:
    """The next item of the same form; the newest stands first."""
    return newer is not None and line.grows and newer == msgspec.structs.replace(line, noted_at=newer.noted_at)


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
        # The number of the record says nothing to a reader.
        return Line(_part(part.table, language), "" if part.table == "id" else str(row)[:200], "", noted_at, by)
    at = str(row.get("at", ""))
    if part.table == GROWING:
        return Line(_part("answers", language), _main(row, release)[:300], at, noted_at, by, grows=True)
    if part.table == TAKEN_BACK:
        parts = [Part(one["table"], msgspec.json.encode(one["row"])) for one in row["rows"]]
        told = [line_of(one, noted_at, by, release) for one in parts]
        what = "; ".join(dict.fromkeys(f"{line.what}: {line.value}" for line in told))
        return Line(say(language, "records.taken_back"), what[:300], at, noted_at, by)
    if part.table == "facts":
        fact = release.facts.get(str(row.get("fact")))
        what = text_of(fact.label) if fact else str(row.get("fact"))
        return Line(what, value_of(fact, row.get("value"), language), at, noted_at, by)
    if part.table == "measures":
        name = str(row.get("measure"))
        return Line(measure_name(name, release), value_of(None, row.get("value", True), language), at, noted_at, by)
    return Line(_part(part.table, language), _main(row, release)[:300], at, noted_at, by)


def _main(row: dict[str, Any], release: Release) -> str:
    """What a row of another table says first; ids of the library become names."""
    for field in _MAIN:
        said = row.get(field)
        if said:
            kind, _, name = str(said).rpartition(":")
            table = _TABLES.get(kind or field)
            entry = getattr(release, table).get(name) if table else None
            if entry is not None:
                return text_of(getattr(entry, "label", None) or entry.name)
            own = f"records.area_{name.replace(' ', '_')}"
            if field == "area" and own in wording():
                return say(release.locale, own)
            return (
                name
                if kind == "other"
                else name.replace("-", " ").replace("_", " ")
                if table is not None
                else str(said)
            )
    if row.get("weekdays"):
        language = release.locale
        days = ", ".join(weekday(str(day), language) for day in row["weekdays"])
        return f"{days} {row.get('start', '')}–{row.get('end', '')}"
    if "complete" in row:
        return say(release.locale, "records.list_complete" if row["complete"] else "records.list_open")
    return ", ".join(str(value) for name, value in row.items() if name in ("called", "pronouns", "gender"))


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
        low, high = value.get("at_least"), value.get("at_most")
        if high is None:
            return say(language, "records.at_least", n=f"{low:g}")
        return say(language, "records.at_most", n=f"{high:g}") if low is None else f"{low:g} – {high:g}"
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
    if first == "drug_test":
        for substance in substances.values():
            for member in substance.members:
                if member.id == rest:
                    return f"{say(release.locale, 'records.test')}: {text_of(member.label)}"
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
    own = f"records.part_{table.removeprefix('lists.').removesuffix('.rows').removesuffix('.state').replace('.', '_')}"
    return say(language, own) if own in wording() else say(language, "records.part_other")
