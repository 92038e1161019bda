"""A person's record while it is being written: rows of this interview beside the document, and what is known by now.

The state of an interview is the record itself. What is known comes from `facts_as_of` of the document so far.
"""

from functools import cached_property
from typing import Any

import msgspec

from waymark.logic import Known
from waymark.planning.agree import agree
from waymark.planning.leaves import exact
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, Situation
from waymark.planning.stand import Stand, take_stand
from waymark.record.corrections import standing_person, standing_rows
from waymark.record.documents.person import AnswerRow, FactRow, ListState, Person
from waymark.record.gather_lists import ListReadings
from waymark.record.known import KnownFacts, facts_as_of
from waymark.record.time import DAY, Calendar, stamp

__all__ = ["NO_ANSWER", "Working"]

# What a fact row says when there is no answer; both are answers, and are not asked again while they hold.
NO_ANSWER = ("declined", "unknown")
# How long a list that was gone through holds: our choice, as for most facts about use.
LIST_DAYS = 30


class Working:
    """One person at the moment of the interview. Never changed: each answer gives the next one."""

    def __init__(
        self,
        prepared: Prepared,
        documents: Documents,
        person: Person,
        calendar: Calendar,
        stand: Stand | None = None,
        lists: ListReadings | None = None,
    ) -> None:
        """`stand`: where the two authors stand; `lists`: what was drawn from the lists at this moment. Each only if the
        caller knows that nothing has changed it."""
        self.prepared = prepared
        self.documents = documents
        self.person = person
        self.calendar = calendar
        if stand is None:
            standing = standing_person(person, calendar)
            rows = documents.decisions.rows if documents.decisions is not None else ()
            stand = take_stand(prepared, standing, rows, calendar.day, calendar.number)
        self.stand: Stand = stand
        self._lists = ListReadings() if lists is None else lists
        self.known: KnownFacts = facts_as_of(
            person, prepared.release, calendar, stand.settled, notes="forms", standing=self._standing, lists=self._lists
        )
        self.values: dict[str, Known] = agree(prepared, self.known.values)[0]

    @classmethod
    def standing(cls, situation: Situation) -> "Working":
        """A situation as it stands; what counts as something though nobody was asked is open."""
        working = cls.__new__(cls)
        working.prepared, working.documents = situation.prepared, situation.documents
        working.person, working.calendar = situation.documents.person, situation.calendar
        working.stand, working.known, working._lists = situation.stand, situation.known, ListReadings()
        working.values = {name: v for name, v in situation.values.items() if name not in situation.assumed}
        return working

    def noting(self, **tables: tuple[Any, ...]) -> "Working":
        """The same with further rows, by table of the document (`facts`, `answers`)."""
        added = {name: (*getattr(self.person, name), *rows) for name, rows in tables.items()}
        person = msgspec.structs.replace(self.person, **added)
        return Working(self.prepared, self.documents, person, self.calendar, self.stand, self._lists)

    def listing(self, name: str, rows: tuple[Any, ...], complete: bool | None) -> "Working":
        """The same with a list gone through: its rows, and whether that was all (None: it was not gone through)."""
        part = getattr(self.person.lists, name)
        state = () if complete is None else (ListState(at=self.calendar.at, complete=complete),)
        part = msgspec.structs.replace(part, rows=(*part.rows, *rows), state=(*part.state, *state))
        lists = msgspec.structs.replace(self.person.lists, **{name: part})
        person = msgspec.structs.replace(self.person, lists=lists)
        return Working(self.prepared, self.documents, person, self.calendar)

    def filling(self, row: AnswerRow) -> "Working":
        """The same with this form as far as it is filled now; the form begun in this interview is replaced."""
        kept = tuple(r for r in self.person.answers if not self._same_sitting(r, row))
        person = msgspec.structs.replace(self.person, answers=(*kept, row))
        return Working(self.prepared, self.documents, person, self.calendar, self.stand, self._lists)

    def _same_sitting(self, one: AnswerRow, other: AnswerRow) -> bool:
        return (
            one.instrument == other.instrument
            and one.substance == other.substance
            and one.at == other.at
            and one.id == other.id
            and not one.closed
        )

    def form(self, instrument: str, substance: str | None) -> AnswerRow | None:
        """The newest sitting of a form that still holds."""
        found = self._forms.get((instrument, substance))
        if found is None:
            return None
        days = self.prepared.instruments[instrument].repeat_days or self.prepared.form_holds.get(instrument)
        return None if days is not None and self.calendar.day - stamp(found.at) // DAY > days else found

    @cached_property
    def _standing(self) -> dict[str, list[tuple[str, Any]]]:
        """Rows that stand: one that was taken back was never answered."""
        return standing_rows(self.person, self.calendar)

    @cached_property
    def _forms(self) -> dict[tuple[str, str | None], AnswerRow]:
        found: dict[tuple[str, str | None], AnswerRow] = {}
        for _, row in self._standing["answers"]:
            key = (row.instrument, row.substance)
            if key not in found or stamp(row.at) >= stamp(found[key].at):
                found[key] = row
        return found

    @cached_property
    def _asked(self) -> dict[str, FactRow]:
        """The latest row of each fact that somebody was asked for."""
        found: dict[str, FactRow] = {}
        for _, row in self._standing["facts"]:
            if row.fact not in found or stamp(row.at) >= stamp(found[row.fact].at):
                found[row.fact] = row
        return found

    def answered(self, fact: str) -> bool:
        """It is known, or it was put and what was said then still holds."""
        return fact in self._answered

    @cached_property
    def _answered(self) -> frozenset[str]:
        known = (name for name, value in self.values.items() if exact(value))
        return frozenset((*known, *(name for name, row in self._asked.items() if self._still_holds(name, row))))

    def _still_holds(self, fact: str, row: FactRow) -> bool:
        if fact not in self.prepared.facts:
            return False
        age = self.calendar.day - stamp(row.at) // DAY
        if row.value not in NO_ANSWER and fact not in self.values and age > 0:
            # Too old, or contradicted since: it may be put again.
            return False
        days = self.prepared.facts[fact].valid_days
        return days is None or age <= days

    @cached_property
    def unanswered(self) -> frozenset[str]:
        """Facts that were put and got no answer, where that still holds."""
        return frozenset(name for name, row in self._asked.items() if row.value in NO_ANSWER and self.answered(name))

    @cached_property
    def filled(self) -> frozenset[str]:
        """Instruments of which a result is known exactly and still holds."""
        notes = self.known.notes.values()
        return frozenset(n.instrument for n in notes if n.instrument and n.exact and not n.stale)

    def listed(self, name: str) -> bool:
        """The list was gone through lately."""
        states = [s for _, s in self._standing[f"lists.{name}.state"]]
        if not states:
            return False
        return self.calendar.day - max(stamp(s.at) for s in states) // DAY <= LIST_DAYS
