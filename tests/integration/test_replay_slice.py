"""A slice of the replay of the trials: what is proposed week by week keeps its laws, and the laws can be broken."""

from pathlib import Path

import msgspec
import pytest

from prove import replay
from prove._moving_laws import against_leaving, against_less_care
from prove._trial_weeks import course_of, randomized
from waymark.planning.plan_lines import Reason
from waymark.planning.situation import Documents, read_situation
from waymark.progress.handover import handover_of
from waymark.progress.report import Change, Edit
from waymark.progress.report_ahead import StepDown
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at, walked


@pytest.fixture(scope="module")
def courses(trial_data: Path) -> list[replay.Course]:
    return [replay.walk_through(who) for who in randomized(replay._trial())[3::300]]


def test_weeks_of_participants_keep_the_laws_and_say_something(courses: list[replay.Course]) -> None:
    assert sum(course.weeks for course in courses) > 100
    assert sum(len(course.mains) for course in courses) > 5
    assert any("do-positive-opioid-tests-call-for-the-dose" in course.signals for course in courses)
    assert all("every law held" in line for line in replay.figures(courses, 1.0)[:1])


def test_the_same_person_walks_the_same_way_twice(courses: list[replay.Course]) -> None:
    one, two = courses[0], replay.walk_through(courses[0].who)
    assert (one.signals, one.mains, one.came) == (two.signals, two.mains, two.came)


def test_a_broken_law_is_seen(courses: list[replay.Course]) -> None:
    longest = max(courses, key=lambda course: course.weeks)
    person, days = course_of(replay._trial(), longest.who)
    prepared = replay._prepared()
    walk = Walk(read_situation(prepared, Documents(person=person, record=b""), days[5]), mute=True)
    then = walked(walk)
    found = look_at(walk, then)
    medicine = Edit(item="medicine:methadone", title="", decision="declined")
    level = Edit(item="level", title="", decision="changed", change={"level": "L0"})
    wrong = [_change("a", medicine), _change("b", level)]
    said = replay.laws(walk, then, msgspec.structs.replace(found, changes=tuple(wrong)), [days[4]], days[5])
    assert "2 main changes at once" in said
    assert "a main change 7 days after another" in said
    assert any("takes medicine:methadone away" in one for one in said)


def _change(name: str, edit: Edit) -> Change:
    return Change(
        id=f"change:{name}", move=name, step=4, title="", main=True, why=Reason(), because=(), edits=(edit,),
        expects="", burden="", look="", look_days=14, status="project default", state="proposed",
    )  # fmt: skip


def test_a_step_down_that_may_not_be_and_a_packet_without_medicine_are_seen(courses: list[replay.Course]) -> None:
    who = max(courses, key=lambda course: course.weeks).who
    person, days = course_of(replay._trial(), who)
    prepared = replay._prepared()
    documents = Documents(person=person, record=b"")
    situation = walked(Walk(read_situation(prepared, documents, days[5]), mute=True))
    found = look_at(Walk(read_situation(prepared, documents, days[5]), mute=True))
    key = prepared.candidates[0].key
    forced = msgspec.structs.replace(found, step_down=StepDown(state="ready", level=key))
    broken = against_less_care(prepared, situation, forced)
    assert "less care without two reviews that went well" in broken
    assert "less care without a plan for hard moments" in broken
    packet = handover_of(Walk(read_situation(prepared, documents, days[5])), "leaving_early")
    assert against_leaving(prepared, person, days[5], packet) == []
    empty = msgspec.structs.replace(packet, medicines=(), crisis=(), bridge=("There is a sanction.",))
    said = " ".join(against_leaving(prepared, person, days[5], empty))
    assert "none goes on" in said
    assert "no number" in said
    assert "sanction" in said
