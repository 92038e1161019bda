"""Named changes: concrete, one at a time, never against a safety rule; accepted they are the next version."""

import msgspec
import pytest

from tests.people.cast import Document, fact
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, form, measured, somebody, told
from waymark.planning.compose import compose
from waymark.planning.deciding.difference import difference
from waymark.planning.situation import read_situation
from waymark.progress.accepting import decisions_of
from waymark.progress.course import course_facts
from waymark.progress.report import Change, Progress
from waymark.progress.walk import Walk
from waymark.rendering.progress import render_progress

CAME = measured("attendance", *(["attended"] * 14))
STILL = [form("gad7", 14 * n, total=15) for n in range(8)]


def stalled(measures: list[Document] = CAME, answers: list[Document] = STILL) -> Document:
    """Worry that does not move in spite of help, with everything else going on."""
    return somebody(fact("mat.state", "on", day(0)), measures=measures, answers=answers)


def main(found: Progress) -> list[Change]:
    return [change for change in found.changes if change.main and change.state == "proposed"]


def rows_of(change: Change, at: int, *authors: str, word: str = "agreed", **more: object) -> list[Document]:
    found = []
    for author in authors or ("clinician", "person"):
        role = {"role": "counsellor"} if author == "clinician" else {}
        rows = decisions_of(change, author, day(at), word, **role, **more)  # type: ignore[arg-type]
        found += [msgspec.to_builtins(row) for row in rows]
    return found


def test_a_stall_gives_one_main_change_by_name() -> None:
    found = told(stalled(), 44)
    (change,) = main(found)
    assert change.edits
    assert change.measure == "gad7.total"
    assert (change.now, change.hoped) == (15, 11)
    assert change.why.person
    assert change.why.clinician
    assert change.expects
    assert change.burden
    assert change.look > day(44)


def test_accepted_it_is_the_next_version_with_its_difference_in_words() -> None:
    who = stalled()
    (change,) = main(told(who, 44))
    prepared = maker().prepared
    before = compose(prepared, documents(who), day(44))
    given = documents(who, rows_of(change, 44))
    after = compose(prepared, given, day(44))
    assert difference(before, after).changed
    log = {line.item for line in after.log}
    assert {change.id, *(edit.item for edit in change.edits)} <= log


@pytest.mark.parametrize(("at", "free"), [(45, False), (57, False), (58, True)])
def test_no_second_main_change_within_two_weeks(at: int, free: bool) -> None:
    who = stalled()
    (change,) = main(told(who, 44))
    rows = rows_of(change, 44)
    found = told(who, at, rows)
    assert bool(main(found)) is free
    if not free:
        assert {one.state for one in found.changes if one.main} <= {"waits"}


def test_at_the_look_date_it_says_whether_what_was_expected_came() -> None:
    who = stalled()
    (change,) = main(told(who, 44))
    rows = rows_of(change, 44)
    assert [one.came for one in told(who, 50, rows).made] == ["not yet"]
    assert [one.came for one in told(who, 75, rows).made] == ["did not come"]
    better = stalled(answers=[*STILL[:4], form("gad7", 57, total=9)])
    (came,) = told(better, 75, rows).made
    assert (came.came, came.before, came.value) == ("came", 15, 9)
    silent = stalled(answers=STILL[:4])
    assert [one.came for one in told(silent, 75, rows).made] == ["not measured"]


def test_rows_that_come_later_speak_over_what_accepting_noted() -> None:
    who = stalled()
    (change,) = main(told(who, 44))
    assert any(row["decision"] == "settled" for row in rows_of(change, 44))
    better = stalled(answers=[*STILL[:4], form("gad7", 50, total=8)])
    assert "does-a-measure-stand-still" in {s.rule for s in told(who, 51, rows_of(change, 44)).signals}
    assert "does-a-measure-stand-still" not in {s.rule for s in told(better, 51, rows_of(change, 44)).signals}


