"""kill -9 at random moments under writes, signatures and backups, on each database: what was acknowledged is there.

`WAYMARK_PROVE_SITTING=N` makes N kills a database and remembers them in `out/kills.json`; the next sitting goes on from
there with other moments, until the full number is reached.
"""

import os
from collections import Counter
from pathlib import Path

import msgspec

from prove._databases import each_database

__all__ = ["main"]

_KILLS = {"small": 12, "full": 500}
_REMEMBERED = Path(__file__).resolve().parent.parent / "out" / "kills.json"


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names what was lost."""
    wanted, sitting = _KILLS[scale], int(os.environ.get("WAYMARK_PROVE_SITTING", "0"))
    before = _remembered() if sitting else {}
    lines = []
    for name, run in each_database():
        if run is None:
            lines.append(f"{name}: left out, no server answers on loopback")
            continue
        so_far = Counter(before.get(f"{name}, seed {seed}", {}))
        done = so_far["kills"]
        now = min(sitting or wanted, wanted - done)
        if now > 0:
            so_far += Counter(msgspec.json.decode(run("prove._kill_site", seed, done, now), type=dict[str, int]))
            so_far["kills"] += now
        if sitting:
            before[f"{name}, seed {seed}"] = dict(so_far)
            _REMEMBERED.parent.mkdir(exist_ok=True)
            _REMEMBERED.write_bytes(msgspec.json.encode(before))
        lines.append(f"{name}: {_told(so_far, wanted)}")
    return lines


def _remembered() -> dict[str, dict[str, int]]:
    try:
        return msgspec.json.decode(_REMEMBERED.read_bytes(), type=dict[str, dict[str, int]])
    except FileNotFoundError:
        return {}


def _told(figures: Counter[str], wanted: int) -> str:
    under = ", ".join(f"{figures[kind]} under {kind}" for kind in ("writes", "signatures", "backups"))
    kept = ", ".join(f"{figures[f'told {what}']:,} {what}s" for what in ("row", "signature", "backup"))
    return (
        f"{figures['kills']} of {wanted} kills ({under}): {kept} acknowledged and every one there, every chain, record "
        f"and backup whole, in {figures['seconds']} s"
    )
