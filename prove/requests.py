"""At least 20,000 requests in every role, with whatever can be sent: no error of ours, nothing of another programme.

`WAYMARK_PROVE_SITTING=N` sends N a database and remembers them in `out/requests.json` (see `_sittings`).
"""

from collections import Counter

from prove._sittings import in_sittings

__all__ = ["main"]

_REQUESTS = {"small": 300, "full": 24_000}


def main(seed: int, scale: str) -> list[str]:
    """A line of figures for each database, or an AssertionError that names the request."""
    return in_sittings("requests", "prove._fuzz_site", seed, _REQUESTS[scale], _told)


def _told(figures: Counter[str], wanted: int) -> str:
    statuses = ", ".join(f"{name[7:]} {figures[name]:,}" for name in sorted(figures) if name.startswith("status "))
    return (
        f"{figures['requests']:,} of {wanted:,} requests in every role at every address in {figures['seconds']} s: "
        f"{statuses}; no error of ours, nothing of another programme, audit whole"
    )
