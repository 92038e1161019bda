"""The outline says of a plan what stands in it; made without texts it is the same as made from the whole plan."""

import msgspec
import pytest

from tests.people.plans import release
from waymark.demo.people import make_people
from waymark.planning.compose import write
from waymark.planning.outline import changed_lines, outline_of, outlined
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, Situation, read_situation, supposing
from waymark.record.reading import read_person


@pytest.fixture(scope="module")
def situations() -> list[Situation]:
    found, prepared = [], prepare(release())
    for made in make_people(40, seed=5):
        raw = msgspec.json.encode(made)
        found.append(read_situation(prepared, Documents(person=read_person(raw, "person"), record=raw)))
    return found


def test_outline_without_texts_is_that_of_the_plan(situations: list[Situation]) -> None:
    for situation in situations:
        assert outlined(situation) == outline_of(write(situation))


def test_supposing_nothing_changes_nothing(situations: list[Situation]) -> None:
    for situation in situations[:5]:
        assert changed_lines(outlined(situation), outlined(supposing(situation, {}))) == ()


def test_supposing_an_emergency_puts_the_routine_off(situations: list[Situation]) -> None:
    situation = next(s for s in situations if "emergency" not in outlined(s))
    before, after = outlined(situation), outlined(supposing(situation, {"unrousable": True}))
    assert "emergency" in changed_lines(before, after)
    assert after["step:emergency"] == ("first", "emergency")


def test_forgetting_a_fact_makes_it_unknown(situations: list[Situation]) -> None:
    situation = situations[0]
    name = next(iter(situation.known.values))
    assert name not in supposing(situation, {name: None}).known.values
