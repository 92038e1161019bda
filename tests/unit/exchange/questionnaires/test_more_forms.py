"""Forms of function, mood around a birth, tobacco, food, recovery: known by stems, scored by what answers say."""

from typing import Any

import pytest

from tests.unit.exchange.questionnaires.built import coding, install, instruments, option, question, respond, scored
from waymark.exchange.questionnaires.notes import QuestionnaireError

STEMS = {
    "whodas12": (
        "made up: standing", "made up: household", "made up: learning", "made up: community", "made up: emotionally",
        "made up: concentrating", "made up: walking", "made up: washing", "made up: dressed",
        "made up: people you do not know", "made up: friendship", "made up: work",
    ),
    "barc10": (
        "made up: more important", "made up: happy with my life", "made up: energy", "made up: proud",
        "made up: support from friends", "made up: fulfilling", "made up: living space", "made up: responsibility",
        "made up: professionals", "made up: progress",
    ),
    "epds": (
        "made up: laugh", "made up: looked forward", "made up: blame", "made up: anxious", "made up: panicky",
        "made up: on top of", "made up: sleeping", "made up: sad", "made up: crying", "made up: harming",
    ),
}  # fmt: skip
WORDS = {
    "whodas12": ("None", "Mild", "Moderate", "Severe", "Extreme or cannot do"),
    "barc10": ("Strongly disagree", "Disagree", "Somewhat disagree", "Somewhat agree", "Agree", "Strongly agree"),
}
TITLES = {"whodas12": "WHODAS 2.0", "barc10": "BARC-10", "epds": "EPDS"}


def form(name: str, weights: tuple[float, ...] | None = None, **changes: Any) -> dict[str, Any]:
    options = [(f"a{n}", words) for n, words in enumerate(WORDS[name])]
    items = [question(f"q{n}", text, options, weights=weights, system="urn:x") for n, text in enumerate(STEMS[name], 1)]
    return {"resourceType": "Questionnaire", "title": TITLES[name], "language": "en", "item": items, **changes}


def epds(first: tuple[float, ...] = (0, 1, 2, 3)) -> dict[str, Any]:
    """Each question has answers of its own; only their weights say what they are worth."""
    items = []
    for n, text in enumerate(STEMS["epds"], 1):
        weights = first if n in (1, 2, 4) else tuple(reversed(first))
        options = [option(f"e{n}{place}", f"made up answer {n} {place}", w, "urn:x") for place, w in enumerate(weights)]
        items.append({"linkId": f"q{n}", "text": text, "type": "choice", "answerOption": options})
    return {"resourceType": "Questionnaire", "title": "EPDS", "language": "en", "item": items}


def answered(of: dict[str, Any], *places: int) -> dict[str, Any]:
    """A response that chooses these options, by their place."""
    return respond(of, places)


def test_function_is_scored_by_what_the_answers_say() -> None:
    told = form("whodas12")
    found = scored(answered(told, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 2), told)
    assert found.instrument.id == "whodas12"
    assert (found.scored.scores["total"].shown, found.scored.scores["percent"].shown) == ("10", "20.8")


def test_weights_from_one_to_five_change_nothing() -> None:
    told = form("whodas12", (1, 2, 3, 4, 5))
    found = scored(answered(told, *[0] * 12), told)
    assert found.scored.scores["total"].shown == "0"
    assert any("weights add up to 12" in note.text for note in found.notes)


def test_recovery_capital_starts_at_one() -> None:
    told = form("barc10")
    found = scored(answered(told, 4, 4, 4, 3, 4, 4, 3, 4, 3, 4), told)
    assert (found.instrument.id, found.scored.scores["total"].shown) == ("barc10", "47")


def test_points_of_the_perinatal_form_are_its_weights_and_the_self_harm_item_is_named() -> None:
    told = epds()
    # The last place of a question that counts downwards is nothing.
    nothing = [0, 0, 3, 0, 3, 3, 3, 3, 3, 3]
    assert scored(answered(told, *nothing), told).scored.scores["total"].shown == "0"
    found = scored(answered(told, *nothing[:9], 2), told)
    assert found.scored.scores["total"].shown == "1"
    assert any(note.kind == "safety" and "item_10" in note.text for note in found.notes)


def test_the_perinatal_form_without_weights_is_not_guessed() -> None:
    told = epds()
    for item in told["item"]:
        for one in item["answerOption"]:
            one.pop("extension")
    with pytest.raises(QuestionnaireError, match="words"):
        scored(answered(told, *[1] * 10), told)


def test_a_whole_form_becomes_a_pack() -> None:
    assert install(form("whodas12")).instrument == "whodas12"
    assert install(form("barc10")).instrument == "barc10"
    assert install(epds()).instrument == "epds"


@pytest.mark.parametrize("title", ["BAM-IOP", "PROMIS Sleep Disturbance 4a", "MoCA", "HARK", "Insomnia Severity Index"])
def test_forms_that_are_only_taken_over_are_refused_by_name(title: str) -> None:
    told = form("whodas12", title=title)
    told["item"] = told["item"][:4]
    with pytest.raises(QuestionnaireError):
        install(told)


