"""Small questionnaires with words of our own, in the shapes that real files have."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from waymark.exchange.questionnaires.converting import read_form
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.packs import Pack, build_pack
from waymark.exchange.questionnaires.reading import read_json
from waymark.exchange.questionnaires.responses import read_responses, stated_in
from waymark.exchange.questionnaires.scored import ScoredResponse, score_response
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.release import load_release

__all__ = [
    "DAYS", "DAYS_WORDS", "PHQ_CODES", "PHQ_WORDS", "YES_NO", "coding", "dast", "install", "instruments", "phq",
    "question", "respond", "said", "scored",
]  # fmt: skip

LOINC = "http://loinc.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
PHQ_CODES = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")
PHQ_WORDS = (
    "made up: interest", "made up: depressed", "made up: sleep", "made up: energy", "made up: appetite",
    "made up: failure", "made up: concentrating", "made up: slowly", "made up: dead",
)  # fmt: skip
DAYS = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
DAYS_WORDS = ("Not at all", "Several days", "More than half the days", "Nearly every day")
YES_NO = (("LA32-8", "No"), ("LA33-6", "Yes"))


@cache
def instruments() -> Mapping[str, Instrument]:
    """The library's instruments in English."""
    return load_release(overlays=(), locale="en").instruments


def coding(code: str, display: str = "", system: str = LOINC) -> dict[str, Any]:
    """A coding without empty parts."""
    return {k: v for k, v in (("system", system), ("code", code), ("display", display)) if v}


def option(code: str, display: str, weight: float | None = None, system: str = LOINC) -> dict[str, Any]:
    """An option of R4."""
    found: dict[str, Any] = {"valueCoding": coding(code, display, system)}
    if weight is not None:
        found["extension"] = [{"url": ORDINAL, "valueDecimal": weight}]
    return found


def question(
    link: str, text: str, options: Sequence[tuple[str, str]], code: str = "", weights: Sequence[float] | None = None,
    system: str = LOINC,
) -> dict[str, Any]:  # fmt: skip
    """A question to choose from. `weights`: as many as options."""
    found: dict[str, Any] = {"linkId": link, "text": text, "type": "choice"}
    if code:
        found["code"] = [coding(code)]
    found["answerOption"] = [
        option(c, d, None if weights is None else weights[n], system) for n, (c, d) in enumerate(options)
    ]
    return found


def phq(weights: Sequence[float] | None = (0, 1, 2, 3), **changes: Any) -> dict[str, Any]:
    """A form with the codes of the PHQ-9."""
    pairs = tuple(zip(DAYS, DAYS_WORDS, strict=True))
    items = [
        question(f"q{n}", words, pairs, code, weights)
        for n, (code, words) in enumerate(zip(PHQ_CODES, PHQ_WORDS, strict=True), 1)
    ]
    stem = {"linkId": "stem", "type": "display", "text": "made up: the last two weeks"}
    form = {"resourceType": "Questionnaire", "title": "PHQ-9", "language": "en", "item": [stem, *items]}
    return {**form, "code": [coding("44249-1")], **changes}


def dast(third: str, weights: Sequence[float] | None = None) -> dict[str, Any]:
    """A form with ten yes-or-no questions in words of the DAST-10; `third` is the one that counts the other way."""
    words = (
        "made up: medical reasons", "made up: more than one drug", third, "made up: blackouts", "made up: guilt",
        "made up: complain", "made up: neglect", "made up: illegal", "made up: withdrawal", "made up: medical problems",
    )  # fmt: skip
    items = [question(f"d{n}", text, YES_NO, weights=(0, 1)) for n, text in enumerate(words, 1)]
    if weights is not None:
        items[2] = question("d3", third, YES_NO, weights=weights)
    return {"resourceType": "Questionnaire", "title": "DAST-10", "language": "en", "item": items}


def respond(form: Mapping[str, Any], answers: Sequence[int | None], **more: Any) -> dict[str, Any]:
    """A response that chooses these options, one for each question; None leaves one out."""
    asked = [item for item in form["item"] if item["type"] != "display"]
    entries = [
        {
            "linkId": q["linkId"],
            "text": q["text"],
            "answer": [{"valueCoding": q["answerOption"][chosen]["valueCoding"]}],
        }
        for q, chosen in zip(asked, answers, strict=True)
        if chosen is not None
    ]
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": entries, **more}


def scored(response: Any, form: Any = None, extra: Sequence[Any] = ()) -> ScoredResponse:
    """The first response scored, as the command does it."""
    notes = Notes()
    read = None if form is None else read_form(_document(form), "form.json", notes, list(extra))
    document = _document(response)
    found = read_responses(document, "response.json", notes)
    return score_response(found[0], read, instruments(), "response.json", notes, stated_in(document, notes))


def install(form: Any, extra: Sequence[Any] = ()) -> Pack:
    """The pack of a form."""
    notes = Notes()
    read = read_form(_document(form), "form.json", notes, list(extra))
    return build_pack(read, json.dumps(form).encode(), "form.json", instruments(), notes)


def said(found: ScoredResponse | Pack, *kinds: str) -> str:
    """Everything noted of these kinds, as one text."""
    notes = found.notes if isinstance(found, ScoredResponse) else found.report
    return "\n".join(note.text for note in notes if note.kind in kinds)


def _document(tree: Any) -> dict[str, Any]:
    return read_json(tree if isinstance(tree, bytes) else json.dumps(tree).encode(), "a file")
