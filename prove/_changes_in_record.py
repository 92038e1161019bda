"""A claimed change made in the record: rows added a moment later, the plan made anew, the line looked at."""

from typing import Any

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.planning.explaining.changes import Changes
from waymark.planning.explaining.companions import Supposed
from waymark.planning.outline import outlined
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, read_situation
from waymark.record.reading import read_person
from waymark.record.time import calendar_of

__all__ = ["made_in_record", "with_rows"]

# So many lines of a person are tried, each with its nearest change.
MOST_LINES = 12


def made_in_record(documents: Documents, prepared: Prepared) -> int:
    """How many claims were made true by rows noted the day after. AssertionError for one that was not."""
    calendar = calendar_of(documents.person, documents.decisions)
    day = calendar.day + 1
    moment: str | int = day if documents.person.anchor is not None else calendar.show(day)
    situation = read_situation(prepared, documents, moment)
    changes, made = Changes(situation), 0
    for line in changes.lines[:: max(len(changes.lines) // MOST_LINES, 1)]:
        for found in changes.singles(line, 1):
            supposed = found.outcome.supposed
            rows = with_rows(documents, prepared, supposed, moment)
            if rows is None:
                continue
            there = outlined(read_situation(prepared, rows, moment)).get(line)
            if there != found.entry:
                raise AssertionError(
                    f"{documents.person.id} at {moment}: {line}: noted as {supposed}, the plan has {there}, "
                    f"claimed {found.entry}"
                )
            made += 1
    return made


def with_rows(documents: Documents, prepared: Prepared, supposed: Supposed, moment: str | int) -> Documents | None:
    """The document with these facts noted at this moment; None where one cannot be noted as a row."""
    raw: dict[str, Any] = msgspec.json.decode(documents.record)
    forms: dict[tuple[str, str | None], dict[str, Any]] = {}
    for name, value in supposed.items():
        fact = prepared.facts[name]
        if value is None:
            # It followed from what has changed, and goes with it.
            continue
        said = _said(fact, value)
        if said is None or fact.changes == "with time" or (fact.measured and fact.asked is None):
            # Time cannot be let pass by a row, nor a test be taken back that is in the record.
            return None
        if fact.scored and fact.asked is None:
            scored = fact.scored[0]
            forms.setdefault((scored.instrument, scored.subject), {})[scored.score] = said
        else:
            raw.setdefault("facts", []).append({"at": moment, "fact": name, "value": said})
    for (instrument, substance), scores in forms.items():
        row: dict[str, Any] = {"at": moment, "instrument": instrument, "wording": "official", "scores": scores}
        if substance is not None:
            row["substance"] = substance
        raw.setdefault("answers", []).append(row)
    data = msgspec.json.encode(raw)
    return Documents(person=read_person(data, "person"), record=data)


def _said(fact: Fact, known: Known) -> Any:
    """A value as a row says it."""
    if isinstance(known, bool):
        return known
    if isinstance(known, tuple):
        if known[0] == known[1]:
            return known[0]
        low, high = fact.range or known
        ends = {"at_least": known[0] if known[0] > low else None, "at_most": known[1] if known[1] < high else None}
        return {key: end for key, end in ends.items() if end is not None} or None
    named = [o.id for place, o in enumerate(fact.options) if known >> place & 1]
    # As a row "declined" says that the question was not answered, whatever the options are called.
    return named[0] if len(named) == 1 and named[0] not in ("declined", "unknown") else None
