"""Bands begin where they say, ranges are closed, and the readings known to be wrong in public software are refused."""

from collections.abc import Iterator

import pytest

from waymark.knowledge.model.instrument import Instrument, Score
from waymark.knowledge.release import load_release
from waymark.logic import Known
from waymark.record.documents.person import AnswerRow, Person
from waymark.record.errors import RecordError
from waymark.record.scored import ScoredForm
from waymark.record.scoring import Scorer
from waymark.record.validate import validate

RELEASE = load_release()
SCORERS = {name: Scorer(instrument) for name, instrument in RELEASE.instruments.items()}


def scored(instrument: str, *answers: float, **items: float | str) -> ScoredForm:
    """Answers of items 1, 2, 3... and others by name."""
    given = {f"item_{number}": answer for number, answer in enumerate(answers, 1)}
    return SCORERS[instrument].score({**given, **items})


def refusal(instrument: str, **items: float) -> str:
    row = AnswerRow(at="2026-11-03", instrument=instrument, items=dict(items))
    with pytest.raises(RecordError) as caught:
        validate(Person(format="waymark.person/1", id="p", answers=(row,)), RELEASE, "p.json")
    return str(caught.value)


def edges() -> Iterator[object]:
    for instrument in RELEASE.instruments.values():
        for score in instrument.scores:
            for place, band in enumerate(score.bands):
                yield pytest.param(instrument, score, place, id=f"{instrument.id}-{score.id}-{band.id}")


@pytest.mark.parametrize(("instrument", "score", "place"), list(edges()))
def test_a_band_begins_at_its_edge_and_not_before(instrument: Instrument, score: Score, place: int) -> None:
    band = score.bands[place]

    def bands(value: float) -> tuple[str, ...]:
        form = SCORERS[instrument.id].score({}, entered={score.id: value})
        return form.scores[score.id].bands

    assert bands(band.lowest) == (band.id,)
    assert bands(band.highest) == (band.id,)
    if place:
        step = 1 if band.lowest - score.bands[place - 1].highest == 1 else 0.01
        assert bands(band.lowest - step) == (score.bands[place - 1].id,)
        assert band.lowest > score.bands[place - 1].highest
    elif score.range is not None:
        assert band.lowest == score.range[0]
    if place == len(score.bands) - 1 and score.range is not None:
        assert band.highest == score.range[1]


@pytest.mark.parametrize(
    ("instrument", "total", "score", "expected"),
    [
        ("cows", 4, "band", "none"),
        ("cows", 5, "band", "mild"),
        ("cows", 12, "band", "mild"),
        ("cows", 13, "band", "moderate"),
        ("cows", 24, "band", "moderate"),
        ("cows", 25, "band", "moderately_severe"),
        ("cows", 36, "band", "moderately_severe"),
        ("cows", 37, "band", "severe"),
        ("cows", 48, "band", "severe"),
        ("ciwa_ar", 7, "trigger_band", "under_8"),
        ("ciwa_ar", 8, "trigger_band", "from_8_to_15"),
        ("ciwa_ar", 15, "trigger_band", "from_8_to_15"),
        ("ciwa_ar", 16, "trigger_band", "over_15"),
        ("barc10", 46, "remission_range", "false"),
        ("barc10", 47, "remission_range", "true"),
        ("pcl5", 32, "probable", "false"),
        ("pcl5", 33, "probable", "true"),
    ],
)
def test_categories_change_at_their_edge(instrument: str, total: float, score: str, expected: str) -> None:
    assert SCORERS[instrument].score({}, entered={"total": total}).scores[score].shown == expected


@pytest.mark.parametrize(
    ("criteria", "severity"), [(1, "none"), (2, "mild"), (3, "mild"), (4, "moderate"), (5, "moderate"), (6, "severe")]
)
def test_severity_by_count(criteria: int, severity: str) -> None:
    assert scored("dsm5", *([1.0] * criteria + [0.0] * (11 - criteria))).scores["severity"].shown == severity


