"""What people call things: brands and street names end in the right class, and a doubtful name proves nothing."""

import csv
import os
from pathlib import Path
from typing import Any

import pytest

from tests.people.plans import plan_of
from waymark.knowledge.release import load_release
from waymark.record.index import Index, index_of
from waymark.record.names import MAYBE, plain_name

FILE = "drug_names/dope_lookup.csv"
MEDICINE_CLASSES = {
    "Suboxone 8/2 mg film": "transmucosal",
    "suboxone": "opioid_agonist",
    "Sublocade": "monthly_buprenorphine",
    "Brixadi": "opioid_agonist",
    "Vivitrol": "opioid_antagonist",
    "Revia": "opioid_antagonist",
    "methadone 80 mg": "opioid_agonist",
    "Xanax (2 mg)": "benzodiazepine",
    "Klonopin": "benzodiazepine",
    "Ambien": "z_drug",
    "Neurontin": "gabapentinoid",
    "Lyrica": "gabapentinoid",
    "Percocet": "opioid_analgesic",
    "Ultram": "opioid_analgesic",
    "Antabuse": "thiuram",
    "Wellbutrin": "antidepressant",
    "Kaletra": "methadone_lowering",
    "Coumadin": "disulfiram_interaction",
    "Celexa": "qt_prolonging",
    "Nardil": "maoi",
    "Flagyl": "disulfiram_never",
    "Dilantin": "cyp3a4_inducer",
    "Diflucan": "cyp3a4_inhibitor",
    "Zoloft": "serotonergic",
}
SUBSTANCE_CLASSES = {
    "blues": "opioids", "tranq": "opioids", "fetty": "opioids", "lean": "opioids", "subs": "opioids",
    "bars": "sedatives", "xans": "sedatives", "liquid g": "sedatives", "tina": "amphetamines", "molly": "amphetamines",
    "bath salts": "amphetamines", "coke": "cocaine", "rock": "cocaine", "k2": "cannabis", "pot": "cannabis",
}  # fmt: skip
# Names that the published list gives to another class, too, kept for what they usually mean; those it gives elsewhere.
USUAL = {"bars", "blow", "chiva", "crank", "crystal", "glass", "ice", "rock", "speed"}
# The list has poppers among the stimulants; here they are nitrites that are breathed in.
ELSEWHERE = {"poppers", "whiskey"}
OF_CLASS = {
    "heroin": "opioids", "narcotic (opioid)": "opioids", "cannabis": "cannabis", "depressant": "sedatives",
    "stimulant": "amphetamines",
}  # fmt: skip
OF_CATEGORY = {
    "cocaine": "cocaine", "crack": "cocaine", "crack cocaine": "cocaine", "mdma": "amphetamines",
    "isobutyl nitrite": None, "amyl nitrite": None,
}  # fmt: skip
MEDICINE_WORD = {
    "opioids": "opioid", "sedatives": "sedative", "amphetamines": "prescribed_stimulant", "cocaine": "", "cannabis": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(load_release())


@pytest.mark.parametrize(("name", "wanted"), MEDICINE_CLASSES.items())
def test_a_medicine_by_any_name_has_its_class(index: Index, name: str, wanted: str) -> None:
    assert wanted in index.medicines[plain_name(name)].words


@pytest.mark.parametrize(("name", "wanted"), SUBSTANCE_CLASSES.items())
def test_a_street_name_has_its_class(index: Index, name: str, wanted: str) -> None:
    assert wanted in index.substances[plain_name(name)].words


def test_a_name_of_two_classes_is_sure_of_neither(index: Index) -> None:
    words = index.substances["dope"].words
    assert {MAYBE + "opioids", MAYBE + "cannabis"} <= words
    assert not {"opioids", "cannabis"} & words


def test_an_ingredient_with_several_forms_is_sure_only_of_what_all_have(index: Index) -> None:
    words = index.medicines["buprenorphine"].words
    assert "opioid_agonist" in words
    assert {MAYBE + "transmucosal", MAYBE + "monthly_buprenorphine"} <= words


def test_a_name_never_hides_the_medicine_that_has_it_for_its_id(index: Index) -> None:
    for medicine in index.release.medicines.values():
        assert medicine.id in index.medicines[medicine.id.lower()].forms


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Xanax 2mg", "xanax"),
        ("methadone, 80 mg", "methadone"),
        ("K2", "k2"),
        ("5-MeO-DMT", "5-meo-dmt"),
        (" Oxy ", "oxy"),
    ],
)
def test_a_strength_behind_a_name_is_left_out(said: str, name: str) -> None:
    assert plain_name(said) == name


PERSON: dict[str, Any] = {"format": "waymark.person/1", "id": "one"}
DAY = "2026-11-20"


