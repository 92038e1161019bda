"""What the rows say of the course of care, as facts that rules read: visits, contact, use that came back, what stalls.

Each of these facts can also be noted by a clinician at a review. What a person noted and still holds stands: nothing is
filled in over a human word.
"""

from collections.abc import Callable, Iterator

from waymark.knowledge.model.effect import Rate
from waymark.logic import Known
from waymark.planning.situation import Situation, read_situation
from waymark.progress.course_ahead import WAYS_AHEAD
from waymark.progress.gathering import Event
from waymark.progress.hard_moments import written_on
from waymark.progress.made import accepted_on
from waymark.progress.moving import of_an_earlier_move
from waymark.progress.noted import came_back, day_of_row, last_row, yes_row
from waymark.progress.report import Made, Series
from waymark.progress.walk import Walk
from waymark.record.time import DAY, stamp

__all__ = ["course_facts", "is_main", "well"]

_WELL, _STILL, _WORSE = ("reached", "better"), ("standing still",), ("worse", "slipping")
_WEEK = 7
# So many tests in four weeks before a share of them is read by a rule.
_FEWEST_TESTS = 3
_FREE_TESTS = 2
_BALANCE = 12
_ANSWERED, _HELD = "change:second-opinion:", "course.second_opinion_held"
# What was done about use that came back, and says nothing of the next time.
_OF_USE = ("course.use_talked_over", "course.hard_plan_renewed")
# From this step of the ladder on the way of help changes.
_METHOD = 4

Filled = Iterator[tuple[str, float | bool]]


def course_facts(walk: Walk, earlier: Situation | None = None) -> dict[str, Known | None]:
    """Facts of the course with values as rules take them; without those that somebody noted and that still hold. None:
    rows said so when a change was accepted, and say so no more.

    `earlier`: the situation a review ago, where somebody looks week by week and has kept it.
    """
    found: dict[str, Known | None] = {}
    for way in (*_WAYS, *WAYS_AHEAD):
        for name, value in way(walk):
            found[name] = value if isinstance(value, bool) else (float(value), float(value))
    rise = _rating_rise(walk, earlier)
    if rise:
        found["course.rating_rise"] = (float(rise), float(rise))
    facts = walk.prepared.facts
    for name, row in walk.situation.stand.settled.items():
        if row.source == "record":
            found.setdefault(name, None)
    told: dict[str, Known | None] = {n: v for n, v in found.items() if n in facts and not _noted(walk, n)}
    # What was noted for a move that is over says nothing of the next.
    return told | dict.fromkeys(of_an_earlier_move(walk)) | dict.fromkeys(_of_earlier_use(walk))


def _noted(walk: Walk, fact: str) -> bool:
    """Somebody noted it, and it still holds. What was settled because rows said so is no judgement: rows speak anew."""
    note, settled = walk.situation.known.notes.get(fact), walk.situation.stand.settled.get(fact)
    return note is not None and not (note.how == "settled" and settled is not None and settled.source == "record")


def is_main(series: Series) -> bool:
    """What the course is judged by: measures of goals, tests they are about, scores with a change that counts."""
    return series.goal is not None or (series.kind == "score" and series.meaning_from == "instrument")


def well(series: Series) -> bool:
    """It goes well: where it was meant to get, or better by enough to count."""
    return series.standing in _WELL


# -- contact -----------------------------------------------------------------------------------------------------------


