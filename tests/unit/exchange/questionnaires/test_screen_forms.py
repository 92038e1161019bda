"""Screens on drugs, young people, childhood and withdrawal: known by stems, scored by what their answers say."""

from typing import Any

import pytest

from tests.unit.exchange.questionnaires.built import (
    DAYS,
    DAYS_WORDS,
    PHQ_WORDS,
    YES_NO,
    coding,
    install,
    phq,
    question,
    respond,
    scored,
)
from waymark.exchange.questionnaires.notes import QuestionnaireError

OFTEN = ("Never", "Less often than once a month", "Every month", "Every week", "Daily or almost every day")
DRINKS = ("Never", "Once a month or less", "2-4 times a month", "2-3 times a week", "4 or more times a week")
DEGREE = ("Not at all", "A little", "Moderately", "Quite a bit", "Extremely")
YEAR = ("No", "Yes, but not over the past year", "Yes, over the past year")
DUDIT = (
    ("made up: other than alcohol", DRINKS), ("made up: more than one drug", DRINKS),
    ("made up: how many times", ("0", "1-2", "3-4", "5-6", "7 or more")), ("made up: influenced", OFTEN),
    ("made up: longing", OFTEN), ("made up: unable to stop", OFTEN), ("made up: neglect", OFTEN),
    ("made up: morning", OFTEN), ("made up: guilt", OFTEN), ("made up: hurt", YEAR), ("made up: worried", YEAR),
)  # fmt: skip
SOWS = (
    "anxious", "yawn", "sweat", "eyes", "nose", "goose", "shaking", "hot", "cold", "bones", "restless", "nausea",
    "vomit", "twitch", "cramps", "feel like using",
)  # fmt: skip
ACE = (
    "swear", "slap", "sexual", "nobody felt you special", "enough to eat", "divorced", "stepmother", "alcoholic",
    "mental illness", "prison",
)  # fmt: skip
SECOND = ("car", "relax", "alone", "forget", "family", "trouble")


def choice(link: str, text: str, words: tuple[str, ...]) -> dict[str, Any]:
    return question(link, text, [(f"{link}{n}", said) for n, said in enumerate(words)], system="urn:x")


def form(title: str, *items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "title": title, "language": "en", "item": list(items), **changes}


def dudit() -> dict[str, Any]:
    return form("DUDIT", *(choice(f"d{n}", text, words) for n, (text, words) in enumerate(DUDIT, 1)))


def crafft() -> dict[str, Any]:
    days = [
        {"linkId": f"a{n}", "text": f"made up: days with {text}", "type": "integer"}
        for n, text in enumerate(("sips", "cannabis", "anything else"), 1)
    ]
    return form("CRAFFT 2.1", *days, *(question(f"b{n}", f"made up: {w}", YES_NO) for n, w in enumerate(SECOND, 1)))


def test_drug_use_is_scored_by_what_the_answers_say() -> None:
    told = dudit()
    assert install(told).instrument == "dudit"
    found = scored(respond(told, [3, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]), told)
    assert (found.instrument.id, found.scored.scores["total"].shown) == ("dudit", "7")
    highest = scored(respond(told, [4, 4, 4, 4, 4, 4, 4, 4, 4, 2, 2]), told)
    assert highest.scored.scores["total"].shown == "44"


def test_withdrawal_as_felt_is_scored() -> None:
    told = form("SOWS", *(choice(f"s{n}", f"made up: {word}", DEGREE) for n, word in enumerate(SOWS, 1)))
    assert install(told).instrument == "sows"
    assert scored(respond(told, [1] * 12 + [0] * 4), told).scored.scores["total"].shown == "12"


def test_childhood_is_counted() -> None:
    told = form("Adverse childhood", *(question(f"c{n}", f"made up: {w}", YES_NO) for n, w in enumerate(ACE, 1)))
    assert install(told).instrument == "ace"
    found = scored(respond(told, [1, 0, 1, 0, 1, 1, 0, 0, 0, 1]), told).scored.scores["total"]
    assert (found.shown, found.bands) == ("5", ("many",))


def test_days_open_the_second_part_of_the_crafft() -> None:
    told = crafft()
    assert install(told).instrument == "crafft"
    days = [{"linkId": f"a{n}", "answer": [{"valueInteger": count}]} for n, count in enumerate((10, 20, 0), 1)]
    second = respond(form("x", *told["item"][3:]), [0, 1, 1, 0, 0, 0])["item"]
    response = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [*days, *second]}
    found = scored(response, told).scored.scores
    assert (found["total"].shown, found["risk"].shown) == ("2", "high")
    none = [{"linkId": f"a{n}", "answer": [{"valueInteger": 0}]} for n in (1, 2, 3)]
    car = scored({**response, "item": [*none, second[0]]}, told).scored.scores
    assert (car["total"].shown, car["risk"].shown) == ("0", "low")


def teens(title: str = "PHQ-9 modified for teens") -> dict[str, Any]:
    pairs = tuple(zip(DAYS, DAYS_WORDS, strict=True))
    nine = [question(f"t{n}", words, pairs) for n, words in enumerate(PHQ_WORDS, 1)]
    month = question("t10", "made up: past month, ending your life", YES_NO)
    ever = question("t11", "made up: suicide attempt", YES_NO)
    return form(title, *nine, month, ever)