@pytest.mark.parametrize(("worry", "last", "need"), [(0, 0, "false"), (1, 0, "true"), (0, 2, "true"), (2, 2, "true")])
def test_food_need_by_code_with_the_stated_result_beside(worry: int, last: int, need: str) -> None:
    answers = (("LA28398-8", "Never true"), ("LA6729-3", "Sometimes true"), ("LA28397-0", "Often true"))
    texts = (("88122-7", "made up: worried about food"), ("88123-5", "made up: food did not last"))
    told: dict[str, Any] = {
        "resourceType": "Questionnaire", "title": "Hunger Vital Sign", "language": "en", "code": [coding("88121-9")],
        "item": [question(f"/{code}", text, answers, code) for code, text in texts],
    }  # fmt: skip
    stated = coding("LA19952-3" if need == "true" else "LA19983-8", "At risk" if need == "true" else "No risk")
    response = answered(told, worry, last)
    response["item"].append({"linkId": "/88124-3", "answer": [{"valueCoding": stated}]})
    told["item"].append({"linkId": "/88124-3", "text": "risk", "type": "choice", "code": [coding("88124-3")]})
    found = scored(response, told)
    assert found.scored.scores["food_need"].shown == need
    assert any(note.kind == "agrees" for note in found.notes), [note.text for note in found.notes]


def test_tobacco_by_words() -> None:
    first = ("Within 5 minutes", "6-30 minutes", "31-60 minutes", "After 60 minutes")
    packs = ("10 or less", "11-20", "21-30", "31 or more")
    yes_no = ("Yes", "No")
    which = ("The first one in the morning", "All others")
    texts = (
        "made up: how soon",
        "made up: refrain",
        "made up: hate",
        "made up: how many",
        "made up: first hours",
        "made up: bed",
    )
    answers = (first, yes_no, which, packs, yes_no, yes_no)
    items = [
        question(f"q{n}", text, [(f"c{n}{p}", words) for p, words in enumerate(said)], system="urn:x")
        for n, (text, said) in enumerate(zip(texts, answers, strict=True), 1)
    ]
    told = {"resourceType": "Questionnaire", "title": "FTND", "language": "en", "item": items}
    found = scored(answered(told, 0, 0, 0, 2, 0, 0), told)
    assert (found.scored.scores["total"].shown, found.scored.scores["hsi"].shown) == ("9", "5")
    assert scored(answered(told, 3, 1, 1, 0, 1, 1), told).scored.scores["total"].shown == "0"


def test_every_stem_belongs_to_an_item() -> None:
    from waymark.exchange.questionnaires.cues import CUES, POLARITY
    from waymark.exchange.questionnaires.expected import ANSWER_CODES, EXPECTED

    for table in (CUES, POLARITY, EXPECTED, ANSWER_CODES):
        for name, items in table.items():
            assert set(items) <= {item.id for item in instruments()[name].items}, name


def test_the_values_of_a_scale_are_those_of_the_item() -> None:
    from waymark.exchange.questionnaires.expected import EXPECTED

    for name, items in EXPECTED.items():
        for item in instruments()[name].items:
            if item.id in items:
                assert set(items[item.id].values) == set(item.options), (name, item.id)


def needs() -> dict[str, Any]:
    """A social needs form whose second question takes several answers."""
    often = ("Never", "Rarely", "Sometimes", "Fairly often", "Frequently")
    true = ("Often true", "Sometimes true", "Never true")
    asked = (
        ("made up: living situation", ("I have a steady home", "I am worried about losing mine", "I do not have one")),
        ("made up: problems with it", ("Pests", "Mold", "No heat", "None of the above")),
        ("made up: worried about food", true),
        ("made up: food did not last", true),
        ("made up: transportation", ("Yes", "No")),
        ("made up: electric shut off", ("Yes", "No", "Already shut off")),
        ("made up: physically hurt", often),
        ("made up: insult", often),
        ("made up: threaten", often),
        ("made up: scream", often),
    )
    items = [
        question(f"q{n}", text, [(f"n{n}{p}", words) for p, words in enumerate(said)], system="urn:x")
        for n, (text, said) in enumerate(asked, 1)
    ]
    items[1]["repeats"] = True
    return {"resourceType": "Questionnaire", "title": "AHC-HRSN", "language": "en", "item": items}


@pytest.mark.parametrize(
    ("places", "problems", "expected"),
    [
        ((0, 3, 2, 2, 1, 1, 0, 0, 0, 0), (), {"housing_need": "false", "food_need": "false", "safety": "4"}),
        ((1, 3, 2, 2, 1, 1, 0, 0, 0, 0), (), {"housing_need": "true", "food_need": "false"}),
        ((0, 0, 1, 2, 0, 2, 2, 2, 2, 1), (1,), {"housing_need": "true", "food_need": "true", "safety": "11"}),
        ((2, 3, 2, 2, 1, 0, 2, 2, 1, 1), (), {"utilities_need": "true", "safety_need": "false", "safety": "10"}),
    ],
)
def test_social_needs_with_several_problems_chosen(
    places: tuple[int, ...], problems: tuple[int, ...], expected: dict[str, str]
) -> None:
    told = needs()
    response = answered(told, *places)
    for place in problems:
        chosen = told["item"][1]["answerOption"][place]["valueCoding"]
        response["item"][1]["answer"].append({"valueCoding": chosen})
    found = scored(response, told)
    assert found.instrument.id == "hrsn"
    assert {name: found.scored.scores[name].shown for name in expected} == expected


def test_how_many_problems_were_chosen() -> None:
    told = needs()
    response = answered(told, 0, 0, 2, 2, 1, 1, 0, 0, 0, 0)
    response["item"][1]["answer"].append({"valueCoding": told["item"][1]["answerOption"][2]["valueCoding"]})
    assert scored(response, told).items["housing_problems"] == 2.0
