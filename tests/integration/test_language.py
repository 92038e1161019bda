"""What is for the person speaks their language unless another is asked for; what clinicians read stays as it is."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.integration.command import run, write
from tests.people.cast import MARIA, NINA, Document
from waymark.cli.language import language_of
from waymark.record.reading import read_person

Capsys = pytest.CaptureFixture[str]


def speaking(person: Document, language: str | None) -> Document:
    return {**person, "about": {**person.get("about", {}), "language": language}}


def text_of(path: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write(Path("maria.json"), speaking(MARIA, "es"))
    write(Path("nina.json"), speaking(NINA, None))


def planned(capsys: Capsys, *more: str) -> dict[str, Any]:
    said = run(capsys, "plan", "maria.json", "--format", "json", *more)
    Path("maria.plan.json").write_text(said.out, encoding="utf-8")
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.mark.parametrize(
    ("said", "spoken"),
    [("es", "es"), ("es-MX", "es"), ("Spanish", "es"), ("español", "es"), ("EN", "en"), ("Navajo", None), (None, None)],
)
def test_a_record_says_its_language_as_people_write_it(said: str | None, spoken: str | None) -> None:
    document = {"format": "waymark.person/1", "id": "p", "about": {"language": said}}
    assert language_of(read_person(json.dumps(document).encode(), "p.json")) == spoken


def test_the_full_plan_stays_english_until_asked_for(capsys: Capsys) -> None:
    assert planned(capsys)["header"]["language"] == "en"
    assert planned(capsys, "--lang", "es")["header"]["language"] == "es"


def test_the_sheet_for_the_person_is_in_their_language(capsys: Capsys) -> None:
    def printed(*more: str) -> str:
        assert run(capsys, "plan", "maria.json", "--format", "pdf", "--out", "m.pdf", *more).code == 0
        return text_of(Path("m.pdf"))

    assert "noviembre de 2026" in printed()
    assert "noviembre de 2026" not in printed("--lang", "en")
    assert "noviembre" not in printed("--sheet", "full")


def test_of_many_persons_each_sheet_is_in_their_own(capsys: Capsys) -> None:
    assert run(capsys, "plan", "maria.json", "nina.json", "--format", "pdf", "--out", "out", "--jobs", "1").code == 0
    assert "noviembre de 2026" in text_of(Path("out/maria.plan.pdf"))
    assert "November" in text_of(Path("out/nina.plan.pdf"))


def test_a_made_plan_is_printed_for_the_person_in_theirs(capsys: Capsys) -> None:
    planned(capsys)

    def printed(*more: str) -> str:
        assert run(capsys, "print", "maria.plan.json", "--out", "m.pdf", *more).code == 0
        return text_of(Path("m.pdf"))

    assert "noviembre de 2026" in printed()
    assert "November" in printed("--lang", "en")


def test_a_goal_is_worded_in_the_language_of_the_record(capsys: Capsys) -> None:
    def language(*more: str) -> Any:
        return json.loads(run(capsys, "goal", "dormir mejor", *more, "--format", "json").out)["language"]

    assert language("--person", "maria.json") == "es"
    assert language("--person", "maria.json", "--lang", "en") == "en"
    assert language("--person", "nina.json") == "en"
    assert language() == "en"


def test_the_person_is_told_why_in_theirs_and_the_clinician_in_the_plans(capsys: Capsys) -> None:
    planned(capsys)

    def told(*more: str) -> Any:
        said = run(capsys, "explain", "maria.plan.json", "level", "--quick", "--format", "json", *more)
        return json.loads(said.out)["language"]

    assert told("--voice", "person") == "es"
    assert told("--voice", "person", "--lang", "en") == "en"
    assert told() == "en"
    assert "Atención" in run(capsys, "explain", "maria.plan.json", "--voice", "person").out


def test_a_plan_that_cannot_be_made_again_is_told_as_it_stands(capsys: Capsys) -> None:
    plan = planned(capsys)
    plan["goals"][0]["title"] = "Something else"
    write(Path("maria.plan.json"), plan)
    said = run(capsys, "explain", "maria.plan.json", "level", "--voice", "person", "--quick", "--format", "json")
    assert json.loads(said.out)["language"] == "en"
    refused = run(capsys, "print", "maria.plan.json", "--lang", "es", "--out", "m.pdf")
    assert refused.code == 1
    assert "cannot be printed in “es”" in refused.err


def test_the_letter_to_the_person_is_in_theirs(capsys: Capsys) -> None:
    plan = planned(capsys)
    write(Path("later.json"), plan)
    words = ("compare", "maria.plan.json", "later.json")
    english, spanish = run(capsys, *words), run(capsys, *words, "--voice", "person")
    assert english.code == spanish.code == 0, spanish.err
    assert english.out != spanish.out
    assert "no ha cambiado" in spanish.out.lower() or "plan" in spanish.out.lower()
    assert run(capsys, *words, "--voice", "person", "--lang", "es").out == spanish.out
