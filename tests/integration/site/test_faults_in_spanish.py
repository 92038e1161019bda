"""Every sentence of the rooms below about a record has its Spanish twin, and a Spanish page says it."""

import ast
import re
import string
from pathlib import Path

import pytest

import waymark.record
from tests.integration.site.people_there import There
from waymark.record.errors import RecordError
from waymark.record.reading import read_person
from waymark.record.validate import validate
from waymark.site.pages.faults import in_language, twins
from waymark.site.plans.library import library

ROOM = Path(waymark.record.__file__).parent
# Said in both languages by their own room.
BILINGUAL = {"consistency.py", "contraries.py"}
# Read from the decoder of JSON, or pieces that stand in no sentence by themselves.
NO_SENTENCES = {
    " - at ", "Object contains unknown field `(.*)`", "Object missing required field `(.*)`", "JSON is malformed: ",
    "Expected `(.*?)`(, got `(.*)`)?", "Mapping[str, Decision] | None", "days of the last 30",
}  # fmt: skip
HOLES = string.Formatter()


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w+\}", "{}", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _sentences(path: Path) -> set[str]:
    """Texts of four words and more that are no docstring."""
    tree, passed = ast.parse(path.read_text("utf-8")), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
    texts = (_text(node) for node in ast.walk(tree) if id(node) not in passed)
    return {text for text in texts if text and text.count(" ") >= 3} - NO_SENTENCES


def _bare(template: str) -> str:
    return re.sub(r"\{\d\}", "{}", template).replace("{{", "{")


def test_every_sentence_has_its_twin() -> None:
    known = {_bare(english) for english, _ in twins()}
    without = {
        f"{path.name}: {text}"
        for path in sorted(ROOM.rglob("*.py"))
        if path.name not in BILINGUAL
        for text in _sentences(path)
        if text not in known
    }
    assert without == set()


def test_twins_have_the_same_holes_and_are_there_once() -> None:
    for english, spanish in twins():
        holes = [{hole for _, hole, _, _ in HOLES.parse(text) if hole} for text in (english, spanish)]
        assert holes[0] == holes[1], english
        assert english != spanish or english == ""
    assert len({english for english, _ in twins()}) == len(twins())


@pytest.mark.parametrize(
    ("sentence", "spanish"),
    [
        (
            "the record: facts[0].fact: there is no fact `agee`; did you mean `age`?",
            "el expediente: facts[0].fact: no hay dato `agee`; ¿quiso decir `age`?",
        ),
        (
            "the record: line 3, column 5: not JSON (Expecting value); correct it there.",
            "el expediente: línea 3, columna 5: no es JSON (Expecting value); corríjalo ahí.",
        ),
        (
            'the record: facts[2].at: "2026-13-01" is not a date that exists; write it like "2026-11-03" or '
            '"2026-11-03T14:30".',
            'el expediente: facts[2].at: "2026-13-01" no es una fecha que exista; escríbala como "2026-11-03" o '
            '"2026-11-03T14:30".',
        ),
        ("Something nobody wrote down; look.", "Something nobody wrote down; look."),
    ],
)
def test_a_sentence_is_said_in_spanish(sentence: str, spanish: str) -> None:
    assert in_language([sentence], "es") == (spanish,)
    assert in_language([sentence], "en") == (sentence,)


@pytest.mark.parametrize(
    "rows",
    [
        '"facts":[{"at":"2026-11-02","fact":"agee","value":40}]',
        '"facts":[{"at":"2026-11-02","fact":"age","value":"old"}]',
        '"facts":[{"at":"2026-13-02","fact":"age","value":40}]',
        '"facts":[{"at":5,"fact":"age","value":40}]',
        '"fakts":[]',
        '"answers":[{"at":"2026-11-02","instrument":"phq-9","items":{"x":9}}]',
        '"measures":[{"at":"2026-11-02","measure":"drug_test.opioids","value":"maybe"}]',
    ],
)
def test_what_is_really_said_is_known(rows: str) -> None:
    document = f'{{"format":"waymark.person/1","id":"x",{rows}}}'.encode()
    with pytest.raises(RecordError) as refused:
        validate(read_person(document, "the record"), library(), "the record")
    for english, spanish in zip(refused.value.sentences, in_language(refused.value.sentences, "es"), strict=True):
        assert english != spanish
        assert spanish.startswith("el expediente: "), spanish
        assert not re.search(r"\b(the|there|write|correct|leave|is)\b", spanish), spanish


def test_a_spanish_page_says_it(there: There) -> None:
    user = there.here.staff["counsellor"]
    user.language = "es"
    user.save(update_fields=["language"])
    client = there.client("counsellor")
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("r.json", b'{"format":"waymark.person/1","id":"x","fakts":[]}', "application/json")
    page = client.post(f"/people/{there.here.somebody.public_id}/record/add", {"file": file, "other": "on"})
    assert page.status_code == 422
    assert "clave desconocida" in page.content.decode()
