"""Pages of what is known and from where: facts, named values, sources, the lines of the written reference."""

from itertools import groupby
from typing import Any

from docs.marks import code, table
from docs.pages.book import Book
from docs.pages.sheets import number, status_of
from waymark.knowledge.model.coverage import CARRIED

__all__ = ["coverage", "facts", "sources", "values"]


def facts(book: Book) -> list[str]:
    """Facts by area."""
    lines = ["`{substance}` stands for each substance class; such a fact exists once for each.", ""]
    by_area = sorted(book.entries("facts"), key=lambda fact: (fact.area, fact.id))
    for area, group in groupby(by_area, key=lambda fact: fact.area):
        rows = [
            (code(f.id), f.label, _type_of(f), _known_by(f), number(f.valid_days) if f.valid_days else "–")
            for f in group
        ]
        lines += [f"## {area.capitalize()}", "", *table(("fact", "what", "type", "known by", "valid, days"), rows)]
    return lines


def _type_of(fact: Any) -> str:
    """Type of a fact with unit, range or options, in words."""
    if fact.options:
        return "one of: " + ", ".join(option.id for option in fact.options)
    unit = f", {fact.unit}" if fact.unit else ""
    span = f", {number(fact.range[0])} to {number(fact.range[1])}" if fact.range else ""
    return f"{fact.type}{unit}{span}"


def _known_by(fact: Any) -> str:
    """The ways a fact comes to be known, in words."""
    ways = ["asked"] if fact.asked else []
    ways += [f"scored by {scored.instrument} ({scored.score})" for scored in fact.scored]
    ways += [f"measured: {measured.aggregate} of {measured.measure}" for measured in fact.measured]
    if fact.drawn:
        ways.append(f"drawn from the list of {fact.drawn.list}")
    if fact.derived:
        ways.append("derived")
    return "; ".join(ways)


def values(book: Book) -> list[str]:
    """Named values with all that they were."""
    rows = [
        (code(value.id), value.label, f"{number(dated.value)} {value.unit or ''}", dated.valid_from, status_of(dated))
        for value in book.entries("values")
        for dated in value.history
    ]
    return table(("name", "what", "value", "from", "status and source"), rows)


def sources(book: Book) -> list[str]:
    """What was read, and how we know it."""
    rows = [(code(one.id), one.citation, one.read) for one in book.entries("sources")]
    return table(("id", "citation", "how we know it"), rows)


def coverage(book: Book) -> list[str]:
    """Every line of the written reference with what carries it."""
    lines = [f"- **{name}**: {means}" for name, means in CARRIED.items()]
    everything = [one.entry for one in book.written("coverage")]
    counts = ", ".join(f"{name} {sum(e.carried == name for e in everything)}" for name in CARRIED)
    lines += ["", f"{len(everything)} lines: {counts}.", ""]
    for section, group in groupby(everything, key=lambda entry: entry.section):
        rows = [
            (
                entry.id,
                entry.says,
                entry.carried,
                ", ".join(i for ids in entry.by.values() for i in ids),
                entry.why or "",
            )
            for entry in group
        ]
        lines += [f"## Section {section}", "", *table(("line", "says", "carried", "by", "why"), rows)]
    return lines
