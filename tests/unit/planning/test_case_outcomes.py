"""What a case may expect beyond rules: what follows from its facts, and for which need something is recommended."""

import pytest

from waymark.knowledge.cases import read_value
from waymark.knowledge.release import load_release
from waymark.planning.cases import Outcome, outcome_of
from waymark.planning.prepare import prepare

PREPARED = prepare(load_release())


def outcome(**facts: str) -> Outcome:
    """What comes out of these facts; `__` stands for a dot."""
    types = PREPARED.release.program.types
    named = {name.replace("__", "."): text for name, text in facts.items()}
    known = {name: read_value(text, types[name]) for name, text in named.items()}
    return outcome_of(PREPARED, {name: value for name, value in known.items() if value is not None})


def test_a_fact_that_follows_is_seen_with_its_value() -> None:
    half = outcome(methadone_daily_mg="60")
    assert half.holds("fact:methadone_half_mg=30")
    assert not half.holds("fact:methadone_half_mg=31")


def test_a_number_may_lie_between_bounds_but_not_reach_out_of_them() -> None:
    estimate = outcome(age="60", weight_kg="72", creatinine_mg_dl="1.2")
    assert estimate.holds("fact:creatinine_clearance=56..67")
    assert not estimate.holds("fact:creatinine_clearance=60..67")


def test_what_is_open_is_unknown_and_neither_true_nor_false() -> None:
    open_ = outcome(audit__total="14")
    assert open_.holds("fact:audit.likely_dependence=unknown")
    assert not open_.holds("fact:audit.likely_dependence=true")
    assert not open_.holds("fact:audit.likely_dependence=false")


def test_what_was_noted_counts_too_and_options_may_be_several() -> None:
    noted = outcome(cssrs__risk="low")
    assert noted.holds("fact:cssrs.risk=low")
    assert noted.holds("fact:cssrs.risk=low|moderate")
    assert not noted.holds("fact:cssrs.risk=moderate")


@pytest.mark.parametrize("wrong", ["fact:bmi", "fact:no.such.fact=1", "fact:bmi=heavy", "fact:smoker=perhaps"])
def test_a_fact_that_cannot_be_asked_for_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="fact:"):
        outcome().holds(wrong)


def test_a_recommendation_is_for_the_need_its_rule_names() -> None:
    wishes = outcome(wishes__sober_home="true", homeless="true")
    rule = "by does-the-person-want-a-sober-home"
    assert wishes.holds(f"recommended:intervention:recovery-housing for PR-HOUS {rule}")
    assert wishes.holds(f"recommended:intervention:recovery-housing for PR-SOC {rule}")
    assert wishes.holds(f"recommended:intervention:recovery-housing {rule}")
    assert not wishes.holds(f"recommended:intervention:recovery-housing for PR-ALC {rule}")
