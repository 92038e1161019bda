"""kill -9 at random moments under writes, signatures and backups, on each database: what was acknowledged is there.

`WAYMARK_PROVE_SITTING=N` makes N kills a database and remembers them in `out/kills.json` (see `_sittings`).
"""

from collections import Counter

from prove._sittings import in_sittings

__all__ = ["main"]

_KILLS = {"small": 12, "full": 500}


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names what was lost."""
    return in_sittings("kills", "prove._kill_site", seed, _KILLS[scale], _told)


def _told(figures: Counter[str], wanted: int) -> str:
    under = ", ".join(f"{figures[kind]} under {kind}" for kind in ("writes", "signatures", "backups"))
    kept = ", ".join(f"{figures[f'told {what}']:,} {what}s" for what in ("row", "signature", "backup"))
    return (
        f"{figures['kills']} of {wanted} kills ({under}): {kept} acknowledged and every one there, every chain, record "
        f"and backup whole, in {figures['seconds']} s"
    )
