"""The lines of a plan that the two authors decide on, and the parts they are made of."""

from typing import Literal

import msgspec

__all__ = [
    "Agreement",
    "Alert",
    "AuthorState",
    "Composite",
    "Earlier",
    "EarlierStanding",
    "EmergencyPath",
    "FactMove",
    "Goal",
    "Hold",
    "Item",
    "LeftOut",
    "LevelChoice",
    "Logged",
    "MedicineOption",
    "MergeKind",
    "Merged",
    "Need",
    "Offer",
    "OpenQuestion",
    "Part",
    "Reason",
    "SmartCheck",
    "Standing",
    "State",
    "Step",
]

AuthorState = Literal["proposed", "agreed", "disagreed", "declined", "changed", "paused", "replaced"]
# Where an item stands between the two: active once both agree; a dispute never holds back another item.
Standing = Literal["proposed", "active", "open between us", "declined", "paused", "replaced"]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any part of a plan."""


class Reason(Part, frozen=True, kw_only=True):
    """Why, twice: complete, and plain."""

    clinician: str = ""
    person: str = ""


class State(Part, frozen=True, kw_only=True):
    """What each author has said of an item so far, and where it stands between them."""

    person: AuthorState = "proposed"
    clinician: AuthorState = "proposed"
    standing: Standing = "proposed"
    # Declined or paused until this day; without one, until somebody says otherwise.
    re_offer: str | None = None
    until: str | None = None
    # The day on which it came back as agreed, after it was declined.
    offered_again: str | None = None
    instead: str | None = None
    text: str | None = None
    # An author's own words for a line whose own words stay.
    says: str | None = None
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
    # Where an author's change stands, what would stand here without it, by field.
    proposed: dict[str, str | float] = {}


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


class OpenQuestion(Item, frozen=True, kw_only=True):
    """Something still to find out: what it could change, how long it takes."""

    asks: str
    could_change: tuple[str, ...] = ()
    minutes: float
    instrument: str | None = None
    sensitive: bool = False
    safety: bool = False
    weight: float


class FactMove(Part, frozen=True, kw_only=True):
    """A fact that is not what it was: in words, None where it was or is not known. `at`: when it came to be so."""

    fact: str
    label: str
    before: str | None = None
    after: str | None = None
    at: str | None = None


class Agreement(Part, frozen=True, kw_only=True):
    """Who decided, and when."""

    author: Literal["person", "clinician"]
    decision: AuthorState
    at: str
    role: str | None = None
    by: str | None = None


EarlierStanding = Literal[
    "stopped", "moved", "reached", "settled", "waits", "replaced", "kept", "not proposed", "unknown here"
]


class Earlier(Item, frozen=True, kw_only=True):
    """Agreed earlier and no longer proposed as it was: what changed since, and what there is to decide."""

    item: str
    standing: EarlierStanding
    agreed: tuple[Agreement, ...] = ()
    since: tuple[FactMove, ...] = ()
    # What stands there now instead, in words.
    now: str | None = None
    decide: str = ""


MergeKind = Literal["untouched", "same", "facts moved", "human moved", "conflict"]


class Merged(Part, frozen=True, kw_only=True):
    """One field of a line, three ways: as it was when somebody decided, as they decided, as the facts have it now."""

    item: str
    title: str
    field: str
    kind: MergeKind
    base: str | None = None
    human: str | None = None
    proposed: str | None = None
    # Whose word stands until both decide anew: theirs, or the proposal where safety asks for it.
    stands: Literal["human", "proposed"] = "human"
    says: Reason = Reason()
    agreed: tuple[Agreement, ...] = ()
    since: tuple[FactMove, ...] = ()


class Logged(Part, frozen=True, kw_only=True):
    """A decision in the order it was made: who, what, when, why, and whether it still counts."""

    at: str
    author: Literal["person", "clinician"]
    role: str | None = None
    by: str | None = None
    item: str
    title: str
    decision: str
    says: str = ""
    text: str | None = None
    counts: Literal["stands", "later word", "withdrawn", "not followed"] = "stands"
