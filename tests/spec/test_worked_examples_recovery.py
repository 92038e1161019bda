"""The written reference's examples from BAM to craving, from a copy of their own, and readings known to be wrong."""

import math
from pathlib import Path
from typing import Any

import pytest

from tests.spec.worked import RELEASE, SCORERS, found, rows, tables
from waymark.knowledge.build import library_of
from waymark.knowledge.check.codes import KNOWN, loinc, loinc_is_valid

TABLES = tables("recovery")


@pytest.mark.parametrize(("table", "row"), list(rows(TABLES)))
def test_a_row_of_the_reference_comes_out(table: dict[str, Any], row: dict[str, Any]) -> None:
    columns: list[int | str] = table["items"] if "items" in table else table["given"]
    names = [f"item_{name}" if isinstance(name, int) else name for name in columns]
    told = dict(zip(names, row["answers"], strict=True))
    scorer = SCORERS[table["form"]]
    form = scorer.score({}, entered=told) if "given" in table else scorer.score(told)
    assert {name: found(form, name) for name in row["expect"]} == row["expect"]


def test_no_money_is_zero_and_money_counts_by_its_logarithm() -> None:
    def composite(money: float) -> float:
        days = {"alcohol_days": 0, "alcohol_intoxicated": 0, "alcohol_problem_days": 0}
        items = {**days, "alcohol_bothered": 0, "alcohol_importance": 0, "alcohol_money": money}
        return SCORERS["asi_lite"].score(items).scores["alcohol"].low

    assert composite(0) == composite(1) == 0
    assert composite(100) == pytest.approx(math.log(100) / 44)
    assert composite(10**12) == pytest.approx(math.log(10**12) / 44)


def test_a_composite_stays_on_its_scale_whatever_money_says() -> None:
    worst = {"alcohol_days": 30, "alcohol_intoxicated": 30, "alcohol_problem_days": 30, "alcohol_bothered": 4}
    form = SCORERS["asi_lite"].score({**worst, "alcohol_importance": 4, "alcohol_money": 10**6})
    assert form.scores["alcohol"].shown == "1"
    rich = {"employment_licence": 1, "employment_car": 1, "employment_days": 30, "employment_income": 10**6}
    assert SCORERS["asi_lite"].score(rich).scores["employment"].shown == "0"


def test_a_missing_part_leaves_a_composite_open_and_a_crossed_cut_crossed() -> None:
    items: dict[str, float | str] = {"alcohol_days": 20, "alcohol_intoxicated": 20, "alcohol_problem_days": "declined"}
    form = SCORERS["asi_lite"].score({**items, "alcohol_bothered": 0, "alcohol_importance": 0, "alcohol_money": 0})
    assert form.scores["alcohol"].shown == "0.222..0.389"
    assert form.scores["alcohol_dependence_range"].truth is True


@pytest.mark.parametrize("item", [item.id for item in RELEASE.instruments["asi_lite"].items])
def test_more_never_lowers_a_composite_but_that_of_work(item: str) -> None:
    """Monotone in each item; work, car, licence, income and relations that apply count for the person."""
    scorer = SCORERS["asi_lite"]
    low = {i.id: float(i.minimum or (i.options[0] if i.options else 0)) for i in scorer.instrument.items}
    low["family_applicable_relations"] = 9.0
    tops = {i.id: max(i.options) if i.options else i.maximum or 500.0 for i in scorer.instrument.items}
    if item == "family_applicable_relations":
        low |= {item: 3.0, "family_problem_relations": 3.0}
    before, after = scorer.score(low).scores, scorer.score({**low, item: tops[item]}).scores
    name = item.split("_")[0]
    good = name == "employment" or item == "family_applicable_relations"
    assert before[name].low != after[name].low
    assert (after[name].low < before[name].low) is good


def test_bam_names_answers_that_cannot_all_be() -> None:
    assert SCORERS["bam"].score({"item_4": 3, "item_5": 3, "item_6": 0}).inconsistent == ()
    assert SCORERS["bam"].score({"item_4": 3, "item_5": 4, "item_6": 0}).inconsistent == (0,)
    assert SCORERS["bam"].score({"item_4": 3, "item_5": "missing", "item_6": 2, "item_7e": 3}).inconsistent == (1,)


def test_bam_jumps_over_what_cannot_be() -> None:
    form = SCORERS["bam"].score({"item_4": 0, "item_6": 0})
    assert form.scores["use"].shown == "0"
    assert not {"item_5", "item_7a", "item_7g"} & set(form.missing)


def test_bam_loses_only_the_scale_that_misses_an_item() -> None:
    full = {f"item_{n}": 0.0 for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16)}
    form = SCORERS["bam"].score({**full, "item_9": "declined"})
    assert (form.scores["use"].shown, form.scores["risk"].shown) == ("0", "0")
    assert form.scores["protective"].shown == "0..4"


def test_the_seven_day_form_takes_printed_steps_and_never_days() -> None:
    assert not any(item.bins or item.maximum for item in RELEASE.instruments["bam_iop"].items)
    assert RELEASE.instruments["bam_iop"].window_days == 7


