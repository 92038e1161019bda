"""Keeping people out really keeps them out: what becomes of somebody changes nobody's figures but the others'."""

import random

import numpy as np
import pytest

from prove import _warning_model
from prove._warning_model import Cohort, folds_of
from prove._warning_policy import judge
from prove._warning_trial import Watched, best_alarm, run_trial
from waymark.evidence.warning.history import History


def people(number: int) -> list[History]:
    """Courses in which a week mostly is as the one before, so that there is something to learn."""
    draw = random.Random(5)
    made = []
    for who in range(number):
        weeks = draw.choice("-o+")
        while len(weeks) < 12:
            weeks += weeks[-1] if draw.random() < 0.8 else draw.choice("-o+")
        made.append(History(who, "Methadone", "methadone", weeks, before="", waited=3))
    return made


@pytest.mark.slow
def test_nobody_is_judged_by_a_model_that_saw_what_became_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_warning_model, "PENALTIES", (30.0,))
    before = people(50)
    after = people(50)
    one = next(place for place, history in enumerate(before) if history.weeks[3:7] != "oooo")
    after[one].weeks = before[one].weeks[:3] + "o" * 9
    first, second = (run_trial(Cohort(histories), (3,)) for histories in (before, after))
    assert second.risks[one, 2] == first.risks[one, 2]
    assert second.peer_risk[one] == first.peer_risk[one]
    fold = folds_of(50)
    others = [place for place in range(50) if fold[place] != fold[one]]
    assert not np.array_equal(second.risks[others, 2], first.risks[others, 2])


def test_an_alarm_has_no_more_false_ones_than_the_rule_it_is_set_beside() -> None:
    cohort = Cohort(people(80))
    watched = Watched(cohort, range(80))
    risks = np.random.default_rng(2).uniform(0.01, 0.99, size=(80, 11))
    for count in (1, 2, 3):
        alarm = best_alarm(watched, risks, count, begin=3)
        assert judge(watched.model(risks, alarm, 3))["false"] <= judge(watched.peer(count, 3))["false"]
