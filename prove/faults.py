"""The database fails in every way that can be made: one sentence, nothing stored, and well again afterwards."""

from prove._databases import on_each_database

__all__ = ["main"]

_ROUNDS = {"small": 1, "full": 10}


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names the fault and what was answered."""
    return on_each_database("prove._fault_site", seed, _ROUNDS[scale])
