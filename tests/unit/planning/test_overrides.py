"""An override that cannot be followed is said on the plan, and never takes the place of one that can."""

from typing import Any

import pytest

from tests.people.cast import MARIA, NOW, OMAR
from tests.people.plans import maker, plan_of, release
from waymark.knowledge.model.effect import Exclude
from waymark.planning.phrases import LANGUAGES, PHRASES, say
from waymark.planning.stand import Stand, take_stand
from waymark.record.documents.decisions import Decision
from waymark.record.documents.person import Person

RULES = {rule.id: rule for rule in release().rules}
REASONS = ("person", "safety", "nobody", "prescriber", "director", "unknown")


def override(rule: str, author: str = "clinician", at: str = NOW, **more: Any) -> dict[str, Any]:
    return {"at": at, "item": f"rule:{rule}", "author": author, "decision": "override", "text": "not so here", **more}


def stand_of(*rows: dict[str, Any]) -> Stand:
    person = Person(format="waymark.person/1", id="p")
    days: dict[str | int, int] = {NOW: 0, "2026-11-05": 2}
    return take_stand(maker().prepared, person, [Decision(**row) for row in rows], 9, days.__getitem__)


def spoken(*, safety: bool) -> str:
    plan = plan_of(MARIA)
    return next(r for r, line in plan.rules.items() if line.answer == "yes" and RULES[r].safety is safety)


def kept_for_prescribers() -> str:
    return next(
        r.id
        for r in RULES.values()
        if not r.safety and any(isinstance(e, Exclude) and e.override_by == "prescriber" for e in r.effects)
    )


def test_what_the_person_overrides_still_counts_and_the_plan_says_so() -> None:
    rule = spoken(safety=False)
    plan = plan_of(MARIA, [override(rule, "person")])
    assert rule in plan.rules
    (said,) = [n for n in plan.header.notices if RULES[rule].asks["en"] in n]
    assert "clinician" in said


def test_a_safety_rule_stands_and_the_plan_says_so_in_both_languages() -> None:
    rule = spoken(safety=True)
    for language in LANGUAGES:
        plan = plan_of(MARIA, [override(rule)], language=language)
        before = plan_of(MARIA, language=language).header.notices
        assert rule in plan.rules
        (said,) = [n for n in plan.header.notices if n not in before]
        asks = next(r for r in release(language).rules if r.id == rule).asks
        assert said == say("override safety", language, rule=asks[language])


@pytest.mark.parametrize(
    ("role", "followed"), [("prescriber", True), ("Physician", True), ("peer", False), (None, True)]
)
def test_a_role_below_the_one_the_rule_names_cannot_set_it_aside(role: str | None, followed: bool) -> None:
    rule = kept_for_prescribers()
    stand = stand_of(override(rule, role=role))
    assert (rule in stand.set_aside) is followed
    assert stand.not_followed == ([] if followed else [(rule, "override prescriber")])


def test_any_clinician_may_set_aside_a_rule_that_excludes_nothing() -> None:
    rule = next(r.id for r in RULES.values() if not r.safety and not any(isinstance(e, Exclude) for e in r.effects))
    assert rule in stand_of(override(rule, role="counsellor")).set_aside


@pytest.mark.parametrize("later", [{"author": "person"}, {"role": "peer"}])
def test_a_later_row_that_cannot_be_followed_leaves_the_earlier_one(later: dict[str, Any]) -> None:
    rule = kept_for_prescribers()
    stand = stand_of(override(rule, role="prescriber"), override(rule, at="2026-11-05", **{"text": "mine", **later}))
    assert stand.set_aside[rule].text == "not so here"
    assert [r for r, _ in stand.not_followed] == [rule]


def test_the_plan_never_says_that_a_rule_counts_and_is_set_aside() -> None:
    rule = spoken(safety=False)
    plan = plan_of(MARIA, [override(rule), override(rule, "person", "2026-11-05")])
    assert rule not in plan.rules
    assert not any("still counts" in notice for notice in plan.header.notices)


def test_a_rule_that_is_not_there_is_kept_with_its_reason_once() -> None:
    stand = stand_of(override("no-such-rule"), override("no-such-rule", at="2026-11-05"))
    assert stand.not_followed == [("no-such-rule", "override unknown")]


def test_nothing_is_said_where_nothing_was_overridden() -> None:
    for person in (MARIA, OMAR):
        assert not any("set aside" in notice for notice in plan_of(person).header.notices)


@pytest.mark.parametrize("why", REASONS)
def test_every_reason_is_one_plain_sentence_in_every_language(why: str) -> None:
    for language in LANGUAGES:
        said = say(f"override {why}", language, rule="Is it so?")
        assert "Is it so?" in said
        assert said.endswith(".")
        assert len(said.split()) < 26
    assert PHRASES[f"override {why}"][0] != PHRASES[f"override {why}"][1]
