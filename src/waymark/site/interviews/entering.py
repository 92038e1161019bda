"""What somebody sent for a question, read as an answer; or one sentence that says what the question takes."""

from datetime import date
from typing import Protocol, get_args

import msgspec

from waymark.planning.asking.interview import Interview as Asking
from waymark.planning.asking.listing import conditions_answer, medicine_row, offered_conditions, substance_row
from waymark.planning.asking.steps import ListAnswer, NoReply, Question, Value
from waymark.record.documents.common import Interval
from waymark.record.documents.person import MedicineUse, SubstanceUse
from waymark.rendering.asking import expected_of
from waymark.rendering.asking_entry import Expected, Steer, Unreadable, read_entry
from waymark.site.pages.wording import say

__all__ = ["LONGEST", "MOST_NAMED", "Sent", "Wanted", "read_answer"]

LONGEST = 200
MOST_NAMED = 40
_DAYS = Expected(type="integer", low=0, high=30, unit="days")
_SINCE = Expected(type="days since", low=0, high=36500, unit="days")


class Sent(Protocol):
    """What a form sent, such as `request.POST`."""

    def get(self, name: str, default: str) -> str: ...

    def getlist(self, name: str) -> list[str]: ...


class Wanted(msgspec.Struct, frozen=True):
    """Either an answer, or a word that steers the interview."""

    value: Value | None = None
    steer: Steer | None = None


def read_answer(sent: Sent, question: Question, asking: Asking) -> Wanted:
    """Raises Unreadable with one sentence in the language of the interview."""
    language = asking.prepared.language
    given = sent.get("value", "")[:LONGEST]
    if given in get_args(NoReply):
        return Wanted(value=given)
    if question.kind == "check":
        return Wanted(value=_named(sent, question.facts, language))
    if question.kind == "list":
        return Wanted(value=_list(sent, question, asking))
    text = given or sent.get("text", "")[:LONGEST]
    if question.options:
        return Wanted(value=_chosen(text, question, language))
    entered = read_entry(text, expected_of(question), language, _today(asking))
    if entered.steer in get_args(NoReply):
        return Wanted(value=entered.steer)
    if entered.steer is not None:
        return Wanted(steer=entered.steer)
    value = entered.value
    return Wanted(value=Interval(**value) if isinstance(value, dict) else value)


def _chosen(text: str, question: Question, language: str) -> Value:
    """The value of the answer that was chosen."""
    for option in question.options:
        if text == as_sent(option.value):
            return option.value
    raise Unreadable(say(language, "interviews.choose_one"))


def as_sent(value: bool | float | str) -> str:
    """A value as a form sends it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:g}"


def _named(sent: Sent, facts: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Those that are so; none has to be said, so that a slip says nothing."""
    named = tuple(fact for fact in facts if fact in sent.getlist("named"))
    none = sent.get("value", "") == "none"
    if bool(named) is none:
        raise Unreadable(say(language, "interviews.both_none" if none else "interviews.choose_some"))
    return named


def _list(sent: Sent, question: Question, asking: Asking) -> ListAnswer:
    name, language = question.topic.removeprefix("list:"), asking.prepared.language
    none = sent.get("value", "") == "none"
    if name == "conditions":
        facts = tuple(fact for fact, _ in offered_conditions(asking))
        return conditions_answer(asking, _named(sent, facts, language))
    rows = [
        _row(name, said, sent, number, asking)
        for number in range(MOST_NAMED)
        if (said := " ".join(sent.get(f"name_{number}", "")[:LONGEST].split()))
    ]
    if bool(rows) is none:
        raise Unreadable(say(language, "interviews.both_none" if none else "interviews.name_some"))
    return ListAnswer(rows=tuple(rows), complete=True)


def _row(name: str, said: str, sent: Sent, number: int, asking: Asking) -> SubstanceUse | MedicineUse:
    if name == "medicines":
        return medicine_row(asking, said)
    language = asking.prepared.language
    injected = sent.get(f"injected_{number}", "")

    def small(field: str, expected: Expected) -> object:
        text = sent.get(f"{field}_{number}", "")[:LONGEST]
        if not text.strip():
            return None
        try:
            value = read_entry(text, expected, language, _today(asking)).value
        except Unreadable as error:
            raise Unreadable(f"{said}: {error}") from None
        return value

    days, since = small("days", _DAYS), small("since", _SINCE)
    return substance_row(
        asking,
        said,
        days=Interval(**days) if isinstance(days, dict) else days if isinstance(days, int | float) else None,
        since=since if isinstance(since, int | float) else None,
        injected=None if injected not in ("yes", "no") else injected == "yes",
    )


def _today(asking: Asking) -> date | None:
    calendar = asking.calendar
    return date.fromordinal(calendar.day) if calendar.anchor is None else None
