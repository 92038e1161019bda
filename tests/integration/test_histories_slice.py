"""A slice of the proof of histories; and a fault of every kind that the proof has to catch."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from prove import histories
from prove._history_laws import Oracle, check_difference, check_plan
from tests.people.cast import TARA
from tests.people.plans import plan_of
from tests.unit.planning.deciding.rows import LATER, Row, both, known, row
from waymark.planning import lines
from waymark.planning.compose import compose
from waymark.planning.deciding import bases, earlier, logged, merging, spoken, writing
from waymark.planning.deciding.difference import GROUPS
from waymark.planning.goals import rank_goals
from waymark.planning.plan import Plan
from waymark.rendering import difference as told
from waymark.rendering.difference_words import tell_change

SEED, SLICE = 7, 4
USE = "goal:GO-04-agree:amphetamines"
Patch = pytest.MonkeyPatch


@pytest.mark.slow
def test_a_slice_of_histories_keeps_the_laws() -> None:
    found = [histories.history(SEED, number) for number in range(SLICE)]
    events: Counter[str] = sum((one.events for one in found), Counter())
    assert events.total() == sum(one.plans for one in found)
    assert len(events) > 5, "a slice too small to mean anything"


@pytest.mark.slow
def test_the_same_seed_gives_the_same_histories() -> None:
    assert histories.history(SEED, 1) == histories.history(SEED, 1)


def checked(person: Row, rows: list[Row], at: str, old: Plan | None = None) -> None:
    """The laws on one plan, as the proof asks them."""
    plan = plan_of(person, rows, at=at)
    numbered = [{**r, "at_row": n} for n, r in enumerate(rows)]
    check_plan(plan, Oracle(numbered, at), lambda: "told")
    if old is not None:
        check_difference(old, plan, lambda: "told")


DECLINED = [row("intervention:cra", "declined", re_offer="2026-11-30"), row(USE, "declined")]
CHANGED = [row(USE, "changed", change={"target": 4})]
FEWER = known(TARA, ("amphetamines.days_of_30", 2))


@pytest.mark.parametrize("rows", [DECLINED, CHANGED, both(USE), both("intervention:cra")])
def test_sound_plans_pass(rows: list[Row]) -> None:
    checked(TARA, rows, LATER, plan_of(TARA))
    checked(FEWER, rows, LATER, plan_of(TARA))


def fault_log(patch: Patch) -> None:
    """A decision is lost."""
    patch.setattr(writing, "log_of", lambda *given: logged.log_of(*given)[1:])


def fault_vanishes(patch: Patch) -> None:
    """What was agreed goes silently."""
    patch.setattr(earlier, "carry", lambda situation, found, findings, evidence: found)


def fault_comes_back(patch: Patch) -> None:
    """A decline ends before its day."""
    patch.setattr(spoken.Spoken, "_due", lambda self, moment: moment is not None)


def fault_one_side(patch: Patch) -> None:
    """A merge forgets what the human said."""

    def without(*given: Any) -> Any:
        return tuple(msgspec.structs.replace(m, human="") for m in merging.merge(*given))

    patch.setattr(writing, "merge", without)


def fault_no_merge(patch: Patch) -> None:
    patch.setattr(writing, "merge", lambda *given: ())


def fault_silent_letter(patch: Patch) -> None:
    """A letter leaves out a group."""
    patch.setattr(told, "GROUPS", tuple(g for g in GROUPS if g != "help"))


def fault_shame(patch: Patch) -> None:
    patch.setattr(
        told, "tell_change", lambda key, language, **parts: f"it is worse: {tell_change(key, language, **parts)}"
    )


def fault_forgotten_edit(patch: Patch) -> None:
    """New facts win over what a human changed, without a word."""
    patch.setattr(spoken.Spoken, "change", property(lambda self: {}))


@pytest.mark.parametrize(
    ("plant", "person", "rows", "says"),
    [
        (fault_log, TARA, CHANGED, "a decision is lost"),
        (fault_vanishes, FEWER, both("intervention:cra"), "was agreed and is nowhere in the plan"),
        (fault_comes_back, TARA, DECLINED[:1], "was declined and is worked on"),
        (fault_one_side, TARA, CHANGED, "a side of the merge"),
        (fault_no_merge, TARA, CHANGED, "is in no merge"),
        (fault_forgotten_edit, TARA, CHANGED, "and nobody says so"),
        (fault_silent_letter, FEWER, both(USE), "letter does not mention"),
        (fault_shame, FEWER, both(USE), "the person's letter says “worse”"),
    ],
)
def test_a_planted_fault_is_caught(
    plant: Callable[[Patch], None], person: Row, rows: list[Row], says: str, monkeypatch: Patch
) -> None:
    old = plan_of(TARA)
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=says):
        checked(person, rows, LATER, old)


def test_a_yes_that_moves_other_lines_is_caught(monkeypatch: Patch) -> None:
    """Agreeing must not crowd out the rest: a planted preference for what was agreed is found."""
    life = next(one for n in range(9) if len((one := histories._Life(SEED, n)).plan.goals) > 1)
    agreed = life.plan.goals[0].id
    life.decide(row(agreed, at=life.at))
    life.plan = life.composed(life.at)
    histories._check_again(life, "agreed")
    monkeypatch.setattr(
        lines, "rank_goals", lambda goals, taken: rank_goals([g for g in goals if g.id in taken] or goals)
    )
    life.plan = life.composed(life.at)
    with pytest.raises(AssertionError, match=r"agreed on .* moved"):
        histories._check_again(life, "agreed")


@pytest.mark.slow
def test_other_bytes_are_caught(monkeypatch: Patch) -> None:
    numbers: Iterator[int] = iter(range(10_000))
    monkeypatch.setattr(histories, "_OFTEN", 1.0)

    def restless(*given: Any) -> Plan:
        plan = compose(*given)
        header = msgspec.structs.replace(plan.header, notices=(*plan.header.notices, str(next(numbers))))
        return msgspec.structs.replace(plan, header=header)

    monkeypatch.setattr(histories, "compose", restless)
    with pytest.raises(AssertionError, match="other bytes"):
        histories.history(SEED, 0)


def test_a_base_is_composed_with_the_decisions_before_it() -> None:
    """A goal both agreed to at different times is bound by the first yes, not by what the facts said at the second."""
    rows = [row(USE, at="2026-11-03"), row(USE, author="clinician", at="2026-11-12", role="counsellor")]
    person = known(TARA, ("amphetamines.days_of_30", 8), at="2026-11-10")
    plan = plan_of(person, rows, at=LATER)
    goal = next(g for g in (*plan.goals, *plan.later) if g.id == USE)
    assert (goal.target, goal.start) == (6, "2026-11-03")
    assert bases.Bases is not None