@pytest.mark.parametrize("instrument", list(RELEASE.instruments.values()), ids=lambda instrument: instrument.id)
def test_ranges_are_closed(instrument: Instrument) -> None:
    """With every item at its lowest, and at its highest, no sum leaves its range, and together they fill it."""
    scorer = SCORERS[instrument.id]
    spans = scorer.score({}).items
    for score in instrument.scores:
        if score.add and score.range is not None:
            low = sum(spans[name][0] for name in score.add)
            high = sum(spans[name][1] for name in score.add)
            assert (low, high) == score.range


def test_cssrs_intent_alone_is_high_not_moderate() -> None:
    for items in ({"item_4": 1.0}, {"item_1": 1.0, "item_2": 1.0, "item_3": 1.0, "item_4": 1.0}):
        assert SCORERS["cssrs"].score(items, closed=False).scores["risk"].options == ("high",)


def test_cssrs_refusal_is_not_no() -> None:
    risk = scored("cssrs", 1, 1, "declined", "declined", "declined", item_6=0).scores["risk"]  # type: ignore[arg-type]
    assert risk.options == ("moderate", "high")


@pytest.mark.parametrize(
    ("instrument", "items", "says"),
    [
        ("barc10", {"item_1": 0}, "0 is not an answer of this item; it takes 1, 2, 3, 4, 5, 6."),
        ("cows", {"item_1": 3}, "3 is not an answer"),
        ("cows", {"item_3": 2}, "it takes 0, 1, 3, 5."),
        ("cows", {"item_3": 4}, "4 is not an answer"),
        ("cows", {"item_4": 3}, "3 is not an answer"),
        ("cows", {"item_7": 4}, "4 is not an answer"),
        ("cows", {"item_11": 1}, "it takes 0, 3, 5."),
        ("audit", {"item_9": 1}, "it takes 0, 2, 4."),
        ("ciwa_ar", {"item_10": 5}, "5 is not an answer"),
        ("bam", {"item_2": 31}, "it takes whole numbers from 0 to 30."),
        ("bam", {"item_14": 1}, "it takes 0, 4."),
    ],
)
def test_answers_in_the_gaps_are_refused(instrument: str, items: dict[str, float], says: str) -> None:
    assert says in refusal(instrument, **items)


@pytest.mark.parametrize(
    ("instrument", "total"), [("cows", 49), ("audit", 41), ("barc10", 9), ("phq9", 28), ("ciwa_ar", 68)]
)
def test_totals_beyond_the_range_are_refused(instrument: str, total: float) -> None:
    row = AnswerRow(at="2026-11-03", instrument=instrument, scores={"total": total})
    with pytest.raises(RecordError, match=f"{total} cannot be"):
        validate(Person(format="waymark.person/1", id="p", answers=(row,)), RELEASE, "p.json")


def test_the_highest_totals_are_those_of_the_manuals() -> None:
    cows = RELEASE.instruments["cows"]
    assert scored("cows", *(max(item.options) for item in cows.items)).scores["total"].low == 48
    audit = RELEASE.instruments["audit"]
    assert scored("audit", *(max(item.options) for item in audit.items)).scores["total"].low == 40


def test_pcl5_has_no_severity_bands() -> None:
    assert not any(score.bands for score in RELEASE.instruments["pcl5"].scores)


def test_bam_r_has_no_attention_level_of_bam() -> None:
    names = {score.id for score in RELEASE.instruments["bam_r"].scores}
    assert not names & {"risk_attention", "protective_attention"}


def test_pss_is_reversed_once() -> None:
    assert scored("pss10", *[0.0] * 10).scores["total"].low == 16
    assert scored("pss10", *[4.0] * 10).scores["total"].low == 24


def test_no_trauma_means_zero_whatever_was_ticked() -> None:
    form = scored("pc_ptsd5", 1, 1, 1, 1, 1, gate=0)
    assert form.scores["total"].shown == "0"
    assert len(form.ignored) == 5
    unsure = SCORERS["pc_ptsd5"].score({f"item_{n}": 1.0 for n in range(1, 6)}, closed=False).scores["total"]
    assert (unsure.low, unsure.high) == (0, 5)


def test_audit_jumps_but_never_loses_an_answer() -> None:
    never = SCORERS["audit"].score({"item_1": 0, "item_9": 0, "item_10": 0})
    assert never.missing == ()
    assert never.scores["total"].shown == "0"
    answered = SCORERS["audit"].score({"item_1": 2, "item_2": 0, "item_3": 0, "item_7": 3, "item_9": 0, "item_10": 0})
    assert answered.scores["total"].shown == "5"


