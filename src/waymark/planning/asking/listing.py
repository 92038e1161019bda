"""Going through a list in an interview: what is offered to choose from, and what was named as rows of the document."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from waymark.planning.asking.interview import Interview
from waymark.planning.asking.steps import ListAnswer
from waymark.record.documents.common import Interval, Moment
from waymark.record.documents.person import Condition, MedicineUse, SubstanceUse

__all__ = ["conditions_answer", "medicine_row", "offered_conditions", "substance_row"]


def offered_conditions(interview: Interview) -> list[tuple[str, str]]:
    """Health conditions of which nothing is known yet: fact and label, in the order shown."""
    prepared, catalogue, chooser = interview.prepared, interview.catalogue, interview.chooser
    found = []
    for name in _conditions_known_of(interview):
        topic = catalogue.topics.get(catalogue.question.get(name, ""))
        if name not in interview.values and (topic is None or chooser.indicated(topic) is not False):
            found.append((name, prepared.text(prepared.facts[name].label)))
    return found


def _conditions_known_of(interview: Interview) -> list[str]:
    facts = interview.prepared.facts.items()
    return [name for name, fact in facts if fact.drawn is not None and fact.drawn.list == "conditions"]


def conditions_answer(interview: Interview, chosen: Iterable[str]) -> ListAnswer:
    """The list with the conditions of these facts; the rest of what was offered is not so, as it was gone through.

    What was said before is on the list too, so that a list called complete does not deny it.
    """
    facts = interview.prepared.facts
    said = [name for name in _conditions_known_of(interview) if interview.values.get(name) is True]
    rows = []
    for name in (*said, *chosen):
        where: dict[str, Any] = dict(facts[name].drawn.where)  # type: ignore[union-attr]
        rows.append(
            Condition(
                at=interview.calendar.at,
                condition=where["condition"],
                state="history" if facts[name].changes in ("up", "never") else "active",
                set_by="professional" if where.get("set_by") == "professional" else "self-report",
            )
        )
    return ListAnswer(rows=tuple(rows), complete=True)


def substance_row(
    interview: Interview,
    said: str,
    *,
    days: float | Interval | None = None,
    since: float | None = None,
    injected: bool | None = None,
) -> SubstanceUse:
    """A substance as somebody named it. `days`: of the last 30; `since`: days since the last use."""
    return SubstanceUse(
        at=interview.calendar.at,
        by=interview.room.by,
        substance=said,
        days_of_30=days,
        last_use=None if since is None else _moment(interview, since),
        route=None if injected is None else "injected" if injected else "other",
    )


def medicine_row(interview: Interview, said: str) -> MedicineUse:
    """A medicine that is taken now, as somebody named it."""
    return MedicineUse(at=interview.calendar.at, by=interview.room.by, medicine=said, state="current")


def _moment(interview: Interview, days: float) -> Moment:
    calendar = interview.calendar
    if calendar.anchor is not None:
        return int(calendar.at) - int(days)
    return (date.fromordinal(calendar.day) - timedelta(days=int(days))).isoformat()
