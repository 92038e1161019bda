"""What stands out (NT-01 to NT-11 and beside): from rows alone, at the limit and just before; ranked; put aside."""

import json

import msgspec
import pytest

from tests.people.cast import Document, fact
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, form, measure, measured, somebody, told
from waymark.cli.errors import Refused
from waymark.planning.compose import write
from waymark.planning.outline import outlined
from waymark.planning.situation import read_situation
from waymark.progress.report import Progress
from waymark.progress.signals import usefulness
from waymark.progress.walk import Walk
from waymark.progress.walking import walked
from waymark.rendering.progress import render_progress

CAME = measured("attendance", "attended", "attended", "attended", "attended", "attended", "attended")
GOOD, BAD = "negative", "positive"


def rules(found: Progress) -> set[str]:
    return {signal.rule for signal in found.signals}


def urine(*results: str, every: int = 7, of: str = "opioids") -> list[Document]:
    return measured(f"drug_test.{of}", *results, every=every)


def bam(*pairs: tuple[int, int]) -> list[Document]:
    return [form("bam", 14 * n, use=2, risk=risk, protective=hold) for n, (risk, hold) in enumerate(pairs)]


def mood(*totals: float) -> list[Document]:
    return [form("phq9", 14 * n, total=total) for n, total in enumerate(totals)]


STIMULANTS = fact("cocaine.diagnosed", True, day(0))
# Line of the reference, the rule, rows that call for it, rows that do not quite, the day.
TABLE = [
    ("NT-01", "did-use-come-back", {"measures": CAME + urine(GOOD, GOOD, GOOD, BAD)},
     {"measures": CAME + urine(GOOD, BAD, GOOD, BAD)}, 25),
    ("NT-03", "do-few-negative-cocaine-tests-call-for-more", {"measures": CAME + urine(BAD, BAD, GOOD, of="cocaine")},
     {"measures": CAME + urine(BAD, GOOD, of="cocaine")}, 20),
    ("NT-04", "do-positive-opioid-tests-call-for-the-dose", {"measures": CAME + urine(BAD, BAD)},
     {"measures": CAME + urine(BAD, GOOD)}, 20),
    ("NT-05", "is-the-mood-slow-to-lift", {"measures": CAME, "answers": mood(18, 17, 14)},
     {"measures": CAME, "answers": mood(18, 17, 12)}, 29),
    ("NT-06", "were-two-visits-missed-in-a-row", {"measures": measured("attendance", "attended", "missed", "missed")},
     {"measures": measured("attendance", "missed", "attended", "missed")}, 16),
    ("NT-07", "did-craving-rise-fast", {"measures": [*CAME, measure("craving", 2, 10), measure("craving", 5, 16)]},
     {"measures": [*CAME, measure("craving", 2, 10), measure("craving", 5, 18)]}, 18),
    ("NT-08", "are-risks-high-at-check-ins-in-a-row", {"measures": CAME, "answers": bam((13, 14), (12, 13))},
     {"measures": CAME, "answers": bam((12, 13), (11, 13), (12, 13))}, 29),
    ("NT-11", "did-no-second-visit-take-place", {"measures": [measure("attendance", "attended", 0)]},
     {"measures": measured("attendance", "attended", "attended")}, 15),
    ("MO-05", "was-a-daily-dose-not-given-for-days",
     {"measures": measured("medication.dose_mg", *([16] * 14), every=1)},
     {"measures": measured("medication.dose_mg", *([16] * 15), every=1)}, 16),
    ("MO-06", "was-there-no-contact-for-a-month", {"measures": [measure("attendance", "attended", 0)]},
     {"measures": [measure("attendance", "attended", 0)], "answers": [form("bam", 1, use=1)]}, 30),
]  # fmt: skip


@pytest.mark.parametrize(("line", "rule", "rows", "nearly", "at"), TABLE, ids=[row[0] for row in TABLE])
def test_rows_alone_call_for_it_at_the_limit(line: str, rule: str, rows: Document, nearly: Document, at: int) -> None:
    found = told(somebody(STIMULANTS, **rows), at)
    assert rule in rules(found)
    assert rule not in rules(told(somebody(STIMULANTS, **nearly), at))
    signal = next(one for one in found.signals if one.rule == rule)
    assert line in signal.reference
    assert signal.why is not None
    assert signal.does


def test_a_need_that_rose_since_the_last_review_is_seen() -> None:
    worse = somebody(
        fact("homeless", False, day(0)), fact("homeless", True, day(31)),
        measures=CAME,
    )  # fmt: skip
    assert {"did-a-need-grow", "did-a-need-grow-much"} & rules(told(worse, 32))
    assert not {"did-a-need-grow", "did-a-need-grow-much"} & rules(told(worse, 30))


def test_a_stall_shows_before_it_is_a_failure() -> None:
    still = told(somebody(measures=CAME, answers=[form("gad7", 14 * n, total=15) for n in range(4)]), 44)
    found = next(signal for signal in still.signals if signal.rule == "does-a-measure-stand-still")
    assert found.measures == ("gad7.total",)
    early = told(somebody(measures=CAME, answers=[form("gad7", 14 * n, total=15) for n in range(2)]), 20)
    assert "does-a-measure-stand-still" not in rules(early)


