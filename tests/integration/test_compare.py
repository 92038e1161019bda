"""`waymark compare`: two versions of one plan as a letter; plans of another engine are read, and not replayed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write
from tests.people.cast import MARIA, TARA
from waymark.planning.prepare import ENGINE

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> Path:
    """Two plans of Tara, a fortnight apart."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    facts = [*TARA["facts"], {"at": "2026-11-18", "fact": "amphetamines.days_of_30", "value": 2}]
    for name, person in (("old", TARA), ("new", {**TARA, "facts": facts}), ("other", MARIA)):
        said = run(capsys, "plan", write(tmp_path / f"{name}.json", person), "--format", "json")
        (tmp_path / f"{name}.plan.json").write_text(said.out, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("voice", ["clinician", "person"])
def test_a_letter_in_both_voices(versions: Path, capsys: Capsys, voice: str) -> None:
    said = run(capsys, "compare", versions / "old.plan.json", versions / "new.plan.json", "--voice", voice)
    assert said.code == 0, said.err
    assert "since November 3, 2026" in said.out
    assert ("12 days → 2 days" in said.out) is (voice == "clinician")


def test_it_is_told_in_the_language_asked_for(versions: Path, capsys: Capsys) -> None:
    words = (versions / "old.plan.json", versions / "new.plan.json", "--lang", "es", "--voice", "person")
    said = run(capsys, "compare", *words)
    assert said.code == 0, said.err
    assert "desde el 3 de noviembre de 2026" in said.out


def test_the_person_reads_no_orders_and_notes_of_clinicians(versions: Path, capsys: Capsys) -> None:
    """They are told that the team has something to do, how much, and who; the rest is worded for them."""
    new = {"pregnant": True, "homeless": True, "mat.wants": "methadone", "alcohol.days_of_30": 22}
    rows = [{"at": "2026-11-18", "fact": name, "value": value} for name, value in new.items()]
    later = write(versions / "later.json", {**MARIA, "facts": [*MARIA["facts"], *rows]})
    (versions / "later.plan.json").write_text(run(capsys, "plan", later, "--format", "json").out, encoding="utf-8")
    words = ("compare", versions / "other.plan.json", versions / "later.plan.json", "--format", "json")
    told = {voice: json.loads(run(capsys, *words, "--voice", voice).out) for voice in ("person", "clinician")}
    changed = told["person"]["difference"]["changed"]
    team = [
        entry
        for entry in changed
        if entry["item"].partition(":")[0] in ("inform", "alert", "review", "get")
        or (entry["item"].startswith("task:") and (entry.get("after") or {}).get("who") == "prescriber")
    ]
    assert {entry["item"].partition(":")[0] for entry in team} >= {"inform", "task"}

    def lines(voice: str) -> str:
        parts = (p for section in told[voice]["letter"]["sections"] for p in section["paragraphs"])
        return " ".join(line for part in parts for line in part["lines"])

    assert not [entry["title"] for entry in team if entry["title"] in lines("person")]
    assert all(entry["title"] in lines("clinician") for entry in team if entry["item"].startswith("inform:"))
    assert "for your team to do: " in lines("person")
    # Each changed line is accounted for in either voice.
    items = {
        voice: {i for s in told[voice]["letter"]["sections"] for p in s["paragraphs"] for i in p["items"]}
        for voice in told
    }
    assert items["person"] == items["clinician"]


def test_for_machines_and_as_a_page(versions: Path, capsys: Capsys) -> None:
    words = ("compare", versions / "old.plan.json", versions / "new.plan.json")
    document: dict[str, Any] = json.loads(run(capsys, *words, "--format", "json").out)
    assert document["format"] == "waymark.difference/1"
    assert {entry["item"] for entry in document["difference"]["changed"]} >= {"intervention:cra"}
    assert document["letter"]["sections"]
    page = run(capsys, *words, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "<script" not in page


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("new", "old", "name the earlier first"),
        ("old", "other", "compare two versions of one person's plan"),
        ("old", "missing", "there is no such file"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    versions: Path, capsys: Capsys, first: str, second: str, says: str
) -> None:
    said = run(capsys, "compare", versions / f"{first}.plan.json", versions / f"{second}.plan.json")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert says in said.sentences[0]


@pytest.mark.parametrize("engine", ["1", "2", "3", "4", "5", "6"])
@pytest.mark.parametrize("name", ["maria", "dave-decided", "nina-decided-es"])
def test_a_plan_of_an_earlier_engine_is_read_and_not_replayed(name: str, engine: str, capsys: Capsys) -> None:
    path = GOLDEN / f"engine-{engine}" / f"{name}.plan.json"
    said = run(capsys, "replay", path)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert f"made with engine version {engine}; this Waymark runs version {ENGINE}" in said.sentences[0]
    assert "replay it with the Waymark that made it" in said.sentences[0]
    assert run(capsys, "explain", path, "level").code == 0
    assert run(capsys, "compare", path, path).code == 0


@pytest.mark.parametrize("engine", ["1", "2", "3", "4", "5", "6"])
def test_a_plan_of_an_earlier_engine_is_compared_with_one_of_today(engine: str, tmp_path: Path, capsys: Capsys) -> None:
    old = GOLDEN / f"engine-{engine}" / "maria.plan.json"
    said = run(capsys, "plan", write(tmp_path / "maria.json", MARIA), "--format", "json")
    new = write(tmp_path / "new.plan.json", said.out)
    assert run(capsys, "compare", old, new).code == 0
    refused = run(capsys, "compare", old, new, "--lang", "es")
    assert (refused.code, len(refused.sentences)) == (1, 1)
    assert f"engine version {engine}" in refused.sentences[0]
