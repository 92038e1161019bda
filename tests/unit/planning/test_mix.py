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
