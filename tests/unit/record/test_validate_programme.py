"""A programme against the library: what is misspelt or cannot go together is refused, what is right passes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.people.plans import release
from waymark.demo.programmes import make_programmes
from waymark.record.errors import RecordError
from waymark.record.reading import read_programme
from waymark.record.validate_programme import validate_programme

KEPT = Path(__file__).parents[2] / "data" / "documents"
TUESDAY = {"weekday": "tuesday", "start": "10:00", "minutes": 60}


def checked(**parts: Any) -> tuple[str, ...]:
    document = {"format": "waymark.programme/1", "id": "a", "name": "A", **parts}
    return validate_programme(read_programme(json.dumps(document).encode(), "g.json"), release(), "g.json")


def offer(name: str, **more: Any) -> dict[str, Any]:
    return {"interventions": [{"intervention": name, **more}]}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"levels": [{"level": "l2x"}]}, "levels[0].level: there is no level of care `l2x`; did you mean `L2"),
        (
            {"levels": [{"level": "L1m+OTP"}]},
            "levels[0].level: `L1m+OTP` is two things; write L1m and OTP in `add_ons`.",
        ),
        ({"levels": [{"level": "L1m", "add_ons": ["OPT"]}]}, "no add-on `OPT`; did you mean `OTP`?"),
        ({"levels": [{"level": "L1m", "add_ons": ["OTP", "OTP"]}]}, "levels[0].add_ons[1]: `OTP` already stands"),
        ({"levels": [{"level": "L1b", "add_ons": ["LIAISON"]}]}, "LIAISON is never added to L1b; it goes with L4"),
        (offer("cbtt"), "interventions[0].intervention: there is no intervention `cbtt`; did you mean `cbt`?"),
        (offer("cbt", by="counselor"), "interventions[0].by: there is no role `counselor`; did you mean `counsellor`?"),
        (offer("cbt", sessions=[TUESDAY, TUESDAY]), "interventions[0].sessions[1]: `tuesday 10:00` already stands"),
        (
            offer("cbt", sessions=[{**TUESDAY, "start": "23:30"}]),
            "sessions[0]: 60 minutes from 23:30 end after midnight",
        ),
        (
            {"interventions": [{"intervention": "cbt"}, {"intervention": "mi"}, {"intervention": "cbt"}]},
            "interventions[2]: `cbt` already stands in interventions[0]",
        ),
        ({"medicines": ["methadon"]}, "medicines[0]: there is no medicine `methadon`; did you mean `methadone`?"),
        ({"medicines": ["naloxone", "naloxone"]}, "medicines[1]: `naloxone` already stands in medicines[0]"),
        ({"staff": [{"role": "nurze"}]}, "staff[0].role: there is no role `nurze`; did you mean `nurse`?"),
        ({"staff": [{"role": "wizard"}]}, "there is no role `wizard`; write one of case-manager, "),
        ({"staff": [{"role": "nurse", "credentials": [" "]}]}, "staff[0].credentials[0]: a credential without a name"),
        ({"staff": [{"role": "nurse", "credentials": ["RN", "RN"]}]}, "staff[0].credentials[1]: `RN` already stands"),
        ({"staff": [{"role": "nurse", "hours_per_week": -1}]}, "-1 is less than nothing"),
        ({"rates": {"therapits": 60}}, "rates.therapits: there is no role `therapits`; did you mean `therapist`?"),
        ({"levels": [{"level": "L1b", "places": -1}]}, "levels[0].places: -1 is less than nothing"),
    ],
)
def test_what_cannot_be_offered_is_refused_with_place_and_cure(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordError) as caught:
        checked(**parts)
    (sentence,) = caught.value.sentences
    assert sentence.startswith("g.json: ")
    assert says in sentence


def test_at_most_five_mistakes_are_told_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        checked(medicines=[f"nothing-{number}" for number in range(9)])
    assert len(caught.value.sentences) == 5


@pytest.mark.parametrize("number", [0, 1])
def test_the_demo_programmes_pass(number: int) -> None:
    assert checked(**make_programmes()[number]) == ()


def test_a_kept_programme_passes_and_hears_what_no_plan_uses() -> None:
    programme = read_programme((KEPT / "programme-1.json").read_bytes(), "programme-1.json")
    (sentence,) = validate_programme(programme, release(), "programme-1.json")
    assert sentence.startswith("programme-1.json: levels[0].add_ons[0]: OTP is never added to L1b; it goes with L1m, ")


def test_everything_the_library_has_can_be_offered() -> None:
    library = release()
    levels = [
        {"level": level, "add_ons": [a.id for a in library.add_ons.values() if level in a.on]}
        for level in library.levels
    ]
    assert not checked(
        levels=levels,
        interventions=[{"intervention": name} for name in library.interventions],
        medicines=list(library.medicines),
        staff=[{"role": role} for role in library.roles],
        rates=dict.fromkeys(library.roles, 1),
    )
