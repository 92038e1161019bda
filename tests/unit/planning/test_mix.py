"""Ways of help together: none that rule each other out, and what a programme lacks is replaced with the loss said."""

import pytest

from tests.people.cast import CAST, Document, facts, person
from tests.people.drawn import draw_person
from tests.people.plans import plan_of, release

DRAWN = [draw_person(release(), seed) for seed in range(40)]

KOFI = person(
    "kofi",
    facts(
        age=33, cocaine__diagnosed=True, cocaine__used_ever=True, cocaine__days_of_30=12, work__state="unemployed",
        opioids__used_ever=False, cocaine__goal="abstain",
    ),
)  # fmt: skip


def clinic(*names: str) -> Document:
    return {
        "format": "waymark.programme/1",
        "id": "clinic",
        "name": "Clinic",
        "interventions": [{"intervention": name} for name in names],
    }


@pytest.mark.parametrize("one", [*CAST.values(), *DRAWN], ids=lambda p: str(p["id"]))
def test_no_two_ways_of_help_rule_each_other_out(one: Document) -> None:
    items = release().interventions
    given = {offer.intervention for offer in plan_of(one).interventions}
    assert [(a, b) for a in given for b in items[a].conflicts if b in given] == []


def test_what_the_programme_lacks_is_replaced_and_the_loss_is_said() -> None:
    made = plan_of(KOFI, programme=clinic("cra", "cbt", "mi", "peer-support"))
    given = {offer.intervention for offer in made.interventions}
    assert "cra" in given
    assert "cm" not in given
    line = next(item for item in made.left_out if item.option == "intervention:cm")
    cm = release().interventions["cm"]
    assert line.detail is not None
    instead = [release().interventions[name].label["en"] for name in cm.alternatives if name in given]
    assert any(title in line.detail for title in instead)
    assert cm.effect is not None
    assert cm.effect["en"].strip() in line.detail


def test_what_the_programme_gives_is_not_said_to_be_lost() -> None:
    made = plan_of(KOFI, programme=clinic("cm", "cra", "cbt", "mi", "peer-support"))
    assert "cm" in {offer.intervention for offer in made.interventions}
    assert not [item for item in made.left_out if item.option == "intervention:cm"]


# Everything that second-line help can have on its side: the wish for it, and a rule that names it first.
ASKED_FOR_ELSE = person(
    "sol",
    facts(age=41, suicidal_statement=True, alcohol__used_ever=False),
    preferences=[
        {"at": "2026-11-03", "about": f"intervention:{name}", "wish": "wants"}
        for name in ("peer-support", "psychiatric-care", "dbt")
    ],
)


def test_thoughts_of_suicide_get_a_safety_plan_whatever_else_is_wished_for() -> None:
    made = plan_of(ASKED_FOR_ELSE)
    offers = {offer.intervention: offer for offer in made.interventions}
    assert "goal:GO-14" in offers["dbt"].serves
    assert "goal:GO-14" in offers["safety-planning"].serves


# Rules call for acceptance work, calls and talks that a full week does not hold, and for a course to do at home.
FULL_WEEK = person(
    "rui",
    facts(
        age=52, shame_heavy=True, transport_trouble=True, cannabis__readiness=5, cannabis__used_ever=True,
        cannabis__days_of_30=4, alcohol__remission_months=30, alcohol__used_ever=True,
        opioids__used_ever=False,
    ),
    free=[{"at": "2026-11-03", "weekdays": ["monday"], "start": "18:00", "end": "18:15"}],
)  # fmt: skip


def test_what_the_week_does_not_hold_takes_no_place_from_what_it_does() -> None:
    made = plan_of(FULL_WEEK)
    waiting = {line.option for line in made.left_out}
    assert {"intervention:act", "intervention:met", "intervention:mbrp"} <= waiting
    assert "self-compassion" in {offer.intervention for offer in made.interventions}
