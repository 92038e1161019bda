"""The commands on public questionnaires, which are not part of the repository, and on files of our own."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command import run, write
from tests.unit.exchange.questionnaires.built import dast, phq, respond
from waymark.cli.inputs import open_release
from waymark.cli.packs import installed_words
from waymark.planning.asking.interview import begin
from waymark.planning.asking.steps import Question, Tell
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents
from waymark.record.documents.person import Person

INSTALLED = {
    "audit-c/argonaut-stu3": "audit_c", "audit/asbi-who": "audit", "audit/jmandel": "audit",
    "c-ssrs/spier-screener": "cssrs", "dast-10/argonaut-stu3": "dast10", "mdq/jmandel": "mdq",
    "pc-ptsd-5/uwcirg": "pc_ptsd5", "peg/uwcirg": "peg", "phq-9/argonaut-stu3": "phq9", "phq-9/asbi": "phq9",
    "hunger-vital-sign/us-core": "hunger_vital_sign", "phq-9/lforms": "phq9", "phq-9/lforms-argonaut-r4": "phq9",
    "phq-9/spier": "phq9", "phq-9/us-core": "phq9",
}  # fmt: skip
REFUSED = {
    "ahc-hrsn/argonaut-stu3-housing": "AHC-HRSN, a part of it", "assist/uwcirg-cnics": "ASSIST",
    "audit/argonaut-stu3": "is no answer of item_1", "audit/asbi-nidaqs-usaudit": "USAUDIT",
    "audit-c/us-core": "68517-2", "cage/jmandel": "CAGE", "gad-7/jmandel": "LL358-3 is not in the file",
    "gad-7/uwcirg-deprecated-MALFORMED": "line 7",
    "phq-2/jmandel": "LL358-3 is not in the file", "phq-9/jmandel": "LL358-3 is not in the file",
    "phq-9/mii-de": "is not in the file", "prapare/us-core": "PRAPARE", "taps/us-core": "(medicines) names no answers",
}  # fmt: skip
# Response, its form, what its main score is, and what has to be said.
SCORED = [
    ("phq-9/us-core-response", "phq-9/us-core", "12", "states 12 for total, as we do"),
    ("phq-9/us-core-response", None, "12", "states 12 for total, as we do"),
    ("phq-9/mii-de-response", "phq-9/mii-de", "27", "matched by the end of the link id"),
    ("phq-9/spier-patient-003", "phq-9/spier", "4", "safety: item_9"),
    ("phq-9/argonaut-stu3-response", "phq-9/argonaut-stu3", "0", ""),
    ("audit/argonaut-stu3-response", "audit/argonaut-stu3", "0", ""),
    ("audit-c/argonaut-stu3-response", "audit-c/argonaut-stu3", "0", ""),
    ("audit-c/us-core-response", "audit-c/us-core", "0..4", "states 0 for total; ours is 0..4"),
    ("dast-10/argonaut-stu3-response", "dast-10/argonaut-stu3", "0", "the file's own weights add up to 1"),
    ("dast-10/argonaut-stu3-response-swapped-coding", "dast-10/argonaut-stu3", "4", "system and code are exchanged"),
    ("c-ssrs/bhp-response", "c-ssrs/spier-screener", "none", "states Low for risk; our rules give none"),
    ("c-ssrs/bhp-response", None, "none", "states Low for risk; our rules give none"),
    ("hunger-vital-sign/us-core-response", "hunger-vital-sign/us-core", "true", "states yes for food_need, as we do"),
    ("hunger-vital-sign/us-core-response", None, "true", "states yes for food_need, as we do"),
    ("taps/us-core-response", "taps/us-core", "false", "identity: taps (TAPS-1)"),
    ("taps/us-core-response", None, "false", "matched: 2 of 31 by words: drugs, medicines"),
]
UNSCORED = {
    "prapare/us-core-response": "PRAPARE", "phq-9/mii-de-response": "--questionnaire",
    "phq-9/spier-patient-003": "--questionnaire",
}  # fmt: skip


@pytest.fixture(scope="session")
def forms() -> Path:
    """Folder of the public questionnaires; skips where they are not at hand."""
    named = os.environ.get("WAYMARK_DATA")
    folder = Path(named or "none") / "questionnaires"
    if folder.is_dir():
        return folder
    missing = "WAYMARK_DATA names no folder with questionnaires"
    if os.environ.get("WAYMARK_REQUIRE_DATA") == "1":
        pytest.fail(f"{missing}, and WAYMARK_REQUIRE_DATA=1 asks for it")
    pytest.skip(missing)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("name", INSTALLED)
def test_public_forms_install(forms: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    said = run(capsys, "instruments", "install", forms / f"{name}.json")
    assert said.code == 0, said.err
    assert said.out.startswith(f"{INSTALLED[name]}.en ")


@pytest.mark.parametrize("name", REFUSED)
def test_public_forms_are_refused_with_the_reason(forms: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    said = run(capsys, "instruments", "install", forms / f"{name}.json")
    assert said.code == 1
    assert len(said.sentences) == 1
    assert REFUSED[name] in said.err


def test_every_public_form_is_one_or_the_other(forms: Path) -> None:
    found = {str(path.relative_to(forms).with_suffix("")) for path in forms.glob("*/*.json")}
    others = ("-response", "-observation-", "-valueset-", "patient-")
    assert {name for name in found if not any(word in name for word in others)} == {*INSTALLED, *REFUSED}


@pytest.mark.parametrize(("response", "form", "score", "words"), SCORED)
def test_public_responses_score_as_published_or_the_disagreement_is_named(
    forms: Path, capsys: pytest.CaptureFixture[str], response: str, form: str | None, score: str, words: str
) -> None:
    named: list[str | Path] = [] if form is None else ["--questionnaire", forms / f"{form}.json"]
    said = run(capsys, "score", "--response", forms / f"{response}.json", *named)
    assert said.code == 0, said.err
    assert said.out.splitlines()[1].partition(": ")[2].partition(" ")[0] == score
    assert words in said.out


@pytest.mark.parametrize("response", UNSCORED)
def test_public_responses_that_cannot_be_scored_say_why(
    forms: Path, capsys: pytest.CaptureFixture[str], response: str
) -> None:
    said = run(capsys, "score", "--response", forms / f"{response}.json")
    assert said.code == 1
    assert UNSCORED[response] in said.err


def test_german_words_come_with_their_value_set(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words: list[str | Path] = ["--valueset", forms / "phq-9/mii-de-valueset-ll358-3.json"]
    said = run(capsys, "instruments", "install", forms / "phq-9/mii-de.json", *words)
    assert said.code == 0
    assert said.out.startswith("phq9.de ")
    assert "de, en: installed" in said.out


def test_an_observation_beside_the_response_is_compared(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside: list[str | Path] = ["--observation", forms / "phq-9/us-core-observation-total.json"]
    said = run(capsys, "score", "--response", forms / "phq-9/us-core-response.json", *beside)
    assert "Observation PHQ9-item-example-44261-6 states 12 for total, as we do" in said.out


def test_install_list_show_remove(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = write(tmp_path / "form.json", phq())
    assert "not kept" in run(capsys, "instruments", "install", form, "--dry-run").out
    assert not home.exists()
    assert "phq9.en" in run(capsys, "instruments", "install", form).out
    assert "nothing changed" in run(capsys, "instruments", "install", form).out
    assert "phq9.en" in run(capsys, "instruments", "list").out
    shown = run(capsys, "instruments", "show", "phq9.en").out
    assert "made up: the last two weeks" in shown
    assert "3  Nearly every day" in shown
    assert "removed" in run(capsys, "instruments", "remove", "phq9.en").out
    said = run(capsys, "instruments", "remove", "phq9.en")
    assert (said.code, len(said.sentences)) == (1, 1)


def test_known_forms_come_from_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = write(tmp_path / "form.json", phq())
    entry = {"instrument": "phq9", "language": "en", "source": "ours", "licence": "CC0-1.0"}
    file = {"address": "form.json", "sha256": hashlib.sha256(form.read_bytes()).hexdigest()}
    index = write(tmp_path / "index.json", {"mine": {**entry, "file": file}})
    assert "mine" in run(capsys, "instruments", "list", "--index", index).out
    assert run(capsys, "instruments", "install", "--known", "mine", "--index", index).code == 0
    write(tmp_path / "form.json", phq(title="changed"))
    said = run(capsys, "instruments", "install", "--known", "mine", "--index", index)
    assert "not the one that was checked" in said.err
    assert "known are mine" in run(capsys, "instruments", "install", "--known", "x", "--index", index).err
    assert "phq9-de" in run(capsys, "instruments", "list", "--known").out


def test_scores_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    response = write(tmp_path / "r.json", respond(dast("Are you able to stop?"), [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]))
    form = write(tmp_path / "f.json", dast("Are you able to stop?"))
    said = run(capsys, "score", "--response", response, "--questionnaire", form, "--format", "json")
    found: Any = json.loads(said.out)
    assert found["scores"]["total"] == {"shown": "3", "bands": ["moderate"], "prorated": False, "low": 3.0, "high": 3.0}
    assert {"identity", "matched"} <= {note["kind"] for note in found["notes"]}


@pytest.mark.parametrize(
    "words", [["--response", "r.json", "phq9"], ["phq9"], ["phq9", "a.json", "--questionnaire", "q.json"]]
)
def test_ways_of_asking_that_do_not_go_together(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(capsys, "score", *words).code == 2


def test_an_interview_shows_the_installed_words_and_notes_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "instruments", "install", write(tmp_path / "form.json", phq()))
    release = open_release((), "en")
    words = installed_words(release, "en")
    assert installed_words(open_release((), "es"), "es") == {}
    documents = Documents(person=Person(format="waymark.person/1", id="x"), record=b"", decisions=None)
    interview = begin(prepare(release, None, "en"), documents, "2026-11-20", full=True, packs=words)
    seen: list[Question] = []
    plain: dict[str, Any] = {"boolean": False, "check": ()}
    for _ in range(200):
        step = interview.next()
        if isinstance(step, Tell):
            interview = interview.told(step)
            continue
        if not isinstance(step, Question) or len(seen) == 9:
            break
        if step.instrument == "phq9":
            seen.append(step)
            interview = interview.answer(step, step.options[0].value)
        else:
            value = plain.get(step.type, step.options[0].value if step.options else "unknown")
            interview = interview.answer(step, value)
    assert seen[8].asks == "9/9. made up: dead"
    assert seen[0].above == "made up: the last two weeks"
    assert [choice.label for choice in seen[0].options][3] == "Nearly every day"
    (row,) = [row for row in interview.person.answers if row.instrument == "phq9"]
    assert (row.wording, row.pack) == ("pack", words["phq9"].name)