def _contact(walk: Walk) -> Filled:
    since, day = walk.since, walk.day
    if since is None:
        return
    yield "course.weeks_in_care", round((day - since) / _WEEK, 1)
    rows = walk.rows
    days = [*walk.attended, *(stamp(row.at) // DAY for _, row in rows["answers"])]
    for _, row in rows["measures"]:
        if row.value not in ("missed", "not done"):
            days.append(stamp(row.at) // DAY)
    last = max((one for one in days if one <= day), default=None)
    if last is not None:
        yield "course.days_without_contact", min(day - last, 3650)
    wait = walk.prepared.release.numbers["progress.contact_days"]
    if walk.attended and since + wait <= day <= since + 2 * wait + 6:
        yield "course.no_second_visit", not any(since < one <= day for one in walk.attended)


def _check_ins(walk: Walk) -> Filled:
    check_in = next((due for due in walk.due if due.item == "watch:bam"), None)
    if check_in is not None and check_in.last is not None:
        yield "course.check_ins_missed", min(check_in.missed, 60)


# -- use, mood, craving ------------------------------------------------------------------------------------------------


def _use(walk: Walk) -> Filled:
    free = walk.prepared.release.numbers["progress.free_days"]
    tests = {of: events for (track, of), events in walk.gathered.events.items() if track == "tests" and of is not None}
    if any(_came_back(events, walk.day, free) for events in tests.values()):
        yield "course.use_after_abstinence", True
    # Where a record keeps only what was positive, the share of negative ones cannot be known.
    if not any(event.well for events in tests.values() for event in events):
        return
    for of, events in tests.items():
        recent = [event for event in events if walk.day - 28 < event.day <= walk.day and event.well is not None]
        if len(recent) >= _FEWEST_TESTS:
            yield f"{of}.negative_share_28", sum(event.well is True for event in recent) / len(recent)


def _came_back(events: list[Event], day: int, free: float) -> bool:
    """A positive test in the last two weeks, the first after good ones that reach over so many days."""
    spoken = [event for event in events if event.well is not None and event.day <= day]
    for place, event in enumerate(spoken):
        if event.well or event.day <= day - 2 * _WEEK:
            continue
        before = 0
        while place - before >= 1 and spoken[place - before - 1].well:
            before += 1
        if before >= _FREE_TESTS and event.day - spoken[place - before].day >= free:
            return True
    return False


def _learned(walk: Walk) -> Filled:
    """After use came back the person wrote a line of their plan for hard moments."""
    back, written = max(came_back(walk), default=None), written_on(walk)
    if back is not None and written is not None and written >= back:
        yield "course.hard_plan_renewed", True


def _of_earlier_use(walk: Walk) -> tuple[str, ...]:
    """What was noted as done before use came back once more: for this time nobody said it yet."""
    back = max(came_back(walk), default=None)
    rows = [last_row(walk, name) for name in _OF_USE]
    return tuple(row.fact for row in rows if row is not None and back is not None and day_of_row(row) < back)


def _mood(walk: Walk) -> Filled:
    mood = next((one for one in walk.series if one.id == "phq9.total"), None)
    if mood is not None and mood.baseline is not None and len(mood.points) > 1:
        yield "phq9.at_start", mood.baseline.value


def _craving(walk: Walk) -> Filled:
    rises = []
    for name, values in walk.gathered.values.items():
        if name != "craving" and not name.endswith((".craving", "craving.peak_week")):
            continue
        days = sorted(one for one in values.by_day if walk.day - 2 * _WEEK < one <= walk.day)
        week = [values.by_day[one] for one in days if days[-1] - _WEEK <= one]
        # One value alone neither rose nor did not.
        if len(week) > 1 and walk.day - days[-1] <= _WEEK:
            rises.append(week[-1] - min(week))
    if rises:
        yield "craving.rise_week", round(max(max(rises), 0))


def _balance(walk: Walk) -> Filled:
    """Check-ins in a row, the latest first, with risk 12 or more or protection 12 or less (NT-08)."""
    risk, hold = (walk.gathered.values.get(name) for name in ("bam.risk", "bam.protective"))
    if risk is None or hold is None:
        return
    times = 0
    for one in sorted((d for d in risk.by_day if d in hold.by_day and d <= walk.day), reverse=True):
        if risk.by_day[one] < _BALANCE and hold.by_day[one] > _BALANCE:
            break
        times += 1
    yield "bam.off_balance_times", times


# -- the course as a whole ---------------------------------------------------------------------------------------------


def _measures(walk: Walk) -> Filled:
    main = [one for one in walk.series if is_main(one)]
    if not main:
        return
    yield "course.measures_still", sum(one.standing in _STILL for one in main)
    yield "course.measures_worse", sum(one.standing in _WORSE for one in main)
    if any(well(one) for one in main):
        yield "course.goals_progressing", any(one.standing == "better" for one in main)


def _reviews(walk: Walk) -> Filled:
    """Looks back every four weeks since care began: how many in a row went well, or did not move."""
    if walk.since is None:
        return
    step = int(walk.prepared.release.numbers["progress.review_days"])
    ends = range(walk.since + step, walk.day + 1, step)
    improved = stuck = 0
    for end in reversed(ends):
        said = _review([one for one in walk.series_on(end) if is_main(one)])
        if said is None or (said and stuck) or (not said and improved):
            break
        improved, stuck = improved + said, stuck + (not said)
    if improved or stuck:
        yield "course.reviews_improved", improved
        yield "course.reviews_without_progress", stuck
        # Weeks ask for a second opinion: those before the last one that was given are answered.
        answered = _opinion_on(walk)
        since = stuck if answered is None else sum(end - step >= answered for end in ends)
        yield "course.weeks_without_progress", min(stuck, since) * step / _WEEK


def _review(main: list[Series]) -> bool | None:
    """Something went well and nothing got worse; nothing went well and something does not move; else neither."""
    standings = {one.standing for one in main}
    hard = bool(standings & {*_STILL, *_WORSE})
    good = bool(standings & set(_WELL))
    return None if good == hard else good


def _changed(walk: Walk) -> Filled:
    """Changes of the plan that were made, and of these how many did not help."""
    made = [one for one in walk.made if one.main]
    if made:
        moves = walk.prepared.release.moves
        # Fresh eyes looked: what failed before them is answered.
        last = max((n for n, one in enumerate(made) if one.id.startswith(_ANSWERED)), default=-1)
        made = made[last + 1 :]
        held = yes_row(walk, _HELD)
        if held is not None:
            made = [one for one in made if day_of_row(held) <= _day(walk, one.accepted)]
        yield "course.method_changed", any(moves[m].step >= _METHOD for m in map(_move, made) if m in moves)
        yield "course.failed_changes", min(sum(one.came == "did not come" for one in made), 20)


def _opinion_on(walk: Walk) -> int | None:
    """The last day on which a second opinion was agreed on, or held."""
    held, agreed = yes_row(walk, _HELD), accepted_on(walk, _ANSWERED)
    days = [one for one in (agreed, None if held is None else day_of_row(held)) if one is not None]
    return max(days, default=None)


def _day(walk: Walk, shown: str) -> int:
    anchored = walk.calendar.anchor is not None
    return walk.calendar.number(int(shown.removeprefix("day ")) if anchored else shown)


def _move(made: Made) -> str:
    return made.id.split(":")[1]


def _rating_rise(walk: Walk, earlier: Situation | None) -> int:
    """Steps by which a need is rated higher than a review ago, for something that was known then and is not what it
    was (NT-10). What somebody only asked since is no rise.
    """
    situation = walk.situation
    if earlier is None:
        step = int(walk.prepared.release.numbers["progress.review_days"])
        if walk.since is None or walk.day - step < walk.since:
            return 0
        then = walk.day - step if walk.calendar.anchor is not None else walk.calendar.show(walk.day - step)
        earlier = read_situation(walk.prepared, situation.documents, then)
    findings, values = earlier.findings(mute=True), earlier.values
    before: dict[tuple[str, str | None], int] = {}
    for _, rate in findings.yes(Rate):
        key = (rate.dimension, rate.substance)
        before[key] = max(before.get(key, 0), rate.at_least)
    rises, facts_of = [0], walk.prepared.facts_of
    for rule, rate in situation.findings(mute=True).yes(Rate):
        key = (rate.dimension, rate.substance)
        moved = any(
            values.get(f, now) != now for f in facts_of(rule.id) if (now := situation.values.get(f)) is not None
        )
        if moved and findings.spoken.get(rule.id) != "yes":
            rises.append(rate.at_least - before.get(key, 0))
    return min(max(rises), 4)


_WAYS: tuple[Callable[[Walk], Filled], ...] = (
    _contact,
    _check_ins,
    _use,
    _learned,
    _mood,
    _craving,
    _balance,
    _measures,
    _reviews,
    _changed,
)
