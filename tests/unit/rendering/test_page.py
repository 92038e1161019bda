"""The page of a plan: what a person meets first, what can be compared, and that nothing of the plan gets lost."""

import re
from functools import cache
from html import unescape

import pytest

from tests.people.cast import CAST, NOW, facts, person
from tests.people.plans import plan_of
from waymark.planning.plan import MedicineOption, Plan
from waymark.rendering.dates import dated, day_and_month
from waymark.rendering.page import render_page
from waymark.rendering.timetable import draw_week
from waymark.rendering.view import View

DUTY = {"at": NOW, "kind": "work", "weekdays": ["tuesday", "friday"], "start": "09:30", "end": "13:30"}
everyone = pytest.mark.parametrize("name", CAST)
languages = pytest.mark.parametrize("language", ["en", "es"])


@cache
def plan(name: str, language: str = "en") -> Plan:
    return plan_of(CAST[name], language=language)


@cache
def source(name: str, language: str = "en") -> str:
    return unescape(render_page(plan(name, language)))


def body(name: str, language: str = "en") -> str:
    return source(name, language).split("</style>")[1]


@everyone
@languages
def test_help_is_the_first_thing_that_can_be_reached(name: str, language: str) -> None:
    made = body(name, language)
    assert made.index('href="#help"') == made.index('href="')
    assert '<section id="help">' in made
    assert 'href="tel:911"' in made
    assert 'href="tel:988"' in made
    assert "tel:741741" not in made, "a number for text messages cannot be rung"


@everyone
def test_their_words_come_before_anything_proposed(name: str) -> None:
    made = body(name)
    for text in plan(name).words:
        for line in text.lines:
            assert made.index(f"<blockquote>{line}</blockquote>") < made.index('id="level"')


@everyone
@languages
def test_every_step_and_goal_and_option_of_the_plan_is_on_the_page(name: str, language: str) -> None:
    made, shown = plan(name, language), body(name, language)
    parts = (*made.alerts, *made.next_72_hours, *made.goals, *made.later, *made.interventions, *made.medicines,
             *made.monitoring, *made.reviews, *made.left_out, *made.needs)  # fmt: skip
    assert [part.title for part in parts if part.title not in shown] == []
    assert [dated(g.says, language) for g in made.goals if dated(g.says, language) not in shown] == []
    assert [rule for rule in made.rules if rule not in shown] == []
    for line in (*made.timetable.unplaced, *made.timetable.conflicts, *made.moving_on, *made.strengths):
        assert dated(line, language) in shown


@everyone
def test_one_step_is_the_next_and_no_step_stands_twice(name: str) -> None:
    made = plan(name)
    view = View(made)
    shown = [step for group in view.due for step in group.steps]
    assert view.first == made.next_72_hours[0]
    assert sorted(s.id for s in shown) == sorted(s.id for s in made.next_72_hours[1:])
    assert [s.within_hours for s in shown] == sorted(s.within_hours for s in shown)
    assert len({group.when for group in view.due}) == len(view.due)
    assert body(name).count('class="next"') == 1


def test_an_emergency_stands_above_all_with_a_number_to_touch() -> None:
    danger = person("sam", facts(age=40, unrousable=True), words=[{"at": NOW, "about": "want", "text": "My daughter."}])
    made = plan_of(danger)
    assert made.emergency is not None
    shown = unescape(render_page(made)).split("</nav>")[1]
    assert shown.index(made.emergency.action) < shown.index('href="tel:911"') < shown.index("My daughter.")


@everyone
def test_each_medicine_answers_the_same_questions_in_the_same_order(name: str) -> None:
    cards = re.findall(r'<article class="card (?:option|held|current)">.*?</article>', body(name), re.DOTALL)
    asked = [m for m in plan(name).medicines if m.status != "excluded"]
    assert len(cards) == len(asked)
    for card in cards:
        assert re.findall(r"<div><dt>(\w+)</dt>", card) == ["Gives", "Asks", "Risks"]


