"""The import against the real tables: expected values were read off the tables by hand or are counted here anew."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from waymark.exchange.ctn0094 import ImportReport, import_trial
from waymark.knowledge.release import load_release
from waymark.record.reading import read_person
from waymark.record.validate import validate

pytestmark = pytest.mark.slow

Document = dict[str, Any]
_CLASS = {
    "Alcohol": "alcohol",
    "Amphetamine": "amphetamines",
    "Benzodiazepine": "sedatives",
    "Sedatives": "sedatives",
    "Buprenorphine": "opioids",
    "Methadone": "opioids",
    "Heroin": "opioids",
    "Opioid": "opioids",
    "Cocaine": "cocaine",
    "THC": "cannabis",
    "Thc": "cannabis",
    "K2": "cannabis",
    "Cathinones": "amphetamines",
    "Methylphenidate": "amphetamines",
    "Mdma/Hallucinogen": "amphetamines",
    "Ghb": "sedatives",
    "Dextromethorphan": "other_drugs",
    "Hallucinogen": "other_drugs",
    "Inhalant": "other_drugs",
    "Pcp": "other_drugs",
}


def raw(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(folder / "tables" / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@pytest.fixture(scope="module")
def as_of(trial_data: Path) -> dict[str, int]:
    days = {row["who"]: 0 for row in raw(trial_data, "everybody")}
    days |= {row["who"]: int(row["when"]) for row in raw(trial_data, "randomization") if row["which"] == "1"}
    return days


@pytest.fixture(scope="module")
def baseline(trial_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportReport]:
    out = tmp_path_factory.mktemp("baseline")
    return out, import_trial(trial_data, out)


@pytest.fixture(scope="module")
def people(baseline: tuple[Path, ImportReport]) -> dict[str, Document]:
    return {path.stem: json.loads(path.read_bytes()) for path in sorted(baseline[0].iterdir())}


@pytest.fixture(scope="module")
def week_twelve(trial_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    out = tmp_path_factory.mktemp("week12")
    import_trial(trial_data, out, 12)
    return {path.stem: json.loads(path.read_bytes()) for path in sorted(out.iterdir())}


def readings(document: Document, fact: str) -> list[tuple[int, Any]]:
    return [(row["at"], row["value"]) for row in document.get("facts", ()) if row["fact"] == fact]


def rows(document: Document) -> Iterator[Document]:
    for name in ("answers", "facts", "measures"):
        yield from document.get(name, ())
    for part in document.get("lists", {}).values():
        yield from part.get("rows", ())
        yield from part.get("state", ())


def test_every_participant_has_a_document(baseline: tuple[Path, ImportReport], people: dict[str, Document]) -> None:
    _, report = baseline
    assert len(people) == report.written == 2508
    assert (report.as_of_randomization, report.as_of_consent) == (1758, 750)


def test_no_list_is_called_complete(people: dict[str, Document]) -> None:
    for document in people.values():
        states = [state for part in document["lists"].values() for state in part.get("state", ())]
        assert not any(state["complete"] for state in states)


def test_every_document_is_read_without_complaint(baseline: tuple[Path, ImportReport]) -> None:
    release = load_release()
    for path in baseline[0].iterdir():
        person = read_person(path.read_bytes(), path.name)
        validate(person, release, path.name)
        assert person.id == path.stem


def test_nothing_lies_after_the_as_of_day(
    people: dict[str, Document], week_twelve: dict[str, Document], as_of: dict[str, int]
) -> None:
    for documents, weeks in ((people, 0), (week_twelve, 12)):
        for who, document in documents.items():
            limit = as_of[who] + 7 * weeks
            latest: int = max(max(row["at"], row.get("noted", row["at"])) for row in rows(document))
            assert latest == limit, who
            assert all((row["noted"] if "noted" in row else row["at"]) >= 0 for row in rows(document)), who


def test_positive_tests_are_those_of_the_tables_and_none_is_negative(
    trial_data: Path, people: dict[str, Document], as_of: dict[str, int]
) -> None:
    expected: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in raw(trial_data, "uds"):
        if int(row["when"]) <= as_of[row["who"]] and row["what"] in _CLASS:
            expected[row["who"]].add((int(row["when"]), _CLASS[row["what"]]))
    for who, document in people.items():
        tests = [row for row in document.get("measures", ()) if row["measure"].startswith("drug_test.")]
        assert {row["value"] for row in tests} <= {"positive"}
        found = {(row["at"], row["measure"].partition(".")[2]) for row in tests}
        found |= {
            (row["at"], "opioids")
            for row in document.get("measures", ())
            if row["measure"] == "medication.found_in_urine"
        }
        assert found == expected.get(who, set()), who


def test_use_days_are_those_of_the_calendar(
    trial_data: Path, people: dict[str, Document], as_of: dict[str, int]
) -> None:
    expected: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in raw(trial_data, "tlfb"):
        if int(row["when"]) <= as_of[row["who"]] and row["what"] in _CLASS:
            expected[row["who"]].add((int(row["when"]), _CLASS[row["what"]]))
    for who, document in people.items():
        found = {
            (row["at"], row["measure"].removesuffix(".use_day"))
            for row in document.get("measures", ())
            if row["measure"].endswith(".use_day")
        }
        assert found == expected.get(who, set()), who


def test_no_use_is_said_only_of_a_calendar_that_was_kept(
    trial_data: Path, people: dict[str, Document], as_of: dict[str, int]
) -> None:
    kept = {row["who"] for row in raw(trial_data, "tlfb") if int(row["when"]) <= as_of[row["who"]]}
    for who, document in people.items():
        if who not in kept:
            assert not readings(document, "cannabis.days_of_30"), who
            assert not readings(document, "alcohol.days_of_30"), who


def test_withdrawal_bands_bound_the_cows_and_nothing_more(trial_data: Path, people: dict[str, Document]) -> None:
    project = {row["who"]: row["project"] for row in raw(trial_data, "everybody")}
    bounds = [(0, 4), (5, 12), (13, 24), (25, 48)]
    expected: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in raw(trial_data, "withdrawal"):
        if row["withdrawal"]:
            expected[row["who"]].add((int(row["when"] or 9999), int(row["withdrawal"])))
    for who, document in people.items():
        for row in document.get("answers", ()):
            if row["instrument"] == "cows":
                total = row["scores"]["total"]
                band = bounds.index((total["at_least"], total["at_most"]))
                assert (row["at"], band) in expected[who]
                assert project[who] != "51", "CTN-0051 used another instrument"
        if readings(document, "opioid_withdrawal.band"):
            assert project[who] == "51"


def test_injecting_is_yes_exactly_where_a_level_is_above_the_lowest(
    trial_data: Path, people: dict[str, Document]
) -> None:
    for row in raw(trial_data, "rbs_iv"):
        said = [value for _, value in readings(people[row["who"]], "opioids.injected_30")]
        levels = [row[f"{drug}_inject_days"] for drug in ("heroin", "opioid", "speedball")]
        assert (True in said) == any(level and int(level) > 1 for level in levels), row["who"]


def test_days_with_the_needle_agree_with_heroin_stored_as_days_plus_one(
    trial_data: Path, people: dict[str, Document]
) -> None:
    checked = 0
    for row in raw(trial_data, "rbs_iv"):
        listed = people[row["who"]]["lists"].get("substances", {}).get("rows", ())
        words = next(
            (entry["text"] for entry in listed if entry["text"].startswith("risk") and "injected" in entry["text"]), ""
        )
        if words and (level := row["heroin_inject_days"]):
            assert f"heroin injected on {int(level) - 1} days" in words
            # The column `days` holds the most of all drugs, unshifted: it proves the shift.
            assert int(level) - 1 <= int(row["days"])
            checked += 1
    assert checked > 900


def test_assigned_arms_and_doses_after_randomization_are_not_medicines_taken(people: dict[str, Document]) -> None:
    taking = [who for who, document in people.items() if "rows" in document.get("lists", {}).get("medicines", {})]
    assert len(taking) <= 2


def test_race_and_heritage_are_nowhere(baseline: tuple[Path, ImportReport]) -> None:
    for path in baseline[0].iterdir():
        text = path.read_bytes()
        assert b"race" not in text
        assert b"ispanic" not in text


def test_participant_8_never_randomized_ctn_0027(people: dict[str, Document]) -> None:
    document = people["8"]
    assert readings(document, "age") == [(0, 44)]
    # Cocaine 1 day, speedball 0; heroin 30, opioid 0; speed not asked.
    assert readings(document, "cocaine.days_of_30") == [(0, 1)]
    assert readings(document, "opioids.days_of_30") == [(0, 30)]
    assert readings(document, "amphetamines.days_of_30") == []
    # Levels: heroin 31, cocaine 1; speedball without days of use; speed unknown.
    assert readings(document, "opioids.injected_30") == [(0, True)]
    assert readings(document, "cocaine.injected_30") == [(0, False)]
    assert readings(document, "amphetamines.injected_30") == []
    assert readings(document, "shares_equipment") == [(0, False)]
    assert readings(document, "sexual_risk.unprotected_30") == [(0, 16)]
    assert readings(document, "opioids.diagnosed") == []


def test_participant_4_of_ctn_0051(people: dict[str, Document]) -> None:
    document = people["4"]
    # The medical history of this trial bears the day of the first survey, 1.
    assert readings(document, "depression_diagnosed") == [(1, True)]
    assert readings(document, "cannabis.diagnosed") == [(1, True)]
    assert readings(document, "opioid_withdrawal.band") == [(0, "mild"), (1, "mild")]
    assert readings(document, "homeless") == [(0, False)]
    # The survey's bands 30 and 4; the calendar of days -47 to -18: opioids and cannabis on all 30, else none.
    assert readings(document, "opioids.days_of_30") == [(0, 30), (-18, 30)]
    assert readings(document, "cannabis.days_of_30") == [(-18, 30)]
    assert readings(document, "sedatives.days_of_30") == [(-18, 0)]
    heroin = [row for row in document["lists"]["substances"]["rows"] if row["substance"] == "heroin"]
    assert [row["days_of_30"] for row in heroin] == [{"at_least": 1, "at_most": 13}, 2]
    stays = [row for row in document.get("measures", ()) if row["measure"] == "detoxification_stay"]
    assert [(row["at"], row["value"]) for row in stays] == [(-17, "admitted"), (-12, "discharged")]
    # t_p says 1 and means 0.
    assert readings(document, "sexual_risk.partners_30") == [(0, 0)]
    assert readings(document, "partner") == []


def test_participant_6_of_ctn_0030(people: dict[str, Document]) -> None:
    document = people["6"]
    assert next(row for row in document["answers"] if row["instrument"] == "cows")["at"] == 16
    assert readings(document, "work.state") == [(0, "full_time")]
    assert readings(document, "partner") == [(0, True)]
    assert readings(document, "cocaine.used_ever")[0] == (0, True)
    assert readings(document, "amphetamines.used_ever") == [(0, False)]
    # Survey: none. Calendar to day -1: 4 days. Then days 2 and 12 of use: none is impossible by day 16.
    assert [day for day, _ in readings(document, "cocaine.days_of_30")] == [0, -1, 16]
    assert readings(document, "cocaine.days_of_30")[2][1]["at_least"] == 4
    # This trial diagnosed opioids only; the rest stays unknown.
    assert readings(document, "opioids.diagnosed") == [(0, True)]
    assert readings(document, "alcohol.diagnosed") == []
    assert readings(document, "tobacco.cigarettes_per_day") == [(0, {"at_least": 31})]


def test_participant_6_twelve_weeks_later(week_twelve: dict[str, Document]) -> None:
    document = week_twelve["6"]
    doses = [row for row in document.get("measures", ()) if row["measure"] == "medication.dose_mg"]
    assert len(doses) == 11
    assert [(row["at"], row["value"]) for row in doses[:2]] == [(16, 8), (17, 32)]
    (medicine,) = document["lists"]["medicines"]["rows"]
    # The last dose is weeks ago: no longer taken.
    assert (medicine["medicine"], medicine["state"]) == ("buprenorphine", "stopped")


def test_participant_4_twelve_weeks_later(week_twelve: dict[str, Document]) -> None:
    document = week_twelve["4"]
    injections = [row["at"] for row in document.get("measures", ()) if row["measure"] == "medication.injection"]
    assert injections == [1, 28, 53, 81]
    (medicine,) = document["lists"]["medicines"]["rows"]
    assert (medicine["medicine"], medicine.get("state", "current"), medicine["last_dose"]) == (
        "naltrexone-xr",
        "current",
        81,
    )


def test_the_same_tables_give_the_same_bytes(
    trial_data: Path, baseline: tuple[Path, ImportReport], tmp_path: Path
) -> None:
    again = import_trial(trial_data / "tables", tmp_path)
    assert again == baseline[1]
    assert all(path.read_bytes() == (tmp_path / path.name).read_bytes() for path in baseline[0].iterdir())
