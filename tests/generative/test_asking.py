"""The short interview gives the same plan as the whole one; nothing that can still change a line is left out."""

from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from waymark.demo.whole import UNKNOWN, Truth, make_whole
from waymark.knowledge.model.effect import Cadence, OpenProblem, Rate
from waymark.knowledge.release import load_release
from waymark.planning.agree import agree
from waymark.planning.asking import choosing
from waymark.planning.asking.interview import Interview, begin
from waymark.planning.asking.relevance import find_open
from waymark.planning.asking.steps import Done, ListAnswer, Question, Tell, Value
from waymark.planning.outline import Outline, outlined
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, read_situation
from waymark.record.documents.common import Interval
from waymark.record.documents.person import Person
from waymark.record.known import facts_as_of
from waymark.record.readings import both
from waymark.record.time import calendar_of

RELEASE = load_release()
PREPARED = prepare(RELEASE)
# A whole interview takes a second: shrinking one would take minutes and tell no more.
SLOW = settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)


def begun(truth: Truth) -> Interview:
    person = msgspec.convert(truth.begin, Person)
    return begin(PREPARED, Documents(person=person, record=b""), truth.day, go_on=True, lists=())


def true_answer(truth: Truth, question: Question) -> Value:
    if question.kind == "item":
        assert question.instrument is not None
        said = truth.of_item(question.instrument, question.substance, question.item or "")
        return UNKNOWN if said == "missing" else said
    if question.kind == "check":
        return tuple(fact for fact in question.facts if truth.of_fact(fact) is True)
    value = truth.of_fact(question.facts[0])
    return value if isinstance(value, bool | int | float | str) else Interval(**value)


def any_answer(rng: Random, question: Question) -> Value:
    """An answer that the question can have, whatever was said before."""
    if question.kind == "check":
        return tuple(fact for fact in question.facts if rng.random() < 0.2)
    if question.kind == "list":
        return ListAnswer()
    if rng.random() < 0.05:
        return rng.choice(("declined", "unknown"))
    if question.options:
        return rng.choice(question.options).value
    low, high = question.range or (0.0, 10.0)
    return float(rng.randint(int(low or 0), int(min(high if high is not None else 30, (low or 0) + 60))))


def answered(going: Interview, answer: Any, full: bool = False) -> Interview:
    if full:
        room = msgspec.structs.replace(going.room, full=True)
        going = Interview(going.working, room, going.catalogue, going.chooser.leaves, going.sitting)
    while not isinstance(step := going.next(), Done):
        going = going.told(step) if isinstance(step, Tell) else going.answer(step, answer(step))
    return going


def completed(going: Interview, rng: Random) -> Interview:
    """What is left, answered at random, but never against what is known: that would be no completion."""
    room = msgspec.structs.replace(going.room, full=True)
    going = Interview(going.working, room, going.catalogue, going.chooser.leaves, going.sitting)
    while not isinstance(step := going.next(), Done):
        if isinstance(step, Tell):
            going = going.told(step)
            continue
        following = going.answer(step, any_answer(rng, step))
        going = following if narrower(following, going) else going.answer(step, "declined")
    return going


def narrower(one: Interview, other: Interview) -> bool:
    """Everything known before is still so."""
    derived = RELEASE.program.values(other.values)
    now = {**RELEASE.program.values(one.values), **one.values}
    return not one.working.known.contradictions and all(
        name in now and both(now[name], value) == now[name] for name, value in {**derived, **other.values}.items()
    )


def outline(going: Interview) -> Outline:
    """The plan's lines, read anew from the document."""
    person = msgspec.json.decode(msgspec.json.encode(going.person), type=Person)
    return outlined(read_situation(PREPARED, Documents(person=person, record=b""), going.calendar.at))


@pytest.mark.parametrize("number", range(3))
def test_the_short_interview_gives_the_same_plan_as_the_whole(number: int) -> None:
    truth = make_whole(number, 41, RELEASE)
    short = answered(begun(truth), lambda question: true_answer(truth, question))
    whole = answered(short, lambda question: true_answer(truth, question), full=True)
    assert len(whole.person.facts) > len(short.person.facts)
    assert outline(whole) == outline(short)


@SLOW
@given(number=st.integers(0, 400), seed=st.integers(0, 1000))
def test_no_completion_of_what_was_left_out_changes_the_plan(number: int, seed: int) -> None:
    truth = make_whole(number, 43, RELEASE)
    short = answered(begun(truth), lambda question: true_answer(truth, question))
    whole = completed(short, Random(seed))
    assert outline(whole) == outline(short)


@SLOW
@given(number=st.integers(0, 400), stop=st.integers(1, 120))
def test_what_is_known_is_what_the_document_says(number: int, stop: int) -> None:
    truth = make_whole(number, 47, RELEASE)
    going = begun(truth)
    for _ in range(stop):
        step = going.next()
        if isinstance(step, Done):
            break
        going = going.told(step) if isinstance(step, Tell) else going.answer(step, true_answer(truth, step))
    person = msgspec.json.decode(msgspec.json.encode(going.person), type=Person)
    calendar = calendar_of(person, None, going.calendar.at)
    assert agree(PREPARED, facts_as_of(person, RELEASE, calendar, {}).values)[0] == going.values
    # What was kept from answer to answer is what would be found anew.
    fresh = begin(PREPARED, Documents(person=person, record=b""), going.calendar.at, go_on=True, lists=())
    assert fresh.votes.weights == going.votes.weights
    assert fresh.votes.minutes == going.votes.minutes


@pytest.mark.parametrize("kind", [OpenProblem, Rate, Cadence])
def test_a_kind_of_rule_left_out_would_be_noticed(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: rules with one kind of effect count as needless."""
    left_out = {rule.id for rule in RELEASE.rules if any(isinstance(effect, kind) for effect in rule.effects)}

    def forgetful(*given: Any) -> Any:
        found = find_open(*given)
        kept = {name: weight for name, weight in found.conditions.items() if name not in left_out}
        return msgspec.structs.replace(found, conditions=kept)

    monkeypatch.setattr(choosing, "find_open", forgetful)
    for number in range(6):
        truth = make_whole(number, 41, RELEASE)
        short = answered(begun(truth), lambda question, truth=truth: true_answer(truth, question))
        whole = answered(short, lambda question, truth=truth: true_answer(truth, question), full=True)
        if outline(whole) != outline(short):
            return
    pytest.fail(f"nothing noticed that rules with {kind.__name__} were forgotten")
