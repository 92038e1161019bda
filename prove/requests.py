"""At least 20,000 requests in every role, with whatever can be sent: no error of ours, nothing of another programme."""

from prove._databases import on_each_database

__all__ = ["main"]

_REQUESTS = {"small": 300, "full": 24_000}


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names the request."""
    return on_each_database("prove._fuzz_site", seed, _REQUESTS[scale])
