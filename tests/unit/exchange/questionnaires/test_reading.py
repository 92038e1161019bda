"""Files that are broken, wrapped, old or new."""

import json
from typing import Any

import pytest

from tests.unit.exchange.questionnaires.built import DAYS, DAYS_WORDS, coding, install, phq, respond, said, scored
from waymark.exchange.questionnaires.codes import is_loinc, loinc_in
from waymark.exchange.questionnaires.notes import QuestionnaireError
from waymark.exchange.questionnaires.reading import read_json


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b'{"a": 1\n "b": 2}', "line 2"),
        (b"<Questionnaire/>", "XML"),
        (b"[1, 2]", "no FHIR resource"),
        (b'{"a": "\xff"}', "JSON"),
        (b"[" * 5000 + b"]" * 5000, "deep"),
        (b'{"a":' * 80 + b"1" + b"}" * 80, "deep"),
        (b" " * 17_000_000 + b"{}", "more than a questionnaire needs"),
    ],
)
def test_what_is_no_json_object_is_refused_in_a_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(QuestionnaireError, match=says):
        read_json(raw, "file.json")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"resourceType": "Patient"}, "this is a Patient"),
        ({"resourceType": "QuestionnaireResponse"}, "these are answers"),
        ({"hello": 1}, "no Questionnaire in it"),
        ({"resourceType": "Questionnaire"}, "asks nothing"),
        ({"resourceType": "Questionnaire", "group": {}}, "DSTU2"),
        ({"entry": [{"resource": phq()}, {"resource": phq()}]}, "holds 2 Questionnaires"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(form: Any, says: str) -> None:
    with pytest.raises(QuestionnaireError, match=says):
        install(form)


def test_a_form_in_a_bundle_is_found() -> None:
    assert install({"resourceType": "Bundle", "entry": [{"resource": phq()}]}).instrument == "phq9"


def value_set(**names: str) -> dict[str, Any]:
    """The answers of the PHQ-9 as a value set with weights."""
    concepts = [
        {
            "system": "http://loinc.org",
            "code": code,
            "display": words,
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue", "valueDecimal": n}],
        }
        for n, (code, words) in enumerate(zip(DAYS, DAYS_WORDS, strict=True))
    ]
    return {"resourceType": "ValueSet", "expansion": {"contains": concepts}, **names}


def in_place(place: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A form that keeps its options in one of the five places, and value sets beside it."""
    form = phq()
    extra: list[dict[str, Any]] = []
    for item in form["item"][1:]:
        options = item.pop("answerOption")
        if place == "answerOption":
            item["answerOption"] = options
        elif place == "option":
            item["option"] = options
        elif place == "options":
            item["options"] = {"reference": "#days"}
        elif place == "contained by address":
            item["answerValueSet"] = "http://example.org/days|1"
        else:
            item["answerValueSet"] = "http://example.org/outside"
    if place == "options":
        form["contained"] = [value_set(id="days")]
    elif place == "contained by address":
        form["contained"] = [value_set(id="x", url="http://example.org/days")]
    elif place == "outside":
        extra = [value_set(url="http://example.org/outside")]
    return form, extra


@pytest.mark.parametrize("place", ["answerOption", "option", "options", "contained by address", "outside"])
def test_options_are_found_in_all_five_places(place: str) -> None:
    form, extra = in_place(place)
    pack = install(form, extra)
    assert [option.text["en"] for option in pack.items["item_9"].options] == list(DAYS_WORDS)
    assert "weights" not in {note.kind for note in pack.report}
    assert ("STU3" in said(pack, "converted")) == (place in ("option", "options"))


def test_without_its_value_set_a_form_is_refused_and_a_response_still_scored_by_known_codes() -> None:
    form, _ = in_place("outside")
    with pytest.raises(
        QuestionnaireError, match=r"http://example\.org/outside is not in the file; add it with --valueset"
    ):
        install(form)
    response = respond(phq(), [1] * 9)
    assert scored(response, form).scored.scores["total"].shown == "9"


def test_two_lists_of_options_that_differ_are_used_for_nothing() -> None:
    form = phq()
    form["item"][1]["option"] = form["item"][1]["answerOption"][:2]
    with pytest.raises(QuestionnaireError, match="two lists of options that differ"):
        install(form)


def test_r5_is_converted_and_said() -> None:
    form = phq()
    for item in form["item"][1:]:
        item |= {"type": "coding", "answerConstraint": "optionsOnly"}
    pack = install(form)
    assert "R5" in said(pack, "converted")
    assert pack.origin.fhir == "R5"


def test_codes_are_read_as_they_were_meant_and_every_repair_is_said() -> None:
    form = phq()
    form["item"][1]["code"] = [coding("44250-9\u00a0 ")]
    form["item"][2]["code"] = [{"code": "44255-8"}]
    form["item"][3].pop("code")
    form["item"][3]["linkId"] = "/44259-0"
    form["item"][4]["code"] = [{"code": "http://loinc.org", "system": "44254-1"}]
    pack = install(form)
    assert {item.by for item in pack.items.values()} == {"code and words"}
    for words in ("blanks in the code", "without a system", "only in the linkId", "exchanged"):
        assert words in said(pack, "repaired")


def test_the_check_digit_decides_what_is_a_code() -> None:
    assert is_loinc("82666-9")
    assert not is_loinc("82666-8")
    assert loinc_in("/44250-9") == "44250-9"
    assert loinc_in("/44250-8") == ""


def test_words_shown_as_markup_are_read() -> None:
    form = phq()
    form["item"][0] = {
        "linkId": "s",
        "type": "display",
        "_text": {
            "extension": [
                {
                    "url": "http://hl7.org/fhir/StructureDefinition/rendering-xhtml",
                    "valueString": "<div>made up<ul><li>one</li><li>two</li></ul></div>",
                }
            ]
        },
    }
    assert install(form).items["item_1"].stem["en"] == "made up\n- one\n- two"


def test_a_wrapper_with_responses_and_observations_is_read() -> None:
    form = phq()
    total = {
        "resourceType": "Observation",
        "code": {"coding": [coding("44261-6")]},
        "valueString": "4",
    }
    wrapper = {"responses": [{"resource": respond(form, [1, 1, 0, 1, 0, 0, 0, 0, 1])}], "observations": [total]}
    found = scored(wrapper, form)
    assert found.scored.scores["total"].shown == "4"
    assert "states 4 for total, as we do" in said(found, "agrees")
    assert "item_9" in said(found, "safety")


def test_junk_is_no_traceback() -> None:
    form = json.loads(json.dumps(phq()))
    form["item"][1]["answerOption"] = {"valueCoding": 5}
    form["item"][2]["code"] = "44255-8"
    form["contained"] = [None, 5, {"resourceType": "ValueSet", "compose": {"include": [{"valueSet": None}]}}]
    with pytest.raises(QuestionnaireError):
        install(form)


def test_value_sets_that_go_in_circles_and_forms_without_end_are_refused() -> None:
    form = phq()
    del form["item"][1]["answerOption"]
    form["item"][1]["answerValueSet"] = "#a"
    circle = {"compose": {"include": [{"valueSet": ["#a", "#b"] * 500}]}}
    form["contained"] = [{"resourceType": "ValueSet", "id": name, **circle} for name in ("a", "b")]
    with pytest.raises(QuestionnaireError, match="the words of the answers are missing"):
        install(form)
    with pytest.raises(QuestionnaireError, match="more than 500 questions"):
        install(phq(item=phq()["item"] * 60))
    response = respond(phq(), [1] * 9)
    with pytest.raises(QuestionnaireError, match="more than 1000 answers"):
        scored({**response, "item": response["item"] * 120})
