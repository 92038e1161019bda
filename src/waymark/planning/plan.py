"""`waymark.plan/1`: the plan document. Every part can be traced to facts, rules and sources it carries.

One language per document; both voices where reasons differ. All times are shown as in the record: dates, or days from
the record's anchor.
"""

from typing import Literal

import msgspec

from waymark.planning.plan_lines import (
    Agreement,
    Alert,
    Composite,
    Earlier,
    EmergencyPath,
    FactMove,
    Goal,
    Hold,
    Item,
    LeftOut,
    LevelChoice,
    Logged,
    MedicineOption,
    Merged,
    Need,
    Offer,
    OpenQuestion,
    Part,
    Reason,
    SmartCheck,
    State,
    Step,
)

__all__ = [
    "NONE_GIVEN",
    "Agreement",
    "Alert",
    "Composite",
    "Contradiction",
    "Earlier",
    "EmergencyPath",
    "FactLine",
    "FactMove",
    "Goal",
    "Hold",
    "Item",
    "LeftOut",
    "LevelChoice",
    "Logged",
    "MedicineOption",
    "Merged",
    "Need",
    "Offer",
    "OpenQuestion",
    "Part",
    "Plan",
    "Reason",
    "RuleLine",
    "Session",
    "SmartCheck",
    "SourceLine",
    "State",
    "Step",
]


class Session(Part, frozen=True, kw_only=True):
    """A place in the week. Times as "17:30"."""

    weekday: str
    start: str
    minutes: int
    title: str
    item: str
    remote: bool = False


class Timetable(Part, frozen=True, kw_only=True):
    """The week that fits this person, and what found no place."""

    sessions: tuple[Session, ...] = ()
    busy: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    note: str = ""


class Load(Part, frozen=True, kw_only=True):
    """What the plan asks: of the person and of staff, hours a week. Money only where a site entered rates."""

    person_hours: float
    treatment_hours: float
    staff_hours: dict[str, float] = {}
    cost_per_week: float | None = None
    currency: str | None = None
    within_level: str = ""


class Contradiction(Part, frozen=True, kw_only=True):
    """Two readings that do not agree; shown, not resolved."""

    says: str
    facts: tuple[str, ...]


class FactLine(Part, frozen=True, kw_only=True):
    """A known fact as it stood: value in words, when, from whom, how."""

    label: str
    value: str
    at: str | None = None
    noted: str | None = None
    by: str | None = None
    source: str | None = None
    how: str | None = None
    valid_until: str | None = None
    stale: bool = False
    prorated: bool = False
    used: bool = False


class RuleLine(Part, frozen=True, kw_only=True):
    """A rule that spoke: its question, reason, strength, status and sources."""

    asks: str
    answer: Literal["yes", "not yet known"]
    clinician: str
    person: str
    strength: str
    status: str
    sources: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    note: str | None = None
    # Who signed it at this site: name, role and day.
    signed_by: tuple[str, ...] = ()
    condition: str = ""
    facts: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()


class SourceLine(Part, frozen=True, kw_only=True):
    """A source as cited."""

    title: str
    citation: str
    read: str


class Text(Part, frozen=True, kw_only=True):
    """A heading with lines under it, for parts of the plan that are prose."""

    id: str
    title: str
    lines: tuple[str, ...] = ()


class Blank(Part, frozen=True, kw_only=True):
    """A place of a worksheet to fill: what is asked, and what an invented person wrote (of a table, line by line)."""

    id: str
    label: str
    kind: str
    lines: int = 1
    columns: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    example: tuple[tuple[str, ...], ...] = ()


class Worksheet(Text, frozen=True, kw_only=True):
    """A tool of this plan; `lines` are its steps. Plans of earlier times have only these."""

    says: str = ""
    not_when: str = ""
    minutes: float | None = None
    blanks: tuple[Blank, ...] = ()
    example: str = ""
    recheck: str = ""
    recheck_days: float | None = None


class Inputs(Part, frozen=True, kw_only=True):
    """What the plan was made from: hashes (sha256 of canonical JSON), and the documents themselves where carried."""

    record: str
    decisions: str | None = None
    programme: str | None = None
    release: str
    engine: str


NONE_GIVEN = msgspec.Raw(b"")


class Carried(Part, frozen=True, kw_only=True):
    """The documents the plan was made from, as they were."""

    record: msgspec.Raw
    # Empty where the plan was made without; left out of the document then.
    decisions: msgspec.Raw = NONE_GIVEN
    programme: msgspec.Raw = NONE_GIVEN


class Header(Part, frozen=True, kw_only=True):
    """Who, when, with what."""

    person: str
    called: str | None = None
    pronouns: str | None = None
    at: str
    anchor: str | None = None
    language: str
    release_version: str
    programme: str
    provisional: bool = False
    notices: tuple[str, ...] = ()


class Plan(Part, frozen=True, kw_only=True):
    """`waymark.plan/1`."""

    format: Literal["waymark.plan/1"]
    header: Header
    inputs: Inputs
    emergency: EmergencyPath | None = None
    alerts: tuple[Alert, ...] = ()
    words: tuple[Text, ...] = ()
    understanding: tuple[Text, ...] = ()
    strengths: tuple[str, ...] = ()
    next_72_hours: tuple[Step, ...] = ()
    needs: tuple[Need, ...] = ()
    level: LevelChoice
    goals: tuple[Goal, ...] = ()
    later: tuple[Goal, ...] = ()
    interventions: tuple[Offer, ...] = ()
    medicines: tuple[MedicineOption, ...] = ()
    integrated: tuple[Text, ...] = ()
    support: tuple[Text, ...] = ()
    skills: tuple[str, ...] = ()
    hard_moments: tuple[Text, ...] = ()
    when_not_well: tuple[Text, ...] = ()
    family: tuple[Text, ...] = ()
    timetable: Timetable = Timetable()
    load: Load
    monitoring: tuple[Step, ...] = ()
    reviews: tuple[Step, ...] = ()
    moving_on: tuple[str, ...] = ()
    aftercare: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    informs: tuple[Item, ...] = ()
    diagnoses: tuple[str, ...] = ()
    holds: tuple[Hold, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    noted: tuple[str, ...] = ()
    # What the authors decided: agreed and no longer proposed, changes against new facts, and every decision in order.
    earlier: tuple[Earlier, ...] = ()
    merged: tuple[Merged, ...] = ()
    log: tuple[Logged, ...] = ()
    crisis: tuple[Item, ...] = ()
    tools: tuple[Worksheet, ...] = ()
    facts: dict[str, FactLine] = {}
    # Names in words of facts that lines ask for and nobody knows yet.
    labels: dict[str, str] = {}
    rules: dict[str, RuleLine] = {}
    sources: dict[str, SourceLine] = {}
    carries: Carried | None = None
