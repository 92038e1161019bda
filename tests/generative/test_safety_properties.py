"""Promises that hold for everybody: generated persons, and an independent reading of each promise in plain Python.

A person here is a set of facts, each known, known within bounds, or unknown; drawn over the whole vocabulary, with
the facts a promise speaks of drawn often.
"""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from waymark.knowledge.model.effect import Exclude, Recommend, Task
from waymark.knowledge.release import Release, load_release
from waymark.planning.cases import Outcome
from waymark.planning.prepare import Prepared, prepare

Outcomes = list[tuple[dict[str, Any], Outcome]]

PERSONS = 1500
NALTREXONE = ("naltrexone-xr", "naltrexone-oral", "bupropion-naltrexone-xr")
SUBSTANCES = ("alcohol", "opioids", "cocaine", "amphetamines", "sedatives", "cannabis", "tobacco")
OFTEN = (
    "opioid_free_days", "last_opioid.short_acting", "mat.agonist_current", "opioids.used_ever", "opioids.disorder",
    "opioids.days_of_30", "alcohol.diagnosed", "opioids.diagnosed", "creatinine_clearance",
    "severe_heart_disease", "violence_screen_done",
    "violence_screen_positive", "partner_violence", "past.delirium_tremens", "past.withdrawal_seizure", "pregnant",
    "sober_observer", "mat.state", "mat.wants", "overdose_ever", "opioid_analgesic_current",
    "methadone_current", "buprenorphine_current", "opioid_test_positive", "ciwa_ar.total", "alcohol.days_of_30",
)  # fmt: skip


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(load_release())


@pytest.fixture(scope="module")
def outcomes(prepared: Prepared) -> Outcomes:
    return [(values, Outcome(prepared, values)) for values in persons(prepared.release)]


def persons(release: Release) -> Iterator[dict[str, Any]]:
    for number in range(PERSONS):
        draw = random.Random(f"safety {number}")
        share = draw.choice((0.05, 0.2, 0.5))
        values: dict[str, Any] = {}
        for name, fact in release.facts.items():
            # A derived fact follows from the others; only where it can also be asked may it be given.
            if fact.derived is not None and fact.asked is None:
                continue
            if draw.random() < (0.7 if name in OFTEN else share):
                values[name] = _value(fact, draw)
        for substance in SUBSTANCES:
            _agree(values, substance)
        yield values


def _agree(values: dict[str, Any], substance: str) -> None:
    """Days of use and the plain answers about use do not contradict each other (the record shows such persons)."""
    days = values.get(f"{substance}.days_of_30")
    if days is not None and days[0] >= 1:
        values.pop(f"{substance}.used_30", None)
        if values.get(f"{substance}.used_ever") is False:
            del values[f"{substance}.used_ever"]


def _value(fact: Any, draw: random.Random) -> Any:
    if fact.type == "boolean":
        return draw.random() < 0.5
    if fact.type == "category":
        return 1 << draw.randrange(len(fact.options))
    low, high = fact.range or (0, 60)
    at = float(draw.randint(int(low), int(high)))
    if draw.random() < 0.2:
        return (low if draw.random() < 0.5 else at, float(high))
    return (at, at)


def has(values: dict[str, Any], release: Release, fact: str, option: str) -> bool:
    """The category is surely this option."""
    known = values.get(fact)
    index = [o.id for o in release.facts[fact].options].index(option)
    return known == 1 << index


def test_naltrexone_waits_for_a_long_enough_interval(outcomes: Outcomes, prepared: Prepared) -> None:
    """Free only when opioids were never used, or for surely enough opioid-free days: 14, or 10 when short-acting."""
    checked = 0
    for values, outcome in outcomes:
        if values.get("opioids.used_ever") is False:
            continue
        days = values.get("opioid_free_days", (float("-inf"), 0.0))
        short = values.get("last_opioid.short_acting") is True
        enough = days[0] >= 14 or (short and days[0] >= 10)
        if not enough:
            checked += 1
            for medicine in NALTREXONE:
                standing = outcome.options.standing(f"medicine:{medicine}")
                assert standing.excluded or standing.held, (medicine, days, short)
    assert checked > PERSONS / 5


def test_naltrexone_is_excluded_beside_agonist_treatment(outcomes: Outcomes) -> None:
    checked = 0
    for values, outcome in outcomes:
        if values.get("mat.agonist_current") is True:
            checked += 1
            for medicine in NALTREXONE:
                assert outcome.options.standing(f"medicine:{medicine}").excluded, medicine
    assert checked > PERSONS / 5


