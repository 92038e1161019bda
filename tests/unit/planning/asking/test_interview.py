"""What an interview asks, in which order, of whom, and what it never asks."""

import msgspec
import pytest

from tests.unit.planning.asking.helpers import NOW, calm, go_through, interview, prepared, to_question
from waymark.planning.asking.answering import AnswerError
from waymark.planning.asking.interview import begin
from waymark.planning.asking.steps import Done, ListAnswer, Question, Tell, Value
from waymark.planning.compose import compose
from waymark.planning.situation import Documents
from waymark.record.documents.person import Person

TOMORROW = "2026-11-22T10:00"


def test_the_look_at_the_person_comes_first_and_then_dangers() -> None:
    _, asked, _ = go_through(interview())
    assert asked[0].topic == "check:now"
    dangers = [n for n, question in enumerate(asked) if question.safety and question.kind == "fact"]
    scales = [n for n, question in enumerate(asked) if question.instrument not in (None, "cssrs")]
    assert dangers
    assert max(dangers) < min(scales)


def test_who_knows_nothing_is_asked_about_dangers_before_any_form_that_is_none() -> None:
    """Whether somebody has a disorder decides whether some dangers are asked about; no danger waits for that form."""

    def unknown(question: Question) -> Value:
        return () if question.topic == "check:now" else "unknown"

    def is_other_form(question: Question) -> bool:
        return question.kind == "item" and not question.safety

    going, asked, _ = go_through(interview(), unknown, is_other_form)
    assert going.progress().safety_settled
    assert {"fact:chest_pain", "fact:seizure_now", "fact:sedatives.withdrawal_now"} <= {q.topic for q in asked}


def test_who_knows_nothing_is_asked_about_a_danger_itself_where_nobody_knew_its_gate() -> None:
    """Not first on how many days it was used, and who found what."""
    going, asked = interview(), list[Question]()
    while not going.progress().safety_settled:
        step = going.next()
        if isinstance(step, Tell):
            going = going.told(step)
        else:
            assert isinstance(step, Question)
            asked.append(step)
            going = going.answer(step, () if step.topic == "check:now" else "unknown")
    topics = {question.topic for question in asked}
    assert {"check:used_ever", "check:severe_harm_cannot_stop", "fact:pregnant"} <= topics
    assert not {"fact:alcohol.days_of_30", "fact:cannabis.days_of_30", "check:used_30", "check:diagnosed"} & topics
    # Seven items about suicide, of which most people are asked three, are three minutes of it.
    assert sum(question.minutes for question in asked if question.kind != "item") <= 7.5


def test_who_knows_nothing_is_asked_about_the_heart_before_when_what_was_used() -> None:
    """A gate comes before the dangers it may spare, never before one that is asked whatever it says."""
    going, asked, _ = go_through(
        interview(),
        lambda question: () if question.topic == "check:now" else "declined" if question.kind == "item" else "unknown",
        lambda question: question.topic == "check:used_ever",
    )
    assert {question.topic for question in asked} >= {
        "fact:chest_pain", "fact:seizure_now", "fact:hallucinations_now", "fact:danger_to_others",
        "fact:child_in_danger", "fact:danger_at_home_now", "fact:suicidal_statement", "form:cssrs",
    }  # fmt: skip
    assert all(question.safety for question in asked)
    # What a gate may still spare waits for it.
    assert not {"fact:pregnant", "fact:sedatives.withdrawal_now"} & {question.topic for question in asked}
    assert not going.progress().safety_settled


def test_a_look_without_signs_says_no_to_each() -> None:
    going = interview()
    look = going.next()
    assert isinstance(look, Question)
    after = going.answer(look, ())
    assert all(after.values[fact] is False for fact in look.facts)
    assert after.values["unrousable"] is False


def test_limits_are_told_once_before_the_first_sensitive_question() -> None:
    going = interview()
    told = []
    for _ in range(300):
        step = going.next()
        if isinstance(step, Done):
            break
        if isinstance(step, Tell):
            told.append(step.kind)
            going = going.told(step)
            continue
        assert not step.sensitive or told
        assert not step.sensitive or step.warn
        going = going.answer(step, calm(step))
    assert told == ["limits"]
    assert [row.value for row in going.person.facts if row.fact == "interview.limits_told"] == [True]


def test_declined_is_an_answer_and_is_not_put_again_while_it_holds() -> None:
    going, question = to_question(interview(), "fact:chest_pain")
    going = going.answer(question, "declined")
    _, asked, _ = go_through(going)
    assert "fact:chest_pain" not in [q.topic for q in asked]
    # A sign of danger holds for a day; the next day it is asked again.
    _, question = to_question(going.resumed("2026-11-24T10:00"), "fact:chest_pain")
    assert question.topic == "fact:chest_pain"


def test_stopped_and_resumed_from_the_document_nothing_is_asked_twice() -> None:
    going, first, _ = go_through(interview(), until=lambda q: q.item == "item_3" and q.instrument == "phq9")
    raw = msgspec.json.encode(going.person)
    person = msgspec.json.decode(raw, type=Person)
    again = begin(prepared(), Documents(person=person, record=raw), "2026-11-21T15:00")
    assert again.values == going.values
    _, later, _ = go_through(again)
    assert {q.id for q in first}.isdisjoint(q.id for q in later if not q.topic.startswith("check:"))


def test_a_form_begun_costs_only_its_rest() -> None:
    going, question = to_question(interview(), "form:phq9")
    whole = question.rest
    going = going.answer(question, 1.0)
    following = going.next()
    assert isinstance(following, Question)
    assert following.topic == "form:phq9"
    assert following.rest == pytest.approx(whole - question.minutes)


