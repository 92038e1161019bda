"""Every randomized participant of the open trials, week by week: what stands out, what is proposed, and whether it may.

Both authors accept each main change in the week it is proposed, which is the hardest case for changes that must not
crowd each other. The laws are checked with rules of their own, not with the guard that makes the proposals.
"""

import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from statistics import median

import msgspec

from prove._moving_laws import against_leaving, against_less_care, below
from prove._trial_weeks import course_of, randomized, read_trial
from prove.participants import trial_folder
from waymark.exchange.ctn0094.trial import Trial
from waymark.knowledge.model.effect import Emergency, Exclude
from waymark.knowledge.release import load_release
from waymark.planning.findings import Findings
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.progress.accepting import decisions_of
from waymark.progress.handover import handover_of
from waymark.progress.report import Change, Progress
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at, walked
from waymark.record.documents.decisions import Decision, Decisions
from waymark.record.documents.person import Person

__all__ = ["Course", "laws", "main", "walk_through"]

# Of the small scale every so-manieth participant; processes of the full one.
_EVERY = {"small": 100, "full": 1}
_APART_DAYS = 14
_REVIEW_WEEKS = 4
_SHOWN = 12


class Course(msgspec.Struct):
    """What came up for one participant. Weeks count from 1."""

    who: int
    weeks: int
    signals: dict[str, list[int]]
    mains: list[tuple[int, str]]
    apart: int
    came: dict[str, int]
    awake: int
    seconds: float
    # Weeks by how near less care was; items open in the packet of somebody who would leave in the last week.
    less: dict[str, int] = {}
    open: int = 0


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError with the participant, the week and the law that was broken."""
    trial = _trial()
    chosen = randomized(trial)[seed % _EVERY[scale] :: _EVERY[scale]]
    start = time.perf_counter()
    if scale == "small":
        courses = [walk_through(who) for who in chosen]
    else:
        with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
            courses = list(pool.map(walk_through, chosen, chunksize=16))
    return figures(courses, time.perf_counter() - start)


@cache
def _trial() -> Trial:
    return read_trial(trial_folder())


@cache
def _prepared() -> Prepared:
    return prepare(load_release())


def walk_through(who: int) -> Course:
    """Look at every week of one participant; raises AssertionError where a law does not hold."""
    prepared = _prepared()
    person, days = course_of(_trial(), who)
    rows: list[Decision] = []
    kept: dict[int, Situation] = {}
    course = Course(who, len(days), {}, [], 0, {}, 0, 0.0)
    start = time.perf_counter()
    for week, day in enumerate(days, start=1):
        decisions = Decisions(format="waymark.decisions/1", person=person.id, rows=tuple(rows))
        documents = Documents(person=person, record=b"", decisions=decisions)
        situation = kept[week] = read_situation(prepared, documents, day)
        walk = Walk(situation, mute=True)
        earlier = kept.pop(week - _REVIEW_WEEKS, None)
        then = walked(walk, earlier)
        found = look_at(walk, then)
        broken = laws(walk, then, found, [at for at, _ in course.mains], day)
        assert not broken, f"participant {who}, week {week}: {'; '.join(broken)}"
        for signal in found.signals:
            course.signals.setdefault(signal.rule, []).append(week)
        course.awake += len(found.signals)
        if found.step_down is not None:
            course.less[found.step_down.state] = course.less.get(found.step_down.state, 0) + 1
        course.apart += sum(not change.main for change in found.changes)
        for change in _proposed(found):
            course.mains.append((day, change.move))
            rows += _accepted(change, day)
        if week == len(days):
            course.came = dict(Counter(one.came for one in found.made))
            course.open = _leaving(prepared, person, situation, day, who)
    course.seconds = time.perf_counter() - start
    return course


def _leaving(prepared: Prepared, person: Person, situation: Situation, day: int, who: int) -> int:
    """As if they left early on this day; gives how many items would be open."""
    packet = handover_of(Walk(situation), "leaving_early")
    broken = against_leaving(prepared, person, day, packet)
    assert not broken, f"participant {who}, leaving on day {day}: {'; '.join(broken)}"
    return sum(item.state == "open" for item in packet.open)


def _proposed(found: Progress) -> list[Change]:
    return [change for change in found.changes if change.main and change.state == "proposed"]


def _accepted(change: Change, day: int) -> list[Decision]:
    return [*decisions_of(change, "clinician", day, role="counsellor"), *decisions_of(change, "person", day)]


# -- laws --------------------------------------------------------------------------------------------------------------


def laws(walk: Walk, situation: Situation, found: Progress, mains: list[int], day: int) -> list[str]:
    """What does not hold of the proposals of this week; empty where all do."""
    findings, broken = situation.findings(mute=True), []
    proposed = _proposed(found)
    if len(proposed) > 1:
        broken.append(f"{len(proposed)} main changes at once")
    if proposed and mains and day - mains[-1] < _APART_DAYS:
        broken.append(f"a main change {day - mains[-1]} days after another")
    if found.changes and findings.yes(Emergency):
        broken.append("a change in an emergency")
    for change in found.changes:
        broken += [f"{change.id}: {what}" for what in _against(walk.prepared, situation, findings, change)]
    return [*broken, *against_less_care(walk.prepared, situation, found)]


def _against(prepared: Prepared, situation: Situation, findings: Findings, change: Change) -> list[str]:
    """What of a change goes against a safety rule, read from the rules themselves."""
    excluded = {effect.option for _, effect in findings.yes(Exclude) if effect.hard}
    held = {effect.option for _, effect in findings.open(Exclude) if effect.hard and effect.unknown == "hold"}
    broken = []
    for edit in change.edits:
        if edit.decision != "declined" and edit.item in excluded | held:
            broken.append(f"{edit.item} is excluded or held")
        if edit.decision == "declined" and _is_medicine(prepared, edit.item):
            broken.append(f"takes {edit.item} away")
        if edit.item == "level":
            broken += below(prepared, situation, str(edit.change["level"]))
    return broken


def _is_medicine(prepared: Prepared, item: str) -> bool:
    kind, _, name = item.partition(":")
    return kind == "medicine" or (
        kind == "intervention" and prepared.interventions[name].kind in ("medication", "health")
    )


# -- figures -----------------------------------------------------------------------------------------------------------


def figures(courses: list[Course], took: float) -> list[str]:
    """What fired, when, how often; what was proposed and what came of it."""
    weeks, people = sum(course.weeks for course in courses), len(courses)
    looked = sum(course.seconds for course in courses)
    mains = [move for course in courses for _, move in course.mains]
    by_move = Counter(mains)
    gaps = [b - a for course in courses for (a, _), (b, _) in zip(course.mains, course.mains[1:], strict=False)]
    came: Counter[str] = Counter()
    for course in courses:
        came.update(course.came)
    lines = [
        f"{people} randomized participants, {weeks} weeks looked at in {took:.0f} s "
        f"({1000 * looked / max(weeks, 1):.1f} ms a look); every law held in every week",
        f"what stands out: {sum(c.awake for c in courses) / max(weeks, 1):.2f} signals a person and week",
        f"main changes: {len(mains)} ({len(mains) / max(people, 1):.1f} a person), the closest two "
        f"{min(gaps, default=0)} days apart; safety apart: {sum(c.apart for c in courses)} times",
        "by move: " + ", ".join(f"{move} {count}" for move, count in by_move.most_common()),
        "at the look date: " + ", ".join(f"{word} {count}" for word, count in came.most_common()),
    ]
    less: Counter[str] = Counter()
    for course in courses:
        less.update(course.less)
    opened = [course.open for course in courses]
    lines += [
        "less care, in weeks: " + ", ".join(f"{state} {count}" for state, count in less.most_common()),
        f"leaving early in the last week: {len(opened)} packets, {median(opened or [0]):g} items open in the middle",
    ]
    return [*lines, *_fired(courses)]


def _fired(courses: list[Course]) -> list[str]:
    """Rules by how many people they fired for, with the first week in the middle."""
    first: dict[str, list[int]] = {}
    total: Counter[str] = Counter()
    for course in courses:
        for rule, weeks in course.signals.items():
            first.setdefault(rule, []).append(weeks[0])
            total[rule] += len(weeks)
    ordered = sorted(first, key=lambda rule: (-len(first[rule]), rule))[:_SHOWN]
    people = max(len(courses), 1)
    return [
        f"{rule}: {len(first[rule]) / people:.0%} of people, first in week {median(first[rule]):g}, "
        f"{total[rule] / len(first[rule]):.1f} weeks each"
        for rule in ordered
    ]
