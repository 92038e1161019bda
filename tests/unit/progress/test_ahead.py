"""Hard moments, expectations, working together, milestones, less care, and the time after: from words and rows."""

import msgspec

from tests.people.cast import Document, fact
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, form, measure, measured, somebody, told
from waymark.progress.less_care import is_less
from waymark.progress.report import Progress
from waymark.progress.return_to_use import reviewed
from waymark.record.documents.person import Person

CAME = measured("attendance", *(["attended"] * 12))


def words(about: str, *said: str, at: int = 0) -> list[Document]:
    return [{"at": day(at), "about": about, "text": text} for text in said]


FULL = [
    *words("trigger", "payday", "fights at home", "the old corner"),
    *words("warning sign", "I skip meals", "I stop calling", "bad sleep"),
    *words("helps", "a walk", "a cold shower", "music"),
]
PEOPLE = [{"at": day(0), "name": name, "relation": "friend", "may_call": True, "safe": True} for name in ("Jo", "Rosa")]


def rules(found: Progress) -> set[str]:
    return {signal.rule for signal in found.signals}


# -- hard moments ------------------------------------------------------------------------------------------------------


def test_the_plan_for_hard_moments_is_in_the_persons_words_and_says_what_is_missing() -> None:
    who = somebody(measures=CAME, words=FULL[:7], supporters=PEOPLE[:1])
    found = told(who, 20).hard_moments
    assert found is not None
    assert not found.complete
    assert {one.id: one.needs - one.has for one in found.missing} == {"coping": 2, "people": 1, "steps": 1}
    texts = {part.id: [line.text for line in part.lines if line.by == "own words"] for part in found.parts}
    assert texts["situations"] == ["payday", "fights at home", "the old corner"]
    assert texts["people"] == ["Jo (friend)"]
    steps = next(part for part in found.parts if part.id == "steps")
    assert any("988" in line.text for line in steps.lines)


def test_it_is_complete_only_by_the_persons_own_lines_and_renewed_in_time() -> None:
    who = somebody(fact("naloxone_at_hand", True, day(0)), measures=CAME, words=FULL, supporters=PEOPLE)
    found = told(who, 20).hard_moments
    assert found is not None
    assert (found.complete, found.due, found.renew) == (True, False, day(90))
    later = told(who, 91).hard_moments
    assert later is not None
    assert later.due


def test_a_weekday_on_which_most_use_fell_is_a_situation() -> None:
    fridays = measured("opioids.use_day", *([True] * 5), start=4)
    found = told(somebody(measures=[*CAME, *fridays, measure("opioids.use_day", True, 8)]), 40).hard_moments
    assert found is not None
    lines = [line for line in found.parts[0].lines if line.by == "data"]
    assert any("Friday" in line.text and "5 of 6" in line.text for line in lines)


def test_five_calm_minutes_after_use_edit_the_plan() -> None:
    made = maker()
    person = documents(somebody(measures=CAME, words=FULL)).person
    answers: dict[str, str | bool | int] = {"situation": "Alone after work", "helped": "calling Jo", "sure": 0}
    after: Person = reviewed(person, answers, day(60))
    found = told(msgspec.to_builtins(after), 61).hard_moments
    assert found is not None
    assert made is not None
    new = {line.text for part in found.parts for line in part.lines if line.new}
    assert new == {"Alone after work", "calling Jo"}
    # Nought of ten is an answer, and stands beside the situation it is about.
    sure = {line.text: line.says for part in found.parts for line in part.lines if line.says}
    assert sure == {"Alone after work": "how sure I am: 0 of 10"}
    # Without a situation it speaks of nothing, and beyond ten it is none.
    wrong: list[dict[str, str | bool | int]] = [{"sure": 4}, {"situation": "x", "sure": 11}]
    for given in wrong:
        words = reviewed(person, given, day(60)).words
        assert all(row.confidence is None for row in words)


# -- expectations ------------------------------------------------------------------------------------------------------