def test_stages_of_change_turn_at_their_edges() -> None:
    scales = ("contemplation", "action", "maintenance", "precontemplation")

    def stage(*means: float) -> str:
        form = SCORERS["urica"].score({}, entered=dict(zip(scales, means, strict=True)))
        return form.scores["readiness"].bands[0]

    assert stage(3, 3, 3, 1) == "precontemplation"
    assert stage(3 + 1 / 7, 3, 3, 1) == "contemplation"
    assert stage(3 + 1 / 42, 3, 3, 1) == "contemplation"
    assert stage(4, 4, 4, 1) == "contemplation"
    assert stage(4, 4, 4 + 1 / 42, 1) == "preparation_action"


def test_items_that_urica_does_not_score_count_nowhere() -> None:
    counted = {name for score in RELEASE.instruments["urica"].scores for name in score.mean}
    assert {f"item_{n}" for n in range(1, 33)} - counted == {"item_4", "item_9", "item_20", "item_31"}


def test_brief_cope_counts_each_item_once_and_has_no_total() -> None:
    scores = [score for score in RELEASE.instruments["brief_cope"].scores if score.add]
    counted = [name for score in scores for name in score.add]
    assert len(scores) == 14
    assert sorted(counted) == sorted(item.id for item in RELEASE.instruments["brief_cope"].items)
    assert "total" not in {score.id for score in RELEASE.instruments["brief_cope"].scores}


def test_a_form_scored_by_its_owner_computes_nothing() -> None:
    for name in ("promis_alcohol_7a", "promis_pain_medicine_7a", "promis_sleep_4a", "ocds", "isi", "hark"):
        instrument = RELEASE.instruments[name]
        assert instrument.items == ()
        assert not any(s.add or s.mean or s.expression or s.condition or s.cascade for s in instrument.scores), name
        first = instrument.scores[0].id
        assert SCORERS[name].score({}, entered={first: 12.0}).scores[first].shown == "12"


def test_the_self_harm_item_counts_before_the_form_is_full() -> None:
    for answer, alarm in ((0, False), (1, True), (3, True)):
        form = SCORERS["epds"].score({"item_10": answer}, closed=False)
        assert form.scores["safety_review"].truth is alarm


def test_a_class_without_withdrawal_has_ten_criteria_at_most() -> None:
    every = {f"item_{n}": 1.0 for n in range(1, 12)}
    assert SCORERS["dsm5"].score({**every, "no_withdrawal": 1}).scores["criteria"].shown == "10"
    assert SCORERS["dsm5"].score(every).scores["criteria"].shown == "11"


@pytest.mark.parametrize(
    ("substance", "severity", "code"),
    [
        ("alcohol", "mild", "F10.10"),
        ("alcohol", "remission", "F10.21"),
        ("opioids", "severe", "F11.20"),
        ("cannabis", "mild_remission", "F12.11"),
        ("sedatives", "moderate", "F13.20"),
        ("cocaine", "moderate", "F14.20"),
        ("amphetamines", "severe", "F15.20"),
        ("tobacco", "mild", "Z72.0"),
        ("tobacco", "moderate", "F17.200"),
        ("tobacco", "remission", "F17.201"),
    ],
)
def test_codes_of_disorders(substance: str, severity: str, code: str) -> None:
    assert RELEASE.substances[substance].disorder_codes[severity] == code


def test_there_is_no_mild_code_of_tobacco() -> None:
    assert not {"F17.10", "F17.11"} & set(RELEASE.substances["tobacco"].disorder_codes.values())


# Pairings seen in public code: code, the form it was put on, the place it was put in.
WRONG = [
    ("71492-3", "mdq", "score"),
    ("72172-0", "mini_cog", "score"),
    ("72514-3", "cows", "score"),
    ("89206-7", "cage_aid", "panel"),
    ("89204-2", "pc_ptsd5", "score"),
    ("69737-5", "gad7", "score"),
    ("70274-6", "gad2", "score"),
    ("71354-5", "mdq", "panel"),
    ("75889-6", "barc10", "item"),
    ("82665-1", "dast10", "score"),
    ("68517-2", "audit_c", "item"),
    ("99046-5", "phq9", "score"),
    ("88124-3", "hrsn", "panel"),
]


@pytest.mark.parametrize(("code", "form", "place"), WRONG)
def test_a_wrong_pairing_of_public_code_is_known_as_wrong(code: str, form: str, place: str) -> None:
    assert loinc_is_valid(code)
    assert (form, place) not in KNOWN[code]


@pytest.mark.parametrize("code", ["82666-8", "44261-8", "72109-3"])
def test_codes_whose_check_digit_is_wrong(code: str) -> None:
    assert not loinc_is_valid(code)


def test_every_code_of_the_library_stands_where_it_belongs() -> None:
    folder = Path(__file__).parents[2] / "src/waymark/knowledge/library"
    assert [finding.what for finding in loinc(library_of(folder))] == []
    assert RELEASE.instruments["epds"].loinc_panel == "71354-5"
    assert RELEASE.instruments["moca"].loinc_panel == "72133-2"
    assert RELEASE.instruments["hunger_vital_sign"].loinc_panel == "88121-9"
    assert RELEASE.instruments["hrsn_supplemental"].loinc_panel == "97023-6"
    assert RELEASE.instruments["promis_alcohol_7a"].loinc_panel == "77003-2"
    for name in ("bam", "barc10", "asi_lite", "ftnd", "urica", "socrates_drug", "ort_oud", "whodas12", "peg", "sure"):
        instrument = RELEASE.instruments[name]
        codes = (instrument.loinc_panel, *(i.loinc for i in instrument.items), *(s.loinc for s in instrument.scores))
        assert set(codes) == {None}, name
