"""`waymark.decisions/1`: what the two authors decided about items, as rows."""

from typing import Literal

from waymark.record.documents.common import Document, Interval, Moment, Row

__all__ = ["OVERRIDE_REASONS", "OWN", "Decision", "Decisions", "Seen"]

# Goals in the person's own words that no goal of a library stands for: `own:` and a name.
OWN = "own"
# Why a rule may be set aside, as codes that can be counted; the text says it for this person.
OVERRIDE_REASONS = (
    "clinical-judgement",
    "does-not-fit-this-person",
    "benefit-outweighs-risk",
    "person-informed-and-prefers",
    "record-is-wrong",
    "done-elsewhere",
    "cannot-be-had-here",
    "newer-evidence",
    "other",
)


class Seen(Document, frozen=True, kw_only=True):
    """The line as it stood in the plan when somebody decided on it. Whoever agreed, agreed to this.

    `line`: what stood there, by field (`target`, `days`, `level`, `who` and others). Absent: it was not proposed.
    """

    release: str
    plan: str | None = None
    title: str = ""
    line: dict[str, str | float | None] | None = None
    rules: tuple[str, ...] = ()


class Decision(Row, frozen=True, kw_only=True):
    """One decision about one item.

    `declined`: alternatives are kept, offered again after `re_offer`. `changed`: `change` names fields of the item and
    new words or numbers. `settled`: a clinician settles an unknown `fact` with judgement (`value`). `override`: of a
    rule, with `reason_code` and `text`. `paused`: a goal rests, `until` a day where one was agreed. `replaced`: a goal
    gives way to another (`instead`). `withdrawn`: the author takes back what they decided on the item, or how they
    settled a `fact`.
    """

    item: str
    author: Literal["person", "clinician"]
    decision: Literal[
        "proposed",
        "agreed",
        "disagreed",
        "declined",
        "changed",
        "settled",
        "override",
        "paused",
        "replaced",
        "withdrawn",
    ]
    role: str | None = None
    reason_code: str | None = None
    text: str | None = None
    re_offer: Moment | None = None
    until: Moment | None = None
    instead: str | None = None
    change: dict[str, str | float] = {}
    fact: str | None = None
    value: bool | float | str | Interval | None = None
    seen: Seen | None = None


class Decisions(Document, frozen=True, kw_only=True):
    """`waymark.decisions/1`."""

    format: Literal["waymark.decisions/1"]
    person: str
    rows: tuple[Decision, ...] = ()