def test_an_expectation_is_compared_with_what_happened_and_settled() -> None:
    expects = [{"at": day(0), "text": "to worry less", "about": "gad7"}]
    answers = [form("gad7", 14 * n, total=16 - 2 * n) for n in range(5)]
    who = somebody(measures=CAME, answers=answers, expectations=expects)
    (one,) = told(who, 57).expected
    assert one.state == "open"
    assert "16 at the start, 8 now" in one.happened[0]
    assert "is-something-expected-still-open" in rules(told(who, 57))
    assert "is-something-expected-still-open" not in rules(told(who, 27))
    settled = {**who, "facts": [*who["facts"], fact("expectations.settled", True, day(50), text="sleep first")]}
    (one,) = told(settled, 57).expected
    assert (one.state, one.settled, one.settled_at) == ("settled", "sleep first", day(50))
    assert "is-something-expected-still-open" not in rules(told(settled, 57))
    assert told(settled, 49).expected[0].state == "open", "on that day it was open"


# -- working together --------------------------------------------------------------------------------------------------


def after_talk(at: int, heard: int, matters: int = 9) -> list[Document]:
    return [fact("session.heard", heard, day(at)), fact("session.matters", matters, day(at))]


def test_a_low_answer_after_a_talk_is_ours_to_mend() -> None:
    found = told(somebody(*after_talk(14, 5), measures=CAME), 15)
    assert "was-something-in-the-last-talk-not-right" in rules(found)
    assert found.working is not None
    assert found.working.low
    assert len(found.working.steps) >= 2
    assert "does-the-person-not-get-on-with-the-clinician" not in rules(found)
    twice = told(somebody(*after_talk(14, 5), *after_talk(21, 4), measures=CAME), 22)
    assert "does-the-person-not-get-on-with-the-clinician" in rules(twice)


def test_a_fall_is_noticed_before_it_is_low() -> None:
    found = told(somebody(*after_talk(14, 10), *after_talk(21, 7), measures=CAME), 22)
    assert "did-working-together-get-harder" in rules(found)
    assert "was-something-in-the-last-talk-not-right" not in rules(found)
    assert told(somebody(measures=CAME), 22).working is not None


# -- milestones --------------------------------------------------------------------------------------------------------


def test_milestones_on_the_way_of_a_goal_stay_reached() -> None:
    told_of = [fact("opioids.days_of_30", value, day(at)) for at, value in ((30, 20), (60, 12), (90, 16))]
    found = told(somebody(*told_of, measures=CAME), 91)
    reached = [one for one in found.waypoints if one.measure == "opioids.days_of_30" and one.reached]
    assert reached
    assert {one.reached for one in reached} <= {day(30), day(60)}
    ahead = [one for one in found.waypoints if one.measure == "opioids.days_of_30" and not one.reached]
    assert len(ahead) == 1


# -- less care, and the time after -------------------------------------------------------------------------------------


def better(*rows: Document, **more: object) -> Document:
    answers = [form("gad7", 14 * n, total=max(16 - 4 * n, 2)) for n in range(8)]
    return somebody(
        fact("mat.state", "on", day(0)), fact("naloxone_at_hand", True, day(0)), *rows, measures=CAME, answers=answers,
        **more,
    )  # fmt: skip


def test_less_care_waits_for_the_plan_for_hard_moments() -> None:
    found = told(better(), 100).step_down
    assert found is not None
    assert found.state in ("first", "lowest")
    assert not next(check for check in found.checks if check.id == "hard plan").holds
    ready = told(better(words=FULL, supporters=PEOPLE), 84).step_down
    assert ready is not None
    assert next(check for check in ready.checks if check.id == "hard plan").holds


def test_less_care_is_not_now_where_use_came_back_or_life_is_in_danger() -> None:
    for row in (fact("course.use_after_abstinence", True, day(95)), fact("course.wants_to_leave_early", True, day(99))):
        found = told(better(row, words=FULL, supporters=PEOPLE), 100).step_down
        assert found is not None
        assert found.state == "not now"
    early = told(better(), 10).step_down
    assert early is not None
    assert early.state == "too early"


def agreed_at_the_start() -> list[Document]:
    who = ({"author": "person"}, {"author": "clinician", "role": "counsellor"})
    return [{"at": day(1), "item": "level", "decision": "agreed", **one} for one in who]


def test_less_care_is_ready_where_the_level_of_now_is_less_than_the_one_agreed_on() -> None:
    housed = better(fact("homeless", True, day(0)), fact("homeless", False, day(50)), words=FULL, supporters=PEOPLE)
    found = told(housed, 84, agreed_at_the_start()).step_down
    assert found is not None
    assert (found.state, found.level) == ("ready", "L1m")
    assert "before this place ends" in found.overlap


