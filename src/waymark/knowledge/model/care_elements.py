"""What a plan is made of: problems, goals, interventions, medicines."""

from typing import Literal

from waymark.knowledge.model.common import Clinical, Entry, Text, Voices

__all__ = ["GoalPattern", "GoalStep", "Intervention", "Medicine", "Problem"]

Area = Literal[
    "safety",
    "use",
    "medication",
    "body",
    "mind",
    "sleep",
    "pain",
    "home",
    "work",
    "money",
    "law",
    "family",
    "people",
    "coping",
    "meaning",
    "life skills",
    "recovery",
]


class Problem(Clinical, frozen=True, kw_only=True):
    """A need the plan answers. Opened by rules; names the goals and options that answer it."""

    id: str
    label: Text
    # In the person's voice: how the plan names this need to them.
    says: Text
    area: Area
    dimension: str
    # Part of the safety-and-medication bundle, outside the cap on active goals.
    bundle: bool = False
    per_substance: bool = False
    # Opened only where nothing else is: so that nobody leaves without a next step.
    fallback: bool = False
    # How much of the rest gets easier when this one does, 0-3.
    leverage: int = 1
    goals: tuple[str, ...]
    # Options in declared order; a rule may promote, exclude or hold them.
    first_line: tuple[str, ...] = ()
    second_line: tuple[str, ...] = ()
    # Condition-free wishes that point here: ids of areas in the person's priorities.
    review_days: int = 30


class GoalStep(Entry, frozen=True, kw_only=True):
    """A small step on the way, `by_day` days after the start; `tonight` steps name a tool."""

    says: Text
    by_day: int
    who: Literal["person", "clinician", "prescriber", "nurse", "case manager", "peer", "family"] = "person"
    tool: str | None = None


class GoalPattern(Clinical, frozen=True, kw_only=True):
    """Yields a SMART goal. Numbers come from the person's own baseline where there is one.

    `says` may use {baseline}, {target}, {unit}, {by}, {substance.name}. Letters S M A R T are checked on the result.
    """

    id: str
    label: Text
    says: Text
    # What is measured: a fact id; `{substance}` allowed.
    measure: str
    measure_label: Text
    unit: Text
    # How the target follows from the baseline (arithmetic over `baseline`), and the target without a baseline.
    target: str | None = None
    target_without_baseline: float
    direction: Literal["down", "up", "done"]
    days: int
    owner: Literal["person", "person and prescriber", "person and clinician", "clinician", "case manager"]
    achievable_because: Text
    relevant_because: Text
    steps: tuple[GoalStep, ...]
    # Condition: this pattern fits (e.g. the person chose abstinence); None = always. `{substance}` allowed.
    fits_when: str | None = None
    review_days: int = 30


class Intervention(Clinical, frozen=True, kw_only=True):
    """Something the plan can offer."""

    id: str
    label: Text
    # Requirement ids it serves, e.g. E1, G2, H1.
    serves: tuple[str, ...] = ()
    kind: Literal[
        "therapy",
        "holistic",
        "peer",
        "mutual help",
        "family",
        "skills",
        "case management",
        "health",
        "medication",
        "digital",
    ]
    says: Voices
    # Why it fits: completes "for you because ..."; may show facts.
    dose: Text
    sessions_per_week: float = 1
    minutes_per_session: float = 60
    weeks: float | None = None
    counts_as_treatment_hours: bool = True
    group: bool = False
    provided_by: tuple[str, ...] = ()
    grade: Literal["A", "B", "C", "D"] | None = None
    effect: Text | None = None
    burden: Text | None = None
    cautions: Text | None = None
    alternatives: tuple[str, ...] = ()
    synergies: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    # New skills to learn: at most three such at once.
    new_skill: bool = False
    # Mutual help and spiritual options need the person's interest.
    needs_interest: bool = False
    secular: bool = True


class Medicine(Clinical, frozen=True, kw_only=True):
    """A medicine as an option for the prescriber. Waymark lists options and checks; it never doses."""

    id: str
    label: Text
    ingredient: str
    # Brand names and what people call it. A name that several medicines have may be any of them.
    names: tuple[str, ...] = ()
    classes: tuple[str, ...]
    # Substance classes it treats: "opioids", "alcohol", "tobacco"...
    treats: tuple[str, ...] = ()
    form: Text
    says: Voices
    how_given: Text
    benefits: Text
    burdens: Text
    risks: Text
    baseline_checks: tuple[Text, ...] = ()
    monitoring: tuple[Text, ...] = ()
    stopping: Text | None = None
    off_label: bool = False
    needs_dispensing: int = 0
    # Medicine classes that interact, with what to do.
    interactions: dict[str, Text] = {}
    order: int = 5
