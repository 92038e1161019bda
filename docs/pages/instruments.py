"""Sheets of instruments: scoring, bands, terms of use. Never an instrument's sentences."""

from typing import Any

from docs.marks import code, english, plain, table
from docs.pages.book import Book
from docs.pages.sheets import about, both, checked, number, page_name, reads, review, span, status_of
from waymark.knowledge.parts import written_out

__all__ = ["instrument_sheets"]

LICENCES = {
    "PD": "public domain",
    "FREE": "free to use with attribution",
    "NC": "free for uses that are not commercial",
    "REG": "free after registration with the owner",
    "LIC": "needs a licence from the owner",
    "OWN": "own work of this project",
}


def instrument_sheets(book: Book) -> dict[str, tuple[str, list[str]]]:
    """Name of the page -> title and lines."""
    # Written once for several parts, shown for each.
    forms = sorted((written_out(one)[0].entry for one in book.written("instruments")), key=lambda form: str(form.id))
    return {page_name(form.id): (plain(english(form.name)), _sheet(book, form)) for form in forms}


def _sheet(book: Book, one: Any) -> list[str]:
    return [
        "Scoring, terms of use and sources. The sentences of an instrument come from its owner, never from here.",
        "",
        *about([
            ("id", code(one.id)), ("version", one.version), ("items", len(one.items)),
            ("looks back, days", "the whole life" if one.window_days is None else number(one.window_days)),
            ("given again after, days", one.repeat_days), ("takes, minutes", number(one.minutes)),
            ("filled in by", one.rated_by), ("change that means something", _changes(one)),
            ("terms", f"{LICENCES[one.licence_class]}; owner: {one.owner}"),
            ("attribution", one.attribution), ("status and source", status_of(one)),
        ]),
        *both([("purpose", one.purpose), ("for whom", one.population), ("limits", one.limits)]),
        *_of_the_moment(book, one),
        "## Scores", "", *table(
            ("score", "what", "range", "bands", "how"),
            ((code(s.id), s.label, span(s.range), _bands(s), _how(s)) for s in one.scores),
        ),
        *_items(one), *_branches(one), *_examples(one), *checked(book, one), *review(),
    ]  # fmt: skip


def _of_the_moment(book: Book, one: Any) -> list[str]:
    if one.indicated is None:
        return []
    lines = ["## Asked for when", "", "```text", " ".join(one.indicated.split()), "```", ""]
    return [*lines, *reads(book, one.indicated, one.gate)]


def _bands(score: Any) -> str:
    named = (f"{number(band.lowest)}–{number(band.highest)} {english(band.label)}" for band in score.bands)
    return "; ".join(named) or ", ".join(
        dict.fromkeys([*(step.value for step in score.cascade), score.otherwise or ""])
    )


def _how(score: Any) -> str:
    if score.add:
        return "sum of " + ", ".join(score.add)
    if score.mean:
        return "mean of " + ", ".join(score.mean)
    text = score.expression or score.condition or "; ".join(step.when for step in score.cascade)
    return " ".join(text.split()) or "entered"


def _changes(one: Any) -> str:
    """Of each score that has one: how much has to change, beyond error, in percent, and what is aimed for."""
    kinds = (
        ("meaningful_change", "{}"),
        ("reliable_change", "{} beyond error"),
        ("meaningful_percent", "{} %"),
        ("target", "aim {}"),
    )
    found = []
    for score in one.scores:
        said = [form.format(number(value)) for key, form in kinds if (value := getattr(score, key)) is not None]
        found += [f"{score.id}: {', '.join(said)}"] if said else []
    return "; ".join(found) or "–"


def _items(one: Any) -> list[str]:
    rows = [(code(item.id), item.label, _answers(item), "yes" if item.safety else "") for item in one.items]
    return ["## Items", "", *table(("item", "in a word", "answers", "looked at at once"), rows)] if rows else []


def _answers(item: Any) -> str:
    return ", ".join(map(number, item.options)) or f"{number(item.minimum or 0)} to {number(item.maximum or 0)}"


def _branches(one: Any) -> list[str]:
    rows = [(b.when, ", ".join(b.skip), number(b.value)) for b in one.branches]
    return ["## Left out", "", *table(("when", "these items", "count as"), rows)] if rows else []


def _examples(one: Any) -> list[str]:
    examples = one.examples
    rows = [
        (
            ", ".join(f"{k} {v}" for k, v in {**e.items, **e.scores}.items()) or "nothing",
            ", ".join(f"{k} {v}" for k, v in e.expect.items()),
            e.note or "",
        )
        for e in examples
    ]
    return ["## Worked examples", "", *table(("answers", "must give", ""), rows)] if rows else []
