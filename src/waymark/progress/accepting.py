"""What somebody says of a change, as rows of their decisions: on the change itself, and on each line that it edits."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from waymark.progress.report import Change, Signal
from waymark.record.documents.common import Moment
from waymark.record.documents.decisions import Decision, Seen

__all__ = ["also", "decisions_of", "put_aside"]

Author = Literal["person", "clinician"]
Word = Literal["agreed", "declined"]
Source = Literal["clinician", "self-report"]


def decisions_of(
    change: Change,
    author: Author,
    at: Moment,
    word: Word = "agreed",
    *,
    release: str = "",
    role: str | None = None,
    by: str | None = None,
    text: str | None = None,
    re_offer: Moment | None = None,
) -> tuple[Decision, ...]:
    """The rows to append to `waymark.decisions/1`. Agreed: the change and its edits; declined: the change alone.

    The row carries what was on the table (`seen`): measure, value now, value hoped for and the days until it is looked
    at, so that the look date knows what was expected. To change a change, write other numbers into its edits' rows.
    """
    source: Source = "clinician" if author == "clinician" else "self-report"
    said = Decision(
        at=at, item=change.id, author=author, decision=word, role=role, by=by, text=text, re_offer=re_offer,
        source=source, seen=Seen(release=release, title=change.title, line=_on_the_table(change)),
    )  # fmt: skip
    if word == "declined":
        return (said,)
    edits = (
        Decision(
            at=at, item=edit.item, author=author, decision=edit.decision, role=role, by=by, text=change.title,
            change=edit.change, source=source,
            seen=Seen(release=release, title=edit.title, line=edit.seen or None),
        )
        for edit in change.edits
    )  # fmt: skip
    return (said, *edits, *_noted(change, author, at, role, by))


def _on_the_table(change: Change) -> dict[str, str | float | None]:
    """What whoever decides has seen of the change, by which the look date judges it."""
    return {
        "measure": change.measure,
        "now": change.now,
        "hoped": change.hoped,
        "look_days": change.look_days,
        "main": 1 if change.main else 0,
    }


def also(
    rows: Iterable[Decision], change: str, author: Author, at: Moment, *, role: str | None = None, by: str | None = None
) -> tuple[Decision, ...]:
    """The same yes by the other author: the rows of who accepted this change first, in their own name.

    Empty where nobody else accepted it, or where this author spoke already.
    """
    rows = tuple(rows)
    said = [row for row in rows if row.item == change]
    first = next((row for row in said if row.decision == "agreed" and row.author != author), None)
    if first is None or first.seen is None or any(row.author == author for row in said):
        return ()
    title = first.seen.title
    own = [row for row in rows if row.author == first.author and row.at == first.at]
    wanted = [row for row in own if row.decision != "settled" and (row.item == change or row.text == title)]
    source: Source = "clinician" if author == "clinician" else "self-report"
    named = {"author": author, "at": at, "role": role, "by": by, "source": source}
    return tuple(msgspec.structs.replace(row, **named) for row in wanted)


def put_aside(
    signal: Signal, at: Moment, until: Moment, why: str, *, role: str | None = None, by: str | None = None
) -> Decision:
    """The row that puts a signal aside until a day, with the reason. Of what protects life it puts nothing aside."""
    return Decision(
        at=at,
        item=signal.id,
        author="clinician",
        decision="declined",
        role=role,
        by=by,
        text=why,
        re_offer=until,
        source="clinician",
    )


def _noted(change: Change, author: Author, at: Moment, role: str | None, by: str | None) -> Iterator[Decision]:
    """What the rows say of the course, settled by the clinician who accepts: the next plan knows why it changed.

    `source` says that rows spoke; rows that come later speak again, as over no judgement of a clinician's own.
    """
    if author != "clinician":
        return
    for fact, value in change.notes.items():
        yield Decision(
            at=at, item=f"fact:{fact}", author=author, decision="settled", role=role, by=by, fact=fact, value=value,
            text=change.title, source="record",
        )  # fmt: skip
