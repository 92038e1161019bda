"""How much plans differ: counts of sets, shares, and what two plans have in common."""

import os
import subprocess
import sys

import pytest

from tests.people.cast import CAST
from tests.people.plans import plan_of
from waymark.planning.individuality import Tally, hash_ids, plan_items


def test_sets_are_counted_whatever_their_order() -> None:
    tally = Tally(4)
    tally.add(0, ["a", "b"], ["x"], frozenset("ab"))
    tally.add(1, ["b", "a"], ["y"], frozenset("ab"))
    tally.add(2, ["c"], ["x"], frozenset("cd"))
    tally.add(3, [], ["x"], frozenset())
    found = tally.result()
    assert found.plans == 4
    assert found.distinct_goal_sets == 3
    assert found.largest_goal_set_share == pytest.approx(0.5)
    assert found.distinct_first_days == 2
    assert found.largest_first_days_share == pytest.approx(0.75)


@pytest.mark.parametrize(("one", "other", "share"), [("ab", "ab", 1.0), ("ab", "cd", 0.0), ("abc", "bcd", 0.5)])
def test_the_share_two_plans_have_in_common(one: str, other: str, share: float) -> None:
    tally = Tally(2)
    tally.add(0, one, one, frozenset(one))
    tally.add(1, other, other, frozenset(other))
    found = tally.result()
    assert found.median_shared_items == pytest.approx(share)
    assert found.pairs == 10_000


def test_one_plan_or_none_has_nothing_to_compare() -> None:
    assert Tally(0).result().median_shared_items is None
    tally = Tally(1)
    tally.add(0, ["a"], ["a"], frozenset("a"))
    found = tally.result()
    assert found.pairs == 0
    assert found.largest_goal_set_share == pytest.approx(1.0)


def test_the_same_plans_give_the_same_figures() -> None:
    def tally() -> object:
        made = Tally(3000)
        for number in range(3000):
            items = frozenset(str(n) for n in range(number % 17, number % 17 + 5))
            made.add(number, items, items, items)
        return made.result()

    assert tally() == tally()


def test_a_plan_counts_by_what_it_proposes() -> None:
    plan = plan_of(CAST["maria"])
    items = plan_items(plan)
    assert f"level:{plan.level.recommended.key}" in items
    assert {g.id for g in plan.goals} <= items
    assert {o.id for o in plan.interventions} <= items
    assert items.isdisjoint({g.id for g in plan.later})
    assert items != plan_items(plan_of(CAST["ben"]))


def test_ids_hash_the_same_in_every_process() -> None:
    program = "from waymark.planning.individuality import hash_ids; print(hash_ids(['b', 'a', 'é']))"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(ran.stdout) == hash_ids(["é", "a", "b"])