def listed(name: str, key: str, *words: str) -> dict[str, Any]:
    rows = [{"at": DAY, key: word} for word in words]
    return {**PERSON, "lists": {name: {"rows": rows, "state": [{"at": DAY, "complete": True}]}}}


def rules_of(person: dict[str, Any]) -> set[str]:
    return set(plan_of(person).rules)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Suboxone 8/2 mg", "is-opioid-medicine-already-on"),
        ("Suboxone", "do-teeth-need-care-on-buprenorphine"),
        ("Sublocade", "what-does-the-monthly-buprenorphine-injection-ask-for"),
        ("Vivitrol", "what-does-naltrexone-treatment-ask-for"),
        ("Antabuse", "what-does-disulfiram-treatment-ask-for"),
        ("Xanax 2 mg", "is-a-benzodiazepine-on-the-list"),
        ("Frobozzine", "is-a-medicine-on-the-list-not-recognised"),
    ],
)
def test_a_brand_on_the_list_ends_in_its_rule(name: str, rule: str) -> None:
    assert rule in rules_of(listed("medicines", "medicine", name))


@pytest.mark.parametrize("name", ["blues", "tranq", "fetty", "M30"])
def test_a_street_opioid_ends_in_naloxone_and_fentanyl_rules(name: str) -> None:
    said = rules_of(listed("substances", "substance", name))
    assert {"do-stimulants-or-street-pills-call-for-naloxone", "could-the-supply-hold-fentanyl"} <= said


def test_a_stopped_form_does_not_stop_another() -> None:
    person = listed("medicines", "medicine", "Sublocade", "Suboxone")
    person["lists"]["medicines"]["rows"][1]["state"] = "stopped"
    said = rules_of(person)
    assert "what-does-the-monthly-buprenorphine-injection-ask-for" in said
    assert "do-teeth-need-care-on-buprenorphine" not in said


@pytest.mark.parametrize(("last", "worn_off"), [("2026-10-24", False), ("2026-10-23", True)])
def test_the_last_injection_on_the_list_tells_when_it_has_worn_off(last: str, worn_off: bool) -> None:
    person = listed("medicines", "medicine", "Vivitrol")
    person["lists"]["medicines"]["rows"][0]["last_dose"] = last
    assert ("has-a-naltrexone-injection-worn-off" in rules_of(person)) is worn_off


def test_an_ingredient_that_is_stopped_stops_its_forms() -> None:
    person = listed("medicines", "medicine", "Suboxone", "buprenorphine")
    person["lists"]["medicines"]["rows"][1] |= {"state": "stopped", "at": "2026-11-21"}
    assert "is-opioid-medicine-already-on" not in rules_of(person)


def test_a_medicine_nobody_knows_is_asked_about_by_name_and_excludes_nothing() -> None:
    plan = plan_of(listed("medicines", "medicine", "Frobozzine"))
    (question,) = [q for q in plan.open_questions if q.id == "open:list:medicines"]
    assert question.title == "Frobozzine"
    assert "Frobozzine" in question.asks
    assert not any(medicine.status == "excluded" for medicine in plan.medicines)
    known = plan_of(listed("medicines", "medicine", "metformin"))
    assert "open:list:medicines" not in {q.id for q in known.open_questions}


def published() -> dict[str, set[str]]:
    """Names of a published list -> classes of ours that it gives them; skips where the list is not at hand."""
    required = os.environ.get("WAYMARK_REQUIRE_DATA") == "1"
    named = os.environ.get("WAYMARK_DATA")
    path = Path(named or "") / FILE
    if not named or not path.is_file():
        missing = f"WAYMARK_DATA names no folder with {FILE}"
        if required:
            pytest.fail(f"{missing}, and WAYMARK_REQUIRE_DATA=1 asks for it")
        pytest.skip(missing)
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known = OF_CATEGORY.get(row["category"], OF_CLASS.get(row["class"]))
            if known is not None:
                found.setdefault(plain_name(row["synonym"]), set()).add(known)
    return found


def test_our_street_names_are_those_of_the_published_list(index: Index) -> None:
    theirs = published()
    classes = set(index.release.substances)
    compared, elsewhere, more = 0, set(), set()
    for name, named in index.substances.items():
        ours = {word.removeprefix(MAYBE) for word in named.words} & classes
        if name in theirs:
            compared += 1
            if not ours & theirs[name]:
                elsewhere.add(name)
            elif theirs[name] - ours:
                more.add(name)
    assert compared > 50
    assert elsewhere == ELSEWHERE
    assert more == USUAL


def test_our_medicines_are_of_the_published_class(index: Index) -> None:
    theirs = published()
    wrong = {
        name
        for name, named in index.medicines.items()
        if name in theirs and not any(MEDICINE_WORD[known] in named.words for known in theirs[name])
    }
    assert wrong == {"lithium"}  # A street name for something else.
