"""Lives of the demo's house hold together for whoever looks at one."""

from datetime import UTC, datetime
from random import Random

import msgspec
import pytest

from waymark.demo.fitting import fitted
from waymark.demo.house import PEOPLE, House, make_house
from waymark.demo.house_words import GIVEN, HE, IN_SPANISH, INSTEAD, KIN, SHE
from waymark.demo.notes import Document
from waymark.demo.people import public_release
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, read_situation
from waymark.record.reading import read_person

LIBRARY = public_release()


@pytest.fixture(scope="module")
def house() -> House:
    return make_house(1, datetime(2026, 11, 21, 15, tzinfo=UTC), LIBRARY)


def life(**facts: object) -> Document:
    at = "2026-11-01"
    return {
        "about": {"language": "en"},
        "facts": [{"at": at, "fact": name.replace("__", "."), "value": value} for name, value in facts.items()],
        "words": [{"at": at, "about": "worry", "text": "Who looks after the kids while I am away?"}],
        "strengths": [{"at": at, "text": text} for text in ("a steady job", "a room of their own", "faith")],
        "supporters": [{"at": at, "name": "Ana", "relation": one} for one in ("mother", "mother", "partner", "aunt")],
    }


def test_no_record_of_the_house_contradicts_itself(house: House) -> None:
    received = [step for step in house.steps if step.does == "receive"]
    assert len(received) > PEOPLE / 2
    for step in received:
        raw = msgspec.json.encode(step.given["document"])
        there = Documents(person=read_person(raw, "somebody"), record=raw)
        found = read_situation(prepare(LIBRARY), there, step.at.date().isoformat()).contradictions
        assert found == (), step.who


def test_only_who_has_children_at_home_asks_who_looks_after_them() -> None:
    other = fitted(life(children_at_home=False), "Ana", Random("1"))
    assert [row["text"] for row in other["words"]] == ["I worry that it will not work again."]
    same = fitted(life(children_at_home=True), "Ana", Random("1"))
    assert [row["text"] for row in same["words"]] == ["Who looks after the kids while I am away?"]


def test_no_strength_is_a_job_or_a_room_that_is_not_there() -> None:
    kept = fitted(life(work__state="unemployed", homeless=True), "Ana", Random("1"))["strengths"]
    assert [row["text"] for row in kept] == ["faith"]
    assert len(fitted(life(work__state="part_time"), "Ana", Random("1"))["strengths"]) == 3


@pytest.mark.parametrize("seed", range(20))
def test_the_people_around_somebody_are_several_and_suit_their_age(seed: int) -> None:
    young = fitted(life(age=30, partner=False), "Joan", Random(seed))["supporters"]
    assert [one["relation"] for one in young] == ["mother", "friend", "friend", "aunt"]
    assert len({"Joan", *(one["name"] for one in young)}) == 5
    assert young[0]["name"] in KIN["mother"]
    old = fitted(life(age=70, partner=True), "Joan", Random(seed))["supporters"]
    assert [one["relation"] for one in old] == ["friend", "friend", "partner", "friend"]


def test_who_speaks_spanish_says_everything_in_it() -> None:
    spanish = {**life(children_at_home=True), "about": {"language": "es"}}
    told = fitted(spanish, "Ana", Random("1"))
    assert [row["text"] for row in told["words"]] == ["¿Quién cuida a los niños si no estoy?"]
    assert {row["text"] for row in told["strengths"]} <= {*IN_SPANISH.values()}
    assert {text for _, text in INSTEAD.values()} <= {*IN_SPANISH}


def test_names_suggest_one_thing_at_most() -> None:
    assert not SHE & HE
    assert {*GIVEN} >= SHE | HE
