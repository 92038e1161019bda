"""The plan of somebody who is on their way speaks of how it goes: in words beside the plan, which stays what it is.

The plan document is composed as ever, and replays to the byte. What was measured and changed is worked out from the
documents that it carries, as of its own moment.
"""

import msgspec

from waymark.planning.plan import Plan
from waymark.planning.prepare import Prepared
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError
from waymark.record.time import DAY, stamp

__all__ = ["going_on"]

# A course is what lasts for two weeks at least; a first plan loads nothing of this.
_FEWEST_DAYS = 14


def going_on(plan: Plan, prepared: Prepared) -> tuple[str, ...]:
    """Lines on how it goes as of the plan's moment; empty for a first plan, in an emergency, or without its record."""
    if plan.carries is None or plan.emergency is not None:
        return ()
    from waymark.record.reading import read_decisions, read_person

    try:
        record, decided = bytes(plan.carries.record), bytes(plan.carries.decisions)
        person = read_person(record, plan.header.person)
        decisions = read_decisions(decided, plan.header.person) if decided else None
        if not _course(person, decisions):
            return ()
        return _lines(plan, prepared, person, record, decisions)
    except (RecordError, msgspec.MsgspecError):
        # The plan was made of these documents; what cannot be looked back on is left unsaid.
        return ()


def _course(person: Person, decisions: Decisions | None) -> bool:
    """Something was noted, or decided, over two weeks."""
    rows = (*person.measures, *person.answers, *(() if decisions is None else decisions.rows))
    days = [stamp(row.at) // DAY for row in rows] + [stamp(row.at) // DAY for row in person.facts[:1]]
    return bool(rows) and max(days) - min(days) >= _FEWEST_DAYS


def _lines(
    plan: Plan, prepared: Prepared, person: Person, record: bytes, decisions: Decisions | None
) -> tuple[str, ...]:
    from waymark.planning.situation import Documents
    from waymark.progress.walking import look
    from waymark.rendering.progress_note import note_lines

    at = plan.header.at
    moment: str | int = at if plan.header.anchor is None else int(at.removeprefix("day "))
    return note_lines(look(prepared, Documents(person=person, record=record, decisions=decisions), moment))
