"""The lines of a plan that the two authors decide on, and the parts they are made of."""

from typing import Literal

import msgspec

__all__ = [
    "Alert",
    "AuthorState",
    "Composite",
    "EmergencyPath",
    "Goal",
    "Hold",
    "Item",
    "LeftOut",
    "LevelChoice",
    "MedicineOption",
    "Need",
    "Offer",
    "OpenQuestion",
    "Part",
    "Reason",
    "SmartCheck",
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


class OpenQuestion(Item, frozen=True, kw_only=True):
    """Something still to find out: what it could change, how long it takes."""

    asks: str
    could_change: tuple[str, ...] = ()
    minutes: float
    instrument: str | None = None
    sensitive: bool = False
    safety: bool = False
    weight: float
