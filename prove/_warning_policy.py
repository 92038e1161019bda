"""What alarms are worth (decision 0037): lead, events warned of, false alarms; of alarms each person would raise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prove._warning_model import Array, Mask
from waymark.evidence.warning.history import LAST_WEEK

__all__ = ["SAMPLES", "Interval", "area", "beside", "brier", "drawn", "figures", "interval", "judge", "walks"]

# Weeks after an alarm in which no other is raised, and weeks in a person-month.
REST, MONTH = 4, 4
SAMPLES = 2000


def walks(alarms: Mask, moments: Sequence[int | None], begin: int) -> Array:
    """One row a person: has the event, lead, is warned, false alarms, watched weeks.

    `alarms`: person by week (week 1 first), whether an alarm would be raised. Each is watched from the end of week
    `begin` until the event or the last week but one, and rests after an alarm.
    """
    event = np.array([moment is not None for moment in moments])
    last = np.array([LAST_WEEK - 1 if moment is None else moment - 1 for moment in moments])
    first, raised, rests = (np.zeros(len(last), dtype=int) for _ in range(3))
    for week in range(begin, LAST_WEEK):
        now = alarms[:, week - 1] & (week <= last) & (week >= rests)
        raised += now
        rests = np.where(now, week + REST, rests)
        first = np.where(now & (first == 0), week, first)
    lead = np.where(event & (first > 0), last + 1 - first, 0)
    return np.column_stack([event, lead, lead >= 1, np.where(event, 0, raised), last - begin + 1]).astype(float)


def judge(rows: Array) -> dict[str, float]:
    """Mean lead in weeks over all events, share warned a week before or earlier, false alarms per person-month."""
    return {name: float(found[0]) for name, found in figures(rows, np.ones((1, len(rows)))).items()}


def figures(rows: Array, draws: Array) -> dict[str, Array]:
    """The three figures for each row of `draws`: how often each person is counted."""
    events, lead, warned, false, watched = (draws @ rows).T
    return {"lead": lead / events, "warned": warned / events, "false": false / (watched / MONTH)}


def drawn(size: int, seed: int, samples: int = SAMPLES) -> Array:
    """Bootstrap by person: how often each is drawn in each sample. The first row is everybody once."""
    generator = np.random.default_rng(seed)
    found = [np.ones(size)]
    found += [np.bincount(generator.integers(size, size=size), minlength=size).astype(float) for _ in range(samples)]
    return np.array(found)


@dataclass(frozen=True)
class Interval:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def interval(found: Array) -> Interval:
    """Of a figure for everybody and for each sample."""
    low, high = np.percentile(found[1:], (2.5, 97.5))
    return Interval(float(found[0]), float(low), float(high))


def beside(model: Array, peer: Array) -> tuple[Interval, Interval, Interval]:
    """The model's figure, the peer's, and their difference over the same people drawn."""
    return interval(model), interval(peer), interval(model - peer)


def area(risks: Array, events: Array, draws: Array) -> Array:
    """Area under the curve per row of `draws`: how often one with the event has the higher risk; a tie is half."""
    order = np.argsort(risks, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(risks[order]) > 0])
    weights = draws[:, order]
    happened = np.add.reduceat(weights * events[order], begins, axis=1)
    others = np.add.reduceat(weights * (1 - events[order]), begins, axis=1)
    below = np.cumsum(others, axis=1) - others
    won = (happened * (below + others / 2)).sum(axis=1)
    return np.asarray(won / (happened.sum(axis=1) * others.sum(axis=1)))


def brier(risks: Array, events: Array, draws: Array) -> Array:
    """Mean squared distance of risk and event, per row of `draws`."""
    return np.asarray(draws @ (risks - events) ** 2 / draws.sum(axis=1))
