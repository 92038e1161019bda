"""What is known of a person as of a moment: values for the rules, where each came from, what contradicts what."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.record.consistency import Contradiction, check_consistency, said_of_clash, said_of_form
from waymark.record.corrections import standing_rows
from waymark.record.documents.common import Moment
from waymark.record.documents.person import Person
from waymark.record.gather import gather_answers, gather_facts, gather_measures, gather_settled
from waymark.record.gather_lists import ListReadings
from waymark.record.index import INFINITE, Index, ReleaseLike, index_of
from waymark.record.readings import Board, Reading, is_newer, is_reassuring
from waymark.record.time import DAY, Calendar, calendar_of

if TYPE_CHECKING:
    from waymark.record.documents.decisions import Decision

__all__ = ["Contradiction", "FactNote", "KnownFacts", "StaleFact", "facts_as_of"]

_LISTS = ("substances", "medicines", "conditions", "allergies", "episodes")


class FactNote(msgspec.Struct, frozen=True, kw_only=True):
    """Where the value of a known fact comes from.

    `at`, `noted`, `valid_until`: as dates, or days from the anchor. `how`: asked, scored, measured, drawn, settled,
    implied. `rows`: ids of rows, or their places in the document. `exact`: one value is left, not bounds.
    """

    value: Known
    at: str
    noted: str | None
    by: str | None
    source: str | None
    how: str
    instrument: str | None = None
    rows: tuple[str, ...] = ()
    valid_until: str | None = None
    stale: bool = False
    prorated: bool = False
    exact: bool = True


class StaleFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that is too old to be known now, with what it last was."""

    last: FactNote
    days_old: int


class KnownFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known of one person as of `at` (a day number). `values` go to the program of the release."""

    at: int
    values: dict[str, Known]
    notes: dict[str, FactNote]
    contradictions: tuple[Contradiction, ...] = ()
    stale: dict[str, StaleFact] = {}
    declined: tuple[str, ...] = ()


def facts_as_of(
    person: Person,
    release: ReleaseLike,
    at: Calendar | Moment | None = None,
    settled: "Mapping[str, Decision] | None" = None,
    *,
    notes: Literal["all", "forms"] = "all",
    standing: dict[str, list[tuple[str, Any]]] | None = None,
    lists: ListReadings | None = None,
) -> KnownFacts:
    """What is known as of a moment (default: the latest noted time); `settled`: facts a clinician settled.

    `notes`: where each value comes from; with "forms" only for results of forms, for who only needs the values.
    `standing`: the rows that stand at that moment (`standing_rows`), where they are at hand. `lists`: what an earlier
    call as of the same moment drew from the lists.
    Raises RecordError when a moment or a settled value cannot be.
    """
    calendar = at if isinstance(at, Calendar) else calendar_of(person, None, at)
    index = index_of(release)
    board = Board(index)
    disagreeing: list[tuple[str, str, str]] = []
    rows: dict[str, list[Any]] = standing_rows(person, calendar) if standing is None else standing
    lists = ListReadings() if lists is None else lists
    gather_facts(board, rows["facts"], calendar)
    gather_answers(board, rows["answers"], disagreeing)
    gather_measures(board, rows["measures"], calendar)
    for name in _LISTS:
        lists.gather(board, name, rows[f"lists.{name}.rows"], rows[f"lists.{name}.state"], calendar)
    if settled:
        gather_settled(board, settled, calendar)
    facts = _Resolved(index, board, calendar)
    contradictions = [said_of_form(index, *form) for form in disagreeing]
    contradictions += [said_of_clash(index, calendar, name, pair) for name, pair in facts.clashes.items()]
    contradictions += check_consistency(index, facts.values, facts.best, calendar, rows["measures"], facts.implied)
    for found in contradictions:
        facts.contradicted.update(dict.fromkeys(found.facts))
    return facts.known(contradictions, notes)


class _Resolved:
    """The readings of each fact brought to one: what counts now, what is too old, what contradicts itself."""

    def __init__(self, index: Index, board: Board, calendar: Calendar) -> None:
        self.index = index
        self.board = board
        self.calendar = calendar
        self.values: dict[str, Known] = {}
        self.best: dict[str, Reading] = {}
        self.clashes: dict[str, tuple[Reading, Reading]] = {}
        self.implied: dict[str, Reading] = {}
        self.contradicted: dict[str, None] = {}
        self.stale_values: set[str] = set()
        self.expired: dict[str, StaleFact] = {}
        for name in board.readings:
            self._resolve(index.facts[name])

    def _resolve(self, fact: Fact) -> None:
        reading = self.board.latest(fact)
        self._absence(fact, reading)
        clash = self.board.clashes.get(fact.id)
        if clash is not None and max(clash[0].at, clash[1].at) >= reading.at and reading.how != "settled":
            self.clashes[fact.id] = clash
            if isinstance(reading.value, bool) or reading.value == self.index.full(fact):
                self.best[fact.id] = reading
                return
        age = self.calendar.day - reading.at // DAY
        value = reading.value
        if fact.valid_days is not None and age > fact.valid_days:
            aged = self._aged(fact, reading.value)
            if aged is None:
                self.expired[fact.id] = StaleFact(last=self._note(fact, reading, stale=True), days_old=age)
                return
            value = aged
            self.stale_values.add(fact.id)
        self.best[fact.id] = reading
        self.values[fact.id] = value

    def _absence(self, fact: Fact, reading: Reading) -> None:
        """A list called complete that lacks what was said elsewhere: of two times the newer, else somebody is mistaken.

        A newer list takes a yes back only where no danger goes with it: that a list says nothing is not an answer.
        """
        readings = self.board.readings[fact.id]
        if len(readings) < 2:
            return
        absent = next((one for one in readings if one.absent and one.value is False), None)
        said = next((one for one in readings if one.how != "drawn" and one.value is True), None)
        if absent is None or said is None or reading.how == "settled":
            return
        if is_newer(said, absent) or (is_newer(absent, said) and fact.better == "yes"):
            return
        limit = fact.valid_days if fact.valid_days is not None else 365
        if abs(absent.at - said.at) // DAY <= limit:
            self.board.clashes.setdefault(fact.id, (said, absent) if said.at >= reading.at else (absent, said))

    def _aged(self, fact: Fact, value: Known) -> Known | None:
        """What an old reading still says: history stays, danger stays until asked again, the rest is unknown."""
        if fact.changes == "never":
            return value
        if fact.changes == "up":
            if isinstance(value, bool):
                return True if value else None
            if isinstance(value, tuple):
                full = self.index.full(fact)
                top = full[1] if isinstance(full, tuple) else INFINITE
                return (value[0], top) if not isinstance(full, tuple) or value[0] > full[0] else None
        if fact.expires == "stays" and not is_reassuring(fact, value):
            return value
        return None

    def _note(self, fact: Fact, reading: Reading, stale: bool, value: Known | None = None) -> FactNote:
        shown = reading.value if value is None else value
        show = self.calendar.moment
        until = None
        if fact.valid_days is not None:
            until = self.calendar.show(reading.at // DAY + fact.valid_days)
        exact = (
            shown[0] == shown[1]
            if isinstance(shown, tuple)
            else isinstance(shown, bool) or shown & (shown - 1) == 0
        )  # fmt: skip
        return FactNote(
            value=shown, at=show(reading.at), noted=show(reading.noted), by=reading.by, source=reading.source,
            how=reading.how, instrument=reading.instrument, rows=reading.rows, valid_until=until, stale=stale,
            prorated=reading.prorated, exact=exact,
        )  # fmt: skip

    def known(self, contradictions: list[Contradiction], wanted: Literal["all", "forms"]) -> KnownFacts:
        """The result, in the order of the library's facts."""
        for name, reading in self.implied.items():
            self.best.setdefault(name, reading)
        notes: dict[str, FactNote] = {}
        facts = self.index.facts
        values = {name: self.values[name] for name in facts if name in self.values}
        for name, value in values.items():
            reading = self.implied.get(name) or self.best[name]
            if wanted == "forms" and reading.instrument is None:
                continue
            notes[name] = self._note(facts[name], reading, name in self.stale_values, value)
        declined = tuple(name for name in self.board.declined if name not in values)
        return KnownFacts(
            at=self.calendar.day, values=values, notes=notes, contradictions=tuple(contradictions),
            stale=self.expired, declined=declined,
        )  # fmt: skip
