"""The weekly word of a person's own record, from the drug tests noted in it and from nothing else."""

from collections.abc import Collection

from waymark.evidence.errors import EvidenceError
from waymark.evidence.weeks import WEEK
from waymark.evidence.words import MISSING, MIXED, NEGATIVE, POSITIVE
from waymark.record.corrections import standing_rows
from waymark.record.documents.common import Moment
from waymark.record.documents.person import Person
from waymark.record.time import calendar_of, day_of, stamp

__all__ = ["OPIOID_TESTS", "word_of_record"]

OPIOID_TESTS = ("drug_test.opioids", "drug_test.fentanyl")
_RESULTS = {"positive": POSITIVE, "negative": NEGATIVE}
_NO_RESULT = ("invalid", "not done")


def word_of_record(
    person: Person, start: Moment, tests: Collection[str] = OPIOID_TESTS, *, at: Moment | None = None
) -> str:
    """One symbol for each whole week after the day `start` that was over by `at` (default: the latest noted time).

    A week is positive or negative by the tests taken in it (`tests`: measures that answer `positive` or `negative`),
    mixed by both, and missing without any: unlike in the trials, a visit without a test says nothing here. One's own
    medicine found in urine is a measure of its own in a record, so it is no positive test. Raises EvidenceError.
    """
    calendar = calendar_of(person, None, at)
    if isinstance(start, str) is (person.anchor is not None):
        wanted = "a date" if person.anchor is None else f"whole days from the anchor `{person.anchor}`"
        raise EvidenceError(f"{person.id}: the start {start} does not suit the document; give {wanted}.")
    try:
        first = day_of(stamp(start))
    except ValueError as error:
        raise EvidenceError(f"{person.id}: the start: {error}.") from None
    weeks = (calendar.day - first) // WEEK
    if weeks < 1:
        raise EvidenceError(
            f"{person.id}: no week was over between the start {start} and {calendar.show(calendar.day)}; "
            "give an earlier start, or wait."
        )
    found: list[set[str]] = [set() for _ in range(weeks)]
    for place, row in standing_rows(person, calendar)["measures"]:
        week = (day_of(stamp(row.at)) - first - 1) // WEEK
        if row.measure not in tests or not 0 <= week < weeks:
            continue
        result = str(row.value).lower()
        if result in _RESULTS:
            found[week].add(_RESULTS[result])
        elif result not in _NO_RESULT:
            raise EvidenceError(
                f"{person.id}: {place}: `{row.value}` is no test result; write positive, negative, invalid or not done."
            )
    return "".join(MIXED if len(results) == 2 else next(iter(results), MISSING) for results in found)
