"""Every "what would change this" is true, none smaller was missed, and nobody is supposed who could not be.

For every open trial participant and 2,000 generated persons: each claimed change is made, and the line must become
what was claimed, decided by the plain way of making plans. Values between what is and what was claimed must not change
the line. Each supposed person is checked by rules written apart. For some persons everything is tried out by brute
force, and claims are made again through the record: rows are added a moment later, and the plan is made anew.
"""

import multiprocessing
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from prove._at_hand import NotAtHand
from prove._changes_of_one import Tally, prove_person
from prove.participants import thin_out, trial_folder
from waymark.demo.people import make_people
from waymark.exchange.ctn0094 import import_trial

__all__ = ["main", "report"]

# Generated persons; every so-manieth participant; every so-manieth person by brute force and through the record.
SCALES = {"small": (12, 200, 6), "full": (2000, 1, 40)}
_CHUNK = 4


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError with the person, the line and the change that does not hold."""
    generated, every, deep = SCALES[scale]
    start = time.perf_counter()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        groups: dict[str, Iterator[tuple[bytes, bool]]] = {
            f"{generated} generated persons": _generated(generated, seed, deep)
        }
        try:
            people = Path(folder) / "people"
            import_trial(trial_folder(), people)
            thin_out(people, every)
            count = len(list(people.iterdir()))
            groups[f"{count} participants of open trials"] = _read(people, deep)
        except NotAtHand as reason:
            lines.append(f"participants left out: {reason}")
        with multiprocessing.get_context("fork").Pool() as pool:
            for name, persons in groups.items():
                begin = time.perf_counter()
                tallies = list(pool.imap_unordered(prove_person, persons, chunksize=_CHUNK))
                lines += [f"{name} ({time.perf_counter() - begin:.0f} s):", *report(tallies)]
    lines.append(f"{time.perf_counter() - start:.0f} s on {multiprocessing.cpu_count()} processors")
    return lines


def _generated(number: int, seed: int, deep: int) -> Iterator[tuple[bytes, bool]]:
    for place, person in enumerate(make_people(number, seed)):
        yield msgspec.json.encode(person), place % deep == 0


def _read(people: Path, deep: int) -> Iterator[tuple[bytes, bool]]:
    for place, path in enumerate(sorted(people.iterdir())):
        yield path.read_bytes(), place % deep == 0


def report(tallies: list[Tally]) -> list[str]:
    """The figures of many persons as indented lines."""
    kinds: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally.counts)
        kinds.update(tally.kinds)
    lines = max(total["lines"], 1)

    def share(what: str) -> str:
        return f"{total[what] / lines:.1%}"

    def middle(what: str) -> Any:
        return median(tally.counts.get(what, 0) for tally in tallies)

    shown = ", ".join(
        f"{kind} {kinds[kind + ' changed'] / n:.0%} of {n}" for kind, n in sorted(kinds.items()) if " " not in kind
    )
    return [
        f"  {total['lines']:,} lines: changed by one fact {share('singles')}, by two {share('pairs')}, by several at "
        f"once {share('several')}, by none {share('unchangeable')}",
        f"  {total['claims']:,} changes claimed, each made and true; {total['between']:,} nearer values tried, none "
        f"changes the line; {total['supposed']:,} persons supposed, all possible",
        f"  by kind of line: {shown}",
        f"  a person (median): {middle('lines'):g} lines, {middle('claims'):g} changes, {middle('candidates'):g} "
        f"candidates of which {middle('impossible'):g} could not be",
        f"  by brute force: {total['brute']:,} candidates on every line; in the record: {total['record']:,} changes",
    ]
