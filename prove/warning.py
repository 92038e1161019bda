"""What a warning is worth (decision 0037): figures with intervals for people kept out, beside a simple rule.

Fails where the model is worse than the rule, or no better in lead, or where the shipped file is not what is fitted.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from prove._at_hand import NotAtHand
from prove._warning_file import made
from prove._warning_model import SEED, Array, Cohort
from prove._warning_policy import SAMPLES, area, beside, brier, drawn, figures
from prove._warning_trial import COUNTS, Trial, count_bad, run_trial
from waymark.evidence.warning.model import load_model, risk
from waymark.exchange.ctn0094.histories import read_histories

__all__ = ["main"]

_BEGINS = (3, 1)
_WEEK = 3
_TOLERANCE = 1e-6


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that names what missed the bar. `seed` draws the bootstrap samples."""
    cohort = Cohort(read_histories(trial_folder(), lambda: None))
    draws = drawn(cohort.size, seed, SAMPLES if scale == "full" else SAMPLES // 10)
    trial = run_trial(cohort, _BEGINS)
    events = int(cohort.event.sum())
    lines = [f"{cohort.size} people, {events} events ({events / cohort.size:.1%}); folds by person, seed {SEED}"]
    missed = same_as_shipped(cohort)
    for begin in _BEGINS:
        lines.append(f"watched from the end of week {begin}: model, rule, difference, each with its 95 % interval")
        for count in COUNTS:
            told, worse = at_equal_false_alarms(trial, begin, count, draws)
            lines += told
            missed += worse
    told, worse = week_three(cohort, trial, draws)
    lines += [*told, *worse_for_none(worse)]
    missed += worse
    assert not missed, "; ".join(missed) + "\n  " + "\n  ".join(lines)
    return lines


def trial_folder() -> Path:
    """The folder with `tables/`, below WAYMARK_DATA; NotAtHand when it is not there and nobody requires it."""
    folder = Path(os.environ.get("WAYMARK_DATA", "")) / "ctn0094"
    if (folder / "tables").is_dir():
        return folder
    missing = "WAYMARK_DATA names no folder that holds ctn0094/tables"
    if os.environ.get("WAYMARK_REQUIRE_DATA") == "1":
        raise AssertionError(missing)
    raise NotAtHand(missing)


def worse_for_none(worse: Sequence[str]) -> list[str]:
    return [] if worse else ["no figure is worse than the rule's, and every lead is longer"]


def at_equal_false_alarms(trial: Trial, begin: int, count: int, draws: Array) -> tuple[list[str], list[str]]:
    """Lines for one point of the rule, and what of the bar is missed there."""
    model, peer = (figures(rows, draws) for rows in trial.walks[begin, count])
    found = {figure: beside(model[figure], peer[figure]) for figure in model}
    labels = {"lead": "lead, weeks", "warned": "warned a week before", "false": "false alarms a person-month"}
    lines = [f"  rule at {count} or more of three"]
    lines += [f"    {labels[figure]:<28}" + "   ".join(map(str, parts)) for figure, parts in found.items()]
    lead, warned, false = (found[figure][2] for figure in ("lead", "warned", "false"))
    where = f"from week {begin}, rule at {count}"
    missed = [f"{where}: lead is not longer ({lead})"] if lead.low <= 0 else []
    missed += [f"{where}: fewer are warned ({warned})"] if warned.value < 0 else []
    missed += [f"{where}: more false alarms ({false})"] if false.low > 0 else []
    return lines, missed


def week_three(cohort: Cohort, trial: Trial, draws: Array) -> tuple[list[str], list[str]]:
    """Discrimination, Brier score and calibration by tenths at the end of week 3."""
    model, events = trial.risks[:, _WEEK - 1], cohort.event
    lines, missed = [f"at the end of week {_WEEK}: model, rule, difference"], []
    # The rule orders people by its count; its risks, which differ a little from fold to fold, would break its ties.
    counts = np.array([float(count_bad(history, _WEEK)) for history in cohort.histories])
    peers = (("area under the curve", area, counts, 1), ("Brier score", brier, trial.peer_risk, -1))
    for name, figure, peer, sign in peers:
        parts = beside(figure(model, events, draws), figure(peer, events, draws))
        lines.append(f"    {name:<28}" + "   ".join(map(str, parts)))
        if sign * parts[2].value < 0:
            missed.append(f"{name} is worse ({parts[2]})")
    order = np.argsort(model, kind="stable")
    lines.append("  calibration by tenths of risk: people, mean risk, share with the event")
    for part in np.array_split(order, 10):
        lines.append(f"    {len(part):5d}  {model[part].mean():.3f}  {events[part].mean():.3f}")
    return lines, missed


def same_as_shipped(cohort: Cohort) -> list[str]:
    """What the shipped file says of everybody at the end of week 3, against what is fitted anew."""
    fresh, shipped = made(cohort), load_model()
    far = max(abs(risk(fresh, h, _WEEK) - risk(shipped, h, _WEEK)) for h in cohort.histories)
    return [f"the shipped model is not the one fitted here: risks differ by {far:.2g}"] if far > _TOLERANCE else []
