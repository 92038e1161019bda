"""The road so far: versions of the plan as people decided them, and what happened on the way."""

from collections.abc import Iterator

from waymark.planning.deciding.titles import title_of
from waymark.progress.aftercare import end_of_care
from waymark.progress.moving import KINDS
from waymark.progress.noted import came_back, day_of_row
from waymark.progress.phrases import tell
from waymark.progress.report_ahead import Event, Version, VersionLine
from waymark.progress.walk import Walk
from waymark.record.documents.decisions import Decision
from waymark.record.time import DAY, stamp

__all__ = ["events_of", "versions_of"]

# Rows that note something and change no line.
_NOTES = ("settled",)
_ASIDE = ("signal:",)
_SAME_DAYS = 7


def versions_of(walk: Walk) -> tuple[Version, ...]:
    """Each day on which somebody decided on lines made a version; the first plan before them has none."""
    days: dict[int, list[Decision]] = {}
    for row in walk.situation.stand.log:
        if row.decision not in _NOTES and not row.item.startswith(_ASIDE):
            days.setdefault(stamp(row.at) // DAY, []).append(row)
    return tuple(_version(walk, number, day, rows) for number, (day, rows) in enumerate(sorted(days.items()), start=2))


def _version(walk: Walk, number: int, day: int, rows: list[Decision]) -> Version:
    language = walk.prepared.language
    authors = tuple(sorted({row.author for row in rows}, reverse=True))
    # A line that a change edits carries its name as the reason, which is told by the change itself.
    changes = {row.seen.title for row in rows if row.item.startswith("change:") and row.seen is not None}
    lines = {(row.item, row.decision, row.author): _line(walk, row, changes) for row in rows}
    items = {row.item for row in rows}
    names = tell("and", language).join(tell(f"author {author}", language) for author in authors)
    key = "version one" if len(items) == 1 else "version"
    return Version(
        number=number,
        at=walk.calendar.show(day),
        day=day,
        authors=authors,
        lines=tuple(lines.values()),
        says=tell(key, language, count=len(items), authors=names),
    )


def _line(walk: Walk, row: Decision, changes: set[str]) -> VersionLine:
    title = title_of(walk.prepared, walk.evidence, row.item)
    if title is None:
        title = row.seen.title if row.seen is not None and row.seen.title else row.item
    why = None if row.text in changes else row.text
    return VersionLine(item=row.item, title=title, decision=row.decision, author=row.author, why=why)


def events_of(walk: Walk) -> tuple[Event, ...]:
    """What is seen on the time line, in order."""
    return tuple(sorted(_events(walk), key=lambda event: (event.day, event.kind)))


def _events(walk: Walk) -> Iterator[Event]:
    language, show = walk.prepared.language, walk.calendar.show
    if walk.since is not None:
        yield Event(kind="began", at=show(walk.since), day=walk.since, says=tell("event began", language))
    for made in walk.made:
        day = _day(walk, made.accepted)
        yield Event(kind="change", at=made.accepted, day=day, says=made.title)
    for day in _apart(came_back(walk)):
        yield Event(kind="use came back", at=show(day), day=day, says=tell("event use came back", language))
    for _, row in walk.rows["facts"]:
        if row.fact == "handover.kind" and row.value in KINDS:
            day = day_of_row(row)
            yield Event(kind="move", at=show(day), day=day, says=tell(f"event move {row.value}", language))
    end = end_of_care(walk)
    if end is not None:
        yield Event(kind="end", at=show(end), day=end, says=tell("event end", language))


def _apart(days: list[int]) -> Iterator[int]:
    """One for what was noted within a week: a test and what the person said of it are one thing."""
    last = None
    for day in days:
        if last is None or day - last > _SAME_DAYS:
            yield day
            last = day


def _day(walk: Walk, shown: str) -> int:
    anchored = walk.calendar.anchor is not None
    return walk.calendar.number(int(shown.removeprefix("day ")) if anchored else shown)