def test_a_second_opinion_answers_what_failed_before_it() -> None:
    who = stalled(answers=[form("gad7", 14 * n, total=15) for n in range(16)])
    rows: list[Document] = []
    counted, weeks = [], []
    for at in range(44, 120, 15):
        given = documents(who, rows)
        facts = course_facts(Walk(read_situation(maker().prepared, given, day(at))))
        counted.append(facts.get("course.failed_changes"))
        weeks.append(facts.get("course.weeks_without_progress"))
        for change in main(told(who, at, rows)):
            rows += rows_of(change, at)
    assert any(row["item"].startswith("change:second-opinion:") for row in rows)
    assert counted == [None, (1, 1), (1, 1), (2, 2), (2, 2), (0, 0)]
    assert weeks[-2:] == [(4.0, 4.0), (0.0, 0.0)]


def test_declined_it_gives_way_to_the_next_rung() -> None:
    who = stalled()
    (change,) = main(told(who, 44))
    (other,) = main(told(who, 44, rows_of(change, 44, "person", word="declined")))
    assert (other.step, other.move) > (change.step, change.move)


def test_the_ladder_is_climbed_and_never_repeats_itself() -> None:
    who = stalled(answers=[form("gad7", 14 * n, total=15) for n in range(16)])
    rows: list[Document] = []
    moves: list[str] = []
    for at in range(44, 130, 15):
        for change in main(told(who, at, rows)):
            moves.append(change.id)
            rows += rows_of(change, at)
    assert len(moves) == len(set(moves))
    assert len(moves) >= 4
    later = {signal.rule for signal in told(who, 130, rows).signals}
    # The second opinion was given on the way, and eight weeks without progress have not passed since.
    assert any(move.startswith("change:second-opinion:") for move in moves)
    assert "is-a-second-opinion-due" not in later


def test_what_protects_life_waits_for_nothing() -> None:
    doses = measured("medication.dose_mg", *([16] * 40), every=1)
    who = stalled(measures=CAME + doses)
    (change,) = main(told(who, 41)) or main(told(who, 44))
    found = told(who, 46, rows_of(change, 44))
    apart = [one for one in found.changes if not one.main]
    assert [one.move for one in apart] == ["safety-first"]
    assert apart[0].state == "proposed"


def test_in_an_emergency_nothing_is_proposed() -> None:
    who = somebody(fact("overdose_today", True, day(44)), measures=CAME, answers=STILL)
    assert told(who, 44).changes == ()


def test_less_care_is_only_offered_above_every_floor() -> None:
    answers = [form("gad7", 14 * n, total=max(16 - 4 * n, 2)) for n in range(8)]
    for change in told(stalled(answers=answers), 100).changes:
        assert change.move != "less-care" or change.edits[0].item == "level"


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_told_in_both_languages(language: str) -> None:
    found = told(stalled(), 44, language=language)
    (change,) = main(found)
    text = render_progress(found)
    assert change.title in text
    assert "{" not in text
    made = render_progress(told(stalled(), 75, rows_of(change, 44), language=language))
    assert made.count(change.title) >= 1


def test_no_main_change_is_without_a_measure() -> None:
    who = stalled(answers=[form("gad7", 14 * n, total=15) for n in range(16)])
    rows: list[Document] = []
    measures = []
    for at in range(44, 130, 15):
        for change in main(told(who, at, rows)):
            measures.append((change.move, change.measure, change.hoped))
            rows += rows_of(change, at)
    assert "second-opinion" in {move for move, _, _ in measures}
    assert all(measure is not None and hoped is not None for _, measure, hoped in measures)


@pytest.mark.parametrize(("later", "came"), [(3, "came"), (6, "came"), (8, "did not come"), (12, "did not come")])
def test_who_is_beyond_the_aim_is_hoped_to_stay_there(later: int, came: str) -> None:
    answers = [*(form("gad7", 14 * n, total=3) for n in range(4)), form("gad7", 70, total=later)]
    who = stalled(answers=answers)
    row = {
        "at": day(45), "item": "change:second-opinion:GO-12", "author": "clinician", "decision": "agreed",
        "role": "counsellor", "source": "clinician",
        "seen": {
            "release": "", "title": "A second opinion",
            "line": {"measure": "gad7.total", "now": 3, "hoped": 3, "look_days": 28, "main": 1},
        },
    }  # fmt: skip
    (made,) = told(who, 75, [row]).made
    assert made.came == came
