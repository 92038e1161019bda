"""A slice of the long proof (`prove/questionnaires.py`), on forms of our own."""

from random import Random

import pytest

from prove.questionnaires import Readings
from tests.unit.exchange.questionnaires.built import dast, phq
from tests.unit.exchange.questionnaires.test_identity import audit
from tests.unit.exchange.questionnaires.test_scored import local

INPUTS = 200


@pytest.mark.slow
def test_damage_gives_no_other_score_without_a_reason() -> None:
    forms = {"phq": phq(), "dast": dast("Are you unable to stop?"), "audit": audit(), "local": local((0, 1, 2, 3))}
    readings = Readings(forms)
    for number in range(INPUTS):
        readings.try_one(Random(f"slice {number}"))
    figures = readings.figures
    assert sum(figures.values()) == INPUTS
    assert figures["same score"] > INPUTS / 3
    assert figures["bounds around it, with a reason"] > INPUTS / 10
    assert figures["another score, with a reason"] < INPUTS / 50
