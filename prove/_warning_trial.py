"""The model and its peer on people kept out: folds, thresholds from the training part, alarms (decision 0037)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prove._warning_model import FOLDS, SEED, WEEKS, Array, Cohort, folds_of, risk_of, tuned
from prove._warning_policy import judge, walks
from waymark.evidence.warning.history import History, is_bad
from waymark.evidence.warning.model import Alarm, is_close, threshold_in

__all__ = ["COUNTS", "Trial", "Watched", "best_alarm", "count_bad", "run_trial"]

# Bad weeks of the last three at which the peer raises an alarm, and by how much a threshold may rise with each week.
COUNTS = (1, 2, 3)
RISES = (0.0, 0.05, 0.1)
_STEPS = 200


def count_bad(history: History, week: int) -> int:
    """The peer's score: bad weeks of the last three."""
    return sum(map(is_bad, history.weeks[:week].ljust(week, "o")[-3:]))


class Watched:
    """Some people of the cohort: what the peer counts, and who is close to the event, by person and week."""

    def __init__(self, cohort: Cohort, people: Sequence[int]) -> None:
        histories = [cohort.histories[person] for person in people]
        self.moments = [cohort.moments[person] for person in people]
        self.counts = np.array([[count_bad(history, week) for week in WEEKS] for history in histories])
        self.close = np.array([[is_close(history, week) for week in WEEKS] for history in histories])

    def peer(self, count: int, begin: int) -> Array:
        """The peer's walks, with alarms at so many bad weeks of the last three."""
        return walks(self.counts >= count, self.moments, begin)

    def model(self, risks: Array, alarm: Alarm, begin: int) -> Array:
        """The model's walks. `risks`: person by week; as `raises_alarm` decides for one."""
        bounds = np.array([threshold_in(alarm, week) for week in WEEKS])
        return walks((risks > 0) & (self.close | (risks >= bounds)), self.moments, begin)


def best_alarm(watched: Watched, risks: Array, count: int, begin: int) -> Alarm:
    """Of alarms with no more false ones than the peer's, the one with the longest lead; of those, the fewest false."""
    bound = judge(watched.peer(count, begin))["false"]
    found: tuple[float, float, Alarm] | None = None
    for rise in RISES:
        low, high = 1, _STEPS
        while low < high:
            middle = (low + high) // 2
            if judge(watched.model(risks, Alarm(middle / _STEPS, rise, ""), begin))["false"] <= bound:
                high = middle
            else:
                low = middle + 1
        alarm = Alarm(low / _STEPS, rise, f"bad weeks of the last three, {count} or more")
        told = judge(watched.model(risks, alarm, begin))
        if found is None or (told["lead"], -told["false"]) > found[:2]:
            found = (told["lead"], -told["false"], alarm)
    assert found is not None
    return found[2]


@dataclass
class Trial:
    """What became of everybody, each by a model that did not see them."""

    # Risk by person and week, and the peer's risk at the end of week 3.
    risks: Array
    peer_risk: Array
    # (begin, count) -> the model's walks and the peer's.
    walks: dict[tuple[int, int], tuple[Array, Array]]


def run_trial(cohort: Cohort, begins: Sequence[int]) -> Trial:
    """Fit, choose thresholds and raise alarms, one fold kept out after the other."""
    fold = folds_of(cohort.size)
    risks = np.zeros((cohort.size, len(WEEKS)))
    peer_risk = np.zeros(cohort.size)
    counts = np.array([count_bad(history, 3) for history in cohort.histories])
    found = {(begin, count): (np.zeros((cohort.size, 5)), np.zeros((cohort.size, 5)))
             for begin in begins for count in COUNTS}  # fmt: skip
    for out in range(FOLDS):
        train = [person for person in range(cohort.size) if fold[person] != out]
        test = [person for person in range(cohort.size) if fold[person] == out]
        penalty, inside = tuned(cohort, train, SEED + 1 + out)
        for week in WEEKS:
            risks[test, week - 1] = risk_of(cohort, train, test, week, penalty)
        seen = np.array(train)
        for person in test:
            peer_risk[person] = cohort.event[seen[counts[seen] == counts[person]]].mean()
        learning, tried = Watched(cohort, train), Watched(cohort, test)
        for (begin, count), (model, peer) in found.items():
            alarm = best_alarm(learning, inside, count, begin)
            model[test] = tried.model(risks[test], alarm, begin)
            peer[test] = tried.peer(count, begin)
    return Trial(risks, peer_risk, found)
