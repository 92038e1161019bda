"""Instruments: how answers become scores. Never an instrument's sentences, only short memory labels."""

from typing import Literal

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = [
    "Band",
    "Branch",
    "Cascade",
    "Consistency",
    "Each",
    "Example",
    "Instrument",
    "Item",
    "Part",
    "Score",
    "Subject",
]


class Part(Entry, frozen=True, kw_only=True):
    """One of the things that a form asks the same questions about, such as a substance of the ASSIST."""

    id: str
    name: Text


class Each(Entry, frozen=True, kw_only=True):
    """Written once, there once per part of the form: `{part}` is replaced in ids and conditions, `{part.name}` in
    texts. `only`: for these parts; `without`: for all but these."""

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Item(Entry, frozen=True, kw_only=True):
    """One item. `options` are the allowed values (gaps are refused); or `minimum`/`maximum` for counts and rulers."""

    id: str
    label: Text
    options: tuple[float, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    # Raw days are binned on entry: each pair is (first day, value).
    bins: tuple[tuple[float, float], ...] = ()
    # An amount that counts as its natural logarithm, and nothing up to 1 (money in composite scores).
    natural_log: bool = False
    # Evaluated at once, even while the form is incomplete.
    safety: bool = False
    # Counts as this where the form does not carry it ("taken as prescribed": no).
    default: float | None = None
    # Not in every edition of the form: without an answer nothing is missing, and what rests on it stays unknown.
    optional: bool = False
    # Another wording of that item for some people (four drinks for five): where either is answered, neither is missing
    # and the other counts as its lowest answer.
    instead_of: str | None = None
    for_each: Each | None = None
    loinc: str | None = None


class Branch(Entry, frozen=True, kw_only=True):
    """When `when` (a condition over item ids) is true, the items are skipped and count as `value`.

    `value` is an answer, before any reversing. Answers given nevertheless still count, unless the branch `overrides`.
    """

    when: str
    skip: tuple[str, ...]
    value: float = 0
    overrides: bool = False
    for_each: Each | None = None


class Band(Entry, frozen=True, kw_only=True):
    """A named part of a score's range. A screening statement, not a diagnosis.

    `action`: what the form's own manual couples with it, for the clinician.
    """

    id: str
    label: Text
    lowest: float
    highest: float
    action: Text | None = None


class Cascade(Entry, frozen=True, kw_only=True):
    """One step of a category score: the first `when` that is true decides."""

    when: str
    value: str


class Consistency(Entry, frozen=True, kw_only=True):
    """What the answers of one form owe each other: where `holds` is false, `says` names what to look at again."""

    holds: str
    says: Text


class Score(Entry, frozen=True, kw_only=True):
    """One result. Exactly one of `add`, `mean`, `expression`, `condition`, `cascade`; in an instrument without items
    none: its score is only taken over from the official form.

    `add`/`mean`: item ids. `expression`: arithmetic over item and score ids. `condition`: boolean over the same.
    `cascade`: category; `otherwise` is its last value. While items are missing a number is an interval.
    """

    id: str
    label: Text
    add: tuple[str, ...] = ()
    mean: tuple[str, ...] = ()
    reverse: tuple[str, ...] = ()
    expression: str | None = None
    condition: str | None = None
    cascade: tuple[Cascade, ...] = ()
    otherwise: str | None = None
    # Once the form is closed with items missing: when true, the category counts as at least `value` (the cascade goes
    # from worst to best).
    incomplete_at_least: tuple[Cascade, ...] = ()
    range: tuple[float, float] | None = None
    # Prorating only where published: with at most this many items missing, once the form is closed.
    prorate_missing: int = 0
    # A prorated sum is rounded half up to a whole number, unless the instrument's own rule keeps the fraction.
    prorate_exact: bool = False
    # How many decimals the score is shown with, where it is no whole number.
    decimals: int = 2
    bands: tuple[Band, ...] = ()
    # A change of at least this much means something; and of this much is beyond measurement error.
    meaningful_change: float | None = None
    reliable_change: float | None = None
    # The same as a share of the first value, in percent.
    meaningful_percent: float | None = None
    # Treatment aims for this value or better (remission, the end score of change that counts).
    target: float | None = None
    higher_is: Literal["worse", "better", "neither"] = "worse"
    loinc: str | None = None
    # The total can be entered by staff from the official form without its items.
    may_be_entered: bool = True
    for_each: Each | None = None


class Subject(Entry, frozen=True, kw_only=True):
    """An instrument that is given once per substance (criteria count, rulers)."""

    kind: Literal["substance"] = "substance"
    without: tuple[str, ...] = ()


class Example(Entry, frozen=True, kw_only=True):
    """A worked example from the written reference: a test.

    `items` may name facts about the person beside the form (`sex_for_scoring`); `scores`: entered from the official
    form.
    """

    items: dict[str, str] = {}
    scores: dict[str, str] = {}
    closed: bool = True
    expect: dict[str, str]
    note: str | None = None


class Instrument(Clinical, frozen=True, kw_only=True):
    """An instrument's rules of scoring, its bands, its terms of use."""

    id: str
    name: Text
    version: str
    scoring_version: str = "1"
    purpose: Text
    # How far back the form looks; a form without it asks about the whole life.
    window_days: int | None = None
    minutes: float
    licence_class: Literal["PD", "FREE", "NC", "REG", "LIC", "OWN"]
    wording_shipped: bool = False
    owner: str
    attribution: str
    population: Text
    # When a score says less than it seems, for the clinician.
    limits: Text | None = None
    # What the same questions are asked about, where items or scores are written `for_each`.
    parts: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()
    scores: tuple[Score, ...]
    # Derived facts that say what a score means for this person (a cut that depends on sex or pregnancy).
    readings: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    consistency: tuple[Consistency, ...] = ()
    subject: Subject | None = None
    # A condition over facts: when the form is of this moment. Without one it is asked for by rules only.
    indicated: str | None = None
    # While that is not known and nobody here can tell: asked, or spared (for most people another form stands in).
    while_unknown: Literal["ask", "spare"] = "ask"
    # A screen or a plain gate beside that: unless this condition over facts is true, the form is spared.
    gate: str | None = None
    # Who can fill it in: a form that a clinician rates is never given to the person alone.
    rated_by: Literal["person", "clinician"] = "person"
    repeat_days: int | None = None
    loinc_panel: str | None = None
    examples: tuple[Example, ...] = ()
