"""Few goals at a time: the person's order first, then urgency, then what moves most; safety outside the count."""

import random

import msgspec
import pytest

from tests.people.cast import MARIA, fact
from tests.people.plans import maker, release
from waymark.knowledge.model.care_elements import GoalPattern
from waymark.logic import FactType, Program, Vocabulary
from waymark.planning.evidence import Evidence
from waymark.planning.goals import open_problems, rank_goals, write_goals
from waymark.planning.plan import Goal, SmartCheck, State
from waymark.planning.situation import Documents, read_situation
from waymark.planning.targets import target_from
from waymark.record.documents.person import Person


def goal(
    name: str,
    *,
    urgency: int = 1,
    leverage: int = 1,
    priority: int | None = None,
    bundle: bool = False,
    person: str = "proposed",
) -> Goal:
    return Goal(
        id=f"goal:{name}", title=name, pattern=name, problem=name, area="use", says=name, target=1, unit="steps",
        measure=name, start="2026-11-03", by="2026-12-03", days=30, owner="person", urgency=urgency,
        leverage=leverage, priority=priority, bundle=bundle, state=State(person=person),  # type: ignore[arg-type]
        smart=SmartCheck(specific="", measurable="", achievable="", relevant="", time_bound=""),
    )  # fmt: skip


def names(goals: tuple[Goal, ...]) -> list[str]:
    return [g.pattern for g in goals]


def test_the_persons_own_order_comes_before_urgency_and_leverage() -> None:
    active, _ = rank_goals(
        [goal("urgent", urgency=3), goal("second", priority=2), goal("first", priority=1, urgency=0), goal("moves")]
    )
    assert names(active)[:3] == ["first", "second", "urgent"]


def test_urgency_comes_before_leverage_and_leverage_before_the_name() -> None:
    active, later = rank_goals(
        [goal("b"), goal("a"), goal("c", leverage=5), goal("d", urgency=2), goal("e", leverage=0)]
    )
    assert names((*active, *later)) == ["d", "c", "a", "b", "e"]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_in_which_goals_were_found_does_not_matter(seed: int) -> None:
    goals = [goal(f"g{n}", urgency=n % 4, leverage=n % 3, priority=n if n < 2 else None) for n in range(9)]
    expected = rank_goals(goals)
    random.Random(seed).shuffle(goals)
    assert rank_goals(goals) == expected


def test_calm_goals_beyond_three_wait() -> None:
    active, later = rank_goals([goal(f"g{n}") for n in range(6)])
    assert len(active) == 3
    assert len(later) == 3


def test_urgent_or_wished_goals_fill_up_to_five() -> None:
    assert len(rank_goals([goal(f"g{n}", urgency=2) for n in range(9)])[0]) == 4, "the fifth has to be more pressing"
    active, later = rank_goals([goal(f"g{n}", urgency=3) for n in range(9)])
    assert len(active) == 5
    assert len(later) == 4
    active, _ = rank_goals([goal(f"g{n}", urgency=0, priority=n + 1) for n in range(4)])
    assert len(active) == 4


def test_safety_and_medication_stand_outside_the_count_and_come_first() -> None:
    active, later = rank_goals(
        [*(goal(f"g{n}") for n in range(5)), goal("safe", bundle=True), goal("med", bundle=True)]
    )
    assert set(names(active)[:2]) == {"safe", "med"}
    assert len(active) == 5
    assert len(later) == 2


@pytest.mark.parametrize("said", ["declined", "disagreed"])
def test_a_goal_the_person_says_no_to_waits_and_another_takes_its_place(said: str) -> None:
    active, later = rank_goals([goal("no", urgency=3, priority=1, person=said), *(goal(f"g{n}") for n in range(4))])
    assert names(active) == ["g0", "g1", "g2"]
    assert names(later) == ["g3", "no"]


def pattern(direction: str, formula: str | None, without: float) -> GoalPattern:
    first = next(iter(release().goals.values()))
    import msgspec

    return msgspec.structs.replace(first, direction=direction, target=formula, target_without_baseline=without)


def calculated(formula: str, baseline: float) -> float:
    """As `Release.target`, for formulas that the library does not have."""
    program = Program(Vocabulary({"baseline": FactType("number")}), {"target": formula})
    known = program.values({"baseline": (baseline, baseline)})["target"]
    assert isinstance(known, tuple)
    return known[0]


@pytest.mark.parametrize(
    ("direction", "formula", "baseline", "expected"),
    [
        ("down", "baseline * 0.5", 9.0, 4.0),  # rounded towards the goal, not away from it
        ("down", "baseline * 0.5", 1.0, 0.0),  # a small beginning still leaves something to reach
        ("down", "10", 4.0, 4.0),  # never more use than there is
        ("up", "baseline + 1.5", 2.0, 4.0),
        ("up", "min(10, baseline + 2)", 10.0, 10.0),
        ("up", "5", 8.0, 8.0),  # never less than the person already has
        ("down", "baseline * 0.5", None, 3.0),
        ("up", None, 7.0, 3.0),
    ],
)
def test_targets_round_towards_the_goal_and_never_ask_for_less(
    direction: str, formula: str | None, baseline: float | None, expected: float
) -> None:
    assert target_from(pattern(direction, formula, 3.0), baseline, calculated) == expected


@pytest.mark.parametrize("name", sorted(release().goals))
def test_no_goal_of_the_library_asks_for_worse_than_the_person_has(name: str) -> None:
    found = release().goals[name]
    for baseline in (0.0, 1.0, 2.0, 3.0, 7.0, 12.0, 20.0, 30.0, 100.0):
        target = target_from(found, baseline, release().target)
        if found.target is not None:
            if found.direction == "down":
                assert target <= baseline
                assert target < baseline or baseline <= max(0, found.target_without_baseline)
            elif found.direction == "up":
                assert target >= baseline


@pytest.mark.parametrize("lesser_first", [True, False])
def test_a_goal_that_answers_two_needs_is_written_for_the_more_pressing_one(lesser_first: bool) -> None:
    """Low confidence opens two needs that share a goal; whichever rule spoke first, it is as urgent as the greater."""
    more = [("bam.confidence", 0), ("depression_reported", True), ("anxiety_reported", True)]
    document = {**MARIA, "facts": [*MARIA["facts"], *(fact(name, value) for name, value in more)]}
    raw = msgspec.json.encode(document)
    documents = Documents(person=msgspec.json.decode(raw, type=Person), record=raw)
    situation = read_situation(maker().prepared, documents)
    findings = situation.findings()
    opened = open_problems(situation.prepared, findings)
    assert {"PR-MOT", "PR-COPE"} <= {one.problem.id for one in opened}
    opened.sort(key=lambda one: one.urgency, reverse=not lesser_first)
    evidence = Evidence(situation.prepared, situation.known)
    goals = write_goals(situation.prepared, findings, evidence, situation.stand, opened, situation.calendar)
    shared = next(one for one in goals if one.pattern == "GO-27-confidence")
    assert (shared.problem, shared.urgency) == ("PR-MOT", 2)
