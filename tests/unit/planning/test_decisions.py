"""What the two authors said stays said: across a new plan, until the day it is offered again, and never over safety."""

from typing import Any

import pytest

from tests.people.cast import BEN, DAVE, MARIA, NOW, OMAR, Document
from tests.people.drawn import draw_decisions, draw_person
from tests.people.plans import plan_of, release
from waymark.cli.errors import Refused
from waymark.planning.explaining.explain import items_of
from waymark.planning.plan import LevelChoice, Plan

Row = dict[str, Any]

# Lines that show what was said of them.
DECIDED = (
    "alert:",
    "goal:",
    "inform:",
    "intervention:",
    "level",
    "medicine:",
    "step:",
    "task:",
    "review:",
    "get:",
    "watch:",
)


def row(item: str, decision: str, author: str = "person", at: str | int = NOW, **more: Any) -> Row:
    return {"at": at, "item": item, "author": author, "decision": decision, **more}


def later(person: Document, name: str, value: object, at: str) -> Document:
    """The person with one more fact noted on a later day."""
    return {**person, "facts": [*person["facts"], {"at": at, "fact": name, "value": value}]}


def active(plan: Plan) -> list[str]:
    return [g.id for g in plan.goals]


def test_an_agreed_goal_stays_agreed_when_more_is_known() -> None:
    name = active(plan_of(MARIA))[0]
    plan = plan_of(
        later(MARIA, "hepatitis_c", True, "2026-11-10"), [row(name, "agreed"), row(name, "agreed", "clinician")]
    )
    state = items_of(plan)[name].state
    assert (state.person, state.clinician) == ("agreed", "agreed")
    assert plan.header.at == "2026-11-10"


def test_ids_do_not_change_when_more_is_known() -> None:
    before, after = plan_of(MARIA), plan_of(later(MARIA, "hepatitis_c", True, NOW))
    assert set(active(before)) <= {g.id for g in (*after.goals, *after.later)}
    assert {o.id for o in before.interventions} & {o.id for o in after.interventions}


def test_a_declined_way_of_help_is_left_out_and_another_takes_its_place() -> None:
    before = plan_of(MARIA)
    name = next(o.id for o in before.interventions if o.serves)
    plan = plan_of(MARIA, [row(name, "declined")])
    assert name not in {o.id for o in plan.interventions}
    assert name in {line.option for line in plan.left_out}
    assert plan.interventions


def test_a_declined_goal_waits() -> None:
    name = next(g.id for g in plan_of(MARIA).goals if not g.bundle)
    plan = plan_of(MARIA, [row(name, "declined")])
    assert name not in active(plan)
    assert name in {g.id for g in plan.later}


def test_what_was_declined_is_offered_again_from_the_agreed_day_on() -> None:
    name = next(o.id for o in plan_of(MARIA).interventions if o.serves)
    said = [row(name, "declined", re_offer="2026-12-01")]
    for at, offered in (("2026-11-03", False), ("2026-11-30", False), ("2026-12-01", True)):
        plan = plan_of(MARIA, said, at=at)
        assert (name in {o.id for o in plan.interventions}) is offered, at


def test_a_decision_noted_later_is_not_known_yet() -> None:
    name = active(plan_of(MARIA))[0]
    plan = plan_of(MARIA, [row(name, "declined", at="2026-11-20")], at="2026-11-10")
    assert name in active(plan)


def test_the_last_word_of_an_author_counts() -> None:
    name = next(o.id for o in plan_of(MARIA).interventions if o.serves)
    plan = plan_of(MARIA, [row(name, "declined"), row(name, "agreed", at="2026-11-05")])
    assert items_of(plan)[name].state.person == "agreed"


def test_changed_fields_are_kept_and_marked() -> None:
    name = next(g.id for g in plan_of(MARIA).goals if g.baseline is not None)
    plan = plan_of(MARIA, [row(name, "changed", change={"target": 5, "says": "Five quiet days.", "days": 21})])
    goal = next(g for g in (*plan.goals, *plan.later) if g.id == name)
    assert (goal.target, goal.says, goal.days) == (5, "Five quiet days.", 21)
    assert goal.by == "2026-11-24"
    assert goal.state.person == "changed"
    assert "5" in goal.smart.measurable


def test_a_change_that_is_no_number_is_refused_with_its_place() -> None:
    name = active(plan_of(MARIA))[0]
    with pytest.raises(Refused, match=r"rows\[0\]\.change\.target: `soon`"):
        plan_of(MARIA, [row(name, "changed", change={"target": "soon"})])
    with pytest.raises(Refused, match=r"rows\[0\]\.change\.days: `-3"):
        plan_of(MARIA, [row(name, "changed", change={"days": -3})])


def test_a_later_change_keeps_earlier_ones() -> None:
    name = active(plan_of(MARIA))[0]
    said = [row(name, "changed", change={"target": 5}), row(name, "changed", "clinician", change={"days": 10})]
    goal = next(g for g in plan_of(MARIA, said).goals if g.id == name)
    assert (goal.target, goal.days) == (5, 10)


def test_settling_an_unknown_fact_frees_a_hold() -> None:
    held = next(m for m in plan_of(OMAR).medicines if m.status == "held" and m.find_out_first)
    wanted = held.find_out_first
    rows = [
        row(f"hold:medicine:{held.medicine}", "settled", "clinician", fact=f, value=settled(f), text="seen and asked")
        for f in wanted
    ]
    after = next(m for m in plan_of(OMAR, rows).medicines if m.medicine == held.medicine)
    assert not set(after.find_out_first) & set(wanted)
    facts = plan_of(OMAR, rows).facts
    assert all(facts[f].how == "settled" for f in wanted)


