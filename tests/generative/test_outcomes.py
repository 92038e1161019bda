"""The columnar engine gives what the plain loop over weeks gives, value and type, for any word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waymark.evidence.outcomes.columnar import outcomes
from waymark.evidence.outcomes.definitions import COLUMNS
from waymark.evidence.outcomes.measures import Measure
from waymark.evidence.outcomes.plain import measured
from waymark.evidence.words import SYMBOLS

# Long runs and gaps, as in real courses, beside words without any order.
RUNS = st.lists(st.tuples(st.sampled_from(SYMBOLS), st.integers(1, 8)), max_size=12).map(
    lambda runs: "".join(sign * length for sign, length in runs)
)
WORDS = st.lists(st.one_of(RUNS, st.text(SYMBOLS, max_size=45)), min_size=1, max_size=40)


@pytest.mark.slow
@settings(max_examples=20)
@given(WORDS)
def test_engines_agree(words: list[str]) -> None:
    frame = outcomes(words)
    for column in COLUMNS:
        plain = [measured(column.measure, word) for word in words]
        fast = frame[column.name].to_list()
        assert fast == plain, column.name
        assert [type(value) for value in fast] == [type(value) for value in plain], column.name


def test_every_kind_of_measure_is_used_by_a_definition() -> None:
    assert {type(column.measure) for column in COLUMNS} == set(Measure.__args__)
