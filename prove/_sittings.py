"""A long proof in bounded time: so much of it a sitting, remembered, until the full number is reached.

`WAYMARK_PROVE_SITTING=N` makes N a database and remembers them in `out/`; the next sitting goes on from there with
other moments. Without it the whole is run at once.
"""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from prove._databases import each_database

__all__ = ["in_sittings"]

_OUT = Path(__file__).resolve().parent.parent / "out"


def in_sittings(what: str, module: str, seed: int, wanted: int, told: Callable[[Counter[str], int], str]) -> list[str]:
    """A line for each database. `module` is run with seed, how many were before, and how many now; its last line are
    figures as JSON. `what`: the name under which they are counted and remembered. `told`: figures in words.

    Raises AssertionError with what it said where it failed.
    """
    sitting = int(os.environ.get("WAYMARK_PROVE_SITTING", "0"))
    only = os.environ.get("WAYMARK_PROVE_ONLY", "")
    place = _OUT / f"{what}.json"
    before = _remembered(place) if sitting else {}
    lines = []
    for name, run in each_database():
        if run is None or (only and only != name):
            lines.append(f"{name}: left out, {'not asked for' if run else 'no server answers on loopback'}")
            continue
        so_far = Counter(before.get(f"{name}, seed {seed}", {}))
        done = so_far[what]
        now = min(sitting or wanted, wanted - done)
        if now > 0:
            so_far += Counter(msgspec.json.decode(run(module, seed, done, now), type=dict[str, int]))
            so_far[what] += now
        if sitting:
            before[f"{name}, seed {seed}"] = dict(so_far)
            _OUT.mkdir(exist_ok=True)
            place.write_bytes(msgspec.json.encode(before))
        lines.append(f"{name}: {told(so_far, wanted)}")
    return lines


def _remembered(place: Path) -> dict[str, dict[str, int]]:
    try:
        return msgspec.json.decode(place.read_bytes(), type=dict[str, dict[str, int]])
    except FileNotFoundError:
        return {}
