"""The page on how far the library was checked, by topic."""

import datetime

from docs.marks import table
from docs.pages.book import Book
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.status import STATUSES, status_rows, total

__all__ = ["status"]


def status(book: Book) -> list[str]:
    """Counts per kind and topic. The day is that of the newest release note, so that the page does not change alone."""
    day = max((note.date for note in book.entries("releases")), default=datetime.date.max)
    rows = status_rows((one for kind in KINDS for one in book.written(kind)), day)
    every = total(rows)
    lines = [
        "**Nobody has signed anything in this library.** *Project default*: our choice, with its reason. *To verify*: "
        "a source is named and was not read again by us. *Sourced*: read again, with the place in it. *Signed*: a "
        "named person at a site answers for it; only a site's own layer can say so.",
        "",
        f"{every.entries:,} statements: " + ", ".join(f"{name} {every.counts[name]:,}" for name in STATUSES) + ".",
        "",
    ]
    shown = [(r.kind, r.topic, r.entries, *(r.counts[s] or "–" for s in STATUSES), r.review_due or "–") for r in rows]
    return [*lines, *table(("kind", "topic", "all", *STATUSES, "review was due"), shown)]
