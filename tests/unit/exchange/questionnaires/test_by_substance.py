"""Forms that ask the same of each substance: told by substance and question, scored each, refused when shortened."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.exchange.questionnaires.built import install, question, scored
from waymark.exchange.questionnaires.notes import QuestionnaireError

Document = dict[str, Any]
OFTEN = ("Never", "Once or twice", "Monthly", "Weekly", "Daily or almost daily")
RECENT = ("No, never", "Yes, in the past 3 months", "Yes, but not in the past 3 months")
YES_NO = ("No", "Yes")
SUBSTANCES = (
    "Tobacco products", "Alcoholic beverages", "Cannabis", "Cocaine", "Amphetamine type", "Inhalants", "Sedatives",
    "Hallucinogens", "Opioids", "Other - specify",
)  # fmt: skip
ASKS = (
    ("made up: in your life ever used", YES_NO), ("made up: how often used", OFTEN), ("made up: urge", OFTEN),
    ("made up: health, social, legal or financial", OFTEN), ("made up: failed what was expected", OFTEN),
    ("made up: friend or relative concern", RECENT), ("made up: tried to cut down", RECENT),
)  # fmt: skip


def choice(link: str, text: str, words: tuple[str, ...], weights: tuple[float, ...] | None = None) -> Document:
    return question(
        link, text, [(f"{link}-{n}", said) for n, said in enumerate(words)], weights=weights, system="urn:x"
    )


def group(link: str, text: str, items: list[Document]) -> Document:
    return {"linkId": link, "type": "group", "text": text, "item": items}


def form(title: str, *items: Document) -> Document:
    return {"resourceType": "Questionnaire", "title": title, "language": "en", "item": list(items)}


def assist(
    by: str = "question",
    substances: tuple[str, ...] = SUBSTANCES,
    asks: tuple[Any, ...] = ASKS,
    title: str = "ASSIST v3",
) -> Document:
    """The links say question and substance: q2.3 is how often cannabis was used."""
    places = [
        (a, p, ask, name)
        for a, ask in enumerate(asks, 1)
        for p, name in enumerate(substances, 1)
        if not (name == "Tobacco products" and "expected" in ask[0])
    ]
    if by == "question":
        groups = [
            group(f"g{a}", ask[0], [choice(f"q{a}.{p}", name, ask[1]) for b, p, _, name in places if b == a])
            for a, ask in enumerate(asks, 1)
        ]
    else:
        groups = [
            group(f"g{p}", name, [choice(f"q{a}.{p}", ask[0], ask[1]) for a, r, ask, _ in places if r == p])
            for p, name in enumerate(substances, 1)
        ]
    return form(title, *groups, choice("q8", "made up: ever injected", RECENT))


def filled(told: Document, chosen: Mapping[str, int | None], *more: Document) -> Document:
    """A response that chooses the first option wherever nothing else is said; None leaves a question out."""
    entries = []
    for item in told["item"]:
        for leaf in item.get("item", [item]):
            place = chosen.get(leaf["linkId"], 0)
            if "answerOption" in leaf and place is not None:
                coding = leaf["answerOption"][place]["valueCoding"]
                entries.append({"linkId": leaf["linkId"], "answer": [{"valueCoding": coding}]})
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [*entries, *more]}


CHOSEN = {
    "q1.2": 1, "q2.2": 4, "q3.2": 4, "q4.2": 4, "q5.2": 3, "q6.2": 1, "q7.2": 1,
    "q1.3": 1, "q2.3": 3, "q3.3": 2, "q6.3": 2, "q8": 2,
}  # fmt: skip


@pytest.mark.parametrize("by", ["question", "substance"])
def test_each_substance_of_the_assist_gets_its_score_and_band(by: str) -> None:
    told = assist(by)
    assert install(told).instrument == "assist"
    found = scored(filled(told, CHOSEN), told).scored.scores
    assert (found["alcohol"].shown, found["alcohol"].bands) == ("38", ("high",))
    assert (found["cannabis"].shown, found["cannabis"].bands) == ("11", ("moderate",))
    assert {found[name].shown for name in ("tobacco", "cocaine", "opioids", "other")} == {"0"}
    assert found["injecting"].shown == "earlier"


def test_an_answer_left_out_gives_bounds_of_that_substance_alone() -> None:
    found = scored(filled(assist(), {**CHOSEN, "q6.3": None}), assist()).scored.scores
    assert (found["cannabis"].low, found["cannabis"].high) == (8.0, 14.0)
    assert found["alcohol"].shown == "38"


@pytest.mark.parametrize(
    "told",
    [
        assist(asks=ASKS[:2]),
        assist(asks=ASKS[:6]),
        assist(substances=SUBSTANCES[:5]),
        assist(substances=(*SUBSTANCES[:8], "Opioids: heroin", "Opioids: fentanyl")),
        assist(title="ASSIST-Lite", asks=ASKS[:3]),
    ],
)
def test_a_shortened_assist_is_refused_with_what_to_do(told: Document) -> None:
    with pytest.raises(QuestionnaireError, match="waymark score assist"):
        scored(filled(told, {}), told)


def test_totals_that_disagree_are_named_for_their_substance() -> None:
    told = assist()
    results = [("r1", "Total score, alcohol", 38), ("r2", "Total score, cannabis", 14), ("r3", "Total score", 49)]
    told["item"] += [{"linkId": link, "text": text, "type": "integer", "readOnly": True} for link, text, _ in results]
    stated = [{"linkId": link, "text": text, "answer": [{"valueInteger": n}]} for link, text, n in results]
    notes = scored(filled(told, CHOSEN, *stated), told).notes
    assert [note.text for note in notes if note.kind == "disagrees"] == [
        "the response (r2) states 14 for cannabis; our rules give 11"
    ]
    assert any("states 38 for alcohol" in note.text for note in notes if note.kind == "agrees")


def test_weights_of_the_file_never_score() -> None:
    told = assist()
    wrong = {"q2.3": (0.0, 1.0, 2.0, 3.0, 4.0)}
    for item in told["item"][:-1]:
        for place, leaf in enumerate(item["item"]):
            if leaf["linkId"] in wrong:
                item["item"][place] = choice(leaf["linkId"], leaf["text"], OFTEN, wrong[leaf["linkId"]])
    found = scored(filled(told, CHOSEN), told)
    assert found.scored.scores["cannabis"].shown == "11"
    assert any(note.item == "cannabis_q2" for note in found.notes if note.kind in ("weights", "disagrees"))


FIRST = (
    ("tobacco", "made up: tobacco in the past 12 months"), ("heavy_5", "made up: 5 or more drinks, past 12 months"),
    ("drugs", "made up: any drugs in the past 12 months"),
    ("medicines", "made up: prescription medicine more than told in the past 12 months"),
)  # fmt: skip
EVERY = ("Never", "Less than monthly", "Monthly", "Weekly", "Daily or almost daily")
SECOND = (
    ("tobacco_use", "past 3 months, smoked a cigarette with tobacco"), ("tobacco_ten", "more than 10 cigarettes a day"),
    ("tobacco_waking", "within 30 minutes after waking"), ("alcohol_use", "past 3 months, had a drink with alcohol"),
    ("alcohol_heavy", "past 3 months, 5 or more drinks in a day"),
    ("alcohol_cut_down", "failed to stop drinking"),
    ("alcohol_concern", "concern about your drinking"), ("cannabis_use", "past 3 months, used marijuana"),
    ("cannabis_more_1", "past 3 months, urge to use marijuana"), ("cannabis_more_2", "concern about marijuana"),
    ("stimulants_use", "past 3 months, used cocaine, crack or methamphetamine"),
    ("stimulants_more_1", "past 3 months, used cocaine once a week or more often"),
    ("stimulants_more_2", "concern about your use of cocaine"), ("heroin_use", "past 3 months, used heroin"),
    ("heroin_more_1", "tried and failed to stop heroin"), ("heroin_more_2", "concern about your use of heroin"),
    ("prescription_opioids_use", "past 3 months, used a prescription opioid not as prescribed"),
    ("prescription_opioids_more_1", "tried and failed to stop the prescription opioid"),
    ("prescription_opioids_more_2", "concern about the prescription opioid"),
    ("sedatives_use", "past 3 months, used a medicine for anxiety or sleep not as prescribed"),
    ("sedatives_more_1", "past 3 months, urge to use medicine for anxiety or sleep"),
    ("sedatives_more_2", "concern about medicine for anxiety or sleep"),
    ("prescription_stimulants_use", "past 3 months, used a medicine for ADHD not as prescribed"),
    ("prescription_stimulants_more_1", "past 3 months, used a medicine for ADHD once a week or more often"),
    ("prescription_stimulants_more_2", "concern about medicine for ADHD"),
    ("other_use", "past 3 months, used any other drug"),
)  # fmt: skip


def taps() -> Document:
    first = [choice(name, text, EVERY) for name, text in FIRST]
    return form("TAPS", *first, *(choice(name, f"made up: {text}", YES_NO) for name, text in SECOND))


def test_both_steps_of_the_taps_are_scored_for_each_substance() -> None:
    told = taps()
    pack = install(told)
    assert (pack.instrument, pack.part) == ("taps", "")
    yes = (
        "tobacco_use", "alcohol_use", "alcohol_heavy", "alcohol_concern", "heroin_use", "heroin_more_2", "cannabis_use",
    )  # fmt: skip
    chosen = {"tobacco": 4, "heavy_5": 3, "drugs": 2, "medicines": 0, **dict.fromkeys(yes, 1)}
    found = scored(filled(told, chosen), told).scored.scores
    shown = {name: (found[name].shown, found[name].bands) for name in found if name.endswith("_risk")}
    assert shown["tobacco_risk"] == ("1", ("problem_use",))
    assert shown["alcohol_risk"] == ("3", ("higher_risk",))
    assert shown["heroin_risk"] == ("2", ("higher_risk",))
    assert shown["cannabis_risk"] == ("1", ("problem_use",))
    assert shown["sedatives_risk"] == ("0", ("none",))
    assert found["assess"].shown == "true"
    assert scored(filled(told, chosen), told).items.keys() == {name for name, _ in (*FIRST, *SECOND)}
