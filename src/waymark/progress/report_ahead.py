"""Further parts of `waymark.progress/1`: hard moments, expectations, working together, less care, the time after.

All times are shown as in the record; `day` is the number of a day, for drawing. Beside them `waymark.handover/1`.
"""

from typing import Literal

from waymark.planning.plan_lines import Part, Reason

__all__ = [
    "Aftercare",
    "Answer",
    "CapitalField",
    "Check",
    "CheckUpDue",
    "Event",
    "Expected",
    "FieldItem",
    "HardLine",
    "HardMoments",
    "HardPart",
    "MedicineGoesOn",
    "Missing",
    "OpenItem",
    "RecoveryCapital",
    "StepDown",
    "Version",
    "VersionLine",
    "Visit",
    "Waypoint",
    "Week",
    "Working",
]


# -- the plan for hard moments -----------------------------------------------------------------------------------------


class HardLine(Part, frozen=True, kw_only=True):
    """One line. `by`: whose it is: the person's words, their rows (`data`), or the plan. `at`: when it was said; `new`:
    written since use last came back. `confidence`: how sure the person is to get through it, 0 to 10, as they said;
    `says`: the same in words."""

    text: str
    by: Literal["own words", "data", "plan"]
    at: str | None = None
    new: bool = False
    confidence: int | None = None
    says: str = ""


class HardPart(Part, frozen=True, kw_only=True):
    """`id`: situations, signs, coping, people, steps, call, never, helps, harms, children."""

    id: str
    title: str
    lines: tuple[HardLine, ...] = ()


class Missing(Part, frozen=True, kw_only=True):
    """A part with fewer of the person's own lines than a complete plan has."""

    id: str
    has: int
    needs: int
    says: str


class HardMoments(Part, frozen=True, kw_only=True):
    """`parts`: what pulls, signs, what helps, people, what to do; `not_well`: when I am not well. `renew`: the day on
    which it is looked at again; `due`: that day has come, or use came back since it was written."""

    parts: tuple[HardPart, ...] = ()
    not_well: tuple[HardPart, ...] = ()
    missing: tuple[Missing, ...] = ()
    complete: bool = False
    written: str | None = None
    renew: str | None = None
    due: bool = False
    says: str = ""


# -- expectations, working together, milestones ------------------------------------------------------------------------


class Expected(Part, frozen=True, kw_only=True):
    """What the person expects, what the plan aims at, what happened, and how it was settled."""

    text: str
    at: str
    about: str | None = None
    aims: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()
    state: Literal["open", "settled"]
    settled: str | None = None
    settled_at: str | None = None
    says: str = ""


class Answer(Part, frozen=True, kw_only=True):
    """One of the four answers after a talk, 0 to 10: the last, and the one before."""

    id: str
    label: str
    value: float
    before: float | None = None


class Working(Part, frozen=True, kw_only=True):
    """How we work together, by the person's account. `steps`: what is done where something was not right."""

    asked: str | None = None
    answers: tuple[Answer, ...] = ()
    low: bool = False
    steps: tuple[str, ...] = ()
    says: str = ""


class Waypoint(Part, frozen=True, kw_only=True):
    """A milestone on the way of a goal: a value, and the day on which it was first reached. The next one that is not
    reached yet carries the day on which the straight way comes there. What was reached stays reached."""

    goal: str
    title: str
    measure: str
    label: str
    value: float
    share: int
    reached: str | None = None
    expected: str | None = None
    own_words: str | None = None
    says: str = ""


# -- less care, and the time after -------------------------------------------------------------------------------------


class Check(Part, frozen=True, kw_only=True):
    """One thing that has to be so before less care; None: nobody knows."""

    id: str
    says: str
    holds: bool | None


class StepDown(Part, frozen=True, kw_only=True):
    """`ready`: it can be talked about now. `first`: all but what can be put right before. `not now`: something stands
    against it. `lowest`: the plan has no smaller level that is safe. `too early`: nothing to judge by yet."""

    state: Literal["ready", "first", "not now", "lowest", "too early"]
    level: str | None = None
    title: str | None = None
    checks: tuple[Check, ...] = ()
    overlap: str = ""
    says: str = ""