def test_the_form_for_teens_is_told_from_the_one_for_adults() -> None:
    assert install(teens()).instrument == "phq_a"
    assert install(teens(title="x")).instrument == "phq_a"
    assert install(phq()).instrument == "phq9"
    assert install(phq(title="x")).instrument == "phq9"
    found = scored(respond(teens(), [0] * 9 + [0, 1]), teens())
    assert (found.instrument.id, found.scored.scores["suicide_path"].shown) == ("phq_a", "true")
    assert [note.item for note in found.notes if note.kind == "safety"] == ["attempt_ever"]


def since(title: str) -> dict[str, Any]:
    words = (
        "wish to be dead",
        "thoughts of killing yourself",
        "method how",
        "some intention",
        "worked out the details",
    )
    items = [question(f"c{n}", f"made up: {text}", YES_NO) for n, text in enumerate(words, 1)]
    return form(title, *items, question("c6", "made up: done anything, started to do anything", YES_NO))


def test_the_screener_since_the_last_contact_needs_its_name() -> None:
    told = since("C-SSRS screener since last contact")
    found = scored(respond(told, [0, 0, None, None, None, 1]), told)
    assert (found.instrument.id, found.scored.scores["risk"].shown) == ("cssrs_since", "high")
    assert scored(respond(since("C-SSRS"), [0, 0, None, None, None, 1]), since("C-SSRS")).instrument.id == "cssrs"
    with pytest.raises(QuestionnaireError, match="C-SSRS full scale"):
        install(since("C-SSRS lifetime/recent full"))


def taps(*drinks: str) -> dict[str, Any]:
    often = ("Never", "Less than monthly", "Monthly", "Weekly", "Daily or almost daily")
    asked = {"heavy_5": "five or more drinks", "heavy_4": "four or more drinks"}
    texts = ("tobacco in 12 months", *(asked[name] for name in drinks), "illegal drugs in 12 months")
    last = "prescription medicine more than told in 12 months"
    items = (choice(f"t{n}", f"made up: {text}", often) for n, text in enumerate((*texts, last), 1))
    return form("TAPS", *items, code=[coding("96841-2")])


@pytest.mark.parametrize("drinks", [("heavy_5",), ("heavy_4",), ("heavy_5", "heavy_4")])
def test_the_first_step_of_taps_is_scored_with_either_wording_of_drinks(drinks: tuple[str, ...]) -> None:
    told = taps(*drinks)
    pack = install(told)
    assert (pack.instrument, pack.part) == ("taps", "TAPS-1")
    nothing = scored(respond(told, [0] * (3 + len(drinks))), told)
    assert (nothing.part, nothing.scored.scores["first_step"].shown) == ("TAPS-1", "false")
    assert scored(respond(told, [0, 2, *[0] * (1 + len(drinks))]), told).scored.scores["first_step"].shown == "true"


def test_an_assist_is_refused_with_what_to_do() -> None:
    with pytest.raises(QuestionnaireError, match="waymark score assist"):
        install(form("ASSIST v3", question("a1", "made up: cocaine", YES_NO)))


COWS = (
    ("pulse", (0, 1, 2, 4)), ("sweating", (0, 1, 2, 3, 4)), ("restless", (0, 1, 3, 5)), ("pupils", (0, 1, 2, 5)),
    ("joints", (0, 1, 2, 4)), ("runny", (0, 1, 2, 4)), ("GI", (0, 1, 2, 3, 5)), ("tremor", (0, 1, 2, 4)),
    ("yawning", (0, 1, 2, 4)), ("anxiety", (0, 1, 2, 4)), ("gooseflesh", (0, 3, 5)),
)  # fmt: skip


def cows(weights: bool = True) -> dict[str, Any]:
    items = [
        question(
            f"w{n}",
            f"made up: {word}",
            [(f"w{n}{place}", f"made up answer {n} {place}") for place in range(len(steps))],
            weights=steps if weights else None,
            system="urn:x",
        )
        for n, (word, steps) in enumerate(COWS, 1)
    ]
    return form("Clinical opiate withdrawal", *items)


def test_signs_of_withdrawal_rest_on_the_weights_of_the_file_and_it_is_said() -> None:
    found = scored(respond(cows(), [1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 0]), cows())
    assert (found.instrument.id, found.scored.scores["total"].shown) == ("cows", "13")
    assert any(note.kind == "weights" for note in found.notes)
    with pytest.raises(QuestionnaireError, match="has no value"):
        install(cows(weights=False))


def test_alcohol_withdrawal_is_known_by_its_words() -> None:
    words = ("nausea", "tremor", "sweats", "anxiety", "agitation", "tactile", "auditory", "visual", "headache")
    items = [
        choice(f"a{n}", f"made up: {word}", tuple(str(step) for step in range(5 if n == 10 else 8)))
        for n, word in enumerate((*words, "orientation"), 1)
    ]
    told = form("CIWA-Ar", *items)
    found = scored(respond(told, [2, 3, 2, 3, 2, 0, 0, 0, 2, 3]), told)
    assert (found.instrument.id, found.scored.scores["total"].shown) == ("ciwa_ar", "17")
    assert found.scored.scores["escalate"].shown == "true"
