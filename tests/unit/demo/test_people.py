"""Invented persons: the same for the same seed, understood by the record, agreeing with themselves, of every kind."""

import os
import subprocess
import sys
from collections import Counter
from itertools import islice
from typing import Any

import msgspec
import pytest

from waymark.demo.cast import make_cast
from waymark.demo.extreme import extreme_people
from waymark.demo.people import make_people, make_person
from waymark.demo.programmes import make_programmes
from waymark.knowledge.release import Release, load_release
from waymark.record.documents.person import Person
from waymark.record.known import KnownFacts, facts_as_of
from waymark.record.reading import read_person, read_programme
from waymark.record.validate import validate

Document = dict[str, Any]


@pytest.fixture(scope="module")
def release() -> Release:
    return load_release()


def read(document: Document, release: Release) -> Person:
    person = read_person(msgspec.json.encode(document), document["id"])
    validate(person, release, document["id"])
    return person


def known(document: Document, release: Release) -> KnownFacts:
    return facts_as_of(read(document, release), release, None, {})


@pytest.fixture(scope="module")
def many(release: Release) -> list[Document]:
    return list(make_people(400, 7, release))


def test_a_person_does_not_depend_on_how_many_are_made(release: Release) -> None:
    few, more = list(make_people(3, 11, release)), list(islice(make_people(10_000, 11, release), 3))
    assert few == more
    assert make_person(2, 11, release) == few[2]
    assert list(make_people(3, 12, release)) != few


def test_the_same_seed_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import msgspec; from waymark.demo.people import make_people; from waymark.demo.cast import make_cast; "
        "import hashlib; print(hashlib.sha256(msgspec.json.encode([*make_people(5, 3), *make_cast(2)])).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(found) == 1


def test_everyone_is_understood_and_agrees_with_themselves(many: list[Document], release: Release) -> None:
    for document in many:
        assert not known(document, release).contradictions, document["id"]


def test_the_cast_is_understood_and_agrees_with_itself(release: Release) -> None:
    for seed in range(12):
        people = list(make_cast(seed, release))
        assert len({document["id"] for document in people}) == 8
        for document in people:
            facts = known(document, release)
            assert not facts.contradictions, document["id"]
            assert len(facts.values) > 30


def test_the_cast_differs_with_the_seed(release: Release) -> None:
    assert list(make_cast(1, release)) != list(make_cast(2, release))


def test_every_fact_that_can_be_asked_comes_up(release: Release) -> None:
    told: set[str] = set()
    for document in (*make_people(1500, 7, release), *extreme_people(60, 7, release)):
        told |= {row["fact"] for row in document.get("facts", ())}
    assert {name for name, fact in release.facts.items() if fact.asked is not None} <= told


def test_lifelike_persons_are_known_in_part_and_differently(many: list[Document], release: Release) -> None:
    counts = sorted(len(known(document, release).values) for document in many)
    assert counts[10] < 70
    assert counts[-10] > 160
    answers = Counter(str(row["value"]) for document in many for row in document.get("facts", ()))
    assert answers["declined"] > 50
    assert answers["unknown"] > 200


def test_all_substances_levels_of_care_and_wishes_occur(many: list[Document]) -> None:
    listed = {
        row["substance"] for person in many for row in person.get("lists", {}).get("substances", {}).get("rows", ())
    }
    assert {"heroin", "fentanyl", "spirits", "methamphetamine", "crack", "alprazolam", "cannabis_flower"} <= listed
    for table in ("words", "strengths", "priorities", "preferences", "duties", "free", "supporters", "answers"):
        assert sum(table in person for person in many) > 100, table
    languages = Counter(person.get("about", {}).get("language") for person in many)
    assert languages["es"] > 10


def test_forms_fit_the_life_they_are_about(many: list[Document]) -> None:
    for person in many:
        used = {row["substance"] for row in person.get("answers", ()) if row["instrument"] == "dsm5"}
        never = {
            row["fact"].partition(".")[0]
            for row in person.get("facts", ())
            if row["fact"].endswith(".used_ever") and row["value"] is False
        }
        assert not used & never, person["id"]
        if any(row["instrument"] == "cows" for row in person.get("answers", ())):
            assert "opioids" not in never


def test_extreme_persons_reach_the_ends_of_ranges_and_are_understood(release: Release) -> None:
    values: Counter[tuple[str, str]] = Counter()
    sizes = []
    for document in extreme_people(120, 5, release):
        read(document, release)
        rows = document.get("facts", ())
        sizes.append(len(rows))
        for row in rows:
            fact = release.facts[row["fact"]]
            if fact.range is not None and row["value"] == fact.range[0]:
                values[fact.type, "lowest"] += 1
            if fact.range is not None and row["value"] == fact.range[1]:
                values[fact.type, "highest"] += 1
            if isinstance(row["value"], dict):
                values[fact.type, "bounds"] += 1
    assert min(sizes) < 30
    assert max(sizes) > 250
    assert all(values[kind, end] for kind in ("integer", "number") for end in ("lowest", "highest", "bounds"))


def test_the_programmes_name_only_what_the_library_has(release: Release) -> None:
    rural, city = (read_programme(msgspec.json.encode(document), document["id"]) for document in make_programmes())
    for programme in (rural, city):
        assert {level.level for level in programme.levels} <= set(release.levels)
        assert {add_on for level in programme.levels for add_on in level.add_ons} <= set(release.add_ons)
        assert {offered.intervention for offered in programme.interventions} <= set(release.interventions)
        assert set(programme.medicines) <= set(release.medicines)
        assert {staff.role for staff in programme.staff} <= set(release.roles)
    assert "methadone" not in rural.medicines
    assert city.offers_everything
    assert not rural.offers_everything


def test_nobody_is_noted_what_nobody_would_ask(many: list[Document], release: Release) -> None:
    in_care = 0
    for document in many:
        facts = {row["fact"]: row["value"] for row in document.get("facts", [])}
        told_of_methadone = [name for name in facts if name.startswith("methadone_") and name != "methadone_current"]
        if facts.get("methadone_current") is False or facts.get("opioids.used_ever") is False:
            assert not told_of_methadone, document["id"]
        first, day = (facts.get(f"methadone_first_{part}_mg") for part in ("dose", "day"))
        if isinstance(first, int) and isinstance(day, int):
            assert day >= first, document["id"]
        if facts.get("opioids.used_ever") is False:
            assert not facts.get("opioids.positive_tests_28"), document["id"]
        in_care += any(name.startswith("course.") for name in facts)
    # Most have only begun: nothing of a course can be known of them.
    assert 0.05 < in_care / len(many) < 0.35