class CheckUpDue(Part, frozen=True, kw_only=True):
    """`opens` to `until`: the days in which it counts as this check-up."""

    due: str
    opens: str
    until: str
    day: int
    title: str
    about: str
    state: Literal["done", "due", "missed", "ahead"]
    at: str | None = None


class Aftercare(Part, frozen=True, kw_only=True):
    """The time after. `weekly_until`: use came back, so check-ups are weekly until then."""

    since: str
    days: int
    checkups: tuple[CheckUpDue, ...] = ()
    next: str | None = None
    missed_in_a_row: int = 0
    weekly_until: str | None = None
    way_back: tuple[str, ...] = ()


class FieldItem(Part, frozen=True, kw_only=True):
    """An item of the BARC-10 (1 to 6): at the start, and now."""

    label: str
    first: float
    now: float


class CapitalField(Part, frozen=True, kw_only=True):
    """A field: what is there (assets), what is thin (gaps), what is done for it (actions)."""

    id: str
    label: str
    items: tuple[FieldItem, ...] = ()
    assets: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


class RecoveryCapital(Part, frozen=True, kw_only=True):
    """What a person can build recovery on, over time. `measure`: the series it stands in; `supported_from`: the total
    from which lasting remission was more common."""

    measure: str | None = None
    first: float | None = None
    now: float | None = None
    at: str | None = None
    supported_from: float
    fields: tuple[CapitalField, ...] = ()
    says: str = ""


# -- the road ----------------------------------------------------------------------------------------------------------


class VersionLine(Part, frozen=True, kw_only=True):
    item: str
    title: str
    decision: str
    author: Literal["person", "clinician"]
    why: str | None = None


class Version(Part, frozen=True, kw_only=True):
    """A version of the plan: the day on which somebody decided, by whom, on which lines, and why."""

    number: int
    at: str
    day: int
    authors: tuple[str, ...]
    lines: tuple[VersionLine, ...]
    says: str = ""


class Event(Part, frozen=True, kw_only=True):
    """Something to be seen on the time line. `kind`: care began, change, use came back, move, end."""

    kind: Literal["began", "change", "use came back", "move", "end"]
    at: str
    day: int
    says: str


class Week(Part, frozen=True, kw_only=True):
    """A week of care, the first is 1. None: nothing of the kind was noted, which is never a zero."""

    number: int
    start: str
    day: int
    visits_kept: int | None = None
    visits_missed: int | None = None
    tests_negative: int | None = None
    tests_positive: int | None = None
    doses: int | None = None
    use_days: int | None = None
    check_ins: int | None = None
    events: tuple[str, ...] = ()


# -- handing over ------------------------------------------------------------------------------------------------------


class MedicineGoesOn(Part, frozen=True, kw_only=True):
    """A medicine that is taken: it goes on. `who` goes on with it; `covered_until`: it is in hand to this day."""

    name: str
    dose: str | None = None
    last_dose: str | None = None
    prescriber: str | None = None
    who: str | None = None
    covered_until: str | None = None
    must_go_on: bool = False
    says: str = ""


class Visit(Part, frozen=True, kw_only=True):
    """The first visit in the new place. `text`: date, time, place and name as noted."""

    at: str | None = None
    days: int | None = None
    text: str | None = None
    kept: bool = False
    overdue: bool = False
    says: str = ""


class OpenItem(Part, frozen=True, kw_only=True):
    """Something that is followed until somebody closes it. `item`: the line of the plan; `closes`: the fact that closes
    it, where one does."""

    item: str
    title: str
    who: str
    by: str | None = None
    state: Literal["open", "closed"] = "open"
    safety: bool = False
    closes: str | None = None
    closed: str | None = None
    why: Reason | None = None
