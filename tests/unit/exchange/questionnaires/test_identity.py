"""Which instrument a form is: its questions first, its name last; look-alikes are refused by their name."""

from typing import Any

import pytest

from tests.unit.exchange.questionnaires.built import YES_NO, coding, dast, install, phq, question, said
from waymark.exchange.questionnaires.notes import QuestionnaireError

AUDIT_WORDS = (
    "alcohol, how often", "how many drinks", "six or more drinks", "not able to stop", "expected", "in the morning",
    "guilt", "remember", "injured", "concerned",
)  # fmt: skip
OFTEN = ("Never", "Less than monthly", "Monthly", "Weekly", "Daily or almost daily")
DRINKING = ("Never", "Monthly or less", "2-4 times a month", "2-3 times a week", "4 or more times a week")
AMOUNT = ("1 or 2", "3 or 4", "5 or 6", "7 to 9", "10 or more")
YEAR = ("No", "Yes, but not in the last year", "Yes, during the last year")


def audit(**changes: Any) -> dict[str, Any]:
    """A form in words of the AUDIT, without a code of any question."""
    answers = [DRINKING, AMOUNT, *[OFTEN] * 6, YEAR, YEAR]
    items = [
        question(f"a{n}", text, [(f"c{m}", words) for m, words in enumerate(options)], system="")
        for n, (text, options) in enumerate(zip(AUDIT_WORDS, answers, strict=True), 1)
    ]
    return {"resourceType": "Questionnaire", "title": "AUDIT", "language": "en", "item": items, **changes}


def test_a_wrong_code_of_the_form_is_named_and_not_believed() -> None:
    pack = install(audit(code=[coding("72109-2")]))
    assert pack.instrument == "audit"
    assert "72109-2" in said(pack, "codes")
    assert [option.value for option in pack.items["item_10"].options] == [0, 2, 4]


def test_the_questions_count_and_not_the_name() -> None:
    pack = install(phq(title="GAD-7"))
    assert pack.instrument == "phq9"
    assert "gad7" in said(pack, "codes")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (audit(title="USAUDIT"), "USAUDIT"),
        (phq(title="PHQ-9 modified for teens"), "not the whole phq_a"),
        (phq(title="x", code=[coding("89206-7")], item=[question("/96842-0", "tobacco", YES_NO)]), "none of the"),
        ({**dast("x"), "title": "CAGE", "item": dast("x")["item"][:4]}, "CAGE"),
        ({"resourceType": "Questionnaire", "title": "ward", "item": [question("w", "clean?", YES_NO)]}, "none of the"),
    ],
)
def test_another_instrument_is_refused_by_its_name(form: dict[str, Any], says: str) -> None:
    with pytest.raises(QuestionnaireError, match=says):
        install(form)


def test_a_name_alone_makes_no_instrument() -> None:
    items = [question(f"h{n}", "are your hands clean when you enter the ward", YES_NO) for n in range(10)]
    with pytest.raises(QuestionnaireError, match="none of the library's instruments"):
        install({"resourceType": "Questionnaire", "title": "Audit", "language": "en", "item": items})


def test_a_question_in_the_place_of_another_is_not_the_standard_form() -> None:
    form = audit(title="AUDIT-C", code=[coding("72109-2")])
    form["item"] = form["item"][:3]
    form["item"][0] = question("/68517-2", "how many heavy days", YES_NO, "68517-2")
    form["item"][1]["code"], form["item"][2]["code"] = [coding("68519-8")], [coding("68520-6")]
    with pytest.raises(QuestionnaireError, match="68517-2"):
        install(form)


def test_a_form_without_one_of_the_items_is_another_form() -> None:
    form = phq()
    del form["item"][9]
    with pytest.raises(QuestionnaireError, match="item_9"):
        install(form)


def test_answers_of_another_scale_are_refused() -> None:
    form = audit()
    form["item"][0]["answerOption"] = form["item"][3]["answerOption"]
    with pytest.raises(QuestionnaireError, match=r"to question a1 .item_1. has no value"):
        install(form)


def test_items_without_codes_are_matched_by_words_and_the_rest_by_order() -> None:
    form = audit()
    form["item"][4]["text"] = "something quite different"
    pack = install(form)
    assert pack.items["item_5"].by == "order"
    assert pack.items["item_4"].by == "words"


def test_another_threshold_is_named() -> None:
    form = audit()
    form["item"][2]["text"] = "X (5 for men; 4 for women) or more drinks"
    assert "another number of drinks" in said(install(form), "variant")
