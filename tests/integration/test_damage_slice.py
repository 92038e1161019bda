"""A slice of the long proof of bad input (`make prove`): damaged documents are planned for, or refused with place."""

from random import Random

import pytest

from prove.damage import Damage

INPUTS = 150


@pytest.mark.slow
def test_damaged_documents_are_planned_for_or_refused_with_their_place() -> None:
    damage = Damage(7)
    for number in range(INPUTS):
        damage.try_one(Random(f"slice {number}"))
    assert damage.figures["planned"] + damage.figures["refused"] == INPUTS
    assert damage.figures["planned"] > INPUTS / 10
    assert damage.figures["refused"] > INPUTS / 3


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("person.json: facts[3].value: 400 cannot be for age; correct it.", True),
        ("person.json: line 1, column 20: not JSON; correct it there.", True),
        ("facts[3]: no file is named", False),
        ("person.json: something went wrong", False),
        ("person.json: facts[3]: Traceback (most recent call last)", False),
    ],
)
def test_the_proof_tells_clear_refusals_from_others(sentence: str, clear: bool) -> None:
    damage = Damage.__new__(Damage)
    if clear:
        damage._is_clear(sentence, "")
    else:
        with pytest.raises(AssertionError):
            damage._is_clear(sentence, "")
