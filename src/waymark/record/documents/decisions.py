"""`waymark.decisions/1`: what the two authors decided about items, as rows."""

from typing import Literal

from waymark.record.documents.common import Document, Interval, Moment, Row

__all__ = ["Decision", "Decisions"]


class Decision(Row, frozen=True, kw_only=True):
    """One decision about one item.

    `declined`: alternatives are kept, offered again after `re_offer`. `changed`: `change` names fields of the item and
    new words or numbers. `settled`: a clinician settles an unknown `fact` with judgement (`value`). `override`: of a
    rule, with `reason_code` and `text`.
    """

    item: str
    author: Literal["person", "clinician"]
    decision: Literal["proposed", "agreed", "disagreed", "declined", "changed", "settled", "override"]
    role: str | None = None
    reason_code: str | None = None
    text: str | None = None
    re_offer: Moment | None = None
    change: dict[str, str | float] = {}
    fact: str | None = None
    value: bool | float | str | Interval | None = None


class Decisions(Document, frozen=True, kw_only=True):
    """`waymark.decisions/1`."""

    format: Literal["waymark.decisions/1"]
    person: str
    rows: tuple[Decision, ...] = ()
