"""Fitting the warning model (decision 0037): a ridge-penalised logistic regression for each week, by Newton's way."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass

# Matrices this small are slower on several threads; read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

from waymark.evidence.warning.history import LAST_WEEK, History, moment_of_event, still_possible
from waymark.evidence.warning.predictors import predictors

__all__ = ["FOLDS", "SEED", "WEEKS", "Array", "Cohort", "Fitted", "Mask", "fit", "folds_of", "risk_of", "tuned"]

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
SEED, FOLDS = 37, 5
# Week 1 stands in the first column of what is kept by week.
WEEKS = range(1, LAST_WEEK)
PENALTIES = (10.0, 30.0, 100.0, 300.0, 1000.0)


class Cohort:
    """The cohort as tables: per week the predictors (not known: nan), who can still have the event, and who has it."""

    def __init__(self, histories: Sequence[History]) -> None:
        self.histories = list(histories)
        self.size = len(self.histories)
        self.moments = [moment_of_event(history.weeks) for history in self.histories]
        self.event: Array = np.array([moment is not None for moment in self.moments], dtype=float)
        self.names = tuple(predictors(self.histories[0], 1))
        self.known: dict[int, Array] = {}
        self.possible: dict[int, Mask] = {}
        for week in WEEKS:
            rows = [list(predictors(history, week).values()) for history in self.histories]
            self.known[week] = np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)
            self.possible[week] = np.array([still_possible(history.weeks, week) for history in self.histories])


@dataclass
class Fitted:
    """One week: what stands for the unknown, the scale, and a coefficient for each predictor on that scale."""

    mean: Array
    spread: Array
    coefficients: Array
    intercept: float

    def risk(self, known: Array) -> Array:
        """Risk of each row."""
        return _logistic(_scaled(known, self.mean, self.spread) @ self.coefficients + self.intercept)


def _logistic(value: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -30, 30))))


def _scaled(known: Array, mean: Array, spread: Array) -> Array:
    return np.asarray(np.nan_to_num((known - mean) / spread, nan=0.0))


def fit(known: Array, event: Array, penalty: float) -> Fitted:
    """The coefficients that lose least log likelihood and half the penalty times their squares; not the intercept."""
    told = ~np.isnan(known)
    count = np.maximum(told.sum(axis=0), 1)
    filled = np.where(told, known, 0.0)
    mean = filled.sum(axis=0) / count
    spread = np.sqrt((np.where(told, known - mean, 0.0) ** 2).sum(axis=0) / count)
    spread = np.where(spread < 1e-9, 1.0, spread)
    rows = np.column_stack([np.ones(len(known)), _scaled(known, mean, spread)])
    shrink = np.full(rows.shape[1], penalty)
    shrink[0] = 0.0
    beta = np.zeros(rows.shape[1])
    for _ in range(50):
        risk = _logistic(rows @ beta)
        slope = rows.T @ (event - risk) - shrink * beta
        curve = (rows * np.maximum(risk * (1 - risk), 1e-9)[:, None]).T @ rows + np.diag(shrink + 1e-9)
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return Fitted(mean, spread, beta[1:], float(beta[0]))


def folds_of(size: int, seed: int = SEED) -> list[int]:
    """The fold of each person."""
    order = list(range(size))
    random.Random(seed).shuffle(order)
    fold = [0] * size
    for place, person in enumerate(order):
        fold[person] = place % FOLDS
    return fold


def out_of_fold(cohort: Cohort, people: Sequence[int], penalty: float, seed: int) -> Array:
    """Risk by person and week, of `people` by a model that did not see them; 0 for who cannot have the event."""
    fold = folds_of(len(people), seed)
    risks = np.zeros((len(people), len(WEEKS)))
    for out in range(FOLDS):
        train = [person for person, f in zip(people, fold, strict=True) if f != out]
        places = [place for place, f in enumerate(fold) if f == out]
        for week in WEEKS:
            risks[places, week - 1] = risk_of(cohort, train, [people[place] for place in places], week, penalty)
    return risks


def risk_of(cohort: Cohort, train: Sequence[int], people: Sequence[int], week: int, penalty: float) -> Array:
    """Risks of `people` at the end of a week by a model fitted on `train`."""
    known, possible = cohort.known[week], cohort.possible[week]
    seen = np.array(train)[possible[train]]
    model = fit(known[seen], cohort.event[seen], penalty)
    return np.where(possible[people], model.risk(known[people]), 0.0)


def tuned(cohort: Cohort, people: Sequence[int], seed: int) -> tuple[float, Array]:
    """The penalty with the least log loss over all weeks on people kept out, and their risks with it."""
    best: tuple[float, float, Array] | None = None
    for penalty in PENALTIES:
        risks = out_of_fold(cohort, people, penalty, seed)
        loss = sum(_loss(cohort, people, week, risks[:, week - 1]) for week in WEEKS)
        if best is None or loss < best[0]:
            best = (loss, penalty, risks)
    assert best is not None
    return best[1], best[2]


def _loss(cohort: Cohort, people: Sequence[int], week: int, risk: Array) -> float:
    asked = cohort.possible[week][people]
    event = cohort.event[people]
    risk = np.clip(risk, 1e-6, 1 - 1e-6)
    return float(-(np.where(event == 1, np.log(risk), np.log(1 - risk)) * asked).sum())
