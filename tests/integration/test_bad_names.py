"""Misspelt names are refused by the command, wherever a document may hold one; what is right still passes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run, write
from tests.people.cast import MARIA, NINA, NOW
from waymark.demo.cast import make_cast
from waymark.demo.people import make_people
from waymark.demo.programmes import make_programmes

KEPT = Path(__file__).parents[1] / "data" / "documents"
Capsys = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing outside the test's own folder is read or written."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def decided(capsys: Capsys, *rows: dict[str, Any]) -> Said:
    write(Path("nina.json"), NINA)
    write(Path("decisions.json"), {"format": "waymark.decisions/1", "person": "nina", "rows": rows})
    return run(capsys, "plan", "nina.json", "--decisions", "decisions.json", "--format", "json")


def offered(capsys: Capsys, programme: dict[str, Any]) -> Said:
    write(Path("maria.json"), MARIA)
    write(Path("clinic.json"), {"format": "waymark.programme/1", "id": "c", "name": "C", **programme})
    return run(capsys, "plan", "maria.json", "--programme", "clinic.json", "--format", "json")


def refused(said: Said, *starts: str) -> None:
    assert said.code == 1
    assert said.out == ""
    assert len(said.sentences) == len(starts), said.err
    for sentence, start in zip(said.sentences, starts, strict=True):
        assert sentence.startswith(start), sentence
        assert "; " in sentence


def test_every_misspelt_name_of_a_programme_is_named_at_once(capsys: Capsys) -> None:
    said = offered(
        capsys,
        {
            "levels": [{"level": "L1bb"}],
            "interventions": [{"intervention": "cbtt", "by": "counselor"}],
            "medicines": ["methadon"],
            "staff": [{"role": "nurze"}],
            "rates": {"therapits": 3},
        },
    )
    refused(
        said,
        "clinic.json: levels[0].level: ",
        "clinic.json: interventions[0].intervention: ",
        "clinic.json: interventions[0].by: ",
        "clinic.json: medicines[0]: ",
        "clinic.json: staff[0].role: ",
    )
    assert "did you mean `methadone`?" in said.err


def test_an_add_on_no_plan_would_use_there_is_said_and_the_plan_is_made(capsys: Capsys) -> None:
    said = offered(capsys, {"levels": [{"level": "L1b", "add_ons": ["OTP"]}]})
    assert said.code == 0
    assert json.loads(said.out)["header"]["programme"] == "C"
    (sentence,) = said.sentences
    assert sentence.startswith("clinic.json: levels[0].add_ons[0]: OTP is never added to L1b; ")


def test_every_misspelt_name_of_decisions_is_named_at_once(capsys: Capsys) -> None:
    plain = {"at": NOW, "author": "clinician", "decision": "agreed"}
    said = decided(
        capsys,
        {**plain, "item": "goal:GO-99x"},
        {**plain, "item": "level"},
        {**plain, "item": "hold:medicine:methadone", "decision": "settled", "fact": "agee", "value": 3},
        {**plain, "item": "level", "decision": "changed", "change": {"levle": "L1b"}},
    )
    refused(
        said,
        "decisions.json: rows[0].item: ",
        "decisions.json: rows[2].fact: ",
        "decisions.json: rows[3].change.levle: ",
    )


def test_misspelt_wishes_and_priorities_are_named_at_once(capsys: Capsys) -> None:
    wishes = [{"at": NOW, "about": "medicine:methadon", "wish": "wants"}]
    priorities = [{"at": NOW, "area": "familly", "rank": 1}]
    write(Path("nina.json"), {**NINA, "preferences": wishes, "priorities": priorities})
    refused(run(capsys, "plan", "nina.json"), "nina.json: priorities[0].area: ", "nina.json: preferences[0].about: ")


@pytest.mark.parametrize("wish", ["wants", "open", "rather not", "declines"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_wish_in_own_words_is_possible(wish: str, language: str, capsys: Capsys) -> None:
    wishes = [{"at": NOW, "about": "other:a dog in the house", "wish": wish}]
    write(Path("nina.json"), {**NINA, "preferences": wishes})
    said = run(capsys, "plan", "nina.json", "--format", "json", "--lang", language)
    assert said.code == 0, said.err
    left_out = {line["title"] for line in json.loads(said.out).get("left_out", ())}
    assert ("a dog in the house" in left_out) is (wish == "declines")


def test_an_override_that_is_not_followed_is_said_on_the_plan(capsys: Capsys) -> None:
    write(Path("nina.json"), NINA)
    before = json.loads(run(capsys, "plan", "nina.json", "--format", "json").out)
    rule = next(iter(before["rules"]))
    said = decided(
        capsys, {"at": NOW, "item": f"rule:{rule}", "author": "person", "decision": "override", "text": "no"}
    )
    assert said.code == 0, said.err
    after = json.loads(said.out)
    assert rule in after["rules"]
    assert len(after["header"]["notices"]) == len(before["header"]["notices"]) + 1


def test_the_form_that_skips_nothing_refuses_skipped_in_score_as_in_plan(capsys: Capsys) -> None:
    write(Path("answers.json"), {"items": {"item_1": "skipped"}})
    scored = run(capsys, "score", "phq9", "answers.json")
    row = {"at": NOW, "instrument": "phq9", "items": {"item_1": "skipped"}}
    write(Path("nina.json"), {**NINA, "answers": [row]})
    planned = run(capsys, "plan", "nina.json")
    refused(scored, "answers.json: items.item_1: ")
    refused(planned, "nina.json: answers[0].items.item_1: ")
    assert scored.sentences[0].partition("item_1: ")[2] == planned.sentences[0].partition("item_1: ")[2]


def test_the_form_that_jumps_over_an_item_takes_skipped(capsys: Capsys) -> None:
    write(Path("answers.json"), {"items": {"item_1": 0, "item_2": "skipped"}})
    said = run(capsys, "score", "audit", "answers.json")
    assert said.code == 0, said.err


@pytest.mark.parametrize("number", [0, 1])
def test_the_demo_programmes_pass_without_a_word(number: int, capsys: Capsys) -> None:
    said = offered(capsys, make_programmes()[number])
    assert (said.code, said.err) == (0, "")


def test_kept_documents_still_make_a_plan(capsys: Capsys) -> None:
    words = [str(KEPT / f"{name}-1.json") for name in ("person", "decisions", "programme")]
    said = run(capsys, "plan", words[0], "--decisions", words[1], "--programme", words[2], "--format", "json")
    assert said.code == 0, said.err
    assert run(capsys, "plan", KEPT / "person-1-days.json").code == 0


def test_invented_people_are_all_accepted(capsys: Capsys) -> None:
    for number, person in enumerate([*make_cast(1), *make_people(60, 7)]):
        write(Path(f"in/{number:03}.json"), person)
    said = run(capsys, "plan", "in", "--out", "plans", "--format", "json", "--jobs", "1")
    assert said.code == 0, said.err
