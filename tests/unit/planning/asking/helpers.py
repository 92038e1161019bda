"""One interview with a person of whom little is known, and ways to go through it."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from waymark.knowledge.release import load_release
from waymark.planning.asking.interview import Interview, begin
from waymark.planning.asking.steps import Done, ListAnswer, Question, Tell, Value
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents
from waymark.record.reading import read_person

__all__ = ["NOW", "calm", "go_through", "interview", "prepared", "to_question"]

NOW = "2026-11-21T10:00"


@cache
def prepared() -> Prepared:
    return prepare(load_release())


def interview(facts: Mapping[str, Any] | None = None, at: str = NOW, **room: Any) -> Interview:
    """An interview; `facts` were noted just before it."""
    rows = [{"at": at, "fact": name, "value": value} for name, value in (facts or {}).items()]
    raw = msgspec.json.encode({"format": "waymark.person/1", "id": "p", "facts": rows})
    return begin(prepared(), Documents(person=read_person(raw, "p"), record=raw), at, **room)


def calm(question: Question) -> Value:
    """The answer of somebody to whom nothing applies."""
    if question.kind == "check":
        return ()
    if question.kind == "list":
        return ListAnswer()
    if question.kind == "item":
        return question.options[0].value if question.options else 0.0
    if question.type == "boolean":
        return False
    return question.options[-1].value if question.type == "category" else "unknown"


def go_through(
    going: Interview,
    answers: Callable[[Question], Value] = calm,
    until: Callable[[Question], bool] = lambda _: False,
) -> tuple[Interview, list[Question], Done | None]:
    """Answer until a question is reached or nothing is left; what is to be told is told."""
    asked: list[Question] = []
    for _ in range(900):
        step = going.next()
        if isinstance(step, Done):
            return going, asked, step
        if isinstance(step, Tell):
            going = going.told(step)
            continue
        if until(step):
            return going, asked, None
        asked.append(step)
        going = going.answer(step, answers(step))
    raise AssertionError("the interview does not end")


def to_question(
    going: Interview, topic: str, answers: Callable[[Question], Value] = calm
) -> tuple[Interview, Question]:
    """The interview at this question."""
    going, _, done = go_through(going, answers, lambda question: question.topic == topic)
    assert done is None, f"{topic} is never asked"
    step = going.next()
    assert isinstance(step, Question)
    return going, step
