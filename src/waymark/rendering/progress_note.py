"""How it goes, in a few lines for the plan of somebody who is on their way: what was measured, and what was changed;
and the same for the person's own page: what counts for them, what was reached, and what comes next.
"""

from waymark.progress.report import Progress, Series
from waymark.rendering.pictures.trajectory import number
from waymark.rendering.progress_words import word

__all__ = ["note_lines", "person_lines"]

# The rest stands in `waymark progress`.
_MEASURES, _CHANGES = 6, 4
# On the person's page: so much of what was reached, and the one thing that comes next.
_REACHED = 3
_NO_COUNT = "no_count"


def note_lines(progress: Progress) -> tuple[str, ...]:
    """Since when, in the person's own terms, from where to where, and what came of each change.

    Empty before care began, and while nothing was measured twice or changed.
    """
    language = progress.language
    moved = [_moved(one, language) for one in progress.series if _two(one)]
    made = [
        word("made line", language, title=one.title, at=one.accepted, says=one.says)
        for one in progress.made[-_CHANGES:]
    ]
    if progress.since is None or not (moved or made):
        return ()
    found = [word("in care", language, weeks=f"{progress.weeks:g}", since=progress.since)]
    if progress.own.counts is not None:
        found.append(progress.own.says)
    found += moved[:_MEASURES]
    found += [word("changed", language, line=line) for line in made]
    if progress.versions:
        last = progress.versions[-1]
        found.append(word("version now", language, number=last.number, at=last.at))
    return tuple(found)


def person_lines(progress: Progress) -> tuple[str, ...]:
    """For the page that a person takes along: their own count as they chose it, what was reached, what comes next.

    Nothing that went less well stands here: that is for a talk, not for a page on the wall. Who chose no count gets no
    numbers. Empty where there is nothing to tell.
    """
    if progress.since is None or progress.own.counts == _NO_COUNT:
        return ()
    found = [] if progress.own.counts is None else [progress.own.says]
    reached = {(one.goal, one.reached): one.says for one in progress.waypoints if one.reached is not None}
    found += [*dict.fromkeys((*(one.says for one in progress.milestones), *reached.values()))][:_REACHED]
    found += [one.says for one in progress.waypoints if one.reached is None][:1]
    if not found:
        return ()
    weeks = f"{progress.weeks:g}"
    return (word("in care", progress.language, weeks=weeks, since=progress.since), *dict.fromkeys(found))


def _two(one: Series) -> bool:
    first, now = one.baseline, one.latest
    return one.standing != "counted" and first is not None and now is not None and now.day > first.day


def _moved(one: Series, language: str) -> str:
    assert one.baseline is not None
    assert one.latest is not None
    figures = word("from to", language, first=number(one, one.baseline.value), now=number(one, one.latest.value))
    label = one.label[:1].upper() + one.label[1:]
    return f"{label}: {figures}; {one.says}"
