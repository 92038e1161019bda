"""Questions and answers for other programs: the next step as data, and answers noted without a terminal."""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec

from waymark.cli.asking import value_of
from waymark.cli.errors import Refused
from waymark.planning.asking.interview import Interview
from waymark.planning.asking.steps import Done, ListAnswer, NoReply, Question, Tell, Value
from waymark.planning.asking.wording import worded
from waymark.record.documents.person import Condition, MedicineUse, SubstanceUse
from waymark.rendering.asking import expected_of
from waymark.rendering.asking_entry import Entered, Unreadable, read_entry, read_numbers

__all__ = ["apply_answers", "next_step"]

_ROWS = {"substances": SubstanceUse, "medicines": MedicineUse, "conditions": Condition}


def next_step(interview: Interview) -> dict[str, Any]:
    """The next step, and how far the interview is, as plain data."""
    step = interview.next()
    names: dict[type, str] = {Question: "question", Tell: "tell", Done: "done"}
    said: dict[str, Any] = {"step": names[type(step)]}
    if isinstance(step, Question):
        said["id"] = step.id
    said |= msgspec.to_builtins(step)
    return said | {"progress": msgspec.to_builtins(interview.progress())}


def apply_answers(interview: Interview, answers: Sequence[str], language: str) -> Interview:
    """The interview after answers such as `fact:age=34`. Raises Refused with the first that cannot be."""
    for written in answers:
        name, sign, text = written.partition("=")
        if not sign:
            raise Refused(f"--answer {_short(written)}: write the question's id, an equals sign and the answer")
        if name == "limits":
            interview = _told(interview)
            continue
        question = _question(interview, name)
        try:
            interview = interview.answer(question, _value(text, question, language))
        except (Unreadable, ValueError, msgspec.MsgspecError) as error:
            # Also a moment in a list that does not exist.
            raise Refused(f"--answer {_short(written)}: {error}") from None
    return interview


def _told(interview: Interview) -> Interview:
    """The limits of confidentiality were told by whoever asks."""
    return interview.told(Tell(kind="limits", says=""))


def _question(interview: Interview, name: str) -> Question:
    """The question with this id; a fact may be named without its kind."""
    topics = interview.catalogue.topics
    wanted = name if ":" in name else f"fact:{name}"
    topic = topics.get(wanted)
    item = None
    if topic is None and wanted.startswith("form:"):
        head, _, item = wanted.rpartition(":")
        topic = topics.get(head)
    joint = interview.question(wanted) if topic is None and wanted.startswith("check:") else None
    if joint is not None:
        return joint
    if topic is None or (topic.kind == "form" and item is None):
        raise Refused(f"--answer {name}: there is no such question; `waymark ask --next --format json` gives ids")
    if topic.kind == "form":
        return _item(interview, topic.id, str(item))
    return worded(interview.chooser, topic, matters=True)


def _item(interview: Interview, topic: str, item: str) -> Question:
    found = interview.catalogue.topics[topic]
    instrument = interview.catalogue.instrument(found)
    definition = next((one for one in instrument.items if one.id == item), None)
    if definition is None:
        known = ", ".join(one.id for one in instrument.items)
        raise Refused(f"--answer {topic}:{item}: the form has no such item; it has {known}")
    return Question(
        topic=topic,
        kind="item",
        asks="",
        why="",
        minutes=instrument.minutes / len(instrument.items),
        rest=0.0,
        facts=found.facts,
        by=found.by,
        type="number",
        options=(),
        range=(definition.minimum, definition.maximum),
        instrument=found.instrument,
        item=item,
        substance=found.substance,
    )


def _value(text: str, question: Question, language: str) -> Value:
    if text in get_args(NoReply):
        return text
    if question.kind == "list":
        rows = msgspec.json.decode(text, type=list[dict[str, Any]])
        kind = _ROWS[question.topic.removeprefix("list:")]
        return ListAnswer(rows=tuple(msgspec.convert(row, kind) for row in rows))
    if question.kind == "item":
        return _number(text)
    entered = _entered(text, question, language)
    if entered.steer in ("unknown", "declined"):
        return entered.steer
    if entered.steer is not None:
        raise Unreadable(f"“{text}” is no answer")
    return value_of(entered.value)


def _number(text: str) -> float | str:
    """An item's number; what is none is refused by the item."""
    try:
        return float(text)
    except ValueError:
        return text


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def _entered(text: str, question: Question, language: str) -> Entered:
    if question.kind != "check":
        return read_entry(text, expected_of(question), language)
    named = tuple(part.strip() for part in text.split(",") if part.strip() and part.strip() != "none")
    return Entered(value=named) if set(named) <= set(question.facts) else read_numbers(text, question.facts, language)
