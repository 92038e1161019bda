"""What counts is the person's choice, nothing is reset unasked, and use that came back is learned from."""

import pytest

from tests.people.cast import Document, fact
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, measured, somebody, told
from waymark.planning.compose import write
from waymark.planning.situation import Documents, read_situation
from waymark.progress.report import OwnCount
from waymark.progress.return_to_use import after_use, questions, reviewed
from waymark.progress.walk import Walk
from waymark.rendering.progress import render_progress

CAME = measured("attendance", *(["attended"] * 14))


def use(days: float, at: int) -> Document:
    return fact("opioids.days_of_30", days, day(at))


def own(*rows: Document, at: int = 95) -> OwnCount:
    return told(somebody(*rows, measures=CAME), at).own


@pytest.mark.parametrize("choice", [None, "no_count"])
def test_without_a_choice_or_by_choice_nothing_is_counted(choice: str | None) -> None:
    rows = [] if choice is None else [fact("own_progress.counts", choice, day(1))]
    assert own(*rows, use(3, 30)).number is None


def test_days_add_up_over_what_was_told_and_never_twice() -> None:
    chosen = fact("own_progress.counts", "days_added_up", day(1))
    assert own(chosen, use(10, 30), use(0, 60)).number == 50
    assert own(chosen, use(10, 30), use(9, 40), use(0, 60)).number == 50
    assert own(chosen, at=20).number is None


def test_use_takes_nothing_away_from_days_added_up() -> None:
    chosen = fact("own_progress.counts", "days_added_up", day(1))
    before, after = own(chosen, use(0, 30), at=31), own(chosen, use(0, 30), use(25, 60), at=61)
    assert before.number == 30
    assert after.number == 35
    assert (after.reached, after.next) == (30, 60)


def test_a_date_of_ones_own_is_not_moved_by_use() -> None:
    rows = [fact("own_progress.counts", "own_date", day(5)), fact("own_progress.since", 0, day(5))]
    came_back = fact("course.use_after_abstinence", True, day(20))
    assert own(*rows, at=35).number == own(*rows, came_back, at=35).number == 30


def test_less_use_is_told_against_the_start() -> None:
    chosen = fact("own_progress.counts", "less_use", day(1))
    assert own(chosen, use(18, 60)).number == 10
    assert own(chosen, use(28, 60)).number is None


ANSWERS: dict[str, str | bool] = {
    "situation": "payday, alone", "feelings": "tired", "signs": "did not answer the phone", "helped": "rang Kay",
    "next": " ", "naloxone": False,
}  # fmt: skip


def test_the_review_edits_the_plan_for_hard_moments_and_resets_nothing() -> None:
    given = documents(somebody(fact("own_progress.counts", "days_added_up", day(1)), use(4, 40), measures=CAME))
    person = reviewed(given.person, ANSWERS, day(50))
    after = Documents(person=person, record=b"{}")
    plan = write(read_situation(maker().prepared, after, day(50)))
    lines = {part.id: part.lines for part in plan.hard_moments}
    assert {"payday, alone", "tired"} <= set(lines["hard-moments:situations"])
    assert "did not answer the phone" in lines["hard-moments:signs"]
    assert "rang Kay" in lines["hard-moments:coping"]
    steps = {step.id for step in (*plan.next_72_hours, *plan.reviews)}
    assert "task:what-happened-talk" in steps
    before = write(read_situation(maker().prepared, given, day(50)))
    assert plan.level.recommended == before.level.recommended
    assert [goal.id for goal in before.goals if goal.bundle] == [goal.id for goal in plan.goals if goal.bundle]


def test_a_line_that_is_no_question_is_refused() -> None:
    with pytest.raises(KeyError, match="guilt"):
        reviewed(documents(somebody()).person, {"guilt": "much"}, day(1))


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_said_after_use_is_calm_and_keeps_safe(language: str) -> None:
    made = maker(language)
    person = reviewed(documents(somebody(measures=CAME)).person, ANSWERS, day(50))
    said = " ".join(after_use(Walk(read_situation(made.prepared, Documents(person=person, record=b""), day(50)))))
    assert ("naloxone" if language == "en" else "naloxona") in said
    assert ("Nothing starts over" if language == "en" else "Nada vuelve a empezar") in said
    assert not any(word in said.lower() for word in ("fail", "relapse", "must", "recaída", "fracas"))
    assert next(field.id for field in questions(made.prepared)) == "situation"


def test_milestones_are_told_first() -> None:
    who = somebody(fact("own_progress.counts", "days_added_up", day(1)), use(0, 30), measures=CAME)
    text = render_progress(told(who, 31))
    assert text.index("30 days, added up") < text.index("WHAT STANDS OUT")