def test_audit_c_labels_nobody_for_how_often_alone() -> None:
    facts: dict[str, Known] = {"sex_for_scoring": 1, "age": (40.0, 40.0), "pregnant": False}
    often = scored("audit_c", 3, 0, 0)
    quantity = often.scores["review_quantity"].truth
    assert quantity is not None
    values = RELEASE.program.values({**facts, "audit_c.total": (3.0, 3.0), "audit_c.review_quantity": quantity})
    assert values["audit_c.over_cut"] is True
    assert values["audit_c.positive"] is False


def test_an_unknown_sex_leaves_audit_c_between_its_cuts_open() -> None:
    known: dict[str, Known] = {
        "audit_c.total": (3.0, 3.0),
        "audit_c.review_quantity": False,
        "age": (40.0, 40.0),
        "pregnant": False,
    }
    assert "audit_c.positive" not in RELEASE.program.values(known)
    assert RELEASE.program.values({**known, "audit_c.total": (4.0, 4.0)})["audit_c.positive"] is True
    assert RELEASE.program.values({**known, "audit_c.total": (2.0, 2.0)})["audit_c.positive"] is False


def test_dast_counts_item_3_only_where_drugs_are_used() -> None:
    none = [0.0] * 10
    assert scored("dast10", *none).scores["total"].shown == "0"
    used = [1.0, *none[1:]]
    assert scored("dast10", *used).scores["total"].shown == "2"
    open_form = SCORERS["dast10"].score({"item_1": 0, "item_3": 0}, closed=False).scores["total"]
    assert open_form.low == 0


def test_prorating_rounds_half_up_and_only_once_closed() -> None:
    items: dict[str, float | str] = {**{f"item_{n}": 1.0 for n in range(1, 9)}, "item_4": 0.0}
    closed = SCORERS["phq9"].score(items).scores["total"]
    assert (closed.shown, closed.prorated) == ("8", True)
    still_open = SCORERS["phq9"].score(items, closed=False).scores["total"]
    assert (still_open.shown, still_open.prorated) == ("7..10", False)


def test_prorating_by_cluster_stops_at_two_missing() -> None:
    items: dict[str, float | str] = {f"item_{n}": 2.0 for n in range(1, 21)}
    two = SCORERS["pcl5"].score({**items, "item_1": "missing", "item_9": "missing"}).scores["total"]
    assert (two.shown, two.prorated) == ("40", True)
    three = SCORERS["pcl5"].score({**items, "item_1": "missing", "item_9": "missing", "item_16": "declined"})
    assert (three.scores["total"].shown, three.scores["total"].prorated) == ("34..46", False)
    cluster = SCORERS["pcl5"].score({**items, "item_6": "missing", "item_7": "missing"}).scores["total"]
    assert (cluster.shown, cluster.prorated) == ("36..44", False)


def test_instruments_without_a_published_rule_are_never_prorated() -> None:
    for name in ("audit", "audit_c", "dast10", "cows", "ciwa_ar", "cssrs", "pc_ptsd5", "ftnd", "peg", "bam", "dsm5"):
        assert all(score.prorate_missing == 0 for score in RELEASE.instruments[name].scores), name


def luhn(code: str) -> bool:
    digits = [int(digit) for digit in code.replace("-", "")]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def test_check_digits_of_the_codes_hold() -> None:
    codes = set()
    for instrument in RELEASE.instruments.values():
        codes |= {instrument.loinc_panel, *(i.loinc for i in instrument.items), *(s.loinc for s in instrument.scores)}
    codes.discard(None)
    assert len(codes) > 50
    assert [code for code in codes if code and not luhn(code)] == []
    assert not luhn("82666-8")
    assert RELEASE.instruments["gad7"].scores[0].loinc != RELEASE.instruments["gad7"].loinc_panel
    assert "68517-2" not in codes


@pytest.mark.parametrize("instrument", list(RELEASE.instruments.values()), ids=lambda instrument: instrument.id)
def test_no_wording_is_shipped(instrument: Instrument) -> None:
    assert instrument.wording_shipped is False
    assert all(len(words) < 90 and "?" not in words for item in instrument.items for words in item.label.values())
