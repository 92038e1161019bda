"""`waymark.progress/1`: how it goes. What was followed, what is due, what stands out, what could be changed.

All times are shown as in the record: dates, or days from its anchor; `day` is the number of a day, for drawing.
"""

from typing import Literal

from waymark.knowledge.model.common import Strength
from waymark.planning.plan_lines import Part, Reason
from waymark.progress.report_ahead import (
    Aftercare,
    Event,
    Expected,
    HardMoments,
    RecoveryCapital,
    StepDown,
    Version,
    Waypoint,
    Week,
    Working,
)

__all__ = [
    "About",
    "Came",
    "Change",
    "Due",
    "Edit",
    "Gap",
    "Goes",
    "Kind",
    "Made",
    "Milestone",
    "OwnCount",
    "Point",
    "Progress",
    "Series",
    "Signal",
    "Standing",
    "State",
    "Trend",
]

Kind = Literal["score", "number", "test", "attendance", "taken", "use"]
Goes = Literal["higher", "lower"]
About = Literal["contact", "use", "mind", "working together", "course"]
# Whether what was expected of a change came.
Came = Literal["not yet", "came", "in part", "did not come", "not measured"]
State = Literal["done", "due", "overdue", "never", "skipped"]
# How a measure stands against where it began and where it should be by now.
Standing = Literal[
    "reached",
    "better",
    "as expected",
    "standing still",
    "slipping",
    "worse",
    "too early",
    "one value",
    "not known",
    "old",
    "counted",
]


class Point(Part, frozen=True, kw_only=True):
    """One value. `of`: of how many events it is a share, or in how many days it was counted; 1 for a single value."""

    at: str
    day: int
    value: float
    of: int = 1


class Gap(Part, frozen=True, kw_only=True):
    """Days between two values in which nothing was noted although it holds only so long. Never counted as zero."""

    start: str
    end: str
    days: int


class Trend(Part, frozen=True, kw_only=True):
    """Where it should be by now, and where it goes.

    `expected`: on the straight way from the baseline to the target, at this moment; `low`, `high`: less than a change
    that means something away from it. `slope`: change in a week, the middle of the slopes between all pairs of values
    (Theil-Sen) of the last weeks; `slope_low`, `slope_high`: the middle four fifths of them. It is a spread, not a
    confidence interval. None where there are fewer than three values in two weeks.
    """

    expected: float | None = None
    low: float | None = None
    high: float | None = None
    slope: float | None = None
    slope_low: float | None = None
    slope_high: float | None = None
    pairs: int = 0
    # Days from the baseline to the aim, where there is a way.
    days: float | None = None


class Series(Part, frozen=True, kw_only=True):
    """One measure over time.

    `id`: the fact, or the track with its substance (`tests:opioids`). `meaning`: how large a change means something,
    and `meaning_from` where that comes from: the instrument, the library, the way to a goal. `gain`: from the baseline
    to the latest value, positive is better.
    """

    id: str
    label: str
    kind: Kind
    unit: str = ""
    better: Goes
    points: tuple[Point, ...]
    baseline: Point | None = None
    latest: Point | None = None
    gain: float | None = None
    meaning: float | None = None
    meaning_from: Literal["instrument", "library", "goal"] | None = None
    target: float | None = None
    target_from: Literal["instrument", "library", "goal"] | None = None
    goal: str | None = None
    standing: Standing
    says: str = ""
    note: str = ""
    # Until when the latest value speaks of now; None: always.
    holds_until: str | None = None
    stale: bool = False
    gaps: tuple[Gap, ...] = ()
    trend: Trend = Trend()


class Due(Part, frozen=True, kw_only=True):
    """Something the plan repeats. `item`: the line of the plan; `state`: how it stands; `why`: of what was skipped.

    `missed`: how many times in a row it should have been there and was not, since it was last there. `day`: the number
    of the day on which it is next; `until_day`: of the last day on which it is not overdue.
    """

    item: str
    title: str
    # None for what was left out and is repeated no more.
    every_days: float | None
    last: str | None = None
    next: str | None
    state: State
    missed: int = 0
    says: str = ""
    why: str | None = None
    day: int = 0
    until_day: int = 0


