"""Participants of the open trials week by week: their record as a clinic would have kept it, and what is known when.

The import speaks as of one day. Here the whole course is imported once and every row keeps the day on which it was
noted, so that any week can be looked at as it was. Two things are added that the tables say in another way: the
medicine as taken or stopped by the end of each week, and a negative test where a sample was given on a day without a
positive one (the tables keep positives only; their description reads a screen without an opioid row as negative).
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from waymark.exchange.ctn0094.importer import document
from waymark.exchange.ctn0094.report import Tally
from waymark.exchange.ctn0094.trial import Trial, load
from waymark.record.documents.person import MeasureRow, MedicineList, MedicineUse, Person

__all__ = ["LAST_WEEK", "course_of", "randomized", "read_trial"]

# The longest word of a participant: both phases of CTN-0030.
LAST_WEEK = 39
_SCREENED = ("opioids", "cocaine", "amphetamines")
# Days after the last dose in which the medicine is still called current, as in the import.
_CURRENT = {"medication.dose_mg": 7, "medication.injection": 35}
# So many weeks after the last row nobody is in care any more, and looking on would only repeat itself.
_AFTER = 5


def read_trial(folder: Path) -> Trial:
    """All tables, as of the last week of everybody."""
    return load(folder, LAST_WEEK, Tally(), lambda: None)


def randomized(trial: Trial) -> list[int]:
    """Everybody who was randomized, in order."""
    return sorted(trial.randomized)


def course_of(trial: Trial, who: int) -> tuple[Person, list[int]]:
    """The record of the whole course, and the days at the end of each week in which it is looked at."""
    person = document(trial, who, LAST_WEEK, Tally())
    start = trial.randomized[who][0]
    seen = [row.at for row in person.measures if isinstance(row.at, int) and not row.measure.endswith("use_day")]
    last = max((day for day in seen if day >= start), default=start)
    weeks = min(LAST_WEEK, (last - start) // 7 + _AFTER)
    days = [start + 7 * week for week in range(1, weeks + 1)]
    lists = msgspec.structs.replace(person.lists, medicines=MedicineList(rows=tuple(_medicines(person, days))))
    measures = (*person.measures, *_negatives(person))
    return msgspec.structs.replace(person, lists=lists, measures=measures), days


def _negatives(person: Person) -> Iterator[MeasureRow]:
    """A sample on a day without a positive test for a class: negative for it."""
    positive = {(row.at, row.measure) for row in person.measures if row.measure.startswith("drug_test.")}
    for row in person.measures:
        if row.measure == "urine_sample" and row.value != "temperature out of range":
            for name in _SCREENED:
                measure = f"drug_test.{name}"
                if (row.at, measure) not in positive:
                    yield MeasureRow(
                        at=row.at, noted=row.noted, by=row.by, source="test", measure=measure, value="negative"
                    )


def _medicines(person: Person, days: list[int]) -> Iterator[MedicineUse]:
    """At the end of each week whether the medicine is taken or was stopped, from the doses up to then."""
    doses = [row for row in person.measures if row.measure in _CURRENT and isinstance(row.at, int)]
    for day in days:
        taken = [row for row in doses if isinstance(row.at, int) and row.at <= day]
        if not taken:
            continue
        last = max(taken, key=lambda row: row.at)
        assert isinstance(last.at, int)
        current = day - last.at <= _CURRENT[last.measure]
        yield MedicineUse(
            at=day,
            by=last.by,
            source="record",
            medicine=str(last.text),
            state="current" if current else "stopped",
            since=min(row.at for row in taken if isinstance(row.at, int)),
            stopped=None if current else last.at,
            last_dose=last.at,
        )
