"""A person document while it is being filled: every row dated, with its table, never later than the as-of day."""

import msgspec

from waymark.exchange.errors import ExchangeError
from waymark.record.documents.common import Interval, SourceKind
from waymark.record.documents.person import (
    AnswerRow,
    Condition,
    ConditionList,
    FactRow,
    Lists,
    ListState,
    MeasureRow,
    MedicineList,
    MedicineUse,
    Person,
    SubstanceList,
    SubstanceUse,
)

__all__ = ["Draft"]

Value = bool | float | str | Interval


class Draft:
    """What is known of one participant as of study day `as_of`."""

    def __init__(self, who: int, as_of: int) -> None:
        self.who = who
        self.as_of = as_of
        self.answers: list[AnswerRow] = []
        self.facts: list[FactRow] = []
        self.measures: list[MeasureRow] = []
        self.substances: list[SubstanceUse] = []
        self.medicines: list[MedicineUse] = []
        self.conditions: list[Condition] = []

    def noted(self, at: int, noted: int | None = None) -> int | None:
        """The day a row was written down, where it differs: nothing was written before consent (day 0)."""
        day = max(at, 0) if noted is None else noted
        if day > self.as_of:
            raise ExchangeError(
                f"participant {self.who}: a row of day {day} stands after the as-of day {self.as_of}; "
                "this is a mistake of the import, so report it."
            )
        return None if day == at else day

    def fact(
        self,
        table: str,
        fact: str,
        value: Value,
        at: int,
        *,
        source: SourceKind = "self-report",
        text: str | None = None,
    ) -> None:
        """One fact row."""
        self.facts.append(
            FactRow(at=at, noted=self.noted(at), by=_by(table), source=source, fact=fact, value=value, text=text)
        )

    def measure(
        self,
        table: str,
        measure: str,
        value: float | str | bool,
        at: int,
        *,
        source: SourceKind,
        unit: str | None = None,
        text: str | None = None,
    ) -> None:
        """One event or measurement."""
        self.measures.append(
            MeasureRow(
                at=at,
                noted=self.noted(at),
                by=_by(table),
                source=source,
                measure=measure,
                value=value,
                unit=unit,
                text=text,
            )
        )

    def person(self) -> Person:
        """The document."""
        return Person(
            format="waymark.person/1",
            id=str(self.who),
            anchor="consent",
            answers=tuple(self.answers),
            facts=tuple(self.facts),
            lists=self._lists(),
            measures=tuple(self.measures),
        )

    def _lists(self) -> Lists:
        # The list of substances says the as-of day, even of someone of whom nothing was noted since: a plan stands at
        # the latest day in the document. Lists that are empty are left out.
        state = ListState(at=self.as_of, by=_by("everybody"), source="import", complete=False)
        parts: dict[str, SubstanceList | MedicineList | ConditionList] = {
            "substances": SubstanceList(state=(state,), rows=tuple(self.substances))
        }
        if self.medicines:
            parts["medicines"] = MedicineList(rows=tuple(self.medicines))
        if self.conditions:
            parts["conditions"] = ConditionList(rows=tuple(self.conditions))
        return msgspec.structs.replace(Lists(), **parts)


def _by(table: str) -> str:
    return f"CTN-0094 {table}"
