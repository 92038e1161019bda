"""All there is to look at about one person before anybody says what is due: plan, record, team, calendar, course."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Literal

import msgspec

__all__ = [
    "Again", "Arranged", "Course", "Followed", "Line", "Look", "Made", "PlanPart", "Promise", "Raised", "StandsOut",
    "Tried",
]  # fmt: skip


class Reason(msgspec.Struct, frozen=True):
    clinician: str = ""


class State(msgspec.Struct, frozen=True):
    standing: str = "proposed"


class Line(msgspec.Struct, frozen=True):
    id: str
    title: str = ""
    why: Reason | None = None
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    state: State = State()
    who: str = ""
    within_hours: float = 0
    level: str = ""
    find_out: tuple[str, ...] = ()
    option: str = ""


class Fact(msgspec.Struct, frozen=True):
    label: str = ""
    at: str | None = None
    valid_until: str | None = None
    used: bool = False


class Header(msgspec.Struct, frozen=True):
    at: str
    anchor: str | None = None


class PlanPart(msgspec.Struct, frozen=True):
    """What of a `waymark.plan/1` document tells of things to do; the rest is not read."""

    header: Header
    alerts: tuple[Line, ...] = ()
    next_72_hours: tuple[Line, ...] = ()
    reviews: tuple[Line, ...] = ()
    holds: tuple[Line, ...] = ()
    facts: dict[str, Fact] = {}
    labels: dict[str, str] = {}


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The last version of the plan."""

    plan: PlanPart
    number: int
    at: datetime
    rows: int
    decisions: int
    signed_by_person: bool
    signed_by_staff: bool
    language: str = "en"


class Promise(msgspec.Struct, frozen=True):
    """A next step that somebody of the team wrote down and nobody has closed. `key`: its own id."""

    key: str
    referral: bool
    text: str
    at: datetime
    due: date | None
    role: str


class Raised(msgspec.Struct, frozen=True):
    """Something dangerous that an answer brought up and nobody has looked at. `key`: its own id."""

    key: str
    title: str
    at: datetime


class Arranged(msgspec.Struct, frozen=True):
    """Until when something is arranged with the person: the end of the last appointment that stands."""

    until: datetime | None = None


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the plan repeats and is next on `next`; from the day after `until` it is overdue. `who` answers
    for it, `hours` is its rhythm."""

    item: str
    title: str
    why: str
    who: str
    hours: float
    next: date
    until: date


class StandsOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stands out in the course of care and asks for somebody within so many hours."""

    key: str
    title: str
    why: str
    safety: bool
    hours: float
    rule: str


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """A change that was made, and the day on which it is looked at whether it helped."""

    key: str
    title: str
    on: date


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """Something open of a move, or a check-up of the time after: followed until somebody closes it, in care or not."""

    kind: Literal["handover", "check_up"]
    key: str
    title: str
    why: str
    safety: bool = False
    who: str = ""
    shows: date | None = None
    due: date | None = None


class Course(msgspec.Struct, frozen=True):
    """What the room of progress says of the record today: the one judgement of what is due, for pages and this list."""

    again: tuple[Again, ...] = ()
    stands_out: tuple[StandsOut, ...] = ()
    tried: tuple[Tried, ...] = ()
    followed: tuple[Followed, ...] = ()


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """All there is to look at. `noted`: instruments and measures noted since the plan, by when. `touched`: when a
    session last touched a line of the plan. `course`: what progress says; `at`: when that was said; `seen`: since when
    an entry stands here."""

    since: datetime | None
    rows: int = 0
    decisions: int = 0
    made: Made | None = None
    noted: Mapping[str, datetime] = {}
    facts_noted: frozenset[str] = frozenset()
    touched: Callable[[str], datetime | None] = lambda item: None
    promises: tuple[Promise, ...] = ()
    raised: tuple[Raised, ...] = ()
    arranged: Arranged = Arranged()
    team: frozenset[str] = frozenset()
    course: Course = Course()
    at: datetime = datetime(1, 1, 1, tzinfo=UTC)
    seen: Callable[[str], datetime | None] = lambda key: None
