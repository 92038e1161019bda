"""An interview held with somebody whose whole truth is known: every step answered truthfully, minutes counted."""

import msgspec

from prove._battery import AREAS
from waymark.demo.whole import UNKNOWN, Truth
from waymark.planning.asking.catalogue import Topic
from waymark.planning.asking.interview import Interview, begin
from waymark.planning.asking.steps import Done, ListAnswer, Question, Tell, Value
from waymark.planning.asking.wording import worded
from waymark.planning.outline import Outline, outlined
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.record.documents.common import Interval
from waymark.record.documents.person import Condition, MedicineUse, Person, SubstanceUse

__all__ = ["Sitting", "answer_of", "hold"]

_ROWS = {"substances": SubstanceUse, "medicines": MedicineUse, "conditions": Condition}
# No interview takes more steps; one that does asks in a circle.
_MOST = 900


class Sitting(msgspec.Struct, kw_only=True):
    """What one interview took. `forms`, `questions`: minutes of items and of single questions, lists and the look."""

    forms: float = 0.0
    questions: float = 0.0
    asked: int = 0
    items: int = 0
    safety_minutes: float | None = None
    safety_asked: int | None = None
    level_minutes: float | None = None
    level_asked: int | None = None
    topics: list[str] = []
    interview: Interview | None = None

    @property
    def minutes(self) -> float:
        return self.forms + self.questions

    def situation(self) -> Situation:
        """Where the person stands afterwards, read anew from the document the interview wrote."""
        assert self.interview is not None
        person = msgspec.json.decode(msgspec.json.encode(self.interview.person), type=Person)
        documents = Documents(person=person, record=b"")
        return read_situation(self.interview.prepared, documents, self.interview.calendar.at)

    def outline(self) -> Outline:
        return outlined(self.situation())


def answer_of(truth: Truth, question: Question) -> Value:
    """The true answer."""
    if question.kind == "item":
        assert question.instrument is not None
        assert question.item is not None
        said = truth.of_item(question.instrument, question.substance, question.item)
        return UNKNOWN if said == "missing" else said
    if question.kind == "check":
        return tuple(fact for fact in question.facts if truth.of_fact(fact) is True)
    if question.kind == "list":
        name = question.topic.removeprefix("list:")
        if name not in truth.lists:
            return UNKNOWN
        rows = tuple(msgspec.convert(row | {"at": truth.day}, _ROWS[name]) for row in truth.lists[name])
        return ListAnswer(rows=rows, complete=True)
    value = truth.of_fact(question.facts[0])
    return value if isinstance(value, bool | int | float | str) else Interval(**value)


def hold(truth: Truth, prepared: Prepared, *, fixed: bool = False) -> Sitting:
    """A whole interview from nothing to its end. `fixed`: what still matters, but area by area in the library's order.

    An emergency or a bad day is looked after, so that the interview always goes on.
    """
    person = msgspec.convert(truth.begin, Person)
    documents = Documents(person=person, record=b"")
    names = ("substances", "medicines", "conditions") if truth.lists else ()
    # A form of which nothing is known cannot be told truthfully: its wording is not at hand.
    at_hand = {form for form, _ in truth.forms}
    interview = begin(prepared, documents, truth.day, go_on=True, full=False, lists=names, forms=at_hand)
    sitting = Sitting(topics=[])
    for _ in range(_MOST):
        _mark(sitting, interview)
        step = interview.next()
        if fixed and isinstance(step, Question):
            step = _by_area(interview)
        if isinstance(step, Done):
            sitting.interview = interview
            return sitting
        if isinstance(step, Tell):
            sitting.questions += 0.5
            interview = interview.told(step)
            continue
        sitting.asked += 1
        sitting.topics.append(step.id)
        if step.kind == "item":
            sitting.items += 1
            sitting.forms += step.minutes
        else:
            sitting.questions += step.minutes
        interview = _answered(interview, step, truth)
    raise AssertionError(f"{truth.id}: {_MOST} steps and no end; the last were {sitting.topics[-6:]}")


def _answered(interview: Interview, question: Question, truth: Truth) -> Interview:
    """The interview after a true answer. Of several asked at once, each that is not known is said to be so."""
    if question.kind != "check" or all(truth.of_fact(fact) != UNKNOWN for fact in question.facts):
        return interview.answer(question, answer_of(truth, question))
    catalogue = interview.catalogue
    for fact in question.facts:
        topic = catalogue.topics.get(catalogue.question.get(fact, ""))
        if topic is not None:
            single = worded(interview.chooser, topic, matters=True)
            interview = interview.answer(single, answer_of(truth, single))
    return interview


def _by_area(interview: Interview) -> Question:
    """The next question of a fixed order: areas one after the other, a form begun to its end."""
    chooser = interview.chooser
    facts = interview.prepared.facts
    order = {name: place for place, name in enumerate(facts)}
    current = interview.sitting.current

    def place(topic: Topic) -> tuple[bool, int, int, str]:
        first = topic.facts[0]
        return (topic.id != current, AREAS.index(facts[first].area), order[first], topic.id)

    return worded(chooser, min(chooser.in_order(), key=place), matters=True)


def _mark(sitting: Sitting, interview: Interview) -> None:
    """The first moment from which on safety, and the level, stayed settled."""
    chooser = interview.chooser
    safe = not any(chooser.is_safety(topic) for topic in chooser.in_order())
    if not safe:
        sitting.safety_minutes = sitting.safety_asked = None
    elif sitting.safety_minutes is None:
        sitting.safety_minutes, sitting.safety_asked = sitting.minutes, sitting.asked
    if not chooser.level_settled:
        sitting.level_minutes = sitting.level_asked = None
    elif sitting.level_minutes is None:
        sitting.level_minutes, sitting.level_asked = sitting.minutes, sitting.asked
