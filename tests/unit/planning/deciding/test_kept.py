"""What was agreed stays as it was agreed, and what is no longer proposed stays in sight with its reason."""

import pytest

from tests.people.cast import MARIA, NOW, OMAR, TARA
from tests.people.plans import plan_of, release
from tests.unit.planning.deciding.rows import LATER, Row, both, known, row
from waymark.planning.deciding.contents import items_in
from waymark.planning.outline import changed_lines, outline_of
from waymark.planning.plan import Earlier, Goal, Plan

USE = "goal:GO-04-agree:amphetamines"


def goal(plan: Plan, name: str) -> Goal:
    return next(g for g in (*plan.goals, *plan.later) if g.id == name)


def earlier(plan: Plan, item: str) -> Earlier:
    return next(e for e in plan.earlier if e.item == item)


@pytest.mark.parametrize("person", [MARIA, OMAR, TARA], ids=lambda p: p["id"])
def test_agreeing_to_everything_changes_no_line(person: Row) -> None:
    before = plan_of(person)
    rows = [said for item in items_in(before) for said in both(item)]
    after = plan_of(person, rows)
    assert changed_lines(outline_of(before), outline_of(after)) == ()
    assert after.earlier == ()
    assert {g.state.standing for g in after.goals} == {"active"}


def test_a_dispute_changes_no_other_line() -> None:
    before = plan_of(MARIA)
    for medicine in before.medicines:
        after = plan_of(MARIA, [row(medicine.id), row(medicine.id, "disagreed", "clinician")])
        assert changed_lines(outline_of(before), outline_of(after)) == ()
        shown = next(m for m in after.medicines if m.id == medicine.id)
        assert (shown.state.standing, shown.status) == ("open between us", medicine.status)


def test_an_agreed_goal_keeps_its_target_and_its_date() -> None:
    base = goal(plan_of(TARA), USE)
    later = known(TARA, ("amphetamines.days_of_30", 8))
    moved = goal(plan_of(later), USE)
    kept = goal(plan_of(later, both(USE)), USE)
    assert (moved.target, moved.by) != (base.target, base.by)
    assert (kept.target, kept.by, kept.baseline) == (base.target, base.by, base.baseline)
    assert kept.proposed == {"target": moved.target}


def test_a_pause_gives_its_days_back() -> None:
    rest = row(USE, "paused", at="2026-11-05", until="2026-11-12")
    plan = plan_of(TARA, [*both(USE), rest], at="2026-11-13")
    assert goal(plan, USE).by == "2026-12-10"
    resting = plan_of(TARA, [*both(USE), rest], at="2026-11-06")
    assert USE in {g.id for g in resting.later}
    assert goal(resting, USE).state.until == "2026-11-12"


def test_another_goal_takes_its_place_and_the_first_is_kept() -> None:
    other = "goal:GO-13"
    assert other.removeprefix("goal:") in release().goals
    plan = plan_of(TARA, [*both(USE), row(USE, "replaced", at="2026-11-04", instead=other)])
    assert other in {g.id for g in plan.goals}
    assert USE not in items_in(plan)
    assert earlier(plan, USE).standing == "replaced"
    back = plan_of(
        TARA,
        [*both(USE), row(USE, "replaced", instead=other, at="2026-11-04"), row(USE, "withdrawn", at="2026-11-05")],
    )
    assert USE in items_in(back)
    assert not any(e.item == other for e in back.earlier)


def test_a_clinician_alone_replaces_nothing_the_person_agreed_to() -> None:
    plan = plan_of(TARA, [row(USE), row(USE, "replaced", "clinician", instead="goal:GO-13", role="counsellor")])
    assert goal(plan, USE).state.standing == "open between us"


def test_what_is_no_longer_proposed_says_what_changed() -> None:
    item = "intervention:cra"
    plan = plan_of(known(TARA, ("amphetamines.days_of_30", 2)), both(item))
    kept = earlier(plan, item)
    assert kept.standing == "not proposed"
    assert [(m.fact, m.before, m.after) for m in kept.since] == [("amphetamines.days_of_30", "12 days", "2 days")]
    assert kept.why is not None
    assert "2026-11-18" in kept.why.clinician
    assert kept.decide


def test_a_goal_that_was_reached_is_said_so() -> None:
    plan = plan_of(known(TARA, ("amphetamines.days_of_30", 2)), both(USE))
    assert earlier(plan, USE).standing == "reached"
    again = plan_of(known(TARA, ("amphetamines.days_of_30", 2)), [*both(USE), row(USE, at=LATER)])
    assert USE in {g.id for g in again.goals}, "whoever says yes once more keeps it up"


def test_safety_stops_what_was_agreed_and_says_it_first() -> None:
    item = next(m.id for m in plan_of(TARA).medicines if m.medicine == "topiramate")
    plan = plan_of(known(TARA, ("pregnant", True)), both(item))
    kept = earlier(plan, item)
    assert kept.standing == "stopped"
    assert kept.rules
    assert plan.alerts[0].id == f"alert:stopped:{item}"
    assert plan.alerts[0].level == "danger"


