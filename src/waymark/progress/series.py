"""Measures over time, each with where it began, what change means something, what it aims for, and how old it is."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from waymark.knowledge.model.course import Track
from waymark.planning.goals import measure_of
from waymark.planning.plan_lines import Goal
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.progress.gathering import Event, Gathered, Values
from waymark.progress.phrases import tell
from waymark.progress.report import Gap, Goes, Point, Series, Standing
from waymark.progress.trend import trend_of

__all__ = ["follow"]

_WEEK = 7
# Areas of goals that tests for a substance speak of.
_OF_USE = ("use", "medication")


def follow(
    situation: Situation, gathered: Gathered, goals: Sequence[Goal], day: int | None = None
) -> tuple[Series, ...]:
    """Every measure of the record that can go better or worse: those of goals first, then scores, then events.

    A number asked once and measured by no goal is no series: it stands among the facts of the plan. `day`: judged as of
    an earlier day, on what is known by now.
    """
    day = situation.calendar.day if day is None else day
    prepared = situation.prepared
    of_goals = _measured(prepared, goals)
    found: list[Series] = []
    for name, values in gathered.values.items():
        goal, days = of_goals.get(name), [one for one in values.by_day if one <= day]
        if not days or (goal is None and len(days) < 2):
            continue
        if (better := _better(values, goal)) is not None:
            found.append(_of_values(situation, values, sorted(days), better, goal, day))
    about = {name.partition(".")[0]: goal.id for name, goal in reversed(of_goals.items()) if goal.area in _OF_USE}
    for (track, substance), rows in gathered.events.items():
        events = [event for event in rows if event.day <= day]
        if not events:
            continue
        series = _of_events(situation, prepared.release.tracks[track], substance, events, day)
        goal_id = None if substance is None else about.get(substance)
        found.append(msgspec.structs.replace(series, goal=goal_id))
    place = {name: number for number, name in enumerate(of_goals)}
    order = ("number", "score", "test", "attendance", "taken", "use")
    return tuple(sorted(found, key=lambda one: (place.get(one.id, len(place)), order.index(one.kind), one.id)))


def _measured(prepared: Prepared, goals: Sequence[Goal]) -> dict[str, Goal]:
    """Fact -> the first goal that is measured by it."""
    found: dict[str, Goal] = {}
    for goal in goals:
        pattern = prepared.goals.get(goal.pattern)
        if pattern is not None:
            found.setdefault(measure_of(pattern, goal.substance), goal)
    return found


def _better(values: Values, goal: Goal | None) -> Goes | None:
    """Which way is better for the person; None where there is no such way."""
    if values.fact.better in ("higher", "lower"):
        return values.fact.better
    if values.score is not None and values.score.higher_is != "neither":
        return "higher" if values.score.higher_is == "better" else "lower"
    if goal is not None and goal.baseline is not None and goal.baseline != goal.target:
        return "higher" if goal.target > goal.baseline else "lower"
    return None


# The unit of a number that is a share of something.
PERCENT = "%"


# -- numbers -----------------------------------------------------------------------------------------------------------


def _of_values(
    situation: Situation, values: Values, days: list[int], better: Goes, goal: Goal | None, day: int
) -> Series:
    prepared, fact = situation.prepared, values.fact
    show = situation.calendar.show
    points = tuple(Point(at=show(one), day=one, value=values.by_day[one]) for one in days)
    series = Series(
        id=fact.id,
        label=prepared.substance_text(fact.label, fact.subject),
        kind="number" if values.score is None else "score",
        unit=fact.unit or (PERCENT if fact.range == (0, 1) else ""),
        better=better,
        points=points,
        baseline=points[0],
        latest=points[-1],
        goal=None if goal is None else goal.id,
        standing="one value",
    )
    series = _aimed(series, values, goal)
    return _judged(situation, series, day, fact.valid_days, None if goal is None else goal.days)


def _aimed(series: Series, values: Values, goal: Goal | None) -> Series:
    """With its target and the change that means something: as published, else a part of the way to the goal."""
    score, first = values.score, series.points[0].value
    target = target_from = meaning = meaning_from = None
    if goal is not None:
        target, target_from = goal.target, "goal"
    elif score is not None and score.target is not None:
        target, target_from = score.target, "instrument"
    if score is not None and score.meaningful_change is not None:
        meaning, meaning_from = score.meaningful_change, "instrument"
    elif score is not None and score.meaningful_percent is not None and first:
        meaning, meaning_from = score.meaningful_percent / 100 * abs(first), "instrument"
    return msgspec.structs.replace(
        series, target=target, target_from=target_from, meaning=meaning, meaning_from=meaning_from
    )


# -- events ------------------------------------------------------------------------------------------------------------


def _of_events(situation: Situation, track: Track, substance: str | None, events: list[Event], day: int) -> Series:
    """Events put together: a point for each week that has any, judged over the first and the last weeks."""
    prepared, numbers = situation.prepared, situation.prepared.release.numbers
    judged = bool(track.good or track.poor)
    window, fewest = int(numbers["progress.window_days"]), int(numbers["progress.fewest"])
    spoken = [event for event in events if event.well is not None]
    series = Series(
        id=track.id if substance is None else f"{track.id}:{substance}",
        label=prepared.substance_text(track.label, substance),
        kind=track.kind,
        unit=tell("share" if judged else "days a week", prepared.language),
        better=track.better,
        points=_weekly(situation, spoken, day, share=judged),
        standing="counted",
        note=prepared.text(track.says),
        meaning=track.meaningful_change,
        meaning_from=None if track.meaningful_change is None else "library",
        target=track.target,
        target_from=None if track.target is None else "library",
    )
    if judged and spoken:
        first, last = spoken[0].day, spoken[-1].day
        began = [event for event in spoken if event.day < first + window]
        now = [event for event in spoken if day - window < event.day <= day]
        if len(began) >= fewest:
            series = msgspec.structs.replace(series, baseline=_share(situation, began))
        if len(now) >= fewest:
            latest = _share(situation, now)
            # The first weeks are still running: there is nothing to compare with.
            same = series.baseline is not None and now[0].day <= first + window // 2 and last < first + window
            series = msgspec.structs.replace(series, latest=latest, baseline=None if same else series.baseline)
    elif series.points:
        series = msgspec.structs.replace(series, latest=series.points[-1])
    return _judged(situation, series, day, track.stale_days, None, last=events[-1].day, judged=judged)


def _weekly(situation: Situation, events: Iterable[Event], day: int, *, share: bool) -> tuple[Point, ...]:
    """A point for every week, ending with the moment's own weekday, that holds an event; weeks without are gaps."""
    weeks: dict[int, list[Event]] = {}
    for event in events:
        weeks.setdefault(-((day - event.day) // _WEEK), []).append(event)
    found = []
    for week, inside in sorted(weeks.items()):
        end = day + week * _WEEK
        if share:
            value, of = sum(event.well is True for event in inside) / len(inside), len(inside)
        else:
            value, of = float(len({event.day for event in inside})), _WEEK
        found.append(Point(at=situation.calendar.show(end), day=end, value=value, of=of))
    return tuple(found)


def _share(situation: Situation, events: list[Event]) -> Point:
    last = events[-1].day
    share = sum(event.well is True for event in events) / len(events)
    return Point(at=situation.calendar.show(last), day=last, value=share, of=len(events))


# -- how it stands -----------------------------------------------------------------------------------------------------


def _judged(
    situation: Situation,
    series: Series,
    day: int,
    valid_days: int | None,
    days: int | None,
    *,
    last: int | None = None,
    judged: bool = True,
) -> Series:
    """With its age, its gaps, its trend and how it stands. `last`: the day of the last row, where points are weeks."""
    numbers, calendar = situation.prepared.release.numbers, situation.calendar
    ending = last if last is not None else series.points[-1].day
    until = None if valid_days is None else ending + valid_days
    stale = until is not None and day > until
    baseline, latest = series.baseline, series.latest
    meaning, meaning_from = series.meaning, series.meaning_from
    if meaning is None and series.target is not None and baseline is not None and baseline.value != series.target:
        meaning = abs(series.target - baseline.value) * numbers["progress.goal_share"]
        if series.kind == "number" and all(point.value == int(point.value) for point in series.points):
            # Days and times are counted: less than one is no change.
            meaning = max(meaning, 1.0)
        meaning_from = "goal"
    gain = None
    if baseline is not None and latest is not None and latest.day > baseline.day:
        gain = latest.value - baseline.value if series.better == "higher" else baseline.value - latest.value
    series = msgspec.structs.replace(
        series,
        gain=gain,
        meaning=meaning,
        meaning_from=meaning_from,
        holds_until=None if until is None else calendar.show(until),
        stale=stale,
        gaps=_gaps(situation, series.points, valid_days if series.kind in ("number", "score") else None),
        trend=trend_of(
            series.points,
            baseline,
            series.target,
            meaning,
            days or numbers["progress.course_days"],
            day,
            numbers["progress.trend_days"],
        )
        if judged
        else series.trend,
    )
    over = baseline is not None and day - baseline.day >= (days or numbers["progress.course_days"])
    standing = _standing(series, numbers["progress.early_days"], judged=judged, over=over)
    says = tell(f"stands {standing}", situation.prepared.language)
    return msgspec.structs.replace(series, standing=standing, says=says)


def _standing(series: Series, early: float, *, judged: bool, over: bool) -> Standing:
    """In this order: what is old says nothing of now; the aim reached; better or worse by what means something.

    `over`: the time to the aim has passed, so that being near to the way is not enough.
    """
    latest, baseline, gain = series.latest, series.baseline, series.gain
    if not judged:
        return "counted"
    if series.stale:
        return "old"
    sign = 1 if series.better == "higher" else -1
    if latest is None:
        # Nothing was counted, or too little of it now: that says nothing, neither good nor bad.
        return "one value" if series.points else "not known"
    if series.target is not None and (latest.value - series.target) * sign >= 0:
        return "reached"
    if baseline is None or gain is None:
        return "one value"
    if series.target is None and series.better == "lower" and baseline.value == latest.value == 0:
        # None then and none now: who stays there does not stand still.
        return "reached"
    if series.meaning is None:
        return "too early" if latest.day - baseline.day < early else "as expected" if gain > 0 else "standing still"
    if gain <= -series.meaning:
        return "worse"
    best = max((point.value - baseline.value) * sign for point in series.points)
    if series.kind in ("number", "score") and best >= series.meaning and gain <= best - series.meaning:
        return "slipping"
    if gain >= series.meaning:
        return "better"
    # Only what was looked at again can stand still: a first value grows old, and that is something else.
    if latest.day - baseline.day < early:
        return "too early"
    expected = series.trend.expected
    if not over and expected is not None and (latest.value - expected) * sign >= -series.meaning:
        return "as expected"
    return "standing still"


def _gaps(situation: Situation, points: tuple[Point, ...], valid_days: int | None) -> tuple[Gap, ...]:
    """Times in which a value had grown too old and no other was noted."""
    if valid_days is None:
        return ()
    show = situation.calendar.show
    return tuple(
        Gap(start=show(one.day + valid_days), end=show(two.day), days=two.day - one.day - valid_days)
        for one, two in pairwise(points)
        if two.day - one.day > valid_days
    )