def test_a_home_is_not_given_up_because_of_good_weeks() -> None:
    homeless = better(fact("homeless", True, day(0)), words=FULL, supporters=PEOPLE)
    found = told(homeless, 84, agreed_at_the_start()).step_down
    assert found is not None
    assert found.state == "lowest"
    assert not [one for one in told(homeless, 84, agreed_at_the_start()).changes if one.move == "less-care"]


def test_less_care_is_never_proposed_while_it_is_not_ready() -> None:
    for row in ([], [fact("course.use_after_abstinence", True, day(95))]):
        found = told(better(fact("alcohol.diagnosed", True, day(0)), *row), 100)
        assert found.step_down is not None
        assert found.step_down.state != "ready", "nobody wrote a plan for hard moments"
        assert not [change for change in found.changes if change.move == "less-care"]


def test_less_is_no_more_on_any_axis() -> None:
    known = {one.key: one for one in maker().prepared.candidates}
    assert is_less(known["L1m"], known["L1m+RR"])
    assert is_less(known["L2a"], known["L2b"])
    assert not is_less(known["L2m"], known["L1m+RR"]), "a day program is other, not less"
    assert not is_less(known["L1m"], known["L1m"])


ENDED = fact("aftercare.days", 0, day(90))


def states(found: Progress) -> list[str]:
    assert found.aftercare is not None
    return [one.state for one in found.aftercare.checkups]


def test_check_ups_come_at_growing_intervals_and_one_missed_is_a_call() -> None:
    assert told(somebody(measures=CAME), 100).aftercare is None
    who = somebody(ENDED, measures=[*CAME, measure("checkup", "done", 96), measure("checkup", "done", 104)])
    found = told(who, 110)
    assert states(found)[:2] == ["done", "done"]
    assert found.aftercare is not None
    assert found.aftercare.next == day(120)
    assert "was-a-check-up-missed" not in rules(told(who, 127))
    assert "was-a-check-up-missed" in rules(told(who, 128))


def test_after_use_check_ups_are_weekly_again_and_nothing_is_taken_away() -> None:
    back = fact("course.use_after_abstinence", True, day(130))
    found = told(somebody(ENDED, back, measures=CAME), 131)
    assert found.aftercare is not None
    assert found.aftercare.weekly_until == day(158)
    due = [one.due for one in found.aftercare.checkups if one.state in ("due", "ahead")]
    assert due[:2] == [day(137), day(144)]


def test_the_way_back_is_quick() -> None:
    found = {
        s.rule: s
        for s in told(somebody(ENDED, fact("aftercare.wants_back", True, day(140)), measures=CAME), 140).signals
    }
    assert found["does-the-person-want-back"].within_hours <= 24


def test_recovery_capital_over_time() -> None:
    def barc(at: int, each: int) -> Document:
        return {
            "at": day(at),
            "instrument": "barc10",
            "author": "person",
            "items": {f"item_{n}": each for n in range(1, 11)},
        }

    found = told(somebody(measures=CAME, answers=[barc(0, 2), barc(90, 5)]), 92).capital
    assert found is not None
    assert (found.first, found.now, found.supported_from) == (20, 50, 47)
    personal = next(field for field in found.fields if field.id == "personal")
    assert all((item.first, item.now) == (2, 5) for item in personal.items)
    assert personal.gaps == ()
    assert personal.actions
    assert told(somebody(measures=CAME), 20).capital is not None


# -- the road ----------------------------------------------------------------------------------------------------------


def test_weeks_hold_what_was_noted_and_gaps_stay_gaps() -> None:
    rows = [*measured("attendance", "attended", "missed", None, "attended")]
    found = told(somebody(measures=rows), 22).weeks_table
    assert [(week.visits_kept, week.visits_missed) for week in found] == [(1, 0), (0, 1), (None, None), (1, 0)]


def test_versions_are_the_days_on_which_somebody_decided() -> None:
    rows = [
        {"at": day(7), "item": "level", "author": "person", "decision": "agreed"},
        {"at": day(7), "item": "level", "author": "clinician", "decision": "agreed", "role": "counsellor"},
        {"at": day(20), "item": "goal:GO-11:opioids", "author": "person", "decision": "declined", "text": "later"},
    ]
    found = told(somebody(measures=CAME), 30, rows).versions
    assert [(one.number, one.at, len(one.lines)) for one in found] == [(2, day(7), 2), (3, day(20), 1)]
    assert found[1].lines[0].why == "later"
    assert len(told(somebody(measures=CAME), 10, rows).versions) == 1
