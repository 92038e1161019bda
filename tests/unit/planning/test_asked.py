"""Demands as bits mean what demands mean; and a fault shows of a person only what matters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.planted import FAULTS, plant, released
from waymark.planning.asked import Asked, Bits
from waymark.planning.level import Demand, Vector
from waymark.planning.proof import prove_levels

UNKNOWN = "a minimum for want of an answer"
LEVELS = ["level:L1a", "level:L3b", "level:L4"]

vectors: st.SearchStrategy[Vector] = st.tuples(
    st.sampled_from([0, 1, 3, 9, 20, 40]),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 2),
)
names = st.frozensets(st.sampled_from(LEVELS))
demands = st.builds(Asked, demand=st.builds(Demand, vectors, vectors, vectors), excluded=names, gates=names)


@given(st.lists(demands, min_size=1, max_size=6))
def test_joining_as_bits_is_joining(spoken: list[Asked]) -> None:
    bits = Bits(spoken, LEVELS)
    together, number = Asked(), 0
    for one in spoken:
        assert bits.read(bits.of(one)) == one
        together, number = together.join(one), number | bits.of(one)
    assert bits.read(number) == together


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FAULTS if name != UNKNOWN])
def test_a_planted_fault_is_shown_as_a_person_with_little_else(name: str, tmp_path: Path) -> None:
    kind, when, _ = FAULTS[name]
    proof = prove_levels(released(plant(name, tmp_path)))
    assert {fault.kind for fault in proof.faults} == {kind}
    first = proof.faults[0]
    if kind == "dead rule":
        assert (first.about, first.person) == ("planted", {})
        return
    stem = when.partition(" ")[0].rpartition("_")[0]
    assert any(fact.startswith(stem) for fact in first.person), "what the planted rule is about"
    assert len(first.person) <= 3, "and hardly anything else"


@pytest.mark.slow
def test_what_applies_while_it_is_unknown_is_proved_as_well(tmp_path: Path) -> None:
    """The planted rule is true for nobody; not yet known, it asks for more hours than there are."""
    proof = prove_levels(released(plant(UNKNOWN, tmp_path)))
    gaps = [fault for fault in proof.faults if fault.kind == "gap"]
    assert gaps
    assert gaps[0].person["cannabis.d_at_least_3"] == "true"
