"""What is looked at again: when it was last there, when it is next, what is overdue, what was left out and why."""

import math
from collections.abc import Callable, Iterator, Sequence

import msgspec

from waymark.planning.deciding.titles import title_of
from waymark.planning.evidence import Evidence
from waymark.planning.goals import measure_of
from waymark.planning.plan_lines import Goal, Step
from waymark.planning.situation import Situation
from waymark.progress.gathering import Rows
from waymark.progress.phrases import tell
from waymark.progress.report import Due, Series, State
from waymark.record.time import DAY, stamp

__all__ = ["Also", "due_of"]

# What a plan repeats and no instrument or goal names: rows of the record that show it was done.
_SHOWN_BY = {
    "drug-test": ("drug_test.", "urine_sample"),
    "infection-tests": ("checklist.infection_tests", "infection_test"),
    "relapse-plan": ("checklist.relapse_plan",),
    "social-needs": ("form:hrsn", "form:social_needs"),
}
# Looked at together: that somebody decided shows it.
_DECIDED = ("plan-review", "severity")
# A quarter of its rhythm, and two days at least, may pass before what is due is overdue. Our choice (decision 0039).
_GRACE_SHARE, _GRACE_DAYS = 0.25, 2.0
# What is looked at every day is looked at because somebody may come to harm in between: it has no such time.
_DAILY = 1.0


class Also(msgspec.Struct, frozen=True):
    """What is known beside the record, as numbers of days. `begun`: since when the plan is walked, so that what was
    never done falls due too. `touched`: when somebody last sat down with a line of the plan."""

    begun: int | None = None
    touched: Callable[[str], int | None] = lambda item: None


def due_of(
    situation: Situation,
    evidence: Evidence,
    rows: Rows,
    watched: Sequence[Step],
    goals: Sequence[Goal],
    series: Sequence[Series],
    also: Also | None = None,
) -> tuple[Due, ...]:
    """The repeated lines of the plan (`watch:...`), each against what the record shows; what waits longest first."""
    seen = _Seen(situation, rows, goals, series, also or Also())
    found = [*(_due(situation, seen, step) for step in watched), *_skipped(situation, evidence, watched, seen)]
    order = ("overdue", "due", "never", "done", "skipped")
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.every_days or 0, one.item)))


class _Seen:
    """The last day on which each thing was there."""

    def __init__(
        self, situation: Situation, rows: Rows, goals: Sequence[Goal], series: Sequence[Series], also: Also
    ) -> None:
        self.days: dict[str, int] = {}
        self.also = also
        for _, row in rows["measures"]:
            if row.value not in ("not done", "missed"):
                self._note(row.measure, row.at)
        for _, row in rows["answers"]:
            self._note(f"form:{row.instrument}", row.at)
        for _, row in rows["facts"]:
            # A total or a result that somebody wrote down by hand shows that it was there.
            self._note(f"fact:{row.fact.partition('.')[0]}", row.at)
        for decided in situation.stand.log:
            self._note("decision", decided.at)
        self.latest = {one.id: one.points[-1].day for one in series if one.points}
        self.goals = {goal.id: goal for goal in goals}
        self.prepared = situation.prepared

    def _note(self, name: str, at: str | int) -> None:
        day = stamp(at) // DAY
        self.days[name] = max(day, self.days.get(name, day))

    def last(self, what: str) -> int | None:
        """The last day on which `what` was there, by the name a cadence or a goal gives it, or somebody sat with it."""
        touched = (self.also.touched(item) for item in (f"watch:{what}", what))
        days = [day for day in (self._shown(what), *touched) if day is not None]
        return max(days, default=None)

    def _shown(self, what: str) -> int | None:
        if what in self.goals:
            goal = self.goals[what]
            return self.latest.get(measure_of(self.prepared.goals[goal.pattern], goal.substance))
        if what in _DECIDED:
            return self.days.get("decision")
        if what.startswith("drug-test."):
            return self.days.get(f"drug_test.{what.partition('.')[2]}")
        plain = what.replace("-", "_")
        names = _SHOWN_BY.get(what, (f"form:{what}", what, plain))
        days = [day for name, day in self.days.items() if name.startswith(names) or name == f"fact:{plain}"]
        return max(days, default=None)


def _due(situation: Situation, seen: _Seen, step: Step) -> Due:
    language, calendar = situation.prepared.language, situation.calendar
    every = step.within_hours / 24
    last = seen.last(step.id.removeprefix("watch:"))
    since = seen.also.begun if last is None else last
    next_ = calendar.day if since is None else since + math.ceil(every)
    until = next_ if every <= _DAILY else next_ + int(max(every * _GRACE_SHARE, _GRACE_DAYS))
    state: State
    if since is None or calendar.day < next_:
        state = "never" if last is None else "done"
    else:
        state = "overdue" if calendar.day > until else "due"
    shown = {"last": None if last is None else calendar.show(last), "next": calendar.show(next_)}
    said = f"due {state} first" if last is None and state != "never" else f"due {state}"
    return Due(
        item=step.id,
        title=step.title,
        every_days=every,
        last=shown["last"],
        next=shown["next"],
        state=state,
        missed=0 if last is None else int((calendar.day - last) / every),
        says=tell(said, language, until=calendar.show(until), **shown),
        day=next_,
        until_day=until,
    )


def _skipped(situation: Situation, evidence: Evidence, watched: Sequence[Step], seen: _Seen) -> Iterator[Due]:
    """What somebody said no to and is repeated no more: left out, with the reason they gave."""
    stand, language = situation.stand, situation.prepared.language
    standing = {step.id for step in watched}
    for item in sorted(stand.decided()):
        if item.startswith("watch:") and item not in standing and stand.declined(item):
            why = stand.of(item).text or tell("declined", language)
            last = seen.last(item.removeprefix("watch:"))
            yield Due(
                item=item,
                title=title_of(situation.prepared, evidence, item) or item,
                every_days=None,
                last=None if last is None else situation.calendar.show(last),
                next=stand.of(item).re_offer,
                state="skipped",
                says=tell("due skipped", language, why=why),
                why=why,
            )
