"""Sources and cases."""

import datetime

from waymark.knowledge.model.common import Entry, Text
from waymark.knowledge.model.whole import WholePerson

__all__ = ["Case", "Source"]


class Source(Entry, frozen=True, kw_only=True):
    """A document a statement rests on. `read` says how we know it: never more than is true."""

    id: str
    title: str
    year: int | None = None
    citation: str
    identifier: str | None = None
    read: str


class Case(Entry, frozen=True, kw_only=True):
    """A vignette: facts in; what must, may and must not come out.

    `facts`: fact id -> value as text: `true`, `12`, `8..` (at least 8), `..5`, `3..7`, an option id, `unknown`.
    `must`/`must_not`: outcomes as text, see the library format reference: `rule:ID`, `held:OPTION`, `excluded:OPTION`,
    `option:OPTION`, `level:KEY`, `not-level:KEY`, `rated:A:opioids>=3`, `problem:PR-OUD:opioids`, `review:ROLE`,
    `emergency`, `alert:danger`, `goal:ID`, `task:ID`, `open:FACT`.
    `person`: the rest of a whole person's record, beside `facts`. What is known is then read from it as from any other
    record, and the plan is written: `active:GOAL`, `first:TASK`, `asked:TASK` and `offered:OPTION` ask about that plan.
    """

    id: str
    title: Text
    facts: dict[str, str]
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    source: str
    rules: tuple[str, ...] = ()
    programme: str | None = None
    at: datetime.date | None = None
    person: WholePerson | None = None
