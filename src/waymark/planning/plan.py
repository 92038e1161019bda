"""`waymark.plan/1`: the plan document. Every part can be traced to facts, rules and sources it carries.

One language per document; both voices where reasons differ. All times are shown as in the record: dates, or days from
the record's anchor.
"""

from typing import Literal

import msgspec

__all__ = [
    "NONE_GIVEN",
    "Alert",
    "Composite",
    "Contradiction",
    "EmergencyPath",
    "FactLine",
    "Goal",
    "Hold",
    "Item",
    "LeftOut",
    "LevelChoice",
    "MedicineOption",
    "Need",
    "OpenQuestion",
    "Plan",
    "Reason",
    "RuleLine",
    "Session",
    "SmartCheck",
    "SourceLine",
    "State",
    "Step",
]

AuthorState = Literal["proposed", "agreed", "disagreed", "declined", "changed"]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any part of a plan."""


class Reason(Part, frozen=True, kw_only=True):
    """Why, twice: complete, and plain."""

    clinician: str = ""
    person: str = ""


class State(Part, frozen=True, kw_only=True):
    """What each author has said of an item so far."""

    person: AuthorState = "proposed"
    clinician: AuthorState = "proposed"
    re_offer: str | None = None
    text: str | None = None
    override: str | None = None


class Item(Part, frozen=True, kw_only=True):
    """A line that can be decided on. `facts` and `rules` point into the plan's own lists."""

    id: str
    title: str
    detail: str | None = None
    why: Reason | None = None
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    state: State = State()


class Alert(Item, frozen=True, kw_only=True):
    """Said at the top."""

    level: Literal["danger", "attention", "note"]


class EmergencyPath(Part, frozen=True, kw_only=True):
    """No routine plan now: what to do, and what follows."""

    action: str
    afterwards: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]


class Step(Item, frozen=True, kw_only=True):
    """Something to do, by whom, by when. `within_hours` from the plan's moment."""

    who: str
    within_hours: float
    tool: str | None = None
    how: tuple[str, ...] = ()


class Need(Item, frozen=True, kw_only=True):
    """A dimension with its rating; `rating` is None while nothing is known about it."""

    dimension: str
    substance: str | None = None
    rating: int | None
    anchors: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    # The rating could be this high, depending on these facts.
    could_be: int | None = None
    open_facts: tuple[str, ...] = ()


class Composite(Part, frozen=True, kw_only=True):
    """A base level with its add-ons, as a vector."""

    key: str
    title: str
    level: str
    add_ons: tuple[str, ...] = ()
    hours: tuple[float, float]
    medical: int
    nights: int
    cooccurring: int
    dispensing: int
    says: str = ""
    asks_of_person: str = ""
    setting: str = ""
    # What moving here would give and cost against the recommendation, in a sentence.
    compared: str = ""


class LevelChoice(Item, frozen=True, kw_only=True):
    """Level of care: what is recommended, what else is acceptable, what comes next, what is unmet."""

    recommended: Composite
    acceptable: tuple[Composite, ...] = ()
    # One step less, and one step more, in the declared order.
    next_down: Composite | None = None
    next_up: Composite | None = None
    # The level indicated though not offered or refused, and what bridges the time.
    unmet: Composite | None = None
    interim: tuple[str, ...] = ()
    # The recommendation lies elsewhere; this is what can be had here until then.
    meanwhile: Composite | None = None
    floors: dict[str, float] = {}
    targets: dict[str, float] = {}
    relaxed: dict[str, float] = {}
    # Facts that could raise the level: it is computed on what is known.
    could_rise_with: tuple[str, ...] = ()
    review_days: tuple[int, int]
    chosen_because: str = ""


class SmartCheck(Part, frozen=True, kw_only=True):
    """The goal's five letters, each with what makes it so."""

    specific: str
    measurable: str
    achievable: str
    relevant: str
    time_bound: str


class Offer(Item, frozen=True, kw_only=True):
    """An intervention in the plan."""

    intervention: str
    kind: str
    serves: tuple[str, ...] = ()
    dose: str = ""
    provider: tuple[str, ...] = ()
    hours_per_week: float = 0
    grade: str | None = None
    evidence: str | None = None
    burden: str | None = None
    cautions: str | None = None
    rank: Literal["first", "second", "adjunct"] = "first"
    alternatives: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    offered_here: bool = True


class Goal(Item, frozen=True, kw_only=True):
    """A SMART goal with its steps and what serves it."""

    pattern: str
    problem: str
    substance: str | None = None
    area: str
    bundle: bool = False
    says: str
    baseline: float | None = None
    target: float
    unit: str
    measure: str
    start: str
    by: str
    days: int
    owner: str
    urgency: int
    leverage: int
    priority: int | None = None
    smart: SmartCheck
    steps: tuple[Step, ...] = ()
    interventions: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()
    review: str = ""
    in_your_words: str | None = None


class MedicineOption(Item, frozen=True, kw_only=True):
    """A medicine as an option for the prescriber; never a prescription."""

    medicine: str
    treats: str
    status: Literal["option", "held", "excluded", "current"]
    rank: Literal["first", "second", "adjunct"] = "first"
    off_label: bool = False
    how_given: str = ""
    benefits: str = ""
    burdens: str = ""
    risks: str = ""
    checks: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    find_out_first: tuple[str, ...] = ()
    interactions: tuple[str, ...] = ()
    available_here: bool = True


class Hold(Item, frozen=True, kw_only=True):
    """An option that waits until something is known."""

    option: str
    find_out: tuple[str, ...]


class LeftOut(Item, frozen=True, kw_only=True):
    """Considered and not proposed, with the reason."""

    option: str


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


class OpenQuestion(Item, frozen=True, kw_only=True):
    """Something still to find out: what it could change, how long it takes."""

    asks: str
    could_change: tuple[str, ...] = ()
    minutes: float
    instrument: str | None = None
    sensitive: bool = False
    safety: bool = False
    weight: float


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
    crisis: tuple[Item, ...] = ()
    tools: tuple[Text, ...] = ()
    facts: dict[str, FactLine] = {}
    # Names in words of facts that lines ask for and nobody knows yet.
    labels: dict[str, str] = {}
    rules: dict[str, RuleLine] = {}
    sources: dict[str, SourceLine] = {}
    carries: Carried | None = None
