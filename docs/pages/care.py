"""Sheets of what a plan is made of: interventions, goal patterns, medicines, tools."""

from typing import Any

import msgspec

from docs.marks import code, english, plain, table
from docs.pages.book import Book
from docs.pages.rules import flat
from docs.pages.sheets import about, both, cases_of, checked, link, number, page_name, reads, review, rules_on, span

__all__ = [
    "goal_sheets",
    "index_of",
    "intervention_sheets",
    "levels",
    "medicine_sheets",
    "problems",
    "tool_sheets",
]

Sheets = dict[str, tuple[str, list[str]]]


def index_of(book: Book, kind: str) -> list[str]:
    """A list of the sheets of a kind."""
    return [*(link(kind, e.id, e.name if kind == "instruments" else e.label) for e in book.entries(kind)), ""]


def intervention_sheets(book: Book) -> Sheets:
    return {page_name(e.id): (plain(english(e.label)), _intervention(book, e)) for e in book.entries("interventions")}


def _intervention(book: Book, one: Any) -> list[str]:
    sessions = f"{number(one.sessions_per_week)} of {number(one.minutes_per_session)} minutes"
    name = f"intervention:{one.id}"
    return [
        *about([
            ("id", code(one.id)), ("kind", one.kind), ("serves", ", ".join(one.serves)), ("grade", one.grade or "–"),
            ("sessions a week", sessions), ("weeks", number(one.weeks) if one.weeks else "as long as it helps"),
            ("in a group", "yes" if one.group else "no"), ("provided by", ", ".join(one.provided_by)),
            ("instead", ", ".join(one.alternatives)), ("goes well with", ", ".join(one.synergies)),
            ("not with", ", ".join(one.conflicts)), ("tools", ", ".join(one.tools)),
        ]),
        *both([
            ("name", one.label), ("to the clinician", one.says.clinician), ("to the person", one.says.person),
            ("dose", one.dose), ("effect", one.effect), ("burden", one.burden), ("cautions", one.cautions),
        ]),
        *checked(book, one), *rules_on(book, name), *cases_of(book, _about(book, name)), *review(),
    ]  # fmt: skip


def _about(book: Book, name: str) -> list[Any]:
    """Cases with an outcome that names this."""
    return [c for c in book.entries("cases") if any(name in outcome for outcome in (*c.must, *c.must_not))]


def goal_sheets(book: Book) -> Sheets:
    return {page_name(e.id): (plain(english(e.label)), _goal(book, e)) for e in book.entries("goals")}


def _goal(book: Book, one: Any) -> list[str]:
    needs = [p for p in book.entries("problems") if one.id in p.goals]
    steps = [(f"step, day {s.by_day}, {s.who}" + (f", {s.tool}" if s.tool else ""), s.says) for s in one.steps]
    return [
        *about([
            ("id", code(one.id)), ("answers", ", ".join(english(p.label) for p in needs)),
            ("measured by", code(one.measure)), ("way", one.direction), ("target", code(one.target)),
            ("target without a first value", number(one.target_without_baseline)), ("days", one.days),
            ("owner", one.owner), ("looked at every, days", one.review_days),
        ]),
        *both([
            ("name", one.label), ("goal", one.says), ("measure", one.measure_label), ("unit", one.unit),
            ("achievable because", one.achievable_because), ("matters because", one.relevant_because), *steps,
        ]),
        *(["## Fits when", "", "```text", " ".join(one.fits_when.split()), "```", ""] if one.fits_when else []),
        *reads(book, one.fits_when), *checked(book, one),
        *cases_of(book, _about(book, f"goal:{one.id}")), *review(),
    ]  # fmt: skip


def medicine_sheets(book: Book) -> Sheets:
    return {page_name(e.id): (plain(english(e.label)), _medicine(book, e)) for e in book.entries("medicines")}


def _medicine(book: Book, one: Any) -> list[str]:
    name = f"medicine:{one.id}"
    lists = [(f"before it starts {n}", text) for n, text in enumerate(one.baseline_checks, 1)]
    lists += [(f"while it is taken {n}", text) for n, text in enumerate(one.monitoring, 1)]
    return [
        "Waymark lists options and checks them; it never doses.",
        "",
        *about([
            ("id", code(one.id)), ("ingredient", one.ingredient), ("classes", ", ".join(one.classes)),
            ("treats", ", ".join(one.treats)), ("outside its label", "yes" if one.off_label else "no"),
            ("also called", ", ".join(one.names)),
        ]),
        *both([
            ("name", one.label), ("form", one.form), ("to the clinician", one.says.clinician),
            ("to the person", one.says.person), ("how it is given", one.how_given), ("benefits", one.benefits),
            ("burdens", one.burdens), ("risks", one.risks), *lists, ("stopping", one.stopping),
            *((f"with {other}", text) for other, text in one.interactions.items()),
        ]),
        *checked(book, one), *rules_on(book, name), *cases_of(book, _about(book, name)), *review(),
    ]  # fmt: skip


def tool_sheets(book: Book) -> Sheets:
    return {page_name(e.id): (plain(english(e.label)), _tool(book, e)) for e in book.entries("tools")}


def _tool(book: Book, one: Any) -> list[str]:
    steps = [(f"step {n}", text) for n, text in enumerate(one.steps, 1)]
    fields = [(f"field: {field.id}", field.label) for field in one.fields]
    filled = [(f"filled: {field.id}", field.filled) for field in one.fields]
    return [
        *about([("id", code(one.id)), ("serves", ", ".join(one.serves)), ("minutes", number(one.minutes))]),
        *both([
            ("name", one.label), ("what for", one.says), ("not when", one.not_when), *steps, *fields,
            ("example", one.example), *filled, ("how to see it helps", one.recheck),
        ]),
        *checked(book, one), *review(),
    ]  # fmt: skip


def problems(book: Book) -> list[str]:
    """Needs with the goals that answer them."""
    rows = [(code(p.id), p.label, p.area, ", ".join(p.goals)) for p in book.entries("problems")]
    return table(("problem", "name", "area", "goals"), rows)


def levels(book: Book) -> list[str]:
    """Dimensions, base levels, add-ons."""
    dimensions = sorted(book.entries("dimensions"), key=lambda one: one.order)
    axes = ("hours a week", "medical", "nights", "co-occurring", "dispensing")
    rows = [
        (
            code(one.id), one.label, ", ".join(one.term), span(one.hours),
            one.medical, one.nights, one.cooccurring, one.dispensing,
        )
        for one in (written.entry for written in book.written("levels"))
    ]  # fmt: skip
    added = [
        (code(one.id), one.label, flat(msgspec.to_builtins(one.minima)), ", ".join(one.on), one.says)
        for one in (written.entry for written in book.written("add_ons"))
    ]  # fmt: skip
    return [
        "## Dimensions", "", *table(("id", "name", "what"), ((code(d.id), d.label, d.says) for d in dimensions)),
        "## Levels", "", *table(("key", "name", "term", *axes), rows),
        "## Add-ons", "", *table(("key", "name", "gives", "on", "what"), added),
    ]  # fmt: skip
