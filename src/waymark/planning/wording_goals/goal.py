"""`waymark.goal/1`: a person's words, what was heard in them, and the goals proposed from them."""

from typing import Literal

from waymark.planning.plan import Item, Part

__all__ = [
    "Answer",
    "AreaLine",
    "Clue",
    "Draft",
    "Letter",
    "LintFinding",
    "Proposal",
    "Standing",
    "WordedGoal",
]

# What the words are, the gravest first. `unread`: nothing in them is known here.
Standing = Literal["danger", "unsafe", "impossible", "vague", "goal", "unread"]
GRAVITY: tuple[Standing, ...] = ("danger", "unsafe", "impossible", "vague", "unread")


class Clue(Part, frozen=True, kw_only=True):
    """Words of the text that something was heard by: as written, and where (places of characters)."""

    words: str
    start: int
    end: int
    # The word as it was read where a slip of the finger was put right.
    read_as: str | None = None


class Answer(Part, frozen=True, kw_only=True):
    """What is said to words that are no goal as they stand. `sure`: the person's facts or words leave no doubt."""

    id: str
    kind: Literal["danger", "unsafe", "impossible", "vague", "unread"]
    title: str
    says: str
    today: str | None = None
    tonight: str | None = None
    question: str | None = None
    # For the clinician.
    because: str
    heard: tuple[Clue, ...] = ()
    sure: bool = False
    review: str | None = None
    within_hours: float | None = None
    # Instruments to ask, by name.
    ask: tuple[str, ...] = ()
    status: str
    sources: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()


class Letter(Part, frozen=True, kw_only=True):
    """One of the five: met by what, or what is missing, with one question and what could be answered."""

    letter: Literal["S", "M", "A", "R", "T"]
    met: bool
    says: str
    question: str | None = None
    suggestions: tuple[str, ...] = ()


class LintFinding(Part, frozen=True, kw_only=True):
    """A rule of the lint that a draft does not keep."""

    rule: Literal[
        "number", "unit", "date", "owner", "words", "differs from baseline", "window", "not punishable", "person first",
        "prescriber",
    ]  # fmt: skip
    says: str


class Draft(Part, frozen=True, kw_only=True):
    """A SMART goal as it would stand. `suggested`: parts that are a suggestion until somebody agrees."""

    item: str
    words: str
    says: str
    measure: str
    unit: str
    baseline: float | None = None
    target: float
    start: str
    by: str
    days: int
    owner: str
    steps: tuple[str, ...] = ()
    review_days: int
    suggested: tuple[str, ...] = ()


class Proposal(Part, frozen=True, kw_only=True):
    """An area and a goal that the words speak of, proposed. People choose."""

    id: str
    area: str
    area_label: str
    title: str
    problem: str | None = None
    pattern: str | None = None
    substance: str | None = None
    heard: tuple[Clue, ...] = ()
    why: str
    # The reply in whose place it is offered.
    in_place_of: str | None = None
    letters: tuple[Letter, ...]
    draft: Draft | None = None
    lint: tuple[LintFinding, ...] = ()
    # All five letters are met and the lint finds nothing.
    ready: bool = False
    # Where the plan made now has this goal.
    in_plan: Literal["active", "later"] | None = None


class AreaLine(Part, frozen=True, kw_only=True):
    """An area to choose."""

    area: str
    label: str


class WordedGoal(Part, frozen=True, kw_only=True):
    """`waymark.goal/1`. `words` are the person's, as they came, to the sign."""

    format: Literal["waymark.goal/1"] = "waymark.goal/1"
    words: str
    standing: Standing
    at: str
    language: str
    person: str | None = None
    release: str
    notices: tuple[str, ...] = ()
    # Numbers to call: shown before anything else where somebody may be in danger.
    crisis: tuple[Item, ...] = ()
    answers: tuple[Answer, ...] = ()
    # Said beside a goal because something that matters for safety is not known yet.
    cautions: tuple[Answer, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    areas: tuple[AreaLine, ...] = ()
