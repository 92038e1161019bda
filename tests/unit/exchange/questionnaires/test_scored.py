"""Responses scored by our rules: what is asked decides, not what a file counts; what cannot be told stays open."""

from typing import Any

import pytest

from tests.unit.exchange.questionnaires.built import (
    DAYS,
    DAYS_WORDS,
    PHQ_CODES,
    PHQ_WORDS,
    coding,
    dast,
    install,
    phq,
    question,
    respond,
    said,
    scored,
)  # fmt: skip
from waymark.exchange.questionnaires.notes import QuestionnaireError, gathered


def total(found: Any) -> str:
    return str(found.scored.scores["total"].shown)


def test_a_sound_response_is_scored() -> None:
    found = scored(respond(phq(), [2, 2, 2, 2, 1, 1, 2, 0, 0]), phq())
    assert total(found) == "12"
    assert found.scored.scores["total"].bands == ("moderate",)
    assert said(found, "weights", "codes", "unanswered", "disagrees") == ""


def test_a_response_that_names_its_codes_needs_no_form() -> None:
    items = [{"linkId": f"/{code}", "answer": [{"valueCoding": {"code": DAYS[1]}}]} for code in PHQ_CODES]
    assert total(scored({"resourceType": "QuestionnaireResponse", "status": "completed", "item": items})) == "9"


def test_a_response_that_says_nothing_of_its_questions_needs_the_form() -> None:
    response = respond(phq(), [1] * 9)
    for item in response["item"]:
        del item["text"]
    with pytest.raises(QuestionnaireError, match="add --questionnaire"):
        scored(response)


@pytest.mark.parametrize("weights", [(3, 2, 1, 0), (1, 0, 2, 3), (1, 2, 3, 4)])
def test_weights_that_are_not_ours_change_nothing_and_are_named(weights: tuple[int, ...]) -> None:
    form = phq(weights)
    found = scored(respond(form, [0, 0, 0, 0, 0, 0, 0, 0, 1]), form)
    assert total(found) == "1"
    assert "item_1: the file's weights are not ours" in said(found, "weights")
    assert "own weights add up to" in said(found, "disagrees")


LOCAL = (("a", "Not at all"), ("b", "Several days"), ("c", "More than half the days"), ("d", "Nearly every day"))


def local(weights: tuple[int, ...] | None, words: tuple[tuple[str, str], ...] = LOCAL) -> dict[str, Any]:
    """A form with the words of the PHQ-9 and no code at all."""
    items = [question(f"x{n}", text, words, weights=weights, system="") for n, text in enumerate(PHQ_WORDS)]
    return {"resourceType": "Questionnaire", "title": "PHQ-9", "language": "en", "item": items}


def test_without_codes_the_words_of_the_answers_decide() -> None:
    form = local((3, 2, 1, 0))
    assert total(scored(respond(form, [1, 0, 0, 0, 0, 0, 0, 0, 0]), form)) == "1"


def test_words_and_code_that_contradict_each_other_leave_the_item_open() -> None:
    response = respond(phq(), [0] * 9)
    response["item"][8]["answer"][0]["valueCoding"] = coding(DAYS[0], DAYS_WORDS[3])
    found = scored(response, phq())
    assert total(found) == "0..3"
    assert "item_9" in said(found, "unanswered")
    assert "cannot be read: ask again now" in said(found, "safety")


UNKNOWN = (("a", "blip"), ("b", "blop"), ("c", "blup"), ("d", "blep"))


def test_unknown_words_take_the_weights_in_order_and_say_so() -> None:
    form = local((0, 1, 2, 3), UNKNOWN)
    found = scored(respond(form, [1] * 9), form)
    assert total(found) == "9"
    assert "the file's weights alone" in said(found, "weights").replace("\n", " ")


@pytest.mark.parametrize("weights", [None, (0, 2, 1, 3), (0, 1, 2, 4)])
def test_unknown_words_without_weights_to_trust_have_no_value(weights: tuple[int, ...] | None) -> None:
    form = local(weights, UNKNOWN)
    with pytest.raises(QuestionnaireError, match="nothing of this phq9 can be scored"):
        scored(respond(form, [1] * 9), form)


def test_numbers_that_are_counted_in_another_way_have_no_value() -> None:
    form = local(None, (("", "1"), ("", "2"), ("", "3"), ("", "4")))
    with pytest.raises(QuestionnaireError, match="other numbers than those of the item"):
        scored(respond(form, [1] * 9), form)


