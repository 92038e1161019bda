"""Flip sets say exactly which conditions a change of one fact turns: never more, never fewer."""

import random
import traceback

import pytest

from waymark.logic import FactType, Known, Program, StaleProgram, Vocabulary
from waymark.logic.flips import FlipSets

FACTS = {
    "days": FactType("integer", "days", (), (0, 30)),
    "weight": FactType("number", "kg", (), (20, 300)),
    "asked": FactType("boolean"),
    "band": FactType("category", None, ("none", "some", "much")),
    "lonely": FactType("boolean"),
}
DERIVED = {"daily": "days >= 20", "worrying": "daily and band is not none"}
CONDITIONS = {
    "often": "days >= 4",
    "every-day": "daily",
    "worry": "worrying or asked",
    "heavy": "in_unit(weight, kg) * 2 >= 150",
    "always": "always",
}


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(Vocabulary(FACTS), DERIVED, CONDITIONS)


def drawn(chance: random.Random) -> dict[str, Known]:
    """Facts known, half known or not at all; now and then a derived one noted, or open."""
    found: dict[str, Known] = {}
    if chance.random() < 0.7:
        low = chance.randint(0, 30)
        found["days"] = (float(low), float(chance.choice((low, 30))))
    if chance.random() < 0.7:
        found["weight"] = (float(chance.randint(60, 90)),) * 2
    if chance.random() < 0.7:
        found["asked"] = chance.random() < 0.5
    if chance.random() < 0.7:
        found["band"] = chance.choice((1, 2, 4, 6))
    if chance.random() < 0.2:
        found["daily"] = chance.choice((True, False, 2))
    return found


@pytest.mark.parametrize("seed", range(300))
def test_flips_are_what_all_answers_differ_in(program: Program, seed: int) -> None:
    chance = random.Random(seed)
    before = drawn(chance)
    other = drawn(chance)
    flips = FlipSets.of(program.trees)
    answers = program.answers(before)
    for fact in (*FACTS, *DERIVED):
        changed = {name: value for name, value in before.items() if name != fact}
        if fact in other:
            changed[fact] = other[fact]
        now = program.answers(changed)
        expected = {place: now[place] for place in range(len(now)) if now[place] is not answers[place]}
        assert flips.flipped(fact, changed, answers) == expected


def test_only_conditions_that_read_the_fact_are_answered(program: Program) -> None:
    flips = FlipSets.of(program.trees)
    names = [program.conditions[place] for place in flips.places["days"]]
    assert names == ["often", "every-day", "worry"]
    assert "lonely" not in flips.places
    assert flips.flipped("lonely", {"lonely": True}, program.answers({})) == {}


def test_what_was_compiled_says_the_same(program: Program) -> None:
    flips = FlipSets.of(program.trees)
    again = FlipSets.from_compiled(flips.compiled())
    before: dict[str, Known] = {"days": (2.0, 2.0), "band": 4}
    answers = program.answers(before)
    changed: dict[str, Known] = {**before, "days": (25.0, 25.0)}
    assert again.places == flips.places
    assert (
        again.flipped("days", changed, answers)
        == flips.flipped("days", changed, answers)
        == {0: True, 1: True, 2: True}
    )


def test_damaged_or_foreign_bytes_are_refused(program: Program) -> None:
    data = FlipSets.of(program.trees).compiled()
    for wrong in (b"", data[:-20], b"\x00" * 40):
        with pytest.raises(StaleProgram, match="compile them again"):
            FlipSets.from_compiled(wrong)


def test_a_fault_inside_compiled_code_can_be_shown(program: Program) -> None:
    again = FlipSets.from_compiled(FlipSets.of(program.trees).compiled())
    wrong: dict[str, Known] = {"weight": ("a", "b")}  # type: ignore[dict-item]
    with pytest.raises(TypeError) as caught:
        again.flipped("weight", wrong, program.answers({}))
    assert "in flips" in "".join(traceback.format_exception(caught.value))
