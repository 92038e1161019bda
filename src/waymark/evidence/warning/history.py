"""What is known of one course of care, day by day, and the event a warning is about (decision 0037)."""

from dataclasses import dataclass, field

from waymark.evidence.words import NEGATIVE

__all__ = ["LAST_WEEK", "RUN", "WATCH_FROM", "History", "is_bad", "moment_of_event", "run_now", "still_possible"]

# The event: so many bad weeks in a row, wholly inside these weeks.
RUN = 4
WATCH_FROM, LAST_WEEK = 4, 12
BAD = frozenset("+o*")


@dataclass
class History:
    """One course. Days count from its start (day 0; days 1 to 7 are week 1), so earlier ones are 0 or below."""

    who: int
    # Arm as the trial called it; None where not known.
    arm: str | None
    medicine: str | None
    # Symbols of week 1 on, and of the weeks before it, the latest last.
    weeks: str
    before: str
    # Days from consent to the start.
    waited: int
    attended: list[int] = field(default_factory=list)
    # (day, group of substances found in urine)
    found: list[tuple[int, str]] = field(default_factory=list)
    # (day, mg, or 1 for an injection); None where doses were not written down at all.
    doses: list[tuple[int, float]] | None = None
    # (day, band of withdrawal from 0 none to 3 severe)
    withdrawal: list[tuple[int, float]] = field(default_factory=list)
    # Days on which a person said at baseline they used opioids; None where the calendar was not asked.
    used_before: list[int] | None = None
    # Answers at baseline, name -> number.
    baseline: dict[str, float] = field(default_factory=dict)


def is_bad(symbol: str) -> bool:
    """Whether a week counts towards the event."""
    return symbol in BAD


def _counted(weeks: str) -> list[bool]:
    """Whether each week up to the last that counts is bad; weeks after the end of the word are."""
    return [is_bad(symbol) for symbol in weeks[:LAST_WEEK].ljust(LAST_WEEK, "o")]


def moment_of_event(weeks: str) -> int | None:
    """The week at whose end the first run of bad weeks is full; None where there is none."""
    bad = _counted(weeks)
    for begin in range(WATCH_FROM - 1, LAST_WEEK - RUN + 1):
        if all(bad[begin : begin + RUN]):
            return begin + RUN
    return None


def still_possible(weeks: str, week: int) -> bool:
    """Whether the event can still happen, by what is known at the end of `week`: enough weeks are left to fill a run.

    False too once it has happened.
    """
    known = weeks[:week]
    happened = moment_of_event(known + NEGATIVE * (LAST_WEEK - len(known)))
    return happened is None and week + RUN - run_now(known) <= LAST_WEEK


def run_now(known: str) -> int:
    """Bad weeks in a row at the end of what is known, of those that count towards the event."""
    run = 0
    for symbol in reversed(known[WATCH_FROM - 1 :]):
        if not is_bad(symbol):
            break
        run += 1
    return run
