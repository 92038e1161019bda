"""What may stand on one page of an interview: what goes together, never a danger, never what another answer settles."""

from typing import Any

import pytest

from waymark.planning.asking.interview import Interview, begin
from waymark.planning.asking.steps import Done, Question, Tell
from waymark.planning.asking.together import MOST_TOGETHER
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents
from waymark.record.documents.person import Person


@pytest.fixture(scope="module")
def pages() -> list[tuple[Interview, tuple[Question, ...]]]:
    """Every page of an interview in which somebody says no to everything."""
    from waymark.knowledge.release import load_release

    record = Person(format="waymark.person/1", id="page-by-page")
    going = begin(prepare(load_release()), Documents(person=record, record=b""), "2026-11-03", go_on=True)
    found: list[tuple[Interview, tuple[Question, ...]]] = []
    for _ in range(400):
        step = going.next()
        if isinstance(step, Done):
            return found
        if isinstance(step, Tell):
            going = going.told(step)
            continue
        page = going.together(step)
        found.append((going, page))
        for question in page:
            going = going.answer(question, _no(question))
    raise AssertionError("no end")


def _no(question: Question) -> Any:
    if question.kind == "check":
        return ()
    if question.kind == "item":
        return question.options[0].value if question.options else "unknown"
    return False if question.type == "boolean" else "unknown"


def test_a_page_begins_with_the_next_question_and_has_no_more_than_fit(
    pages: list[tuple[Interview, tuple[Question, ...]]],
) -> None:
    for going, page in pages:
        assert page[0] == going.next()
        assert 1 <= len(page) <= MOST_TOGETHER
        assert len({question.id for question in page}) == len(page)
    asked = sum(len(page) for _, page in pages)
    assert asked > 1.5 * len(pages), "several questions hardly ever stand together"


def test_what_is_about_danger_stands_alone(pages: list[tuple[Interview, tuple[Question, ...]]]) -> None:
    for going, page in pages:
        if len(page) == 1:
            continue
        for question in page:
            assert not question.safety or question.kind == "item"
            if question.kind == "item":
                items = going.prepared.instruments[question.instrument or ""].items
                assert not next(one for one in items if one.id == question.item).safety, question.id
            else:
                assert not going.chooser.is_safety(going.catalogue.topics[question.topic]), question.id


def test_what_stands_together_is_of_one_form_or_one_area(
    pages: list[tuple[Interview, tuple[Question, ...]]],
) -> None:
    for going, page in pages:
        facts = going.prepared.facts
        assert len({question.kind for question in page}) == 1
        if page[0].kind == "item":
            assert len({question.topic for question in page}) == 1
        else:
            assert len({facts[question.facts[0]].area for question in page}) == 1
            assert len({question.sensitive for question in page}) == 1


def test_no_answer_on_a_page_answers_another_question_of_it(
    pages: list[tuple[Interview, tuple[Question, ...]]],
) -> None:
    for going, page in pages:
        if page[0].kind != "fact" or len(page) == 1:
            continue
        after = going.answer(page[0], _no(page[0]))
        for other in page[1:]:
            assert after.values.get(other.facts[0]) == going.values.get(other.facts[0]), (page[0].id, other.id)


def test_a_list_is_gone_through_before_single_questions_of_it(
    pages: list[tuple[Interview, tuple[Question, ...]]],
) -> None:
    listed = {f"list:{name}" for name in ("substances", "medicines", "conditions")}
    for going, page in pages:
        if page[0].kind == "fact" and not going.chooser.is_safety(going.catalogue.topics[page[0].topic]):
            assert going.catalogue.lists.get(page[0].facts[0]) not in listed & set(going.chooser.left)
