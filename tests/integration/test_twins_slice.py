"""A slice of the proof of twins: nobody gets less for what must not matter, and a planted bias is found."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from prove.twins import differences
from tests.engines.planted import BIASES, plant_bias, released
from waymark.demo.people import make_people
from waymark.knowledge.release import load_release
from waymark.planning.compose import Documents
from waymark.planning.prepare import Prepared, prepare
from waymark.record.reading import read_person

SEED = 5
PEOPLE = [msgspec.json.encode(person) for person in make_people(12, SEED)]


def twins(prepared: Prepared, people: Iterable[bytes]) -> list[tuple[str, tuple[str, ...]]]:
    documents = [Documents(person=read_person(raw, "person"), record=raw) for raw in people]
    return [twin for one in documents for twin in differences(prepared, one, SEED)]


def test_twins_get_no_less() -> None:
    prepared = prepare(load_release())
    protected = [fact for fact in prepared.facts.values() if fact.protected]
    assert len(protected) >= 7
    assert len(twins(prepared, PEOPLE)) == len(PEOPLE) * (len(protected) + 1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", BIASES)
def test_a_planted_bias_is_found(kind: str, tmp_path: Path) -> None:
    prepared = prepare(released(plant_bias(kind, tmp_path)))
    people = (msgspec.json.encode(person) for person in make_people(60, SEED))
    with pytest.raises(AssertionError):
        twins(prepared, people)
