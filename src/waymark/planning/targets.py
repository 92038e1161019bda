"""The number a goal aims at, from the person's own baseline."""

import math

from waymark.knowledge.model.care_elements import GoalPattern
from waymark.logic import FactType, Program, Vocabulary

__all__ = ["target_from"]

_KEPT: dict[str, Program] = {}


def target_from(pattern: GoalPattern, baseline: float | None) -> float:
    """The target, rounded to a whole number in the direction of the goal.

    Without a baseline, or without a formula, the pattern's own target. A target never asks for less than the person
    already has: where the baseline is better than the target, the goal is to keep it.
    """
    if baseline is None or pattern.target is None:
        return pattern.target_without_baseline
    known = _program(pattern.target).values({"baseline": (baseline, baseline)}).get("target")
    low = known[0] if isinstance(known, tuple) else pattern.target_without_baseline
    # Rounded towards the goal, so that a small baseline still leaves something to reach.
    if pattern.direction == "down":
        return float(min(baseline, math.floor(low)))
    if pattern.direction == "up":
        return float(max(baseline, math.ceil(low)))
    return low


def _program(formula: str) -> Program:
    kept = _KEPT.get(formula)
    if kept is None:
        kept = _KEPT[formula] = Program(Vocabulary({"baseline": FactType("number")}, {}), {"target": formula}, {})
    return kept
