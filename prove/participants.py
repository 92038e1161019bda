"""Every participant of the open trials (CTN-0094) gets a plan: what is known and used, and how much plans differ."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from prove._at_hand import NotAtHand
from waymark.exchange.ctn0094 import import_trial

__all__ = ["judge", "main", "plans_of", "thin_out"]

# The bar: the largest share of one set of active goals, the fewest distinct sets, the most two plans have in common.
BAR = {"largest_goal_set_share": 0.08, "distinct_goal_sets": 350, "median_shared_items": 0.55}
# At the small scale every so-manieth participant.
_EVERY = {"small": 20, "full": 1}
_SHOWN = 8
_WELL_KNOWN = 10


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that says which participant was refused or which bar was missed."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        people = Path(folder) / "people"
        import_trial(trial_folder(), people)
        thin_out(people, _EVERY[scale])
        imported = time.perf_counter() - start
        out = Path(folder) / "plans"
        summary = plans_of(people, out)
        took = time.perf_counter() - start - imported
        known = well_known(out)
    missed = judge(summary, whole=scale == "full")
    if missed:
        raise AssertionError("; ".join(missed))
    return [
        f"imported in {imported:.0f} s, planned in {took:.0f} s ({os.cpu_count()} processors)",
        *figures(summary),
        known,
    ]


def trial_folder() -> Path:
    """The folder with `tables/`, below WAYMARK_DATA; NotAtHand when it is not there and nobody requires it."""
    folder = Path(os.environ.get("WAYMARK_DATA", "")) / "ctn0094"
    if (folder / "tables").is_dir():
        return folder
    missing = "WAYMARK_DATA names no folder that holds ctn0094/tables"
    if os.environ.get("WAYMARK_REQUIRE_DATA") == "1":
        raise AssertionError(missing)
    raise NotAtHand(missing)


def thin_out(people: Path, every: int) -> None:
    """Keep every so-manieth person document."""
    for number, path in enumerate(sorted(people.iterdir())):
        if number % every:
            path.unlink()


def plans_of(people: Path, out: Path) -> dict[str, Any]:
    """Plan with the command itself, as a site would, and read its summary."""
    command = [sys.executable, "-m", "waymark.cli", "plan", str(people), "--format", "json", "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    summary: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    if ran.returncode != 0 or summary["refused"]:
        raise AssertionError(f"exit {ran.returncode}; refused: {summary['refused'][:3]} {ran.stderr.strip()[-300:]}")
    return summary


def well_known(plans: Path) -> str:
    """How individual the plans of those are about whom something is known: the others share getting to know them."""
    sets: Counter[tuple[str, ...]] = Counter()
    for path in plans.glob("*.plan.json"):
        plan = json.loads(path.read_bytes())
        if len(plan.get("facts", ())) >= _WELL_KNOWN:
            sets[tuple(sorted(goal["id"] for goal in plan.get("goals", ())))] += 1
    largest = max(sets.values(), default=0) / max(sets.total(), 1)
    return (
        f"of the {sets.total()} about whom at least {_WELL_KNOWN} facts are known: {len(sets)} distinct sets of active "
        f"goals, the largest shared by {largest:.1%}"
    )


def judge(summary: dict[str, Any], whole: bool) -> list[str]:
    """What of the bar is missed. A slice is too small for shares and numbers of sets."""
    found = summary["individuality"]
    missed = []
    if found["median_shared_items"] > BAR["median_shared_items"]:
        missed.append(f"median_shared_items is {found['median_shared_items']}, the bar is {BAR['median_shared_items']}")
    if whole and found["largest_goal_set_share"] > BAR["largest_goal_set_share"]:
        share = found["largest_goal_set_share"]
        missed.append(f"largest_goal_set_share is {share}, the bar is {BAR['largest_goal_set_share']}")
    if whole and found["distinct_goal_sets"] < BAR["distinct_goal_sets"]:
        missed.append(f"distinct_goal_sets is {found['distinct_goal_sets']}, the bar is {BAR['distinct_goal_sets']}")
    return missed


def figures(summary: dict[str, Any]) -> list[str]:
    """The summary in lines."""
    found, means = summary["individuality"], summary["means"]
    planned = summary["planned"]
    levels = ", ".join(f"{level} {count}" for level, count in list(summary["levels"].items())[:_SHOWN])
    standing: dict[str, int] = {}
    for name, count in summary["medicines"].items():
        status = name.rpartition(": ")[2]
        standing[status] = standing.get(status, 0) + count
    options = ", ".join(f"{status} {count / planned:.1f}" for status, count in sorted(standing.items()))
    return [
        f"release {summary['release'][:12]}: {planned} of {summary['persons']} participants planned, none refused",
        f"individuality: {found['distinct_goal_sets']} distinct sets of active goals, the largest shared by "
        f"{found['largest_goal_set_share']:.1%}; {found['distinct_first_days']} distinct first 72 hours, the largest "
        f"shared by {found['largest_first_days_share']:.1%}; median share of items two plans have in common "
        f"{found['median_shared_items']:.3f} ({found['pairs']} pairs)",
        "a person on average: " + ", ".join(f"{name} {mean:g}" for name, mean in means.items()),
        f"levels ({len(summary['levels'])} different): {levels}",
        f"medicines for one person on average: {options}",
    ]
