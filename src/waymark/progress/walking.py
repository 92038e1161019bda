"""How it goes as of a moment: a pure function of record, decisions, programme, release and moment, like the plan.

Nothing here changes a plan. What is due, what stands out and what could be changed is said; people decide, and their
decisions are rows that the next plan reads.
"""

import msgspec

from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, Situation, read_situation, supposing
from waymark.progress.aftercare import aftercare_of
from waymark.progress.capital import capital_of
from waymark.progress.changes import changes_of
from waymark.progress.course import course_facts, is_main, well
from waymark.progress.own_count import milestones_of, own_count_of
from waymark.progress.report import Progress
from waymark.progress.road import events_of, versions_of
from waymark.progress.signals import signals_of
from waymark.progress.step_down import agreeing, step_down_of
from waymark.progress.together import expected_of, working_of
from waymark.progress.walk import Walk
from waymark.progress.waypoints import waypoints_of
from waymark.progress.weeks import weeks_of

__all__ = ["look", "look_at", "walked"]


def look(prepared: Prepared, documents: Documents, at: str | int | None = None) -> Progress:
    """How it goes for this person at this moment (default: the latest noted time in the documents).

    Takes what `planning.compose.compose` takes. Raises RecordError where a moment cannot be.
    """
    return look_at(Walk(read_situation(prepared, documents, at)))


def walked(walk: Walk, earlier: Situation | None = None) -> Situation:
    """The situation with what the rows say of the course of care. The plan of this one speaks of progress:
    `planning.compose.write(walked(walk))`. `earlier`: the situation a review ago, where that is at hand."""
    return supposing(walk.situation, course_facts(walk, earlier))


def look_at(walk: Walk, situation: Situation | None = None) -> Progress:
    """The same from a walk. `situation`: the walked one, where that is at hand."""
    prepared, calendar = walk.prepared, walk.calendar
    situation = situation or walked(walk)
    findings = situation.findings(mute=walk.mute)
    found_out = signals_of(walk, situation, findings, walk.series)
    step_down = step_down_of(walk, situation, found_out)
    signals = agreeing(found_out, step_down)
    since, own = walk.since, own_count_of(walk)
    found = Progress(
        format="waymark.progress/1",
        person=situation.documents.person.id,
        at=calendar.show(calendar.day),
        language=prepared.language,
        release=prepared.release.id,
        programme=prepared.programme.name,
        since=None if since is None else calendar.show(since),
        weeks=None if since is None else round((calendar.day - since) / 7, 1),
        series=walk.series,
        due=walk.due,
        own=own,
        milestones=milestones_of(walk, own),
        well=tuple(one.id for one in walk.series if well(one) and (is_main(one) or one.kind == "attendance")),
        signals=signals,
        changes=changes_of(walk, situation, signals),
        made=walk.made,
        step_down=step_down,
    )
    return found if walk.mute else _in_full(walk, found)


def _in_full(walk: Walk, found: Progress) -> Progress:
    """With what is read by people and needs not be worked out to look over many of them."""
    return msgspec.structs.replace(
        found,
        waypoints=waypoints_of(walk),
        hard_moments=walk.hard_moments,
        expected=expected_of(walk),
        working=working_of(walk),
        aftercare=aftercare_of(walk),
        capital=capital_of(walk),
        versions=versions_of(walk),
        events=events_of(walk),
        weeks_table=weeks_of(walk),
    )
