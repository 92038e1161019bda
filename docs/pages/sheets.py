"""The parts that sheets of the reference share: both languages side by side, sources, and room to mark up."""

from collections.abc import Iterable
from typing import Any

from docs.marks import code, english, plain, table
from docs.pages.book import Book

__all__ = [
    "about",
    "both",
    "cases_of",
    "checked",
    "link",
    "number",
    "page_name",
    "reads",
    "review",
    "rules_on",
    "span",
    "status_of",
]


def number(value: float) -> str:
    return f"{value:g}"


def span(limits: tuple[float, float] | None) -> str:
    return f"{number(limits[0])} to {number(limits[1])}" if limits else "–"


def status_of(entry: Any) -> str:
    """How far a statement was checked, with sources and their place."""
    cited = [f"{ref.source}, {ref.locator}" if ref.locator else ref.source for ref in entry.sources]
    return "; ".join([entry.status, *cited])


def both(texts: Iterable[tuple[str, Any]]) -> list[str]:
    """Texts in both languages, for who reviews either; those that are empty are left out."""
    rows = [(what, text.get("en", ""), text.get("es", "")) for what, text in texts if text]
    return table(("", "English", "Spanish"), rows) if rows else []


def about(rows: Iterable[tuple[str, object]]) -> list[str]:
    """Plain keys and values."""
    return table(("", ""), [(key, value) for key, value in rows if value not in (None, "", ())])


def reads(book: Book, *conditions: str | None) -> list[str]:
    """Facts and named values that conditions read: what they are, and what the numbers rest on."""
    facts, values = book.read_by(*conditions)
    lines = []
    if facts:
        asked = [(code(f.id), f.label, f.asked.question if f.asked else "–") for f in facts]
        lines += table(("reads", "what", "asked as"), asked)
    if values:
        rows = [
            (code(v.id), v.label, f"{number(dated.value)} {v.unit or ''}", dated.valid_from, status_of(dated))
            for v in values
            for dated in v.history[-1:]
        ]
        lines += table(("number", "what", "value", "from", "status and source"), rows)
    return lines


def checked(book: Book, entry: Any, *more: tuple[str, object]) -> list[str]:
    """How far an entry was checked, with whole citations."""
    lines = ["## How far this was checked", ""]
    spanish = getattr(entry, "spanish", None)
    rows: list[tuple[str, object]] = [("status", entry.status), *more, ("reference", ", ".join(entry.reference))]
    lines += about([*rows, ("our reason", entry.note or ""), ("Spanish", spanish or "")])
    for ref in entry.sources:
        source = book.sources.get(ref.source)
        where = f", {plain(ref.locator)}" if ref.locator else ""
        known = f" ({plain(english(source.read))})" if source else ""
        lines.append(f"- {plain(english(source.citation)) if source else ref.source}{where}{known}")
    return [*lines, ""]


def cases_of(book: Book, cases: Iterable[Any]) -> list[str]:
    """Cases with what is known of the person and what must come out, to be agreed with or not."""
    lines = ["## Cases", ""]
    for case in cases:
        lines += [f"**{plain(english(case.title))}** (`{case.id}`, {plain(case.source)})", ""]
        known = "; ".join(f"{_label(book, fact)}: {value}" for fact, value in case.facts.items()) or "nothing"
        lines += [f"- known: {plain(known)}"]
        lines += [f"- must come out: {', '.join(map(code, case.must))}"] * bool(case.must)
        lines += [f"- must not: {', '.join(map(code, case.must_not))}"] * bool(case.must_not)
        lines += [""]
    return lines if len(lines) > 2 else [*lines, "None.", ""]


def _label(book: Book, fact: str) -> str:
    """A fact's label; of one that is there per substance with the substance."""
    if fact in book.facts:
        return english(book.facts[fact].label)
    substance, _, rest = fact.partition(".")
    pattern = book.facts.get(f"{{substance}}.{rest}")
    return english(pattern.label).replace("{substance.name}", substance) if pattern else fact


def rules_on(book: Book, name: str) -> list[str]:
    """Links to the rules that speak of an option or a problem."""
    found = book.rules_about.get(name, [])
    lines = [link("../rules", r.id, r.asks) for r in found]
    return ["## Rules that speak of it", "", *(lines or ["None."]), ""]


def link(folder: str, id_: str, title: Any) -> str:
    """One line of a list of sheets. A plain link: a tree of contents would repeat all of them on each sheet."""
    return f"- [{plain(english(title))}]({folder}/{page_name(id_)}.md)"


def page_name(id_: str) -> str:
    """An id as the name of a page."""
    return id_.replace("{", "").replace("}", "").replace(":", "-")


def review() -> list[str]:
    """Room to mark up a printed sheet."""
    rows = [("agree / change / take out", ""), ("what, and why", ""), ("name, role, date", "")]
    return ["## Review", "", *table(("", "by hand"), rows)]
