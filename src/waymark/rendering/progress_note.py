"""How it goes, in a few lines for the plan of somebody who is on their way: what was measured, and what was changed."""

from waymark.progress.report import Progress, Series
from waymark.rendering.pictures.trajectory import number
from waymark.rendering.progress_words import word

__all__ = ["note_lines"]

# The rest stands in `waymark progress`.
_MEASURES, _CHANGES = 6, 4


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


def _two(one: Series) -> bool:
    first, now = one.baseline, one.latest
    return one.standing != "counted" and first is not None and now is not None and now.day > first.day


def _moved(one: Series, language: str) -> str:
    assert one.baseline is not None
    assert one.latest is not None
    figures = word("from to", language, first=number(one, one.baseline.value), now=number(one, one.latest.value))
    label = one.label[:1].upper() + one.label[1:]
    return f"{label}: {figures}; {one.says}"
