"""The rows that stand as of a moment: noted by then, with corrections applied that were noted by then."""

from typing import Any

import msgspec

from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.rows import person_rows
from waymark.record.time import Calendar

__all__ = ["as_corrected", "standing_person", "standing_rows"]

_LISTS = ("substances", "medicines", "conditions", "allergies", "episodes")
# What the person said and arranged, beside what can be known as facts.
_OWN = ("words", "strengths", "priorities", "preferences", "duties", "free", "expectations", "supporters")
_TABLES = (
    "facts",
    "answers",
    "measures",
    *(f"lists.{name}.{part}" for name in _LISTS for part in ("rows", "state")),
)


def standing_rows(person: Person, calendar: Calendar) -> dict[str, list[tuple[str, Any]]]:
    """Per table, the rows that stand, each with its place in the document."""
    found: dict[str, list[tuple[str, Any]]] = {name: [] for name in _TABLES}
    wrong, amended = _corrected(person, calendar)
    for table, rows in person_rows(person):
        if table not in found:
            continue
        standing = found[table]
        for place, row in enumerate(rows):
            if not calendar.knows(row) or row.id in wrong:
                continue
            if row.id in amended:
                row = as_corrected(row, amended[row.id])
            standing.append((f"{table}[{place}]", row))
    return found


def standing_person(person: Person, calendar: Calendar) -> Person:
    """The document as it stands: words, wishes, week, people and lists without what was noted later or in error.

    Facts, answers and measures are left as they are: `facts_as_of` reads them with their places in the document.
    """
    wrong, amended = _corrected(person, calendar)

    def stand(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            as_corrected(row, amended[row.id]) if row.id in amended else row
            for row in rows
            if calendar.knows(row) and row.id not in wrong
        )

    lists = {
        name: msgspec.structs.replace(part, rows=stand(part.rows))
        for name in _LISTS
        if (part := getattr(person.lists, name)).rows
    }
    return msgspec.structs.replace(
        person,
        lists=msgspec.structs.replace(person.lists, **lists),
        **{name: stand(rows) for name in _OWN if (rows := getattr(person, name))},
    )


def _corrected(person: Person, calendar: Calendar) -> tuple[set[str | None], dict[str | None, dict[str, Any]]]:
    wrong: set[str | None] = set()
    amended: dict[str | None, dict[str, Any]] = {}
    for correction in person.corrections:
        if calendar.knows(correction):
            if correction.kind == "entered in error":
                wrong.add(correction.corrects)
            else:
                amended[correction.corrects] = {**amended.get(correction.corrects, {}), **correction.replace}
    return wrong, amended


def as_corrected(row: Any, replace: dict[str, Any]) -> Any:
    """The row with fields replaced; `items.item_3` reaches into a map. Raises RecordError for what does not fit."""
    plain = msgspec.to_builtins(row)
    for key, value in replace.items():
        head, _, rest = key.partition(".")
        if rest and isinstance(plain.get(head), dict):
            plain[head] = {**plain[head], rest: value}
        else:
            plain[key] = value
    try:
        return msgspec.convert(plain, type(row))
    except msgspec.ValidationError as error:
        raise RecordError(f"the correction of row `{row.id}`: {error}; replace only fields that the row has.") from None