def bare(numbers: list[int]) -> dict[str, Any]:
    items = [
        {"linkId": f"/{code}", "answer": [{"valueInteger": n}]} for code, n in zip(PHQ_CODES, numbers, strict=True)
    ]
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": items}


def test_bare_numbers_count_only_where_all_are_possible() -> None:
    assert total(scored(bare([1, 0, 0, 0, 0, 0, 0, 0, 2]))) == "3"
    with pytest.raises(QuestionnaireError, match="nothing of this phq9 can be scored"):
        scored(bare([1, 1, 1, 1, 1, 1, 1, 1, 4]))


@pytest.mark.parametrize(
    ("third", "weights", "answer", "points"),
    [
        ("Are you able to stop (never used: yes)?", (1, 0), 0, "3"),
        ("Are you able to stop (never used: yes)?", (1, 0), 1, "2"),
        ("Are you unable to stop if you want?", (1, 0), 0, "2"),
        ("Are you unable to stop if you want?", (0, 1), 1, "3"),
        ("¿Es usted incapaz de dejar de usar?", (0, 1), 1, "3"),
        ("¿Puede usted dejar de usar?", (1, 0), 1, "2"),
    ],
)
def test_the_item_that_counts_the_other_way_is_read_by_what_it_asks(
    third: str, weights: tuple[int, int], answer: int, points: str
) -> None:
    form = dast(third, weights)
    found = scored(respond(form, [1, 1, answer, 0, 0, 0, 0, 0, 0, 0]), form)
    assert total(found) == points
    assert ("item_3" in said(found, "weights")) == (third.startswith("Are you unable") and weights == (1, 0))


def test_where_the_direction_cannot_be_told_the_item_is_not_scored() -> None:
    form = dast("made up: stop using drugs when you want", (1, 0))
    found = scored(respond(form, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]), form)
    assert total(found) == "2..3"
    assert "item_3" in said(found, "unanswered")
    with pytest.raises(QuestionnaireError, match="which way"):
        install(form)


def test_nobody_who_takes_nothing_gets_a_point_for_the_third() -> None:
    found = scored(respond(dast("Are you able to stop?"), [0] * 10), dast("Are you able to stop?"))
    assert total(found) == "0"
    assert "item_3" in said(found, "scoring")


def test_link_ids_of_another_form_are_matched_by_their_ends_and_said() -> None:
    response = respond(phq(), [3] * 9)
    for number, item in enumerate(response["item"], 1):
        item["linkId"] = f"OTHER.{number}"
        del item["text"]
    form = phq()
    for number, item in enumerate(form["item"][1:], 1):
        item["linkId"] = f"FORM-9.{number}"
    found = scored(response, form)
    assert total(found) == "27"
    assert "the end of the link id" in said(found, "matched")


def test_words_of_another_question_use_the_answer_for_neither() -> None:
    response = respond(phq(), [0] * 8 + [3])
    first, last = response["item"][0], response["item"][8]
    first["linkId"], last["linkId"] = last["linkId"], first["linkId"]
    found = scored(response, phq())
    assert found.scored.scores["item_9"].shown == "0..3"
    assert "repeats the words" in said(found, "unanswered")


def test_codes_exchanged_between_two_questions_use_both_for_neither() -> None:
    form = phq()
    one, other = form["item"][1], form["item"][9]
    one["code"], other["code"] = other["code"], one["code"]
    found = scored(respond(form, [0] * 8 + [3]), form)
    assert found.scored.scores["item_9"].shown == "0..3"
    assert "used for neither" in said(found, "codes")


def test_an_answer_given_twice_and_not_alike_is_open() -> None:
    response = respond(phq(), [0] * 9)
    response["item"].append({"linkId": "q9", "answer": [{"valueCoding": coding(DAYS[3], DAYS_WORDS[3])}]})
    found = scored(response, phq())
    assert total(found) == "0..3"
    assert "answered 2 times" in said(found, "unanswered")


