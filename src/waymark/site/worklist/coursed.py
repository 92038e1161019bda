"""What the room of progress says of one person today, for the work list: what is due again, what stands out, looks."""

from collections.abc import Iterator
from datetime import date, datetime

from waymark.planning.situation import read_situation
from waymark.progress.aftercare import aftercare_of
from waymark.progress.handover import handover_of, kind_of
from waymark.progress.report import Due
from waymark.progress.signals import signals_of
from waymark.progress.step_down import agreeing, step_down_of
from waymark.progress.walk import Walk
from waymark.progress.walking import walked
from waymark.record.errors import RecordError
from waymark.site.days import day_of
from waymark.site.people.models import Person
from waymark.site.plans.library import prepared
from waymark.site.plans.standing import documents_of
from waymark.site.walking.known import Walked
from waymark.site.worklist.looking import Again, Course, Followed, StandsOut, Tried

__all__ = ["course_about"]

# More at once is not read; what protects life is never cut.
_MOST = 5
_RESTING = frozenset({"declined", "paused", "replaced"})


def course_about(person: Person, language: str, at: datetime, known: Walked) -> Course:
    """In the language of the plan. Empty where the record cannot be read: its own pages say so."""
    offers = person.programme.offers
    try:
        documents = documents_of(person, offers, language)
        if documents.person.anchor is not None:
            # A record that counts days says nothing of days on this list.
            return Course()
        situation = read_situation(prepared(language, offers), documents, day_of(at).isoformat())
    except RecordError:
        return Course()
    walk = Walk(situation, also=known.also(person))
    return Course(_again(walk), _stands_out(walk), _tried(walk), (*_open(walk), *_check_ups(walk)))


def _again(walk: Walk) -> tuple[Again, ...]:
    steps = {step.id: step for step in walk.lines.monitoring}

    def one(due: Due) -> Again:
        step = steps[due.item]
        return Again(
            item=due.item, title=due.title, why="" if step.why is None else step.why.clinician, who=step.who,
            hours=step.within_hours, next=date.fromordinal(due.day), until=date.fromordinal(due.until_day),
        )  # fmt: skip

    return tuple(one(due) for due in walk.due if due.item in steps and steps[due.item].state.standing not in _RESTING)


def _stands_out(walk: Walk) -> tuple[StandsOut, ...]:
    situation = walked(walk)
    found_out = signals_of(walk, situation, situation.findings(), walk.series)
    signals = agreeing(found_out, step_down_of(walk, situation, found_out))
    # What a change answers comes back with its look date; after a talk the list itself keeps the days of rest.
    awake = [one for one in signals if one.snoozed_until is None and one.rests_by != "change"]
    return tuple(
        StandsOut(
            key=one.id, title=one.title, why="" if one.why is None else one.why.clinician, safety=one.safety,
            hours=one.within_hours, rule=one.rule,
        )
        for place, one in enumerate(awake)
        if one.safety or place < _MOST
    )  # fmt: skip


def _open(walk: Walk) -> Iterator[Followed]:
    """What is open of the move that is prepared: what the rules of a move ask for, and nothing the plan says itself."""
    kind = kind_of(walk)
    if kind is None:
        return
    for one in handover_of(walk, kind).open:
        if one.state == "open" and one.closes is not None:
            yield Followed(
                kind="handover", key=one.item, title=one.title, why="" if one.why is None else one.why.clinician,
                safety=one.safety, who=one.who, due=None if one.by is None else date.fromisoformat(one.by[:10]),
            )  # fmt: skip


def _check_ups(walk: Walk) -> Iterator[Followed]:
    """The check-up that is due, and the next one."""
    after = aftercare_of(walk)
    upcoming = [] if after is None else [one for one in after.checkups if one.state in ("due", "ahead")]
    for one in upcoming[:2]:
        yield Followed(
            kind="check_up", key=f"checkup:{one.due}", title=one.title, why=one.about,
            shows=date.fromisoformat(one.opens[:10]), due=date.fromisoformat(one.due[:10]),
        )  # fmt: skip


def _tried(walk: Walk) -> tuple[Tried, ...]:
    """Of changes after which no other main change was made: that one was the answer."""
    made = walk.made
    last = max((one.accepted for one in made if one.main), default="")
    return tuple(
        Tried(key=one.id, title=one.title, on=date.fromisoformat(one.look[:10]))
        for one in made
        if not one.main or one.accepted == last
    )
