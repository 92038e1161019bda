"""kill -9 at random moments under writes and signatures, on each database: what was acknowledged is there."""

from prove._databases import on_each_database

__all__ = ["main"]

_KILLS = {"small": 12, "full": 500}


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names what was lost."""
    return on_each_database("prove._kill_site", seed, _KILLS[scale])