@everyone
def test_no_medicine_is_lost_when_they_are_sorted_by_substance(name: str) -> None:
    groups = View(plan(name)).medicines
    found: list[MedicineOption] = [m for g in groups for m in (*g.options, *g.excluded)]
    assert sorted(m.id for m in found) == sorted(m.id for m in plan(name).medicines)
    assert all(m.status == "excluded" for g in groups for m in g.excluded)


@everyone
def test_a_reason_names_each_fact_and_rule_once(name: str) -> None:
    view = View(plan(name))
    for item in (*view.plan.goals, *view.plan.next_72_hours, *view.plan.needs):
        if (why := view.why(item)) is not None:
            assert len(set(why.facts)) == len(why.facts)
            assert len(set(why.rules)) == len(why.rules)


def test_work_and_children_stand_in_the_week_by_the_clock() -> None:
    made = plan_of(
        {
            **CAST["nina"],
            "duties": [DUTY, {**DUTY, "kind": "children", "text": "two", "start": "15:00", "end": "19:00"}],
        }
    )
    week = draw_week(made)
    told = [(d.name, e.start, e.end, e.title) for d in week.days for p in d.parts for e in p if e.fixed]
    assert ("Tuesday", "09:30", "13:30", "work") in told
    assert ("Friday", "15:00", "19:00", "children: two") in told
    assert week.told == ()
    shown = render_page(made)
    assert "09:30–13:30" in shown
    assert "children: two" in shown


def test_a_duty_noted_in_error_is_not_in_the_week() -> None:
    wrong = {"at": NOW, "corrects": "d1", "kind": "entered in error", "reason": "typing"}
    made = plan_of({**CAST["nina"], "duties": [{**DUTY, "id": "d1"}], "corrections": [wrong]})
    fixed = [e for d in draw_week(made).days for p in d.parts for e in p if e.fixed]
    assert len(fixed) == len(made.timetable.busy)


@everyone
def test_every_session_and_every_duty_is_in_the_week(name: str) -> None:
    made = plan(name)
    week = draw_week(made)
    entries = [e for d in week.days for p in d.parts for e in p]
    assert sorted((e.start, e.title) for e in entries if not e.fixed) == sorted(
        (s.start, s.title) for s in made.timetable.sessions
    )
    assert bool(made.timetable.busy) == bool(week.told or any(e.fixed for e in entries))


def test_an_hour_before_midnight_ends_by_the_clock() -> None:
    late = person("late", facts(age=30), duties=[{**DUTY, "start": "23:00", "end": "23:59"}])
    fixed = [e for d in draw_week(plan_of(late)).days for p in d.parts for e in p if e.fixed]
    assert {(e.start, e.end) for e in fixed} == {("23:00", "23:59")}


@pytest.mark.parametrize(
    ("text", "language", "long", "short"),
    [
        ("by 2026-06-08.", "en", "by June 8, 2026.", "by Jun 8."),
        ("para el 2026-06-08.", "es", "para el 8 de junio de 2026.", "para el 8 jun."),
        ("2026-04-09T14:30", "en", "April 9, 2026, 14:30", "Apr 9"),
        ("call 1-800-222-1222, room 2026-99-01", "en", "call 1-800-222-1222, room 2026-99-01", None),
        ("day 28", "en", "day 28", "day 28"),
    ],
)
def test_dates_are_written_as_people_write_them(text: str, language: str, long: str, short: str | None) -> None:
    assert dated(text, language) == long
    assert day_and_month(text, language) == (text if short is None else short)


@everyone
@languages
def test_no_bare_date_is_left_in_what_the_person_reads(name: str, language: str) -> None:
    readable = body(name, language).split('id="rest"')[0]
    own = " ".join(line for text in plan(name).words for line in text.lines)
    assert [d for d in re.findall(r"\b20\d\d-\d\d-\d\d\b", readable) if d not in own] == []


@everyone
def test_ratings_are_told_in_words_beside_the_dots(name: str) -> None:
    for rated in View(plan(name)).needs:
        assert rated.word
        assert len(rated.dots) == 4
        assert rated.dots.count("●") == (rated.need.rating or 0)
        assert ("●" in rated.dots or "○" in rated.dots) == (rated.need.rating is not None)


def test_the_page_stays_light() -> None:
    assert max(len(source(name).encode()) for name in CAST) < 300_000