class Signal(Part, frozen=True, kw_only=True):
    """Something that stands out: a rule on the course of care that is true now.

    `measures`: ids of what it rests on; `does`: what is to be done, by the library; `items`: lines of the plan that do
    it, where the plan has them. `snoozed_until`: put aside with a reason until that day; `rests_until`: what it asks
    for was begun, by a change or a talk (`rests_by`), so nobody is asked again before that day. Neither is ever so of
    what protects life. `settles`: facts by which it is known that what it asks for was done.
    """

    id: str
    rule: str
    title: str
    why: Reason | None = None
    about: About
    safety: bool = False
    within_hours: float
    strength: Strength
    status: str
    reference: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    snoozed_until: str | None = None
    snoozed_because: str | None = None
    rests_until: str | None = None
    rests_by: Literal["change", "talk"] | None = None
    settles: tuple[str, ...] = ()
    says: str = ""


class Edit(Part, frozen=True, kw_only=True):
    """One line of the plan as a change would have it: the decision that does it, by the line's id."""

    item: str
    title: str
    decision: Literal["agreed", "changed", "declined"]
    change: dict[str, str | float] = {}
    before: str = ""
    after: str = ""
    seen: dict[str, str | float | None] = {}


class Change(Part, frozen=True, kw_only=True):
    """A change of this plan, proposed by name: why, what is expected, by which measure, when it is looked at.

    `id`: `change:MOVE` and what it is about. `edits`: the lines of the plan that it changes; accepting it decides on
    them. `state`: `proposed` now; `after`: the next rungs, should this one be declined or not help; `waits`: another
    main change is still running, until `until`.
    """

    id: str
    move: str
    step: int
    title: str
    main: bool
    why: Reason
    because: tuple[str, ...]
    edits: tuple[Edit, ...]
    # What the rows say and a clinician notes by accepting, so that the next plan knows it: facts with their values.
    notes: dict[str, bool | float] = {}
    measure: str | None = None
    measure_label: str | None = None
    now: float | None = None
    hoped: float | None = None
    expects: str
    burden: str
    look: str
    look_days: int
    status: str
    state: Literal["proposed", "after", "waits"]
    until: str | None = None


class Made(Part, frozen=True, kw_only=True):
    """A change that was accepted, and what came of it. `before`, `value`: the measure then and at the look date."""

    id: str
    title: str
    accepted: str
    look: str
    main: bool
    measure: str | None = None
    measure_label: str | None = None
    before: float | None = None
    hoped: float | None = None
    value: float | None = None
    came: Came
    says: str
    # What follows from that, said plainly.
    then: str = ""
    look_days: int = 0


class OwnCount(Part, frozen=True, kw_only=True):
    """What the person chose to count, and how far it is. `reached`, `next`: days, on a way that counts days."""

    counts: str | None = None
    number: float | None = None
    reached: int | None = None
    next: int | None = None
    says: str


class Milestone(Part, frozen=True, kw_only=True):
    """Something reached, to be celebrated in the person's own terms."""

    id: str
    says: str
    at: str | None = None
    measure: str | None = None
    # What the person said they want, where the milestone is on the way there.
    own_words: str | None = None


class Progress(Part, frozen=True, kw_only=True):
    """`waymark.progress/1`."""

    format: Literal["waymark.progress/1"]
    person: str
    at: str
    language: str
    release: str
    programme: str
    since: str | None = None
    weeks: float | None = None
    series: tuple[Series, ...] = ()
    due: tuple[Due, ...] = ()
    own: OwnCount
    milestones: tuple[Milestone, ...] = ()
    # What goes well: ids of measures.
    well: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    # What could be changed next: what protects life, then one main change, then the rungs after it.
    changes: tuple[Change, ...] = ()
    made: tuple[Made, ...] = ()
    # Milestones on the way of each goal: reached, and the next one.
    waypoints: tuple[Waypoint, ...] = ()
    hard_moments: HardMoments | None = None
    expected: tuple[Expected, ...] = ()
    working: Working | None = None
    step_down: StepDown | None = None
    aftercare: Aftercare | None = None
    capital: RecoveryCapital | None = None
    versions: tuple[Version, ...] = ()
    events: tuple[Event, ...] = ()
    weeks_table: tuple[Week, ...] = ()
