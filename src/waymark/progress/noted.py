"""What somebody noted of a fact: the row itself, with its words. Rules read values; a packet shows who said what."""

from waymark.progress.walk import Walk
from waymark.record.documents.person import FactRow
from waymark.record.time import DAY, stamp

__all__ = ["came_back", "day_of_row", "last_row", "yes_row"]


def last_row(walk: Walk, fact: str) -> FactRow | None:
    """The latest standing row of this fact, by the day it was so."""
    rows = [row for _, row in walk.rows["facts"] if row.fact == fact]
    return max(rows, key=lambda row: stamp(row.at), default=None)


def yes_row(walk: Walk, fact: str, since: int | None = None) -> FactRow | None:
    """The latest row, where it says yes; `since`: on that day or later."""
    row = last_row(walk, fact)
    if row is None or row.value is not True or (since is not None and day_of_row(row) < since):
        return None
    return row


def day_of_row(row: FactRow) -> int:
    """The day on which it was so."""
    return stamp(row.at) // DAY


def came_back(walk: Walk) -> list[int]:
    """Days on which use came back: noted by somebody, or the first positive test after good ones over two weeks."""
    days = {
        day_of_row(row)
        for _, row in walk.rows["facts"]
        if row.fact == "course.use_after_abstinence" and row.value is True
    }
    free = walk.prepared.release.numbers["progress.free_days"]
    for (track, of), events in walk.gathered.events.items():
        if track != "tests" or of is None:
            continue
        good: list[int] = []
        for event in events:
            if event.well is None or event.day > walk.day:
                continue
            if event.well:
                good.append(event.day)
            else:
                if len(good) >= 2 and event.day - good[0] >= free:
                    days.add(event.day)
                good = []
    return sorted(days)
