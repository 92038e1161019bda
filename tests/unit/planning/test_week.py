"""A week that fits: no session in a duty, none beside a free hour, and what has no place is named."""

import pytest

from tests.people.cast import CAST, MARIA, NOW, WEEK, Document
from tests.people.drawn import draw_person
from tests.people.plans import plan_of, release
from waymark.planning.plan import Plan

# Persons whose week is drawn by chance, with duties and free hours.
DRAWN = [draw_person(release(), seed) for seed in range(40)]


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def spans(rows: list[Document]) -> list[tuple[str, int, int]]:
    return [(day, minutes(r["start"]), minutes(r["end"])) for r in rows for day in r["weekdays"]]


def sessions(plan: Plan) -> list[tuple[str, int, int]]:
    return [(s.weekday, minutes(s.start), minutes(s.start) + s.minutes) for s in plan.timetable.sessions]


def overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


@pytest.mark.parametrize("person", [*CAST.values(), *DRAWN], ids=lambda p: str(p["id"]))
def test_no_session_meets_a_duty_or_another_session(person: Document) -> None:
    plan = plan_of(person)
    placed = sessions(plan)
    for number, session in enumerate(placed):
        assert not any(overlap(session, duty) for duty in spans(person.get("duties", [])))
        assert not any(overlap(session, other) for other in placed[:number])


@pytest.mark.parametrize("person", [*CAST.values(), *DRAWN], ids=lambda p: str(p["id"]))
def test_every_session_lies_in_free_hours_the_person_named(person: Document) -> None:
    free = {(day, minute) for day, start, end in spans(person.get("free", [])) for minute in range(start, end)}
    for day, start, end in sessions(plan_of(person)):
        assert {(day, minute) for minute in range(start, end)} <= free


def test_some_week_gets_sessions() -> None:
    assert sessions(plan_of(MARIA))
    assert sum(bool(plan_of(p).timetable.sessions) for p in DRAWN) >= 2


def test_without_free_hours_nothing_is_guessed_and_all_is_named() -> None:
    plan = plan_of({**MARIA, "free": []})
    assert plan.timetable.sessions == ()
    assert plan.timetable.note
    assert plan.timetable.unplaced
    named = " ".join(plan.timetable.unplaced)
    wanted = [o for o in plan.interventions if o.hours_per_week >= 0.5 and not o.held_by]
    assert wanted
    assert all(o.title in named for o in wanted if release().interventions[o.intervention].sessions_per_week >= 0.5)


def test_a_fixed_session_of_the_programme_that_meets_a_duty_is_a_conflict() -> None:
    offered = plan_of(MARIA).interventions
    name = next(
        o.intervention
        for o in offered
        if release().interventions[o.intervention].sessions_per_week >= 0.5 and not o.held_by
    )
    programme = {
        "format": "waymark.programme/1",
        "id": "clinic",
        "name": "Clinic",
        "offers_everything": True,
        "interventions": [{"intervention": name, "sessions": [{"weekday": "monday", "start": "08:30", "minutes": 60}]}],
    }
    plan = plan_of(MARIA, programme=programme)
    title = next(o.title for o in plan.interventions if o.intervention == name)
    assert any(title in line for line in plan.timetable.conflicts)
    assert any(title in line for line in plan.timetable.unplaced)
    assert all(s.title != title for s in plan.timetable.sessions)


def test_a_fixed_session_that_fits_is_taken_at_its_time() -> None:
    name = plan_of(MARIA).interventions[0].intervention
    slots = [{"weekday": day, "start": "10:15", "minutes": 45} for day in WEEK]
    programme = {
        "format": "waymark.programme/1",
        "id": "clinic",
        "name": "Clinic",
        "offers_everything": True,
        "interventions": [{"intervention": o.intervention, "sessions": slots} for o in plan_of(MARIA).interventions],
    }
    starts = {s.start for s in plan_of(MARIA, programme=programme).timetable.sessions}
    assert starts == {"10:15"}, name


def test_a_day_of_duties_leaves_time_to_get_there() -> None:
    person = {
        **MARIA,
        "duties": [{"at": NOW, "kind": "work", "weekdays": WEEK, "start": "09:00", "end": "17:00"}],
        "free": [{"at": NOW, "weekdays": WEEK, "start": "06:00", "end": "21:00"}],
    }
    for _, start, end in sessions(plan_of(person)):
        assert end <= 9 * 60 - 15 or start >= 17 * 60 + 15
