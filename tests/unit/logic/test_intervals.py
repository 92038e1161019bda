"""Interval arithmetic of the generated code, over every mix of signs, zeros and infinities."""

import math
from itertools import product

import pytest

from waymark.logic import Interval
from waymark.logic.intervals import HELPERS
from waymark.logic.nodes import Arithmetic, NumberFact
from waymark.logic.oracle import evaluate

ENDS = (-math.inf, -3.0, -1.0, 0.0, 2.0, 5.0, math.inf)
INTERVALS: list[Interval] = [(low, high) for low, high in product(ENDS, ENDS) if low <= high]
SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}


@pytest.mark.parametrize("name", SIGNS)
def test_an_operation_is_that_of_the_plain_evaluator(name: str) -> None:
    tree = Arithmetic(SIGNS[name], NumberFact("x"), NumberFact("y"))  # type: ignore[arg-type]
    for left, right in product(INTERVALS, INTERVALS):
        assert HELPERS[name](*left, *right) == evaluate(tree, {"x": left, "y": right}), (left, right)


@pytest.mark.parametrize("name", SIGNS)
def test_narrower_intervals_give_a_result_inside_that_of_wider_ones(name: str) -> None:
    results = {pair: HELPERS[name](*pair[0], *pair[1]) for pair in product(INTERVALS, INTERVALS)}
    inside = {wide: [one for one in INTERVALS if wide[0] <= one[0] and one[1] <= wide[1]] for wide in INTERVALS}
    for (left, right), (low, high) in results.items():
        for pair in product(inside[left], inside[right]):
            closer = results[pair]
            assert low <= closer[0] <= closer[1] <= high, (left, right, pair)


@pytest.mark.parametrize("name", SIGNS)
def test_every_pair_of_numbers_inside_gives_a_number_inside(name: str) -> None:
    finite = [value for value in ENDS if math.isfinite(value)]
    exact = {"add": float.__add__, "subtract": float.__sub__, "multiply": float.__mul__, "divide": float.__truediv__}
    for left, right in product(INTERVALS, INTERVALS):
        low, high = HELPERS[name](*left, *right)
        for x, y in product(finite, finite):
            if left[0] <= x <= left[1] and right[0] <= y <= right[1] and not (name == "divide" and y == 0.0):
                assert low <= exact[name](x, y) <= high, (left, right, x, y)
