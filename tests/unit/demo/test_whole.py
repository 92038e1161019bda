"""Whole truths: an answer to everything, and no two that cannot both be."""

import msgspec
import pytest

from waymark.demo.life import CLASSES
from waymark.demo.people import make_person
from waymark.demo.whole import UNKNOWN, Truth, make_whole, make_wholes, with_answers
from waymark.demo.whole_record import truth_of_record
from waymark.knowledge.release import Release, load_release
from waymark.logic import Known
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.record.documents.person import Person
from waymark.record.known import facts_as_of
from waymark.record.reading import read_person
from waymark.record.validate import validate


@pytest.fixture(scope="module")
def release() -> Release:
    return load_release()


@pytest.fixture(scope="module")
def prepared(release: Release) -> Prepared:
    return prepare(release)


@pytest.fixture(scope="module")
def many(release: Release) -> list[Truth]:
    return list(make_wholes(150, 4, release))


def situation(truth: Truth, prepared: Prepared) -> Situation:
    """Where the person stands once everything was asked; the document passes every check of a person file."""
    raw = msgspec.json.encode(with_answers(truth.begin, truth.day, truth.facts, truth.forms))
    person = read_person(raw, truth.id)
    validate(person, prepared.release, truth.id)
    return read_situation(prepared, Documents(person=person, record=raw), truth.day)


def test_a_truth_is_the_same_each_time_and_for_each_number_alone(release: Release) -> None:
    assert make_whole(3, 9, release) == list(make_wholes(4, 9, release))[3]


def test_everything_that_can_be_asked_has_an_answer(many: list[Truth], release: Release) -> None:
    asked = {name for name, fact in release.facts.items() if fact.asked is not None}
    asked = {name for name in asked if not name.startswith("interview.")}
    for truth in many:
        assert asked <= truth.facts.keys(), truth.id
        for name, form in release.instruments.items():
            for substance in CLASSES if form.subject is not None else (None,):
                given = {item.id: truth.of_item(name, substance, item.id) for item in form.items}
                assert all(isinstance(answer, float) for answer in given.values()), (truth.id, name, given)


def test_no_two_answers_contradict_each_other(many: list[Truth], prepared: Prepared) -> None:
    for truth in many:
        found = situation(truth, prepared).contradictions
        assert not found, f"{truth.id}: {found[0].says}"


def test_days_of_use_are_the_same_in_every_place(many: list[Truth]) -> None:
    for truth in many:
        drinks = truth.facts["alcohol.days_of_30"]
        assert truth.of_item("bam", None, "item_4") == drinks
        assert (truth.of_item("pawss", None, "threshold") == 1) is (drinks != 0)
        for name in CLASSES:
            if truth.facts[f"{name}.used_ever"] is False:
                assert truth.facts[f"{name}.days_of_30"] == 0
                assert not any(truth.forms["dsm5", name].values())


def test_withdrawal_is_scored_only_with_use(many: list[Truth]) -> None:
    scored = 0
    for truth in many:
        for form, substance in (("ciwa_ar", "alcohol"), ("cows", "opioids")):
            if any(truth.forms[form, None].values()):
                scored += 1
                assert truth.facts[f"{substance}.days_of_30"] != 0, (truth.id, form)
    assert scored > 10


def test_thoughts_of_death_are_told_alike(many: list[Truth]) -> None:
    told = 0
    for truth in many:
        screened = any(truth.forms["cssrs", None].values())
        assert (truth.of_item("phq9", None, "item_9") != 0) is screened, truth.id
        told += screened
    assert told > 5


def test_what_a_record_says_is_what_is_answered(release: Release) -> None:
    document = make_person(12, 5, release)
    truth = truth_of_record(document, "opioids", release)
    noted = [row["fact"] for row in document["facts"] if row["value"] not in ("unknown", "declined")]
    assert noted
    assert len(set(truth.facts) & set(noted)) > len(noted) / 2
    assert {row["fact"] for row in truth.begin["facts"]}.isdisjoint(truth.facts)
    person = msgspec.convert(with_answers(truth.begin, truth.day, truth.facts, truth.forms), Person)
    validate(person, release, truth.id)
    assert truth.of_fact("nobody.asked_this") == UNKNOWN


def test_a_record_told_again_is_known_as_it_was(release: Release, prepared: Prepared) -> None:
    for number in range(40):
        document = make_person(number, 6, release)
        raw = msgspec.json.encode(document)
        before = read_situation(prepared, Documents(person=read_person(raw, "before"), record=raw))
        after = situation(truth_of_record(document, "opioids", release), prepared)
        if before.contradictions or after.contradictions:
            continue
        asked = {name for name, note in before.known.notes.items() if note.how == "asked"}
        known: dict[str, Known] = {name: after.known.values[name] for name in asked}
        assert known == {name: before.known.values[name] for name in asked}, document["id"]


def test_lists_say_the_same_as_the_questions(many: list[Truth], release: Release) -> None:
    drawn = {name: fact for name, fact in release.facts.items() if fact.drawn and fact.asked}
    for truth in many:
        person = msgspec.convert(with_answers(truth.begin, truth.day, truth.facts, {}, truth.lists), Person)
        validate(person, release, truth.id)
        found = facts_as_of(person, release, truth.day)
        assert [c.says for c in found.contradictions if set(c.facts) & drawn.keys()] == [], truth.id
        assert len(truth.lists["substances"]) >= 1
