"""Planted names, numbers and words are in no file, table, log, address or title."""

from prove._databases import on_each_database

__all__ = ["main"]

_ROUNDS = {"small": 1, "full": 12}


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names text and place."""
    return on_each_database("prove._canary_site", seed, _ROUNDS[scale])
