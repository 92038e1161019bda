"""Taking an answer back: the row stays in the document, with a correction that says it was entered in error."""

from typing import Any

import msgspec

from waymark.planning.asking.interview import Interview
from waymark.record.documents.person import Correction, Person
from waymark.record.rows import named_rows

__all__ = ["taken_back"]

_LISTS = ("substances", "medicines", "conditions")


def taken_back(before: Interview, after: Interview) -> Interview:
    """The interview before an answer, with that answer still in its record as taken back."""
    return before.holding(_marked(before.person, after))


def _marked(before: Person, after: Interview) -> Person:
    names = _Names(after.person)
    facts = names.mark(before.facts, after.person.facts)
    answers = names.mark(before.answers, after.person.answers)
    lists: dict[str, Any] = {}
    for name in _LISTS:
        old, new = getattr(before.lists, name), getattr(after.person.lists, name)
        if new != old:
            rows, state = names.mark(old.rows, new.rows), names.mark(old.state, new.state)
            lists[name] = msgspec.structs.replace(new, rows=rows, state=state)
    corrections = tuple(
        Correction(
            at=after.calendar.at,
            by=after.room.by,
            corrects=name,
            kind="entered in error",
            reason="taken back in the interview",
        )
        for name in names.given
    )
    return msgspec.structs.replace(
        before,
        facts=facts,
        answers=answers,
        lists=msgspec.structs.replace(before.lists, **lists),
        corrections=(*before.corrections, *corrections),
    )


class _Names:
    """Gives ids to the rows that are taken back."""

    def __init__(self, person: Person) -> None:
        self.taken = set(named_rows(person))
        self.given: list[str] = []

    def mark(self, before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
        """The rows as they were, and behind them the new ones, named."""
        known = {id(row) for row in before}
        return (*before, *(self._named(row) for row in after if id(row) not in known))

    def _named(self, row: Any) -> Any:
        name = row.id or next(n for i in range(1, 100_000) if (n := f"taken-back-{i}") not in self.taken)
        self.taken.add(name)
        self.given.append(name)
        return msgspec.structs.replace(row, id=name)
