"""The hazard log speaks of what is there: each control and each test it names exists; and its own promises hold."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from waymark.knowledge.folder import Folder, Written, read_folder
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.hazard import Hazard

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "waymark" / "knowledge" / "library"
FEWEST = 35


@cache
def folder() -> Folder:
    return read_folder(LIBRARY)


def written(kind: str) -> list[Written]:
    return list(folder().entries[kind])


def hazards() -> list[Hazard]:
    return [entry.entry for entry in written("hazards")]


def facts() -> list[Fact]:
    return [entry.entry for entry in written("facts")]


@cache
def functions_of(path: str) -> frozenset[str]:
    """Names of the test functions of a file, also those inside classes."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_the_log_is_long_enough_to_mean_something() -> None:
    assert len(hazards()) >= FEWEST


@pytest.mark.parametrize("hazard", hazards(), ids=lambda hazard: hazard.id)
def test_what_stands_against_a_hazard_is_there(hazard: Hazard) -> None:
    missing = [name for name in hazard.features if not (ROOT / "src" / "waymark" / name).exists()]
    for name in hazard.tests:
        path, _, test = name.partition("::")
        if not (ROOT / path).is_file() or (test and test not in functions_of(path)):
            missing.append(name)
    assert not missing, f"{hazard.id} names what is not there: {', '.join(missing)}"


@pytest.mark.parametrize("hazard", hazards(), ids=lambda hazard: hazard.id)
def test_nothing_is_called_controlled_without_a_test_that_shows_it(hazard: Hazard) -> None:
    assert hazard.state == "open" or hazard.tests
    # A grave harm that is likely cannot be called controlled by ourselves.
    assert not (hazard.state == "controlled" and hazard.severity == "grave" and hazard.likelihood == "likely")


def test_every_safety_rule_stands_against_a_hazard() -> None:
    named = {rule for hazard in hazards() for rule in hazard.rules}
    lone = [entry.template for entry in written("rules") if entry.entry.safety and entry.template not in named]
    assert not lone, f"safety rules that no hazard names: {', '.join(lone)}"


def test_every_question_says_why_it_is_asked() -> None:
    silent = [fact.id for fact in facts() if fact.asked and fact.asked.why is None and not fact.tell]
    assert not silent, f"asked without a word why: {', '.join(silent)}"


# Who somebody is, what was, and what others set: nobody is better for having another one.
_GIVEN = re.compile(
    r"^(?:age|sex_for_scoring|childbearing_potential|pregnan|postpartum|breastfeeding|veteran|rural|education|spiritual|"
    r"wants_|wishes\.|group_not_wanted|hiv$|past\.|overdose_ever|overdose_days_ago|trauma_history|mandated|"
    r"justice_involved|legal_case_open|.*_diagnosed$|.*\.diagnosed$|.*\.used_ever$|.*\.criteria$|family_history|adolescent|"
    r"older_adult|treatment_tries|borderline_or_self_harm|weight_kg|height_cm|partner$)"
)


def test_nobody_is_told_to_be_other_than_they_are() -> None:
    given = [fact for fact in facts() if _GIVEN.match(fact.id) and fact.id != "pregnancy_complicated"]
    assert len(given) > 30
    told = [fact.id for fact in given if fact.better is not None or fact.acting is not None]
    assert not told, f"no way of these is better: {', '.join(told)}"
    assert not [fact.id for fact in facts() if fact.protected and (fact.better or fact.acting)]


def test_nothing_tells_a_person_to_stop_a_sedative() -> None:
    by_id = {fact.id: fact for fact in facts()}
    left = ("days_of_30", "very_high_dose", "prescribed_stable", "daily_over_month")
    for name in (*(f"sedatives.{each}" for each in left), "benzodiazepine_current", "z_drug_current"):
        assert (by_id[name].better, by_id[name].acting) == (None, None), name
    # Where less use is better, the words say that stopping all at once can be unsafe.
    for name in ("{substance}.days_of_30", "alcohol.heavy_30", "alcohol.drinks_per_week"):
        acting = by_id[name].acting
        assert acting is not None
        assert "all at once" in acting["en"], name
        assert "de golpe" in acting["es"], name
    spread = by_id["{substance}.days_of_30"].for_each
    assert spread is not None
    assert "sedatives" in spread.without


def test_better_fits_what_a_fact_holds() -> None:
    wrong = [
        fact.id
        for fact in facts()
        if fact.better is not None and (fact.type == "boolean") != (fact.better in ("yes", "no"))
    ]
    assert not wrong, f"yes or no is for boolean facts, higher or lower for numbers: {', '.join(wrong)}"
    assert not [fact.id for fact in facts() if fact.better is not None and fact.type == "category"]
