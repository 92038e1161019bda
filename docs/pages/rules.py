"""Sheets of rules: the question, when it is answered yes, what follows, why, and the cases."""

from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from docs.marks import english, plain
from docs.pages.book import Book
from docs.pages.sheets import both, cases_of, checked, link, number, page_name, reads, review
from waymark.knowledge.folder import Written

__all__ = ["effect_of", "flat", "rule_sheets", "rules_index", "topic_of"]


def rules_index(book: Book) -> list[str]:
    """Rules by topic."""
    lines = ["Unsigned: no clinician has signed these rules. Each says how far it was checked.", ""]
    by_topic = sorted(book.written("rules"), key=lambda one: (topic_of(one), one.entry.id))
    for topic, group in groupby(by_topic, key=topic_of):
        lines += [f"## {topic.replace('-', ' ').capitalize()}", ""]
        lines += [link("rules", one.entry.id, one.entry.asks) for one in group]
        lines += [""]
    return lines


def rule_sheets(book: Book) -> dict[str, tuple[str, list[str]]]:
    """Name of the page -> title and lines."""
    return {
        page_name(one.entry.id): (plain(english(one.entry.asks)), _sheet(book, one)) for one in book.written("rules")
    }


def topic_of(written: Written) -> str:
    """The folder below `rules/` that a rule stands in."""
    parts = Path(written.file).parts
    return parts[parts.index("rules") + 1].removesuffix(".yaml") if "rules" in parts else "other"


def _sheet(book: Book, written: Written) -> list[str]:
    entry = written.entry
    each = " · once for each substance it names" if entry.for_each else ""
    safety = " · **hard safety rule**" if entry.safety else ""
    return [
        plain(entry.asks.get("es", "")),
        "",
        f"`{entry.id}` · {topic_of(written)}{each}{safety}",
        "",
        "## When",
        "",
        "```text",
        " ".join(entry.when.split()),
        "```",
        "",
        *reads(book, entry.when),
        *([f"Reads what is protected, because: {plain(entry.protected_reason)}", ""] if entry.protected_reason else []),
        "## What follows",
        "",
        *(f"- {effect_of(effect)}" for effect in entry.effects),
        "",
        "## Why",
        "",
        *both([("for the clinician", entry.because.clinician), ("for the person", entry.because.person)]),
        *checked(
            book, entry, ("strength", entry.strength), ("valid from", entry.valid_from), ("review by", entry.review_by)
        ),
        *cases_of(book, book.cases.get(entry.id, [])),
        *review(),
    ]


def effect_of(effect: Any) -> str:
    """An effect as one line: what it does, then its fields that are not usual."""
    fields = {key: value for key, value in msgspec.to_builtins(effect).items() if key != "do"}
    shown = [
        f"{key.replace('_', ' ')} {english(value) if _is_text(value) else flat(value)}" for key, value in fields.items()
    ]
    return f"**{msgspec.to_builtins(effect)['do']}**: " + plain("; ".join(shown))


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and "en" in value


def flat(value: Any) -> str:
    """Numbers and small maps without brackets."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {flat(inner)}" for key, inner in value.items())
    return number(value) if isinstance(value, float) else str(value)