def test_naltrexone_can_become_free(prepared: Prepared) -> None:
    """The promises above are not kept by never offering it."""
    clear = {
        name: False
        for name, fact in prepared.release.facts.items()
        if fact.type == "boolean" and fact.derived is None and not name.startswith("last_opioid")
    }
    outcome = Outcome(prepared, {**clear, "last_opioid.short_acting": True, "opioid_free_days": (15.0, 15.0)})
    held = outcome.options.standing("medicine:naltrexone-oral").find_out
    assert not outcome.options.standing("medicine:naltrexone-oral").excluded
    assert "opioid_free_days" not in held


def test_naloxone_is_never_held_or_excluded(outcomes: Outcomes) -> None:
    for _, outcome in outcomes:
        for option, standing in outcome.options:
            if option.startswith("medicine:naloxone") or option == "intervention:overdose-education":
                assert standing.free, option


def test_no_agonist_taper_is_proposed(prepared: Prepared) -> None:
    """No rule, goal, task or intervention of ours proposes to taper an opioid agonist."""
    release = prepared.release
    named = [e.option for rule in release.rules for e in rule.effects if isinstance(e, Recommend)]
    named += [e.task for rule in release.rules for e in rule.effects if isinstance(e, Task)]
    named += [*release.interventions, *release.goals]
    assert not [n for n in named if "taper" in n and ("opioid" in n or "agonist" in n or "methadone" in n)]


def test_acamprosate_follows_the_kidney(outcomes: Outcomes) -> None:
    """Excluded at a clearance of 30 or less; held when unknown."""
    excluded = held = 0
    for values, outcome in outcomes:
        if "creatinine_mg_dl" in values and "creatinine_clearance" not in values:
            continue
        standing = outcome.options.standing("medicine:acamprosate")
        clearance = values.get("creatinine_clearance")
        if clearance is not None and clearance[1] <= 30:
            assert standing.excluded
            excluded += 1
        elif clearance is None or clearance[0] <= 30:
            assert standing.held or standing.excluded
            held += 1
    assert excluded > 20
    assert held > 20


def test_disulfiram_is_excluded_in_severe_heart_disease(outcomes: Outcomes) -> None:
    for values, outcome in outcomes:
        standing = outcome.options.standing("medicine:disulfiram")
        if values.get("severe_heart_disease") is True:
            assert standing.excluded
        elif "severe_heart_disease" not in values:
            assert standing.excluded or standing.held


def test_no_joint_family_work_before_the_violence_screen(outcomes: Outcomes) -> None:
    for values, outcome in outcomes:
        for option in ("intervention:bct", "intervention:family-therapy"):
            standing = outcome.options.standing(option)
            if values.get("violence_screen_done") is not True:
                assert standing.excluded or standing.held
            if values.get("violence_screen_positive") is True or values.get("partner_violence") is True:
                assert standing.excluded


@pytest.mark.parametrize("fact", ["past.delirium_tremens", "past.withdrawal_seizure", "pregnant"])
def test_outpatient_alcohol_withdrawal_is_excluded_with(fact: str, outcomes: Outcomes) -> None:
    """With current risk: alcohol on nearly every day."""
    checked = 0
    for values, outcome in outcomes:
        days = values.get("alcohol.days_of_30")
        if values.get(fact) is True and days is not None and days[0] >= 25:
            checked += 1
            assert outcome.options.standing("setting:ambulatory-alcohol-withdrawal").excluded
    assert checked > 10


def test_outpatient_alcohol_withdrawal_needs_a_sober_observer(outcomes: Outcomes) -> None:
    for values, outcome in outcomes:
        standing = outcome.options.standing("setting:ambulatory-alcohol-withdrawal")
        if values.get("sober_observer") is False:
            days = values.get("alcohol.days_of_30")
            if days is not None and days[0] >= 25:
                assert standing.excluded


def test_opioid_medication_is_never_conditional(prepared: Prepared) -> None:
    """No rule excludes or holds methadone or buprenorphine for counselling, a place, a test or a level of care."""
    clinical = {"allergy", "liver", "child", "pugh", "qt", "age", "buprenorphine", "methadone"}
    for rule in prepared.release.rules:
        for effect in rule.effects:
            if isinstance(effect, Exclude) and effect.hard:
                name = effect.option.removeprefix("medicine:").split("@")[0]
                if name in ("methadone", "buprenorphine"):
                    assert any(word in rule.id or word in rule.when for word in clinical), rule.id
                    forbidden = ("counsel", "housing", "homeless", "attend", "sedatives.", "cocaine", "amphetamines")
                    assert not any(word in rule.when for word in forbidden), rule.id


def test_every_person_gets_a_level(outcomes: Outcomes) -> None:
    for _, outcome in outcomes[:400]:
        assert outcome.level.recommended.key
