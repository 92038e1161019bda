"""`waymark explain` as people use it: on plans as made, edited, older; in both voices, languages and all forms."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import Said, run, write
from tests.people.cast import CAST, MARIA, Document

Capsys = pytest.CaptureFixture[str]
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plan(capsys: Capsys) -> Path:
    return made(capsys, MARIA)


def made(capsys: Capsys, person: Document, *words: str) -> Path:
    write(Path("person.json"), person)
    said = run(capsys, "plan", "person.json", "--format", "json", *words)
    assert said.code == 0, said.err
    return write(Path("plan.json"), said.out)


def edited(path: Path, change: Any) -> Path:
    plan = json.loads(path.read_bytes())
    change(plan)
    return write(path, json.dumps(plan, ensure_ascii=False, indent=2))


def explained(capsys: Capsys, *words: str) -> Said:
    said = run(capsys, "explain", "plan.json", *words)
    assert "Traceback" not in said.err
    return said


def document(capsys: Capsys, *words: str) -> Any:
    said = explained(capsys, *words, "--format", "json")
    assert said.code == 0, said.err
    return json.loads(said.out)


# --- what it stands on -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_a_plan_as_made_is_made_again_and_found_the_same(name: str, capsys: Capsys) -> None:
    made(capsys, CAST[name])
    said = document(capsys, "level", "--quick")
    assert said["footing"]["rebuilt"] is True
    assert bool(said["says"].get("trees")) is bool(said["says"].get("rules"))


def test_other_spaces_in_the_file_are_no_edit(plan: Path, capsys: Capsys) -> None:
    edited(plan, lambda document: None)
    assert document(capsys, "level", "--quick")["footing"]["rebuilt"] is True


def test_an_edited_plan_is_not_trusted(plan: Path, capsys: Capsys) -> None:
    def change(document: Any) -> None:
        document["goals"][0]["title"] = "Something else"

    edited(plan, change)
    footing = document(capsys, "level", "--quick")["footing"]
    assert footing["rebuilt"] is False
    assert len(footing["differing"]) == 1
    said = explained(capsys, "level")
    assert said.code == 0
    assert "not what its record gives" in said.out
    assert "1 lines differ" in said.out or "Lines that differ" in said.out
    page = explained(capsys, "--format", "html", "--quick")
    assert "not what its record gives" in page.out
    assert 'class="drawn"' not in page.out


@pytest.mark.parametrize(
    ("change", "why", "cure"),
    [
        (lambda d: d["inputs"].update(engine="0"), "engine version 0", "replay it with the Waymark that made it"),
        (
            lambda d: d["inputs"].update(release="f" * 64),
            "release ffffffffffff",
            "put that release there and try again",
        ),
        (lambda d: d.pop("carries"), "does not carry its record", "make it again with the record at hand"),
        (
            lambda d: d["carries"]["record"].pop("id"),
            "its record is refused",
            "its record is refused: the document: the key `id` is missing; add it",
        ),
    ],
    ids=["engine", "release", "carries", "record"],
)
def test_what_cannot_be_made_again_falls_back_to_the_document(
    change: Any, why: str, cure: str, plan: Path, capsys: Capsys
) -> None:
    edited(plan, change)
    said = explained(capsys, "medicine:methadone:opioids")
    assert said.code == 0
    shown = " ".join(said.out.split())
    assert why in shown
    assert "nothing was checked" in shown
    assert "Methadone" in shown
    for question in (["--why-not", "cbt"], ["--if", "homeless=yes"]):
        refused = explained(capsys, *question)
        assert refused.code == 1
        assert len(refused.sentences) == 1
        assert f"{question[0]} cannot be answered on it: " in refused.err
        assert cure in refused.err


def test_a_question_on_an_edited_plan_is_refused_with_the_line_and_the_cure(plan: Path, capsys: Capsys) -> None:
    def change(document: Any) -> None:
        document["goals"][0]["title"] = "Something else"

    edited(plan, change)
    name = json.loads(plan.read_bytes())["goals"][0]["id"]
    for question in (["--why-not", "cbt"], ["--if", "homeless=yes"]):
        refused = explained(capsys, *question)
        assert (refused.code, refused.out) == (1, "")
        assert refused.sentences[0].partition(": ")[2] == (
            f"{question[0]} cannot be answered on it: its record gives another plan (other there: {name}); make the "
            "plan again with `waymark plan PERSON.json --format json` and ask that one"
        )


def test_a_kept_release_is_used(capsys: Capsys) -> None:
    made(capsys, MARIA, "--lang", "es")
    said = document(capsys, "level", "--quick", "--lang", "en")
    assert said["language"] == "en"
    assert said["says"]["title"] == "Outpatient care with a prescriber"


# --- lines -----------------------------------------------------------------------------------------------------------


def test_without_a_line_all_are_listed(plan: Path, capsys: Capsys) -> None:
    said = explained(capsys)
    assert said.out.splitlines()[0].startswith("alert:")
    assert any(line.startswith("level ") for line in said.out.splitlines())


def test_all_lines_as_data_share_their_rules(plan: Path, capsys: Capsys) -> None:
    said = document(capsys, "--quick")
    assert said["format"] == "waymark.explanation/1"
    named = {rule for line in said["lines"] for rule in line.get("rules", [])}
    assert named == said["rules"].keys()
    assert {tree for line in said["lines"] for tree in line.get("trees", [])} <= said["trees"].keys()


def test_what_would_change_a_line_is_worked_out(plan: Path, capsys: Capsys) -> None:
    said = document(capsys, "intervention:cbt")["says"]
    assert any(move["fact"] == "phq9.total" for one in said["would_change"]["singles"] for move in one["moves"])


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("voice", ["clinician", "person"])
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_every_form_voice_and_language(form: str, voice: str, language: str, plan: Path, capsys: Capsys) -> None:
    words = ("--voice", voice, "--format", form, "--lang", language, "--quick", "--out", "answer")
    for question in (["level"], ["--why-not", "acamprosate"]):
        said = explained(capsys, *question, *words)
        assert said.code == 0, said.err
        assert said.out == ""
        shown = Path("answer").read_text(encoding="utf-8")
        assert shown.strip()
        if voice == "person":
            assert "would-weekly-hours-help-mood" not in shown
            assert "does-drinking-call-for-medicine" not in shown


def test_a_wrong_line_names_the_nearest(plan: Path, capsys: Capsys) -> None:
    said = explained(capsys, "goal:GO-")
    assert said.code == 1
    assert "nearest" in said.err
    assert len(said.sentences) == 1


def test_a_place_that_cannot_be_written(plan: Path, capsys: Capsys) -> None:
    Path("folder").mkdir()
    for out in ("folder", "nowhere/x"):
        said = explained(capsys, "level", "--quick", "--out", out)
        assert said.code == 1
        assert f"{out}: cannot be written" in said.err


# --- why not, and what if --------------------------------------------------------------------------------------------


def test_why_not_by_id_and_by_name_in_either_language(plan: Path, capsys: Capsys) -> None:
    for name in ("medicine:naltrexone-xr", "naltrexona mensual", "Naltrexone monthly injection"):
        said = explained(capsys, "--why-not", name, "--quick")
        assert said.code == 0, said.err
        assert "listed, and not possible now" in said.out


def test_what_is_there_is_said_and_explained(plan: Path, capsys: Capsys) -> None:
    said = explained(capsys, "--why-not", "methadone", "--quick")
    assert said.code == 0
    assert "Methadone is in this plan" in said.out
    assert "RULES" in said.out


@pytest.mark.parametrize(
    ("name", "says"),
    [("outpatient", "level:L1b"), ("xyzzy", "nothing in the library goes by"), ("", "nothing in the library")],
)
def test_a_name_that_is_not_clear(name: str, says: str, plan: Path, capsys: Capsys) -> None:
    said = explained(capsys, "--why-not", name)
    assert said.code == 1
    assert says in said.err
    assert len(said.sentences) == 1


def test_what_if_shows_lines_and_stores_nothing(plan: Path, capsys: Capsys, here: Path) -> None:
    before = plan.read_bytes()
    files = sorted(here.rglob("*"))
    said = document(capsys, "--if", "phq9.total=4")["says"]
    assert "supposition" in said["says"]
    assert any(passage["id"] == "goal:GO-11" and "after" not in passage for passage in said["passages"])
    only = document(capsys, "goal:GO-11", "--if", "phq9.total=4")["says"]
    assert [passage["id"] for passage in only["passages"]] == ["goal:GO-11"]
    assert plan.read_bytes() == before
    assert sorted(here.rglob("*")) == files


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--if", "phq9.total=99"], "outside 0 to 27"),
        (["--if", "nonsense=1"], "there is no such fact"),
        (["--if", "opioids.days_of_30=0", "--if", "opioids.days_since_last_use=1"], "nobody could be so"),
        (["--if", "phq9.total=25", "--voice", "person"], "worth acting on"),
        (["--if", "homeless=yes", "--why-not", "cbt"], "one question at a time"),
    ],
)
def test_suppositions_that_cannot_be_are_refused(words: list[str], says: str, plan: Path, capsys: Capsys) -> None:
    said = explained(capsys, *words)
    assert said.code == 1
    assert says in said.err
    assert len(said.sentences) == 1
