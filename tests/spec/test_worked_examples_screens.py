"""The written reference's examples from AUDIT to CIWA-Ar, from a copy of their own, and readings known to be wrong."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.spec.worked import RELEASE, SCORERS, found, rows, tables
from waymark.knowledge.assemble import Library
from waymark.knowledge.build import library_of
from waymark.knowledge.check.codes import KNOWN, WHICH, loinc, loinc_is_valid
from waymark.knowledge.model.effect import Minimum, Rate
from waymark.knowledge.model.instrument import Instrument
from waymark.record.meaning import about_the_person, readings
from waymark.record.scored import ScoredForm

TABLES = tables("screens")
# Sections 1 to 17 of the reference.
OURS = (
    "audit", "audit_c", "dast10", "assist", "assist_lite", "taps", "dudit", "crafft", "phq9", "phq2", "phq_a", "gad7",
    "gad2", "pc_ptsd5", "pcl5", "cssrs", "cssrs_since", "ace", "mdq", "cows", "sows", "sows_short", "ciwa_ar",
    "pawss", "baws", "saws",
)  # fmt: skip


@pytest.mark.parametrize(("table", "row"), list(rows(TABLES)))
def test_a_row_of_the_reference_comes_out(table: dict[str, Any], row: dict[str, Any]) -> None:
    names = [f"item_{name}" if isinstance(name, int) else name for name in table["items"]]
    told = {name: answer for name, answer in zip(names, row["answers"], strict=True) if answer != "-"}
    instrument = RELEASE.instruments[table["form"]]
    form = SCORERS[table["form"]].score(told)
    means = {one.fact: one.value for one in readings(instrument, form, row.get("about", {}), RELEASE)}
    assert {name: means.get(name) or found(form, name) for name in row["expect"]} == row["expect"]


def score(form: str, *answers: float | str, **items: float | str) -> ScoredForm:
    return SCORERS[form].score({**{f"item_{n}": answer for n, answer in enumerate(answers, 1)}, **items})


def means(form: str, total: float, **about: Any) -> dict[str, str]:
    scored = SCORERS[form].score({}, entered={"total": total})
    return {one.fact: one.value for one in readings(RELEASE.instruments[form], scored, about, RELEASE)}


@pytest.mark.parametrize(
    ("form", "fact", "men", "women"),
    [("dudit", "dudit.over_cut", 6, 2), ("audit", "audit.likely_dependence", 15, 13)],
)
def test_a_cut_by_sex_is_open_between_both_cuts_while_sex_is_not_known(
    form: str, fact: str, men: int, women: int
) -> None:
    assert means(form, men, sex_for_scoring="male")[fact] == "true"
    assert means(form, men - 1, sex_for_scoring="male")[fact] == "false"
    for lower in ("female", "intersex_or_other"):
        assert means(form, women, sex_for_scoring=lower)[fact] == "true"
        assert means(form, women - 1, sex_for_scoring=lower)[fact] == "false"
    assert [means(form, total)[fact] for total in (women - 1, women, men - 1, men)] == [
        "false", "unknown", "unknown", "true",
    ]  # fmt: skip


def test_the_cut_of_audit_c_falls_for_older_people_and_in_pregnancy() -> None:
    assert means("audit_c", 3, sex_for_scoring="male", age=65, pregnant=False)["audit_c.over_cut"] == "true"
    assert means("audit_c", 3, sex_for_scoring="male", age=64, pregnant=False)["audit_c.over_cut"] == "false"
    assert means("audit_c", 3)["audit_c.over_cut"] == "unknown"
    assert means("audit_c", 1, pregnant=True)["audit_c.over_cut"] == "true"
    assert set(about_the_person(RELEASE.instruments["audit_c"], RELEASE)) == {"sex_for_scoring", "age", "pregnant"}


# -- branching ----------------------------------------------------------------------------------------------------


def test_assist_asks_three_questions_less_of_what_was_not_used_lately() -> None:
    form = SCORERS["assist"].score({"cannabis_q1": 1, "cannabis_q2": 0})
    assert [name for name in form.missing if name.startswith("cannabis")] == ["cannabis_q6", "cannabis_q7"]
    never = SCORERS["assist"].score({"cannabis_q1": 0})
    assert not [name for name in never.missing if name.startswith("cannabis")]
    assert never.scores["cannabis"].shown == "0"


def test_assist_stops_where_nothing_was_ever_used() -> None:
    first = {item.id: 0 for item in RELEASE.instruments["assist"].items if item.id.endswith("_q1")}
    form = SCORERS["assist"].score(first)
    assert len(first) == 10
    assert form.missing == ()
    assert form.scores["injecting"].shown == "never"


@pytest.mark.parametrize(
    ("substance", "total", "band"),
    [
        ("alcohol", 10, "low"), ("alcohol", 11, "moderate"), ("alcohol", 26, "moderate"), ("alcohol", 27, "high"),
        ("alcohol", 4, "low"), ("opioids", 3, "low"), ("opioids", 4, "moderate"), ("opioids", 27, "high"),
        ("tobacco", 26, "moderate"), ("tobacco", 27, "high"),
    ],
)  # fmt: skip
def test_alcohol_has_bands_of_its_own(substance: str, total: float, band: str) -> None:
    """Public software puts 4 to 10 for alcohol at moderate."""
    form = SCORERS["assist"].score({}, entered={substance: total})
    assert form.scores[substance].bands == (band,)


def test_tobacco_has_no_fifth_question_and_a_range_of_its_own() -> None:
    scores = {one.id: one for one in RELEASE.instruments["assist"].scores}
    assert "tobacco_q5" not in {item.id for item in RELEASE.instruments["assist"].items}
    assert scores["tobacco"].range == (0, 31)
    assert {one.range for name, one in scores.items() if one.add and name != "tobacco"} == {(0, 39)}


def test_taps_asks_of_a_class_only_after_its_gate() -> None:
    form = SCORERS["taps"].score({"tobacco": 0, "heavy_4": 0, "drugs": 1, "medicines": 0})
    opened = ("cannabis", "stimulants", "heroin")
    assert set(form.missing) == {f"{name}_{asked}" for name in opened for asked in ("use", "more_1", "more_2")}
    used = SCORERS["taps"].score({"tobacco": 0, "heavy_4": 0, "drugs": 1, "medicines": 0, "heroin_use": 0})
    assert not [name for name in used.missing if name.startswith("heroin")]


def test_of_four_and_five_drinks_one_answer_is_enough() -> None:
    either = [SCORERS["taps"].score({name: 3}).scores["alcohol_alone"].truth for name in ("heavy_5", "heavy_4")]
    assert either == [True, True]
    assert not {"heavy_5", "heavy_4"} & set(SCORERS["taps"].score({"heavy_4": 0}).missing)
    assert {"heavy_5", "heavy_4"} <= set(SCORERS["taps"].score({"tobacco": 0}).missing)
    assert "heavy_5" in SCORERS["taps"].score({"heavy_5": "declined", "heavy_4": 0}).missing


def test_crafft_days_open_the_second_part_and_nicotine_does_not() -> None:
    none = SCORERS["crafft"].score({"alcohol_days": 0, "cannabis_days": 0, "other_days": 0})
    assert none.missing == ("car",)
    nicotine = SCORERS["crafft"].score({"alcohol_days": 0, "cannabis_days": 0, "other_days": 0, "nicotine_days": 300})
    assert nicotine.missing == ("car",)
    assert (none.scores["nicotine"].truth, nicotine.scores["nicotine"].truth) == (None, True)
    used = SCORERS["crafft"].score({"alcohol_days": 1, "cannabis_days": 0, "other_days": 0, "car": 0})
    assert set(used.missing) == {"relax", "alone", "forget", "family", "trouble"}
    assert used.scores["risk"].options == ("medium", "high")


def test_any_behaviour_since_the_last_contact_is_high() -> None:
    for form, expected in (("cssrs", ("moderate", "high")), ("cssrs_since", ("high",))):
        scored = SCORERS[form].score({"item_1": 0, "item_2": 0, "item_6": 1}, closed=False)
        assert scored.scores["risk"].options == expected


def test_the_form_since_the_last_contact_lowers_nothing_that_was_found_before() -> None:
    scored = {fact.id: {one.instrument for one in fact.scored} for fact in RELEASE.facts.values()}
    assert scored["cssrs.risk"] == {"cssrs"}
    assert scored["cssrs_since.risk"] == {"cssrs_since"}


@pytest.mark.parametrize("item", ["item_9", "past_month", "attempt_ever"])
def test_an_answer_of_phq_a_leads_to_the_suicide_path_at_any_total(item: str) -> None:
    calm = {i.id: 0.0 for i in RELEASE.instruments["phq_a"].items}
    assert SCORERS["phq_a"].score(calm).scores["suicide_path"].truth is False
    assert SCORERS["phq_a"].score({**calm, item: 1.0}).scores["suicide_path"].truth is True
    assert SCORERS["phq_a"].score({item: 1.0}, closed=False).scores["suicide_path"].truth is True


# -- what the reference forbids -----------------------------------------------------------------------------------


def test_no_rule_of_a_level_or_rating_reads_childhood() -> None:
    program = RELEASE.program
    deciding = [name for name in program.conditions if name.startswith("level:")]
    for rule in RELEASE.rules:
        options = [getattr(effect, "option", "") for effect in rule.effects]
        if any(isinstance(effect, Minimum | Rate) for effect in rule.effects) or "level:" in "".join(options):
            deciding.append(rule.id)
    assert len(deciding) > 20
    assert not [name for name in deciding if "ace.total" in program.facts_of(name, deep=True)]
    assert "ace.total" in program.facts_of("do-childhood-hardships-call-for-careful-care")


def test_only_the_total_of_childhood_may_be_entered() -> None:
    form = SCORERS["ace"].score({}, entered={"total": 5})
    assert (form.scores["total"].shown, form.scores["total"].bands) == ("5", ("many",))


def test_no_probability_is_shown_for_a_crafft_score() -> None:
    texts = [*RELEASE.instruments["crafft"].scores[0].label.values()]
    texts += [words for band in RELEASE.instruments["crafft"].scores[0].bands for words in band.label.values()]
    assert not any("%" in words or "0." in words for words in texts)


@pytest.mark.parametrize("form", OURS)
def test_the_terms_of_a_form_are_stated(form: str) -> None:
    instrument = RELEASE.instruments[form]
    assert instrument.owner
    assert instrument.attribution
    assert not instrument.wording_shipped
    assert instrument.limits


LICENCES = {
    "NC": ("audit", "audit_c", "dast10", "assist", "assist_lite", "dudit"),
    "PD": ("taps", "pc_ptsd5", "pcl5", "sows", "ciwa_ar"),
    "FREE": ("phq9", "phq2", "phq_a", "gad7", "gad2", "ace", "cows"),
    "REG": ("crafft", "cssrs", "cssrs_since", "mdq"),
}


def test_the_class_of_terms_is_that_of_the_reference() -> None:
    for terms, forms in LICENCES.items():
        for form in forms:
            assert RELEASE.instruments[form].licence_class == terms, form


WINDOWS = {
    "audit": 365, "audit_c": 365, "dast10": 365, "assist": 90, "dudit": 365, "crafft": 365, "phq9": 14, "phq_a": 14,
    "gad7": 14, "pc_ptsd5": 30, "pcl5": 30, "mdq": None, "ace": None, "cows": 1, "sows": 1, "ciwa_ar": 1,
}  # fmt: skip


@pytest.mark.parametrize(("form", "days"), list(WINDOWS.items()))
def test_how_far_a_form_looks_back(form: str, days: int | None) -> None:
    assert RELEASE.instruments[form].window_days == days


def test_changes_that_mean_something() -> None:
    def change(form: str) -> tuple[Any, ...]:
        score = next(one for one in RELEASE.instruments[form].scores if one.id == "total")
        return score.meaningful_change, score.reliable_change, score.meaningful_percent, score.target

    assert change("phq9") == change("phq_a") == (5, 5, 50, 4)
    assert change("gad7") == (4, None, 50, 4)
    assert change("pcl5") == (10, 15, None, 28)
    assert change("audit_c")[0] == 2


# -- codes --------------------------------------------------------------------------------------------------------


@cache
def library() -> Library:
    """The library as it is written."""
    return library_of(Path(__file__).parents[2] / "src/waymark/knowledge/library")


def with_code(form: str, **codes: str) -> list[str]:
    """What the check says of an instrument of the library with other codes: of the panel, an item or a score."""
    written = library().entries["instruments"][form]
    changed: Instrument = written.entry
    for name, code in codes.items():
        if name == "panel":
            changed = msgspec.structs.replace(changed, loinc_panel=code)
            continue
        kind, _, id_ = name.partition("__")
        entries = tuple(
            msgspec.structs.replace(one, loinc=code) if one.id == id_ else one for one in getattr(changed, kind)
        )
        changed = msgspec.structs.replace(changed, **{kind: entries})
    only: dict[str, Any] = {"instruments": {form: written.with_entry(changed)}, "facts": {}}
    return [finding.what for finding in loinc(Library(only, {"instruments": []}, (), []))]


@pytest.mark.parametrize(
    ("form", "place", "code", "says"),
    [
        ("mdq", "scores__symptoms", "71492-3", "slums"),
        ("mdq", "scores__symptoms", "72172-0", "moca"),
        ("dast10", "scores__total", "82666-8", "check digit"),
        ("phq9", "scores__total", "44261-8", "check digit"),
        ("ciwa_ar", "panel", "72109-3", "check digit"),
        ("cows", "scores__total", "72514-3", "pain"),
        ("assist", "panel", "89206-7", "panel of phq_a"),
        ("pc_ptsd5", "scores__total", "89204-2", "score of phq_a"),
        ("gad7", "scores__total", "69737-5", "panel of gad7"),
        ("gad7", "scores__gad2", "70274-6", "code of `total`"),
        ("gad2", "scores__total", "70274-6", "score of gad7"),
        ("mdq", "panel", "71354-5", "epds"),
        ("audit_c", "items__item_3", "75889-6", "item of taps"),
        ("dast10", "scores__total", "82665-1", "dast28"),
        ("audit_c", "items__item_1", "68517-2", "heavy_days"),
        ("audit", "scores__harm", "75626-2", "code of `consumption` or `total`"),
        ("audit_c", "scores__total", "75624-7", "score of audit"),
        ("audit", "panel", "72109-2", "panel of audit_c"),
        ("dast10", "scores__total", "82666-9", "panel of dast10"),
        ("phq9", "items__item_2", "44250-9", "code of `item_1`"),
    ],
)
def test_a_wrong_code_is_an_error_of_the_check(form: str, place: str, code: str, says: str) -> None:
    said = with_code(form, **{place: code})
    assert said
    assert says in said[0]


def test_the_codes_of_the_master_table_stand_where_it_says() -> None:
    forms = RELEASE.instruments
    panels = {
        "audit_c": "72109-2", "audit": "72110-0", "dast10": "82666-9", "phq9": "44249-1", "phq2": "55757-9",
        "phq_a": "89206-7", "gad7": "69737-5", "pc_ptsd5": "102010-6", "pcl5": "101697-1", "cssrs": "93373-9",
        "crafft": "71942-7", "taps": "96841-2",
    }  # fmt: skip
    results = {
        "audit_c": "75626-2", "audit": "75624-7", "dast10": "82667-7", "phq9": "44261-6", "phq2": "55758-7",
        "phq_a": "89204-2", "gad7": "70274-6", "pc_ptsd5": "102017-1", "pcl5": "101698-9",
    }  # fmt: skip
    for form, code in panels.items():
        assert forms[form].loinc_panel == code
    for form, code in results.items():
        assert next(one.loinc for one in forms[form].scores if one.id == "total") == code
    assert next(one.loinc for one in forms["cssrs"].scores if one.id == "risk") == "93374-7"
    phq = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"]
    assert [item.loinc for item in forms["phq9"].items] == phq
    taps = {item.id: item.loinc for item in forms["taps"].items if item.loinc}
    assert taps == {"tobacco": "96842-0", "heavy_5": "88037-7", "heavy_4": "75889-6"}
    for name in ("assist", "assist_lite", "dudit", "mdq", "cows", "sows", "ciwa_ar", "ace", "cssrs_since", "pawss"):
        codes = [forms[name].loinc_panel, *(i.loinc for i in forms[name].items), *(s.loinc for s in forms[name].scores)]
        assert set(codes) == {None}, name


def test_every_code_that_is_tied_to_an_item_is_known() -> None:
    assert WHICH.keys() <= KNOWN.keys()
    assert all(loinc_is_valid(code) for code in KNOWN)


@pytest.mark.parametrize("form", [name for name in OURS if name not in ("phq2", "gad2")])
def test_more_never_lowers_a_sum(form: str) -> None:
    """Monotone in each item: one answer higher never lowers a total, except where the item is turned round."""
    scorer, instrument = SCORERS[form], RELEASE.instruments[form]
    turned = {name for one in instrument.scores for name in one.reverse}
    low = {item.id: min(item.options) if item.options else item.minimum or 0.0 for item in instrument.items}
    for item in instrument.items:
        if item.id in turned:
            continue
        top = max(item.options) if item.options else float(item.maximum or 0)
        after, before = scorer.score({**low, item.id: top}).scores, scorer.score(low).scores
        assert all(after[one.id].low >= before[one.id].low for one in instrument.scores if one.add), item.id