def settled(name: str) -> Any:
    fact = release().facts[name]
    if fact.type == "boolean":
        return False
    return fact.options[0].id if fact.type == "category" else (fact.range or (0, 14))[1]


def test_settling_what_cannot_be_is_refused() -> None:
    with pytest.raises(Refused, match="opioid_free_days"):
        plan_of(OMAR, [row("hold", "settled", "clinician", fact="opioid_free_days", value="soon")])
    with pytest.raises(Refused, match="no_such_fact"):
        plan_of(OMAR, [row("hold", "settled", "clinician", fact="no_such_fact", value=True)])


def test_decisions_count_time_as_the_record_does() -> None:
    with pytest.raises(Refused, match="counts in dates"):
        plan_of(MARIA, [row("level", "agreed", at=3)])
    with pytest.raises(Refused, match="days from"):
        plan_of(DAVE, [row("level", "agreed")])


def a_rule(plan: Plan, *, safety: bool) -> str:
    return next(
        r.id for r in release().rules if r.id in plan.rules and r.safety is safety and plan.rules[r.id].answer == "yes"
    )


def test_a_clinician_may_set_a_rule_aside_with_a_reason() -> None:
    rule = a_rule(plan_of(MARIA), safety=False)
    plan = plan_of(MARIA, [row(f"rule:{rule}", "override", "clinician", text="not so for her")])
    assert rule not in plan.rules
    assert any("not so for her" in notice for notice in plan.header.notices)


def test_a_rule_is_not_set_aside_without_a_reason_or_by_the_person() -> None:
    rule = a_rule(plan_of(MARIA), safety=False)
    with pytest.raises(Refused, match=r"decisions\.json: rows\[0\]: .*reason"):
        plan_of(MARIA, [row(f"rule:{rule}", "override", "clinician")])
    plan = plan_of(MARIA, [row(f"rule:{rule}", "override", "person", text="I do not like it")])
    assert rule in plan.rules
    assert not any("I do not like it" in notice for notice in plan.header.notices)


def test_a_safety_rule_is_never_set_aside() -> None:
    rules = [r.id for r in release().rules if r.safety]
    assert rules
    for person in (MARIA, BEN, OMAR):
        before = plan_of(person)
        spoken = [r for r in rules if r in before.rules]
        said = [row(f"rule:{r}", "override", "clinician", text="no") for r in spoken]
        after = plan_of(person, said)
        assert spoken
        assert set(spoken) <= set(after.rules)
        assert set(before.header.notices) <= set(after.header.notices)
        assert not any("A clinician set aside" in notice for notice in after.header.notices)
        assert [(m.medicine, m.status) for m in after.medicines] == [(m.medicine, m.status) for m in before.medicines]


def test_a_level_the_person_wants_or_declines() -> None:
    before = plan_of(MARIA).level
    if before.acceptable:
        wish = before.acceptable[0].level
        plan = plan_of({**MARIA, "preferences": [{"at": NOW, "about": f"level:{wish}", "wish": "wants"}]})
        assert plan.level.recommended.level == wish
    refused = {**MARIA, "preferences": [{"at": NOW, "about": f"level:{before.recommended.level}", "wish": "declines"}]}
    after = plan_of(refused).level
    assert after.recommended.level != before.recommended.level
    full = {
        axis: max(after.floors.get(axis, 0), after.targets.get(axis, 0)) for axis in {*after.floors, *after.targets}
    }
    meets = all(getattr(after.recommended, axis) >= full[axis] for axis in full if axis != "hours")
    assert after.unmet is not None or meets


@pytest.mark.parametrize("seed", range(25))
def test_any_decisions_give_a_plan_that_shows_them(seed: int) -> None:
    person = draw_person(release(), seed)
    proposed = plan_of(person)
    items, before = items_of(proposed), proposed.level
    decided = draw_decisions(person, items, seed)["rows"]
    plan = plan_of(person, decided)
    shown = items_of(plan)
    for said in decided:
        last = [d for d in decided if d["item"] == said["item"] and d["author"] == said["author"]][-1]
        line = shown.get(said["item"])
        if isinstance(line, LevelChoice) and line.recommended.key != before.recommended.key:
            continue  # A word about a level is no word about the one that takes its place.
        if line is not None and said["item"].startswith(DECIDED):
            assert getattr(line.state, said["author"]) == last["decision"], said["item"]


def test_a_changed_goal_keeps_its_dates_and_bounds() -> None:
    goal = next(g for g in plan_of(MARIA).goals if g.id == "goal:GO-03")
    longer = row(goal.id, "changed", "clinician", change={"days": goal.days * 2})
    changed = next(g for g in plan_of(MARIA, [longer]).goals if g.id == goal.id)
    assert str(goal.days * 2) in changed.smart.time_bound
    assert changed.steps[-1].within_hours == pytest.approx(goal.steps[-1].within_hours * 2, abs=24)
    for change in ({"target": 9999}, {"days": 100000}, {"days": 0}):
        with pytest.raises(Refused, match="change"):
            plan_of(MARIA, [row(goal.id, "changed", "clinician", change=change)])