def test_missing_answers_are_prorated_as_published_and_lost_ones_never() -> None:
    answers: list[int | None] = [1, 1, 1, 1, 1, 1, 1, 1, None]
    assert scored(respond(phq(), answers), phq()).scored.scores["total"].prorated
    response = respond(phq(), [1] * 9)
    response["item"][8]["answer"] = [{"valueCoding": {"code": "nothing", "display": "hm"}}]
    found = scored(response, phq()).scored.scores["total"]
    assert (found.shown, found.prorated) == ("8..11", False)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ({"valueDecimal": 9}, "agrees", "as we do"),
        ({"valueQuantity": {"value": 9, "code": "score"}}, "agrees", "as we do"),
        ({"valueString": "9"}, "agrees", "as we do"),
        ({"valueInteger": 8}, "disagrees", "our rules give 9"),
        ({"valueString": "many"}, "disagrees", "which is no number"),
    ],
)
def test_totals_stated_in_the_file_are_compared(answer: dict[str, Any], kind: str, words: str) -> None:
    response = respond(phq(), [1] * 9)
    response["item"].append({"linkId": "/44261-6", "text": "total", "answer": [answer]})
    form = phq()
    form["item"].append({"linkId": "/44261-6", "text": "total", "type": "decimal", "code": [coding("44261-6")]})
    for found in (scored(response, form), scored(response)):
        assert words in said(found, kind)


def test_a_short_form_gives_its_own_score_only() -> None:
    form = phq(title="PHQ-2", code=[coding("55757-9")])
    form["item"] = form["item"][:3]
    found = scored(respond(form, [2, 1]), form)
    assert found.part == "PHQ-2"
    assert found.shown == ("phq2",)
    assert found.scored.scores["phq2"].shown == "3"
    assert install(form).part == "PHQ-2"


def test_a_lost_answer_is_no_sure_zero_where_the_form_jumps() -> None:
    """AUDIT: who never drinks is asked no more, yet an answer that is there and cannot be read may be anything."""
    words = ("alcohol, how often", "how many drinks", "six or more drinks")
    never = (("n", "Never"), ("w", "Weekly"))
    items = [question(f"a{n}", text, never, system="") for n, text in enumerate(words)]
    items[1]["answerOption"] = [{"valueCoding": {"code": "o", "display": "1 or 2"}}, {"valueCoding": {"code": "?"}}]
    form = {"resourceType": "Questionnaire", "title": "AUDIT-C", "language": "en", "item": items}
    assert scored(respond(form, [0, 0, 0]), form).scored.scores["total"].shown == "0"
    assert scored(respond(form, [0, 1, 0]), form).scored.scores["total"].shown == "0..4"


def test_a_missing_answer_is_no_jump_where_the_others_were_not_jumped_over() -> None:
    words = ("alcohol, how often", "how many drinks", "six or more drinks")
    answers = (
        (("n", "Never"), ("w", "Monthly or less")),
        (("o", "1 or 2"), ("t", "3 or 4")),
        (("n", "Never"), ("m", "Monthly")),
    )
    items = [
        question(f"a{n}", text, pairs, system="") for n, (text, pairs) in enumerate(zip(words, answers, strict=True))
    ]
    form = {"resourceType": "Questionnaire", "title": "AUDIT-C", "language": "en", "item": items}
    assert scored(respond(form, [0, None, None]), form).scored.scores["total"].shown == "0"
    assert scored(respond(form, [0, 1, None]), form).scored.scores["total"].shown == "1..5"


def test_the_report_gathers_what_is_said_of_many_items() -> None:
    form = phq((3, 2, 1, 0))
    lines = [says for kind, says in gathered(scored(respond(form, [0] * 9), form).notes) if kind == "weights"]
    assert len(lines) == 1
    assert lines[0].startswith(
        "item_1 to item_9 (9 times): the file's weights are not ours: “Not at all” counts 0 and not 3"
    )


def test_a_response_to_another_form_with_the_same_link_ids_is_refused() -> None:
    words = (
        "nervous",
        "stop worrying",
        "worrying too much about different things",
        "relax",
        "restless",
        "annoyed",
        "afraid",
    )
    pairs = tuple(zip(DAYS, DAYS_WORDS, strict=True))
    items = [question(f"q{n}", text, pairs) for n, text in enumerate(words, 1)]
    other = {"resourceType": "Questionnaire", "title": "GAD-7", "language": "en", "item": items}
    with pytest.raises(QuestionnaireError, match="its questions are those of gad7, and the Questionnaire is phq9"):
        scored(respond(other, [1] * 7), phq())


def test_an_answer_that_repeats_words_of_another_item_is_used_for_neither() -> None:
    response = respond(phq(), [0] * 8 + [3])
    response["item"][8]["text"] = "rather: sleep"
    found = scored(response, phq())
    assert found.scored.scores["item_9"].shown == "0..3"
    assert "item_9: its answer repeats words of item_3" in said(found, "unanswered")
