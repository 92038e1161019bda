"""The order in which changes of a line are told: what is known and near, what is open, what is far-fetched."""

from typing import Any

from tests.unit.planning.explaining.test_changes import situation
from waymark.planning.explaining.bearing import bearing_of
from waymark.planning.explaining.candidates import candidates_of
from waymark.planning.explaining.likely import familiar_to, placing

OPIOIDS = {"opioids.days_of_30": 20, "opioids.days_since_last_use": 0, "opioids.criteria": 7}
ALCOHOL = {"alcohol.days_of_30": 25, "alcohol.days_since_last_use": 0, "alcohol.criteria": 7}


def order(facts: dict[str, Any], *deciding: str) -> list[str]:
    """Facts in the order in which their changes would be told of the level, each once."""
    at = situation(facts)
    place = placing(bearing_of(at.prepared).facts("level"), frozenset(deciding), familiar_to(at))
    return list(dict.fromkeys(c.fact for c in sorted(candidates_of(at), key=place)))


def test_what_is_used_or_was() -> None:
    familiar = familiar_to(situation({**OPIOIDS, "cocaine.used_ever": True, "cannabis.used_ever": False}))
    assert familiar.used == {"opioids", "cocaine"}
    assert {"cannabis.days_of_30", "alcohol.criteria"} <= familiar.foreign
    assert not {"opioids.criteria", "cocaine.criteria", "methadone_current", "home_unsafe"} & familiar.foreign


def test_who_takes_methadone_has_used_opioids() -> None:
    assert "methadone_current" in familiar_to(situation(ALCOHOL)).foreign


def test_what_was_never_used_comes_last() -> None:
    named = order(OPIOIDS)
    own = named.index("opioids.severe_harm_cannot_stop")
    assert all(own < named.index(f"{s}.severe_harm_cannot_stop") for s in ("cannabis", "cocaine", "alcohol"))
    drinks = order(ALCOHOL)
    assert drinks.index("cssrs.risk") < drinks.index("methadone_current")


def test_a_danger_nobody_asked_about_comes_after_other_questions() -> None:
    named = order(OPIOIDS)
    assert named.index("home_unsafe") < named.index("chest_pain")


def test_what_one_would_see_comes_after_what_one_would_ask() -> None:
    named = order(OPIOIDS)
    facts = situation(OPIOIDS).prepared.facts
    seen = [name for name in named if facts[name].observed]
    assert seen
    assert all(named.index("chest_pain") < named.index(name) for name in seen)


def test_a_known_answer_that_decides_comes_before_one_that_does_not() -> None:
    facts = {**OPIOIDS, "home_unsafe": True, "chest_pain": False}
    named = order(facts, "home_unsafe")
    assert named.index("home_unsafe") < named.index("cannot_use_group")
    named = order(facts)
    assert named.index("cannot_use_group") < named.index("chest_pain")
    assert named.index("cannot_use_group") < named.index("home_unsafe")


def test_the_next_point_of_a_score_comes_before_a_wish() -> None:
    named = order({**ALCOHOL, "ciwa_ar.total": 9, "mat.wants": "methadone"})
    assert named.index("ciwa_ar.total") < named.index("mat.wants") < named.index("cannot_use_group")