def test_a_form_stops_when_its_bounds_decide() -> None:
    _, asked, _ = go_through(interview())
    items = [q.item for q in asked if q.instrument == "cssrs"]
    assert items == ["item_1", "item_2", "item_6"]
    row = next(row for row in go_through(interview())[0].person.answers if row.instrument == "cssrs")
    assert row.closed


def test_forms_that_a_clinician_rates_are_never_given_to_the_person() -> None:
    _, asked, done = go_through(interview(answered_by="person"))
    assert done is not None
    assert all(question.by == "person" for question in asked)
    assert {"cssrs", "cows", "ciwa_ar", "pawss", "dsm5"}.isdisjoint(question.instrument for question in asked)
    assert "unrousable" in done.waiting


def test_where_nobody_can_act_no_danger_is_asked_about() -> None:
    _, asked, done = go_through(interview(answered_by="person", attended=False))
    assert not any(question.safety for question in asked)
    assert done is not None
    assert "danger_to_others" in done.waiting


def test_an_emergency_is_told_and_ends_the_interview() -> None:
    going = interview({"chest_pain": True})
    step = going.next()
    assert isinstance(step, Tell)
    assert step.kind == "emergency"
    assert step.says
    done = going.told(step).next()
    assert isinstance(done, Done)
    assert done.reason == "emergency"
    assert isinstance(interview({"chest_pain": True}, go_on=True).next(), Question)


@pytest.mark.parametrize("why", ["intoxicated", "unwell", "exhausted"])
def test_on_a_bad_day_only_safety_is_asked_and_a_row_says_until_when(why: str) -> None:
    going = interview().put_off(why)  # type: ignore[arg-type]
    row = going.person.facts[-1]
    assert (row.fact, row.value) == ("interview.put_off", why)
    assert "2026-11-22" in (row.text or "")
    after, asked, done = go_through(going)
    assert done is not None
    assert (done.reason, done.until) == ("not today", "2026-11-22")
    assert asked
    assert after.progress().safety_settled
    assert not any(q.instrument not in (None, "cssrs") for q in asked)
    assert isinstance(after.put_off("goes_on").next(), Question)
    assert isinstance(after.resumed("2026-11-23T09:00").next(), Question)


def test_who_is_intoxicated_is_asked_about_safety_only() -> None:
    going = interview({"intoxicated_now": True})
    _, _, done = go_through(going)
    assert done is not None
    assert done.reason == "not today"


def test_a_complete_list_settles_what_is_not_on_it() -> None:
    going, question = to_question(interview(), "list:conditions")
    after = going.answer(question, ListAnswer(rows=(), complete=True))
    assert after.values["diabetes"] is False
    assert "list:conditions" not in [name for name, _ in after.progress().left]


def test_a_list_declined_leaves_its_questions() -> None:
    going, question = to_question(interview(), "list:conditions")
    after = going.answer(question, "declined")
    assert "diabetes" not in after.values
    assert "list:conditions" not in [name for name, _ in after.progress().left]


@pytest.mark.parametrize(
    ("topic", "value"),
    [("check:now", ("nonsense",)), ("fact:chest_pain", 3.5), ("form:phq9", 9.0), ("list:conditions", True)],
)
def test_a_value_that_cannot_be_is_refused_in_one_sentence(topic: str, value: object) -> None:
    going, question = to_question(interview(), topic)
    with pytest.raises(AnswerError, match=r"\.$"):
        going.answer(question, value)  # type: ignore[arg-type]


def test_a_full_assessment_goes_on_and_says_what_no_longer_matters() -> None:
    _, short, _ = go_through(interview(lists=()))
    _, whole, done = go_through(interview(lists=(), full=True))
    assert done is not None
    assert len(whole) > len(short)
    late = [question for question in whole if not question.matters]
    assert late
    assert all(question.why for question in late)
    assert {question.instrument for question in whole} >= {"phq9", "gad7", "bam", "hrsn", "barc10", "cssrs"}


def test_each_question_says_why_it_is_asked() -> None:
    _, asked, _ = go_through(interview())
    assert all(question.why.strip() for question in asked)
    assert all(question.asks.strip() for question in asked)


def test_progress_says_what_the_last_answer_settled() -> None:
    going = interview()
    look = going.next()
    assert isinstance(look, Question)
    before = going.progress()
    after = going.answer(look, ("agitated_now",)).progress()
    assert after.minutes_used == pytest.approx(look.minutes)
    assert after.minutes_left < before.minutes_left
    assert after.settled["is-the-person-not-breathing-or-rousable"] is False


def test_a_plan_can_be_made_from_the_record_at_any_point() -> None:
    going, _, _ = go_through(interview(), until=lambda q: q.instrument == "phq9")
    documents = Documents(person=going.person, record=msgspec.json.encode(going.person))
    assert compose(prepared(), documents, NOW).header.provisional is False


def test_an_interview_is_a_value() -> None:
    going = interview()
    look = going.next()
    assert isinstance(look, Question)
    going.answer(look, ())
    assert going.next() == look
    assert not going.person.facts


def test_substances_are_asked_about_in_one_question() -> None:
    going, question = to_question(interview(), "check:used_ever")
    assert len(question.facts) == len(question.options) >= 6
    after = going.answer(question, ("cocaine.used_ever",))
    assert after.values["cocaine.used_ever"] is True
    assert after.values["opioids.injected_30"] is False
