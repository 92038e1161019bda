"""Whole persons: what must hold for everybody, beside what each case says of its own person."""

import json
from functools import cache

import msgspec
import pytest

from tests.people.plans import strings
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.look import read
from waymark.knowledge.model.source import Case
from waymark.knowledge.model.whole import WholePerson
from waymark.knowledge.release import load_release
from waymark.knowledge.whole import document_of
from waymark.planning.cases import PersonOutcome, case_values, outcome_of, situation_of
from waymark.planning.prepare import Prepared, prepare

# A case of one rule may need a record too, where something follows from its rows; only these are told whole.
WHOLE: dict[str, Case] = {
    name: one.entry
    for name, one in read().entries["cases"].items()
    if one.entry.person is not None and "persons/" in str(one.file)
}


@cache
def prepared() -> Prepared:
    return prepare(load_release())


@cache
def outcome(name: str) -> PersonOutcome:
    return PersonOutcome(situation_of(prepared(), WHOLE[name]))


def person(name: str) -> WholePerson:
    found = WHOLE[name].person
    assert found is not None
    return found


def test_there_are_whole_persons_of_many_kinds() -> None:
    assert len(WHOLE) >= 25
    ages = [float(case.facts["age"]) for case in WHOLE.values()]
    assert min(ages) < 18
    assert max(ages) > 70
    assert {person(name).about.language for name in WHOLE} == {"en", "es"}
    assert len({outcome(name).level.recommended.key for name in WHOLE}) >= 10


@pytest.mark.parametrize("name", WHOLE)
def test_a_person_is_told_whole_and_asks_both_ways(name: str) -> None:
    told = person(name)
    assert len(told.story) > 100
    assert told.words or told.story
    assert any(one.startswith("level:") for one in WHOLE[name].must)
    assert WHOLE[name].must_not


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_known_of_a_person_does_not_contradict_itself(name: str) -> None:
    assert not outcome(name).plan.contradictions


@pytest.mark.parametrize("name", WHOLE)
def test_a_persons_own_words_stand_in_the_plan(name: str) -> None:
    plan = "\n".join(text for _, text in strings(outcome(name).plan))
    for said in person(name).words:
        assert said.text in plan
    for strength in person(name).strengths:
        assert strength.text in plan


@pytest.mark.parametrize("name", WHOLE)
def test_what_a_person_declines_is_not_offered(name: str) -> None:
    declined = {wish.about.partition(":")[2] for wish in person(name).preferences if wish.wish == "declines"}
    plan = outcome(name).plan
    assert declined.isdisjoint(offer.intervention for offer in plan.interventions)
    assert plan.level.recommended.key not in declined


@pytest.mark.parametrize("name", WHOLE)
def test_the_week_lies_beside_the_duties(name: str) -> None:
    for session in outcome(name).plan.timetable.sessions:
        hours, minutes = map(int, session.start.split(":"))
        start = hours * 60 + minutes
        for duty in person(name).duties:
            if session.weekday in duty.weekdays:
                low, high = (int(t[:2]) * 60 + int(t[3:]) for t in (duty.start, duty.end))
                assert start + session.minutes <= low or start >= high, f"{session.title} lies on {duty.kind}"


@pytest.mark.parametrize("name", WHOLE)
def test_the_facts_of_the_suite_stand_for_the_record(name: str) -> None:
    """Who reads only the facts of the suite finds the same ratings as who reads the record."""
    by_facts = outcome_of(prepared(), case_values(prepared(), WHOLE[name]))
    for asked in WHOLE[name].must:
        if asked.startswith(("rated:", "problem:", "emergency", "excluded:")):
            assert by_facts.holds(asked)


def case(**person: object) -> Case:
    told = {"id": "one", "title": {"en": "One"}, "facts": {"age": "40"}, "source": "test"}
    about = {"story": "Somebody.", "about": {"called": "One"}}
    return msgspec.convert({**told, "person": {**about, **person}}, Case, strict=False)


def test_rows_come_with_dates_and_numbers_as_numbers() -> None:
    given = case(
        complete=["medicines"],
        substances=[{"substance": "beer", "days_of_30": "4", "last_use": "2", "days_ago": "1"}],
        answers=[{"instrument": "ruler", "each": ["7", "declined"]}],
    )
    document = json.loads(json.dumps(document_of(given, load_release())))
    assert document["lists"]["substances"]["rows"] == [
        {"at": "2026-11-02", "substance": "beer", "days_of_30": 4, "last_use": "2026-11-01"}
    ]
    assert document["lists"]["medicines"] == {"state": [{"at": "2026-11-03", "complete": True}]}
    assert document["answers"][0]["items"] == {"importance": 7, "confidence": "declined"}
    assert document["facts"] == [{"at": "2026-11-03", "fact": "age", "value": 40}]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"instrument": "ruler", "each": ["1", "2", "3", "4"]}, "3 items, 4 are given"),
        ({"instrument": "rulr", "each": ["1"]}, "no instrument `rulr`"),
    ],
)
def test_a_form_that_does_not_fit_is_named(answers: dict[str, object], says: str) -> None:
    with pytest.raises(LibraryError, match=says):
        document_of(case(answers=[answers]), load_release())


def test_a_plan_is_asked_about_only_where_there_is_one() -> None:
    with pytest.raises(ValueError, match="cases with a `person`"):
        outcome_of(prepared(), {}).holds("first:naloxone-kit")