def test_check_ins_that_stop_coming_count() -> None:
    assert "are-check-ins-becoming-rare" in rules(told(somebody(measures=CAME, answers=bam((5, 20))), 60))
    assert "are-check-ins-becoming-rare" not in rules(told(somebody(measures=CAME, answers=bam((5, 20))), 59))


def test_what_a_clinician_noted_stands_over_what_rows_say() -> None:
    who = somebody(fact("course.use_after_abstinence", False, day(24)), measures=CAME + urine(GOOD, GOOD, GOOD, BAD))
    assert "did-use-come-back" not in rules(told(who, 25))


def test_records_that_keep_only_positive_tests_give_no_share() -> None:
    who = somebody(STIMULANTS, measures=CAME + urine(BAD, BAD, BAD, of="cocaine"))
    assert "do-few-negative-cocaine-tests-call-for-more" not in rules(told(who, 20))


def test_what_protects_life_comes_first() -> None:
    rows = measured("medication.dose_mg", *([16] * 14), every=1) + urine(BAD, BAD)
    found = told(somebody(measures=rows), 20)
    assert found.signals[0].safety
    assert [s.safety for s in found.signals] == sorted((s.safety for s in found.signals), reverse=True)


def snooze(rule: str, **more: object) -> Document:
    return {
        "at": day(18), "item": f"signal:{rule}", "author": "clinician", "role": "counsellor", "decision": "declined",
        "re_offer": day(40), "text": "dose goes up on Monday", **more,
    }  # fmt: skip


def test_put_aside_with_a_reason_it_rests_until_its_day_and_then_is_back() -> None:
    rule, who = (
        "do-positive-opioid-tests-call-for-the-dose",
        somebody(measures=CAME + urine(BAD, BAD, BAD, BAD, BAD, BAD)),
    )
    resting = next(s for s in told(who, 39, [snooze(rule)]).signals if s.rule == rule)
    assert (resting.snoozed_until, resting.snoozed_because) == (day(40), "dose goes up on Monday")
    back = next(s for s in told(who, 40, [snooze(rule)]).signals if s.rule == rule)
    assert back.snoozed_until is None
    without = next(s for s in told(who, 39, [snooze(rule, text=None)]).signals if s.rule == rule)
    assert without.snoozed_until is None


def test_what_protects_life_is_never_put_aside() -> None:
    rule = "was-a-daily-dose-not-given-for-days"
    who = somebody(measures=measured("medication.dose_mg", *([16] * 14), every=1))
    found = next(s for s in told(who, 20, [snooze(rule)]).signals if s.rule == rule)
    assert found.snoozed_until is None


def test_a_signal_that_no_rule_gives_is_refused() -> None:
    with pytest.raises(Refused, match="signal"):
        documents(somebody(), [snooze("is-the-moon-full")])


def test_how_often_each_helped_is_counted() -> None:
    given = documents(
        somebody(),
        [
            snooze("was-a-visit-missed"),
            {"at": day(1), "item": "signal:was-a-visit-missed", "author": "clinician", "decision": "agreed"},
            {"at": day(1), "item": "goal:GO-03", "author": "clinician", "decision": "agreed"},
        ],
    )
    assert given.decisions is not None
    assert usefulness(given.decisions.rows) == {"was-a-visit-missed": {"agreed": 1, "disagreed": 0, "declined": 1}}


def test_a_signal_is_no_line_of_the_plan_and_changes_none() -> None:
    who = somebody(measures=CAME + urine(BAD, BAD))
    agreed = {"at": day(18), "item": "signal:was-a-visit-missed", "author": "person", "decision": "agreed"}
    plans = [outlined(read_situation(maker().prepared, documents(who, rows), day(20))) for rows in ([], [agreed])]
    assert plans[0] == plans[1]


def test_the_plan_of_the_walked_situation_speaks_of_progress() -> None:
    walk = Walk(
        read_situation(maker().prepared, documents(somebody(measures=CAME + urine(GOOD, GOOD, GOOD, BAD))), day(25))
    )
    steps = {step.id for plan in (write(walked(walk)),) for step in (*plan.next_72_hours, *plan.reviews)}
    assert "task:what-happened-talk" in steps


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_text_shows_a_few_and_counts_the_rest(language: str) -> None:
    rows = measured("attendance", "attended", "missed", "missed", "missed") + urine(BAD, BAD)
    who = somebody(measures=rows, answers=[*bam((13, 10), (14, 9)), *mood(18, 18, 18)])
    found = told(who, 31, language=language)
    text = render_progress(found)
    shown = sum(signal.title in " ".join(text.split()) for signal in found.signals)
    assert shown <= 5 < len(found.signals)
    assert "{" not in text


def test_the_same_record_says_the_same() -> None:
    who = somebody(measures=CAME + urine(BAD, BAD), answers=mood(18, 17))
    one, two = (msgspec.json.encode(told(json.loads(json.dumps(who)), 30)) for _ in range(2))
    assert one == two
