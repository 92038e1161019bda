"""The number a goal aims at, from the person's own baseline."""

import math
from collections.abc import Callable

from waymark.knowledge.model.care_elements import GoalPattern

__all__ = ["target_from"]


def target_from(pattern: GoalPattern, baseline: float | None, formula: Callable[[str, float], float | None]) -> float:
    """The target, rounded to a whole number in the direction of the goal. `formula`: as `Release.target`.

    Without a baseline, or without a formula, the pattern's own target. A target never asks for less than the person
    already has: where the baseline is better than the target, the goal is to keep it.
    """
    if baseline is None or pattern.target is None:
        return pattern.target_without_baseline
    found = formula(pattern.target, baseline)
    low = pattern.target_without_baseline if found is None else found
    # Rounded towards the goal, so that a small baseline still leaves something to reach.
    if pattern.direction == "down":
        return float(min(baseline, math.floor(low)))
    if pattern.direction == "up":
        return float(max(baseline, math.ceil(low)))
    return low
