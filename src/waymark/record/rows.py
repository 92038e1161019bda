"""The rows of a document, wherever they stand, and what must hold of each by itself."""

from collections.abc import Iterator

from waymark.record.documents.common import Interval, Moment, Row
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.errors import MOST_SENTENCES, RecordError, nearest
from waymark.record.time import clock, cut, stamp

__all__ = ["check_rows", "latest_noted", "list_parts", "named_rows", "noted_of", "person_rows"]

_TABLES = (
    "answers",
    "facts",
    "measures",
    "words",
    "strengths",
    "priorities",
    "preferences",
    "duties",
    "free",
    "expectations",
    "supporters",
    "corrections",
)
_LISTS = ("substances", "medicines", "conditions", "allergies", "episodes")
# What a decision changes in a goal must stay a number; days count from the plan's moment.
_NUMBERS_OF_GOALS = ("target", "days")
_MOST = 100_000
# Moments inside a row that cannot lie after the row was noted.
_PAST = ("last_use", "since", "stopped", "last_dose", "ended")


def list_parts(person: Person, name: str) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The state rows and the rows of one list ("substances", "medicines"...)."""
    part = getattr(person.lists, name)
    return part.state, part.rows


def person_rows(person: Person) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Every table of rows with its path in the document."""
    for name in _TABLES:
        if rows := getattr(person, name):
            yield name, rows
    for name in _LISTS:
        state, rows = list_parts(person, name)
        if state:
            yield f"lists.{name}.state", state
        if rows:
            yield f"lists.{name}.rows", rows


def named_rows(person: Person) -> dict[str, tuple[str, Row]]:
    """Rows that have an id: id -> path and row."""
    return {
        row.id: (f"{path}[{index}]", row)
        for path, rows in person_rows(person)
        for index, row in enumerate(rows)
        if row.id is not None
    }


def noted_of(row: Row) -> Moment:
    """When the row was written down: as said, or else when it was so."""
    return row.at if row.noted is None else row.noted


def latest_noted(tables: Iterator[tuple[str, tuple[Row, ...]]]) -> Moment | None:
    """The latest moment at which anything was noted; None where there are no rows."""
    latest: tuple[int, Moment] | None = None
    for _, rows in tables:
        for row in rows:
            moment = row.at if row.noted is None else row.noted
            at = stamp(moment)
            if latest is None or at > latest[0]:
                latest = (at, moment)
    return None if latest is None else latest[1]


