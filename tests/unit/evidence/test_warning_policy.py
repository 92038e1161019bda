"""How alarms are counted in `prove`, on ways short enough to follow by hand."""

import numpy as np
import pytest

from prove._warning_model import fit
from prove._warning_policy import area, beside, drawn, figures, judge, walks


def alarms(*weeks: int) -> list[bool]:
    return [week in weeks for week in range(1, 12)]


def test_an_alarm_leads_by_the_weeks_to_the_event_and_then_rests() -> None:
    rows = walks(np.array([alarms(2, 4, 5), alarms(3, 4, 6, 7, 11), alarms()]), [7, None, 12], begin=3)
    # event, lead, warned, false, watched weeks
    assert rows.tolist() == [[1, 3, 1, 0, 4], [0, 0, 0, 3, 9], [1, 0, 0, 0, 9]]
    assert judge(rows) == {"lead": 1.5, "warned": 0.5, "false": 3 / (22 / 4)}


def test_an_alarm_in_the_week_of_the_event_comes_too_late() -> None:
    assert walks(np.array([alarms(7)]), [7], begin=3).tolist() == [[1, 0, 0, 0, 4]]


def test_the_area_counts_ties_as_half_and_people_as_often_as_drawn() -> None:
    risks, events = np.array([0.1, 0.4, 0.4, 0.8]), np.array([0.0, 1.0, 0.0, 1.0])
    assert area(risks, events, np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 2.0, 1.0, 1.0]])).tolist() == [3.5 / 4, 2 / 3]


def test_intervals_are_of_the_same_people() -> None:
    rows = walks(np.array([alarms(3), alarms(4)] * 20), [8, 8] * 20, begin=3)
    found = figures(rows, drawn(40, seed=1, samples=200))["lead"]
    first, second, difference = beside(found, found - 1)
    assert (first.value, second.value) == (4.5, 3.5)
    assert first.low < 4.5 < first.high
    assert (difference.low, difference.value, difference.high) == (1, 1, 1)


def test_a_penalty_draws_coefficients_to_nothing_and_the_mean_stays() -> None:
    draw = np.random.default_rng(1)
    known = draw.normal(size=(400, 2))
    event = (draw.random(400) < 1 / (1 + np.exp(-2 * known[:, 0]))).astype(float)
    known[::7, 1] = np.nan
    loose, tight = fit(known, event, 1e-6), fit(known, event, 1e6)
    assert loose.coefficients[0] == pytest.approx(2, abs=0.5)
    assert abs(loose.coefficients[1]) < 0.3
    assert np.abs(tight.coefficients).max() < 0.01
    for fitted in (loose, tight):
        assert fitted.risk(known).mean() == pytest.approx(event.mean(), abs=1e-6)
