"""What conditions mean: Kleene's truth tables, intervals, categories, counts, units."""

import math

import pytest

from tests.unit.logic.words import WORDS
from waymark.logic import Known, Program, Truth, check, parse
from waymark.logic.oracle import evaluate

TRUTHS: tuple[Truth, ...] = (True, False, None)


def answer(text: str, **known: Known) -> Truth:
    """The answer of the generated code, which must be that of the plain evaluator."""
    facts = {name.replace("__", "."): value for name, value in known.items()}
    program = Program(WORDS, {}, {"q": text})
    plain = evaluate(check(parse(text), WORDS), facts)
    (found,) = program.answers(facts)
    assert found is plain
    assert {0: False, 1: None, 3: True}[program.trace(facts)[0]] is plain
    return found


def given(**truths: Truth) -> dict[str, Known]:
    return {name: truth for name, truth in truths.items() if truth is not None}


Table = dict[frozenset[Truth], Truth]
AND: Table = {
    frozenset({True}): True,
    frozenset({False}): False,
    frozenset({None}): None,
    frozenset({True, False}): False,
    frozenset({True, None}): None,
    frozenset({False, None}): False,
}
OR: Table = {
    frozenset({True}): True,
    frozenset({False}): False,
    frozenset({None}): None,
    frozenset({True, False}): True,
    frozenset({True, None}): True,
    frozenset({False, None}): None,
}


@pytest.mark.parametrize("one", TRUTHS)
@pytest.mark.parametrize("two", TRUTHS)
def test_and_or_not_follow_kleene(one: Truth, two: Truth) -> None:
    known = given(pregnant=one, tired=two)
    assert answer("pregnant and tired", **known) is AND[frozenset({one, two})]
    assert answer("pregnant or tired", **known) is OR[frozenset({one, two})]
    assert answer("not pregnant", **given(pregnant=one)) is (None if one is None else not one)


@pytest.mark.parametrize(
    ("operator", "below", "touching_below", "same", "touching_above", "above"),
    [
        (">=", False, None, True, True, True),
        (">", False, False, False, None, True),
        ("<=", True, True, True, None, False),
        ("<", True, None, False, False, False),
        ("==", False, None, True, None, False),
        ("!=", True, None, False, None, True),
    ],
)
def test_a_comparison_is_settled_once_the_interval_lies_on_one_side(
    operator: str, below: Truth, touching_below: Truth, same: Truth, touching_above: Truth, above: Truth
) -> None:
    text = f"phq9.total {operator} 10"
    assert answer(text, phq9__total=(2.0, 9.0)) is below
    assert answer(text, phq9__total=(2.0, 10.0)) is touching_below
    assert answer(text, phq9__total=(10.0, 10.0)) is same
    assert answer(text, phq9__total=(10.0, 12.0)) is touching_above
    assert answer(text, phq9__total=(11.0, 12.0)) is above
    assert answer(text, phq9__total=(2.0, 12.0)) is None
    assert answer(text) is None


def test_a_half_answered_instrument_settles_a_threshold() -> None:
    assert answer("phq9.total >= 10", phq9__total=(12.0, 27.0)) is True
    assert answer("phq9.total >= 10", phq9__total=(0.0, 9.0)) is False


@pytest.mark.parametrize("nan", [(math.nan, 3.0), (3.0, math.nan), (math.nan, math.nan)])
def test_a_number_that_is_none_is_not_known(nan: tuple[float, float]) -> None:
    assert answer("phq9.total >= 10", phq9__total=(math.nan, 30.0)) is None
    assert answer("phq9.total >= 10", phq9__total=(3.0, math.nan)) is None
    assert answer("phq9.total + 1 >= 30", phq9__total=nan) in (None, False)
    assert answer("phq9.total * gad7.total >= 30", phq9__total=nan, gad7__total=(0.0, 0.0)) is False
    assert answer("min(phq9.total, 5) <= 5", phq9__total=nan) is True
    assert answer("max(5, phq9.total) >= 5", phq9__total=nan) is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mat.state is on", (None, False, True)),
        ("mat.state is not on", (None, True, False)),
        ("mat.state in (on, open)", (None, None, True)),
        ("mat.state not in (on, declined)", (None, None, False)),
    ],
)
def test_a_category_is_the_options_still_possible(text: str, expected: tuple[Truth, ...]) -> None:
    every, not_on, on = 0b111, 0b110, 0b001
    assert tuple(answer(text, mat__state=mask) for mask in (every, not_on, on)) == expected
    assert answer(text) is None
    assert answer(text, mat__state=0) is None


def test_count_is_an_interval_while_something_is_open() -> None:
    text = "count(pregnant, homeless, tired) >= 2"
    assert answer(text, pregnant=True, tired=True) is True
    assert answer(text, pregnant=True) is None
    assert answer(text, pregnant=False, homeless=False) is False
    assert answer("count(pregnant, homeless) == 1", pregnant=True, homeless=False) is True


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("phq9.total + 1", 3.0, 6.0),
        ("10 - phq9.total", 5.0, 8.0),
        ("phq9.total * 2", 4.0, 10.0),
        ("phq9.total * -2", -10.0, -4.0),
        ("phq9.total / 2", 1.0, 2.5),
        ("20 / phq9.total", 4.0, 10.0),
        ("phq9.total * gad7.total", -15.0, 20.0),
        ("phq9.total / gad7.total", -math.inf, math.inf),
        ("0 * in_unit(age, years)", 0.0, 0.0),
        ("min(phq9.total, gad7.total)", -3.0, 4.0),
        ("max(phq9.total, gad7.total, mild)", 5.0, 5.0),
        ("phq9.total - in_unit(age, years)", -math.inf, math.inf),
        ("(1 - 1) * gad7.total", 0.0, 0.0),
        ("-20 / phq9.total", -10.0, -4.0),
        ("phq9.total / (0 - phq9.total)", -2.5, -0.4),
    ],
)
def test_arithmetic_on_intervals(text: str, low: float, high: float) -> None:
    program = Program(WORDS, {"result": text}, {})
    facts: dict[str, Known] = {"phq9.total": (2.0, 5.0), "gad7.total": (-3.0, 4.0)}
    expected = {} if (low, high) == (-math.inf, math.inf) else {"result": (low, high)}
    assert program.values(facts) == expected
    assert evaluate(program.trees.derived["result"], facts) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "opioid_free_days >= 14",
        "opioid_free_days >= 14 days",
        "opioid_free_days >= 14 day",
        "opioid_free_days >= 2 * wait",
        "in_unit(opioid_free_days, days) >= 14",
        "14 <= opioid_free_days",
        "opioid_free_days - wait >= 7",
        "opioid_free_days / wait >= 2",
    ],
)
def test_the_same_threshold_can_be_written_in_several_ways(text: str) -> None:
    assert answer(text, opioid_free_days=(14.0, 14.0)) is True
    assert answer(text, opioid_free_days=(13.0, 13.0)) is False


def test_a_unit_has_no_spaces_and_a_division_has() -> None:
    assert answer("creatinine >= 2 mg/dL", creatinine=(2.5, 2.5)) is True
    assert answer("8 / phq9.total >= 2", phq9__total=(4.0, 4.0)) is True
    assert answer("in_unit(creatinine, mg/dL) >= 2", creatinine=(1.0, 1.0)) is False


def test_always_is_true_for_everybody() -> None:
    assert answer("always") is True
    assert answer("not always or pregnant") is None