class _Checker:
    """Collects what is wrong with the rows of one document."""

    def __init__(self, where: str, anchor: str | None) -> None:
        self.where = where
        self.anchored = anchor is not None
        self.anchor = anchor
        self.sentences: list[str] = []
        self.ids: dict[str, str] = {}

    def say(self, path: str, sentence: str) -> None:
        self.sentences.append(f"{self.where}: {path}: {sentence}")

    def moment(self, path: str, value: Moment) -> int | None:
        """The stamp, or None after saying what is wrong."""
        if self.anchored and isinstance(value, str):
            from_anchor = f"this document counts days from the anchor `{self.anchor}`; write a whole number of days."
            self.say(path, f'"{value[:40]}" is a date, but {from_anchor}')
            return None
        if not self.anchored and isinstance(value, int):
            self.say(path, f"day {value} has no anchor; name in `anchor` what day 0 is, or write a date.")
            return None
        try:
            return stamp(value)
        except ValueError as error:
            self.say(path, f"{error}.")
            return None

    def row(self, path: str, row: Row) -> None:
        at = self.moment(f"{path}.at", row.at)
        noted = at
        if row.noted is not None:
            noted = self.moment(f"{path}.noted", row.noted)
            if at is not None and noted is not None and cut(row.noted) < at:
                self.say(
                    path,
                    f"noted ({row.noted}) before it was so ({row.at}); a row cannot tell the future, so correct "
                    "one of the two.",
                )
        if row.id is not None and (first := self.ids.setdefault(row.id, path)) != path:
            self.say(f"{path}.id", f"the id `{row.id[:60]}` is already used by {first}; give each row its own.")
        for field in _PAST:
            value = getattr(row, field, None)
            if value is not None:
                self.past(f"{path}.{field}", value, row, noted)
        self.numbers(path, row)

    def past(self, path: str, value: Moment, row: Row, noted: int | None) -> None:
        then = self.moment(path, value)
        if then is not None and noted is not None and then > cut(noted_of(row)):
            self.say(path, f"{value} lies after the row was noted ({noted_of(row)}); correct one of the two.")

    def later(self, path: str, value: Moment, row: Row) -> None:
        """Until when something waits: not before it was said."""
        if self.moment(path, value) is None or type(value) is not type(row.at):
            return
        try:
            before = cut(value) < stamp(row.at)
        except ValueError:  # said of `at` already
            return
        if before:
            self.say(path, f"{value} lies before the decision ({row.at}); write a later day, or leave the key out.")

    def numbers(self, path: str, row: Row) -> None:
        for field in row.__struct_fields__:
            value = getattr(row, field)
            if type(value) is Interval:
                self.bounds(f"{path}.{field}", value)
            elif field == "scores":
                for key, inner in value.items():
                    if type(inner) is Interval:
                        self.bounds(f"{path}.scores.{key}", inner)

    def bounds(self, path: str, value: Interval) -> None:
        low, high = value.at_least, value.at_most
        if low is None and high is None:
            self.say(path, "bounds without a number say nothing; give `at_least`, `at_most` or both.")
        elif low is not None and high is not None and low > high:
            self.say(path, f"at least {low:g} and at most {high:g} cannot both be; correct one of the two.")

    def hours(self, path: str, weekdays: tuple[str, ...], start: str, end: str) -> None:
        if not weekdays:
            self.say(f"{path}.weekdays", "no weekday is named; name at least one or leave the row out.")
        try:
            if clock(start) >= clock(end):
                self.say(path, f'"{start}" to "{end}" ends before it starts; for a night, write two rows.')
        except ValueError as error:
            self.say(path, f"{error}.")

    def finish(self) -> None:
        if self.sentences:
            raise RecordError(self.sentences[:MOST_SENTENCES])


def check_rows(person: Person, where: str) -> None:
    """What must hold of every row whatever the library says. Raises RecordError with up to five sentences."""
    checker = _Checker(where, person.anchor)
    for path, rows in person_rows(person):
        for index, row in enumerate(rows):
            checker.row(f"{path}[{index}]", row)
    for index, duty in enumerate(person.duties):
        checker.hours(f"duties[{index}]", duty.weekdays, duty.start, duty.end)
    for index, free in enumerate(person.free):
        checker.hours(f"free[{index}]", free.weekdays, free.start, free.end)
    for index, priority in enumerate(person.priorities):
        if priority.rank < 1:
            checker.say(f"priorities[{index}].rank", f"{priority.rank} is not a rank; 1 is what matters most.")
    for index, correction in enumerate(person.corrections):
        path = f"corrections[{index}].corrects"
        if correction.corrects not in checker.ids:
            help_ = nearest(correction.corrects, list(checker.ids)) or "; name the id of a row of this document."
            checker.say(path, f"there is no row with the id `{correction.corrects[:60]}`{help_}")
        elif checker.ids[correction.corrects].startswith("corrections"):
            checker.say(path, "a correction cannot be corrected; write a new row instead.")
    checker.finish()


def check_decisions(decisions: Decisions, where: str) -> None:
    """What must hold of every decision. Raises RecordError."""
    anchored = any(isinstance(row.at, int) for row in decisions.rows)
    checker = _Checker(where, "day 0" if anchored else None)
    for index, row in enumerate(decisions.rows):
        path = f"rows[{index}]"
        checker.row(path, row)
        for key in ("re_offer", "until"):
            if (moment := getattr(row, key)) is not None:
                checker.later(f"{path}.{key}", moment, row)
        if row.decision == "settled" and (row.fact is None or row.value is None):
            checker.say(path, "a settled row names the `fact` and its `value`; add what is missing.")
        if row.decision == "override" and not (row.reason_code or row.text):
            checker.say(path, "an override gives a reason; add `reason_code` or `text`.")
        for key in _NUMBERS_OF_GOALS:
            number = row.change.get(key, 1.0)
            if isinstance(number, str) or not 0 <= number <= _MOST:
                checker.say(f"{path}.change.{key}", f"`{str(number)[:40]}` is no number a goal can have; correct it.")
    checker.finish()
