"""What was done is asked of nobody again, and comes back when it should; less care is one judgement everywhere."""

from tests.people.cast import Document, fact
from tests.people.plans import maker
from tests.unit.progress.test_ahead import FULL, PEOPLE, agreed_at_the_start, better
from tests.unit.progress.test_changes import main, rows_of, stalled
from tests.unit.progress.walked import day, documents, form, measured, somebody, told
from waymark.planning.situation import Situation, read_situation
from waymark.progress.cadence import Also
from waymark.progress.report import Progress, Signal
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at

CAME = measured("attendance", *(["attended"] * 30))
GOOD, BAD = "negative", "positive"
SECOND, LESS = "is-a-second-opinion-due", "is-it-time-for-less-care"


def rules(found: Progress) -> set[str]:
    return {signal.rule for signal in found.signals}


def signal(found: Progress, rule: str) -> Signal:
    return next(one for one in found.signals if one.rule == rule)


def long_stall(*rows: Document) -> Document:
    still = [form("gad7", 14 * n, total=15) for n in range(16)]
    return somebody(fact("mat.state", "on", day(0)), *rows, measures=CAME, answers=still)


def test_a_second_opinion_that_was_held_is_not_asked_for_until_eight_more_weeks_went_by() -> None:
    assert SECOND in rules(told(long_stall(), 90))
    assert signal(told(long_stall(), 90), SECOND).settles == ("course.second_opinion_held",)
    held = long_stall(fact("course.second_opinion_held", True, day(90)))
    assert SECOND not in rules(told(held, 90))
    assert SECOND not in rules(told(held, 140))
    assert SECOND in rules(told(held, 90 + 2 * 56))
    # What was put off was not held.
    assert SECOND in rules(told(long_stall(fact("course.second_opinion_held", False, day(90))), 90))


def test_use_that_was_talked_over_and_written_down_asks_no_more_until_it_comes_back() -> None:
    tests = measured("drug_test.opioids", *([GOOD] * 3 + [BAD] + [GOOD] * 4 + [BAD]))
    rule = "did-use-come-back"
    who = somebody(measures=[*CAME, *tests])
    assert len(signal(told(who, 25), rule).does) == 2
    said = {"words": [{"at": day(25), "about": "trigger", "text": "paydays"}]}
    wrote = signal(told(somebody(measures=[*CAME, *tests], **said), 25), rule)
    assert [line.startswith("A talk") for line in wrote.does] == [True]
    both = somebody(fact("course.use_talked_over", True, day(25)), measures=[*CAME, *tests], **said)
    assert rule not in rules(told(both, 25))
    # Another return to use is another talk.
    assert len(signal(told(both, 57), rule).does) == 2


def test_what_a_change_answers_rests_until_its_look_date() -> None:
    who = stalled()
    (change,) = main(told(who, 44))
    before = signal(told(who, 44), change.because[0].removeprefix("signal:"))
    found = told(who, 46, rows_of(change, 44))
    now = signal(found, before.rule)
    assert (before.rests_by, now.rests_by, now.rests_until) == (None, "change", change.look)
    assert change.title in now.says
    later = told(who, 44 + change.look_days, rows_of(change, 44))
    assert all(one.rests_by is None for one in later.signals)


def test_a_talk_about_it_rests_it_for_a_week_and_never_what_protects_life() -> None:
    doses = measured("medication.dose_mg", *([16] * 14), every=1)
    who = somebody(measures=[*doses, *measured("drug_test.opioids", BAD, BAD)])
    prepared, also = maker().prepared, Also(None, lambda item: Walk(at(20)).day if item.startswith("signal:") else None)

    def at(number: int) -> Situation:
        return read_situation(prepared, documents(who), day(number))

    found = look_at(Walk(at(22), also=also))
    assert {one.safety for one in found.signals} == {True, False}
    for one in found.signals:
        assert (one.rests_by, one.rests_until) == ((None, None) if one.safety else ("talk", day(27)))
    later = look_at(Walk(at(27), also=also))
    assert all(one.rests_by is None for one in later.signals)


def test_less_care_stands_out_only_where_nothing_is_against_it() -> None:
    """One judgement: where the list of conditions says not now, nobody is asked to talk about it."""
    housed = [fact("homeless", True, day(0)), fact("homeless", False, day(50))]
    ready = told(better(*housed, words=FULL, supporters=PEOPLE), 100, agreed_at_the_start())
    used = fact("course.use_after_abstinence", True, day(95))
    back = told(better(*housed, used, words=FULL, supporters=PEOPLE), 100, agreed_at_the_start())
    assert ready.step_down is not None
    assert back.step_down is not None
    assert (ready.step_down.state, back.step_down.state) == ("ready", "not now")
    assert [LESS in rules(found) for found in (ready, back)] == [True, False]
