"""From answers to rows of the person document."""

from math import isfinite
from typing import Any

from waymark.planning.asking.room import Room
from waymark.planning.asking.steps import ListAnswer, Question, Value
from waymark.planning.asking.working import NO_ANSWER, Working
from waymark.record.documents.common import Interval
from waymark.record.documents.person import AnswerRow, FactRow
from waymark.record.index import index_of

__all__ = ["AnswerError", "noted", "noting_fact"]


class AnswerError(ValueError):
    """A value that the question cannot have; the text is one sentence for who asked."""


def noted(working: Working, room: Room, question: Question, value: Value) -> Working:
    """The record with this answer. Raises AnswerError."""
    if question.kind == "item":
        return _item(working, room, question, value)
    if question.kind == "list":
        if isinstance(value, ListAnswer):
            return working.listing(question.topic.removeprefix("list:"), value.rows, value.complete)
        if value in NO_ANSWER:
            return working.listing(question.topic.removeprefix("list:"), (), False)
        raise AnswerError(f"{question.topic}: a list is answered with its rows, or `declined`.")
    if question.kind == "check":
        return _check(working, room, question, value)
    if isinstance(value, tuple | ListAnswer):
        raise AnswerError(f"{question.topic}: one value is wanted; give one.")
    return noting_fact(working, room, question.facts[0], value)


def _check(working: Working, room: Room, question: Question, value: Value) -> Working:
    """Everything seen at a glance: named is so, not named is not."""
    if value in NO_ANSWER:
        rows = tuple(_row(working, room, fact, str(value)) for fact in question.facts)
        return working.noting(facts=rows)
    if not isinstance(value, tuple) or not set(value) <= set(question.facts):
        raise AnswerError(f"{question.topic}: name those of its signs that are there, or none.")
    return working.noting(facts=tuple(_row(working, room, fact, fact in value) for fact in question.facts))


def noting_fact(
    working: Working, room: Room, fact: str, value: bool | float | str | Interval, text: str | None = None
) -> Working:
    """The record with one more fact. Raises AnswerError."""
    definition = working.prepared.facts[fact]
    if value not in NO_ANSWER:
        index = index_of(working.prepared.release)
        known = index.known(definition, value)
        full = index.full(definition)
        if known is None and not isinstance(value, Interval):
            raise AnswerError(f"{fact}: `{value}` is no answer to this question; choose one of those it offers.")
        if isinstance(known, tuple) and isinstance(full, tuple) and not full[0] <= known[0] <= known[1] <= full[1]:
            raise AnswerError(f"{fact}: {value} lies outside {full[0]:g} to {full[1]:g}; correct it.")
    return working.noting(facts=(_row(working, room, fact, value, text),))


def _row(working: Working, room: Room, fact: str, value: Any, text: str | None = None) -> FactRow:
    source: Any = "self-report" if room.answered_by == "person" else _source(working, fact)
    return FactRow(at=working.calendar.at, fact=fact, value=value, text=text, by=room.by, source=source)


def _source(working: Working, fact: str) -> Any:
    asked = working.prepared.facts[fact].asked
    return "clinician" if asked is not None and asked.by == "clinician" else "self-report"


def _item(working: Working, room: Room, question: Question, value: Value) -> Working:
    """One more item of a form; the form is closed once no item is left."""
    assert question.instrument is not None
    assert question.item is not None
    instrument = working.prepared.instruments[question.instrument]
    item = next(i for i in instrument.items if i.id == question.item)
    answer: float | str
    if value in NO_ANSWER:
        answer = "declined" if value == "declined" else "missing"
    elif isinstance(value, int | float):
        answer = float(value)
        low, high = item.minimum, item.maximum
        if not isfinite(answer):
            raise AnswerError(f"{question.id}: a number is wanted; give one, or `declined`.")
        if item.options and answer not in item.options:
            allowed = ", ".join(f"{o:g}" for o in item.options)
            raise AnswerError(f"{question.id}: {answer:g} is no answer of this item; it has {allowed}.")
        if not item.options and ((low is not None and answer < low) or (high is not None and answer > high)):
            raise AnswerError(f"{question.id}: {answer:g} lies outside what this item allows; correct it.")
    else:
        raise AnswerError(f"{question.id}: a number is wanted; give one, or `declined`.")
    begun = working.form(question.instrument, question.substance)
    items: dict[str, Any] = {**({} if begun is None else begun.items), question.item: answer}
    followed = index_of(working.prepared.release).scorer(question.instrument).branching.follow(items)
    row = AnswerRow(
        at=working.calendar.at,
        instrument=question.instrument,
        version=instrument.version,
        author=room.answered_by if instrument.rated_by == "person" else "clinician",
        wording=room.wording if question.pack is None else "pack",
        pack=question.pack or room.pack,
        substance=question.substance,
        items=items,
        closed=not [name for name in followed.missing if name not in items],
        by=room.by,
        source="self-report" if instrument.rated_by == "person" else "clinician",
    )
    return working.filling(row)
