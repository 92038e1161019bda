"""The lint of section 7: each rule has a draft that breaks it and only it."""

from typing import Any

import msgspec
import pytest

from waymark.knowledge.avoided import AvoidedWords
from waymark.knowledge.release import load_release
from waymark.planning.wording_goals.goal import Draft
from waymark.planning.wording_goals.lint import lint

AVOIDED = AvoidedWords(load_release(locale="").avoided.values())
GOOD = Draft(
    item="goal:GO-15",
    words="sleep better",
    says="I have at most 10 bad nights in 30 by 2027-01-15.",
    measure="nights",
    unit="nights of 30",
    baseline=20,
    target=10,
    start="2026-11-21",
    by="2027-01-15",
    days=55,
    owner="person and prescriber",
    review_days=30,
)


def rules(language: str = "en", medication: bool = False, **changed: Any) -> list[str]:
    draft = msgspec.structs.replace(GOOD, **changed)
    found = lint(draft, words="sleep better", language=language, medication=medication, avoided=AVOIDED)
    return [finding.rule for finding in found]


def test_a_good_draft_has_no_finding() -> None:
    assert rules() == rules(medication=True) == []


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"says": "Fewer bad nights by then.", "by": "then"}, "number"),
        ({"unit": " "}, "unit"),
        ({"by": "2027-01-16"}, "date"),
        ({"owner": ""}, "owner"),
        ({"words": "sleep well"}, "words"),
        ({"baseline": 10}, "differs from baseline"),
        ({"days": 181}, "window"),
        ({"days": 0}, "window"),
        ({"says": "I will not slip in 30 days, by 2027-01-15."}, "not punishable"),
        ({"says": "I never drink in 30 days, by 2027-01-15."}, "not punishable"),
        ({"says": "I am no addict 30 days by 2027-01-15."}, "person first"),
    ],
)
def test_each_rule_is_found(changed: dict[str, Any], rule: str) -> None:
    assert rules(**changed) == [rule]


@pytest.mark.parametrize(
    "says", ["No voy a consumir 30 días, para el 2027-01-15.", "Nunca más beberé 30 días, para el 2027-01-15."]
)
def test_spanish_promises_are_found(says: str) -> None:
    assert rules("es", says=says) == ["not punishable"]


def test_half_a_year_is_the_longest() -> None:
    assert rules(days=180) == []


def test_medicine_is_owned_with_the_prescriber() -> None:
    assert rules(medication=True, owner="person") == ["prescriber"]