def test_a_word_about_a_level_is_about_no_other() -> None:
    before = plan_of(MARIA)
    rows = [row("level", "agreed"), row("level", "agreed", "clinician", role="physician")]
    assert plan_of(MARIA, rows).level.state.standing == "active"
    moved = plan_of(known(MARIA, ("alcohol.severe_harm_cannot_stop", True)), rows)
    assert moved.level.recommended.key != before.level.recommended.key
    assert moved.level.state.standing == "proposed"
    kept = earlier(moved, "level")
    assert (kept.standing, kept.detail, kept.now) == (
        "moved",
        before.level.recommended.title,
        moved.level.recommended.title,
    )


def test_an_agreed_level_below_what_safety_asks_for_is_stopped() -> None:
    plan = plan_of(known(TARA, ("danger_at_home_now", True)), both("level"))
    kept = earlier(plan, "level")
    assert kept.standing == "stopped"
    assert kept.why is not None
    assert "no longer covers what safety asks for" in kept.why.person
    assert plan.alerts[0].id == "alert:stopped:level"


def test_a_declined_level_is_not_recommended_again() -> None:
    before = plan_of(MARIA).level.recommended.key
    plan = plan_of(MARIA, [row("level", "declined")], at="2026-11-10")
    assert plan.level.recommended.key != before


def test_a_step_is_given_to_another_and_safety_is_not_put_off() -> None:
    change = {"who": "peer", "within_hours": 240}
    plan = plan_of(MARIA, [row("task:naloxone-kit", "changed", "clinician", role="nurse", change=change)])
    step = next(s for s in plan.next_72_hours if s.id == "task:naloxone-kit")
    assert (step.who, step.within_hours) == ("peer", 24)
    merged = {m.field: m for m in plan.merged}
    assert merged["who"].stands == "human"
    assert merged["within_hours"].stands == "proposed"
    assert "safety" in merged["within_hours"].says.person


def test_medicines_stand_in_the_order_that_was_chosen() -> None:
    free = [m.id for m in plan_of(MARIA).medicines if m.status == "option"]
    plan = plan_of(MARIA, [row(free[-1], "changed", change={"order": 1})])
    assert [m.id for m in plan.medicines if m.status == "option"] == [free[-1], *free[:-1]]
    assert plan.medicines[0].proposed == {"order": len(free)}


def test_a_line_that_the_library_lost_is_kept_in_its_own_words() -> None:
    seen = {"release": "another", "title": "Walk with Bea", "line": {}, "rules": []}
    plan = plan_of(MARIA, [row("intervention:walk-with-bea", seen=seen)])
    kept = earlier(plan, "intervention:walk-with-bea")
    assert (kept.standing, kept.title) == ("unknown here", "Walk with Bea")


def test_settling_and_overriding_are_taken_back() -> None:
    settled = row("fact:child_pugh", "settled", "clinician", fact="child_pugh", value="none", text="tests")
    taken = row("fact:child_pugh", "withdrawn", "clinician", fact="child_pugh", at="2026-11-04")
    assert plan_of(MARIA, [settled]).facts["child_pugh"].how == "settled"
    assert "child_pugh" not in plan_of(MARIA, [settled, taken]).facts
    rule = next(r for r, line in plan_of(MARIA).rules.items() if line.answer == "yes" and not _safety(r))
    aside = row(f"rule:{rule}", "override", "clinician", role="physician", text="no", reason_code="other")
    back = row(f"rule:{rule}", "withdrawn", "clinician", at="2026-11-04")
    assert rule not in plan_of(MARIA, [aside]).rules
    assert rule in plan_of(MARIA, [aside, back]).rules


def _safety(name: str) -> bool:
    return next(r.safety for r in release().rules if r.id == name)


def test_every_decision_stands_in_the_log_with_what_became_of_it() -> None:
    rows = [row(USE), row(USE, "declined", at="2026-11-04"), row(USE, "withdrawn", at="2026-11-05"), row("level")]
    log = plan_of(TARA, rows).log
    assert [(line.item, line.counts) for line in log] == [
        (USE, "withdrawn"),
        ("level", "stands"),
        (USE, "withdrawn"),
        (USE, "stands"),
    ]


def test_a_plan_runs_when_only_the_clinician_decided_and_says_so() -> None:
    plan = plan_of(MARIA, [row("level", author="clinician", role="physician")])
    assert any("has not said yes or no" in notice for notice in plan.header.notices)
    assert not any("has not said yes or no" in notice for notice in plan_of(MARIA, [row("level")]).header.notices)


def test_decisions_of_one_day_were_made_on_one_plan() -> None:
    rows = [row(USE, "changed", change={"target": 4}), row(USE, author="clinician", role="counsellor")]
    (merged,) = (m for m in plan_of(TARA, rows).merged if m.field == "target")
    assert (merged.kind, merged.base, merged.human) == ("human moved", "6 days of 30", "4 days of 30")
    assert NOW == "2026-11-03"
