"""What a warning is worth (decision 0037): figures with intervals for people kept out, beside a simple rule.

Fails where the model is worse than the rule, or no better in lead, or where the shipped file is not what is fitted.
"""

import os
from pathlib import Path

import numpy as np

from prove._at_hand import NotAtHand
from prove._warning_file import made
from prove._warning_model import SEED, Array, Cohort
from prove._warning_policy import SAMPLES, Interval, area, beside, brier, drawn, figures, interval
from prove._warning_trial import COUNTS, Trial, count_bad, run_trial
from waymark.evidence.warning.model import load_model, risk
from waymark.exchange.ctn0094.columns import TABLES
from waymark.exchange.ctn0094.histories import read_histories
from waymark.exchange.ctn0094.tables import ANY_TEXT, find_tables, read_table

__all__ = ["main"]

_BEGINS = (3, 1)
_WEEK = 3
_TOLERANCE = 1e-6
# Smaller groups say nothing and might show somebody.
_SMALLEST = 50
_ORIGIN = {"White": "White", "Black": "Black", "Other": "another race"}
_HISPANIC = {"Yes": "Hispanic", "No": "not Hispanic"}


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that names what missed the bar. `seed` draws the bootstrap samples."""
    folder = trial_folder()
    cohort = Cohort(read_histories(folder, lambda: None))
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
    lines += told + by_group(cohort, trial, folder, draws)
    missed += worse
    assert not missed, "; ".join(missed) + "\n  " + "\n  ".join(lines)
    return [*lines, "no figure is worse than the rule's, and every lead is longer"]


def trial_folder() -> Path:
    """The folder with `tables/`, below WAYMARK_DATA; NotAtHand when it is not there and nobody requires it."""
    folder = Path(os.environ.get("WAYMARK_DATA", "")) / "ctn0094"
    if (folder / "tables").is_dir():
        return folder
    missing = "WAYMARK_DATA names no folder that holds ctn0094/tables"
    if os.environ.get("WAYMARK_REQUIRE_DATA") == "1":
        raise AssertionError(missing)
    raise NotAtHand(missing)


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


def by_group(cohort: Cohort, trial: Trial, folder: Path, draws: Array) -> list[str]:
    """How the model does in groups of people whose attributes it does not read: an audit, and no bar."""
    columns = {"who": TABLES["everybody"]["who"], **dict.fromkeys(("is_male", "race", "is_hispanic"), ANY_TEXT)}
    said = {row[0]: row[1:] for row in read_table(find_tables(folder), "demographics", columns)}
    groups: dict[str, list[int]] = {}
    for place, history in enumerate(cohort.histories):
        male, race, hispanic = said.get(history.who, (None, None, None))
        names = ({"Yes": "men", "No": "women"}.get(str(male)), _ORIGIN.get(str(race)), _HISPANIC.get(str(hispanic)))
        for name in (f"arm {history.arm}", *names):
            if name is not None:
                groups.setdefault(name, []).append(place)
    lines = [f"  in groups of at least {_SMALLEST}, end of week {_WEEK}: people, mean risk, share with the event, area"]
    for name, places in sorted(groups.items()):
        if len(places) >= _SMALLEST:
            risks, events = trial.risks[places, _WEEK - 1], cohort.event[places]
            mean, share = risks.mean(), beside_share(events, draws[:, places])
            won = area(risks, events, np.ones((1, len(places))))[0]
            lines.append(f"    {name:<26} {len(places):5d}  {mean:.3f}  {share}  {won:.3f}")
    return lines


def beside_share(events: Array, draws: Array) -> Interval:
    """The share with the event, with its interval."""
    return interval(draws @ events / draws.sum(axis=1))


def same_as_shipped(cohort: Cohort) -> list[str]:
    """What the shipped file says of everybody at the end of week 3, against what is fitted anew."""
    fresh, shipped = made(cohort), load_model()
    far = max(abs(risk(fresh, h, _WEEK) - risk(shipped, h, _WEEK)) for h in cohort.histories)
    return [f"the shipped model is not the one fitted here: risks differ by {far:.2g}"] if far > _TOLERANCE else []
