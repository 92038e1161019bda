"""Somebody on their way as of a moment: the situation, the lines of their plan, and what the record shows over time."""

from functools import cached_property

from waymark.planning.evidence import Evidence
from waymark.planning.lines import Lines, decide
from waymark.planning.plan_lines import Goal
from waymark.planning.situation import Situation
from waymark.progress.cadence import Also, due_of
from waymark.progress.gathering import Gathered, Rows, gather, rows_of
from waymark.progress.report import Due, Made, Series
from waymark.progress.report_ahead import HardMoments
from waymark.progress.series import follow
from waymark.record.time import DAY, stamp

__all__ = ["Walk"]

_DOSES = ("medication.dose_mg", "medication.injection")


class Walk:
    """Worked out when first asked for. `mute`: no reasons are written, for looking over many people. `also`: what is
    known beside the record."""

    def __init__(self, situation: Situation, *, mute: bool = False, also: Also | None = None) -> None:
        self.situation, self.mute, self.also = situation, mute, also
        self.prepared, self.calendar = situation.prepared, situation.calendar
        self.day: int = situation.calendar.day
        self._series: dict[int, tuple[Series, ...]] = {}
        self.evidence = Evidence(self.prepared, situation.known, mute=mute)

    @cached_property
    def lines(self) -> Lines:
        """The plan as `compose` would make it now, before its texts."""
        return decide(self.situation, self.situation.findings(mute=self.mute), self.evidence)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        return (*self.lines.goals, *self.lines.later)

    @cached_property
    def rows(self) -> Rows:
        return rows_of(self.situation)

    @cached_property
    def gathered(self) -> Gathered:
        return gather(self.situation, self.rows)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        return self.series_on(self.day)

    def series_on(self, day: int) -> tuple[Series, ...]:
        """The same as of an earlier day, on what is known by now."""
        found = self._series.get(day)
        if found is None:
            found = self._series[day] = follow(self.situation, self.gathered, self.goals, day)
        return found

    @cached_property
    def made(self) -> tuple[Made, ...]:
        """Changes of the plan that were accepted, and what came of them."""
        from waymark.progress.made import made_of

        return made_of(self)

    @cached_property
    def due(self) -> tuple[Due, ...]:
        return due_of(
            self.situation, self.evidence, self.rows, self.lines.monitoring, self.goals, self.series, self.also
        )

    @cached_property
    def since(self) -> int | None:
        """The day on which care began: the first visit kept, dose noted, or line that somebody agreed to."""
        days = [stamp(row.at) // DAY for row in self.situation.stand.log if row.decision == "agreed"]
        days += self.attended[:1]
        days += [stamp(row.at) // DAY for _, row in self.rows["measures"] if row.measure in _DOSES]
        return min(days, default=None)

    @cached_property
    def hard_moments(self) -> HardMoments:
        """The plan for hard moments, from the person's own words and rows."""
        from waymark.progress.hard_moments import hard_moments_of

        return hard_moments_of(self)

    @cached_property
    def attended(self) -> list[int]:
        """Days of visits that were kept, in order."""
        visits = {event.day for event in self.gathered.events.get(("visits", None), ()) if event.well}
        return sorted(visits)
