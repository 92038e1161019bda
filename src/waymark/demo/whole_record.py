"""A real record as a truth: in an interview the person says what the record says; nothing else is known."""

from typing import TYPE_CHECKING

import msgspec

from waymark.demo.notes import Document, Value
from waymark.demo.whole import Truth
from waymark.demo.whole_forms import Forms
from waymark.logic import Known
from waymark.record.documents.person import Person
from waymark.record.known import facts_as_of
from waymark.record.time import calendar_of

if TYPE_CHECKING:
    from waymark.knowledge.model.fact import Fact
    from waymark.knowledge.release import Release

__all__ = ["truth_of_record"]


def truth_of_record(document: Document, main: str, release: "Release") -> Truth:
    """The truth a person document holds as of its latest moment.

    Answers to questions and items of forms become answers of the interview; totals entered without items, lists,
    measurements and the person's own words were noted before it and stay.
    """
    person = msgspec.convert(document, Person)
    calendar = calendar_of(person)
    known = facts_as_of(person, release, calendar)
    facts: dict[str, Value] = {}
    for name, note in known.notes.items():
        fact = release.facts[name]
        if fact.asked is not None and not name.startswith("interview.") and note.how in ("asked", "implied", "scored"):
            facts[name] = _noted(fact, note.value)
    # Whoever sits with the person sees what is happening now; what the record does not mention is not.
    facts |= {name: False for name, fact in release.facts.items() if fact.observed and name not in known.values}
    forms: Forms = {}
    for row in document.get("answers", ()):
        items = {name: value for name, value in row.get("items", {}).items() if isinstance(value, int | float)}
        if items:
            forms[row["instrument"], row.get("substance")] = {name: float(value) for name, value in items.items()}
    begin = document | {"answers": [row for row in document.get("answers", ()) if not row.get("items")]}
    # What lists or measurements say otherwise is no question of the interview: the record as it is settles it.
    listed = facts_as_of(msgspec.convert(begin | {"facts": []}, Person), release, calendar).values
    facts = {name: value for name, value in facts.items() if name not in listed}
    begin["facts"] = [
        row for row in document.get("facts", ()) if release.facts[row["fact"]].asked is None or row["fact"] in listed
    ]
    return Truth(id=person.id, day=calendar.at, main=main, begin=begin, facts=facts, forms=forms)


def _noted(fact: "Fact", value: Known) -> Value:
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        low, high = value
        if low == high:
            return low
        bounds = {"at_least": low, "at_most": high}
        return {name: bound for name, bound in bounds.items() if abs(bound) != float("inf")}
    return next((option.id for place, option in enumerate(fact.options) if value == 1 << place), "unknown")
