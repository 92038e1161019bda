"""Instruments: how answers become scores. Never an instrument's sentences, only short memory labels."""

from typing import Literal

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["Band", "Branch", "Cascade", "Example", "Instrument", "Item", "Score", "Subject"]


class Item(Entry, frozen=True, kw_only=True):
    """One item. `options` are the allowed values (gaps are refused); or `minimum`/`maximum` for counts and rulers."""

    id: str
    label: Text
    options: tuple[float, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    # Raw days are binned on entry: each pair is (first day, value).
    bins: tuple[tuple[float, float], ...] = ()
    # Evaluated at once, even while the form is incomplete.
    safety: bool = False
    # Counts as this where the form does not carry it ("taken as prescribed": no).
    default: float | None = None
    loinc: str | None = None


class Branch(Entry, frozen=True, kw_only=True):
    """When `when` (a condition over item ids) is true, the items are skipped and count as `value`.

    `value` is an answer, before any reversing. Answers given nevertheless still count, unless the branch `overrides`.
    """

    when: str
    skip: tuple[str, ...]
    value: float = 0
    overrides: bool = False


class Band(Entry, frozen=True, kw_only=True):
    """A named part of a score's range. A screening statement, not a diagnosis."""

    id: str
    label: Text
    lowest: float
    highest: float


class Cascade(Entry, frozen=True, kw_only=True):
    """One step of a category score: the first `when` that is true decides."""

    when: str
    value: str


class Score(Entry, frozen=True, kw_only=True):
    """One result. Exactly one of `add`, `mean`, `expression`, `condition`, `cascade`.

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
    bands: tuple[Band, ...] = ()
    # A change of at least this much means something; and of this much is beyond measurement error.
    meaningful_change: float | None = None
    reliable_change: float | None = None
    # The same as a share of the first value, in percent.
    meaningful_percent: float | None = None
    higher_is: Literal["worse", "better", "neither"] = "worse"
    loinc: str | None = None
    # The total can be entered by staff from the official form without its items.
    may_be_entered: bool = True


class Subject(Entry, frozen=True, kw_only=True):
    """An instrument that is given once per substance (criteria count, rulers)."""

    kind: Literal["substance"] = "substance"
    without: tuple[str, ...] = ()


class Example(Entry, frozen=True, kw_only=True):
    """A worked example from the written reference: a test."""

    items: dict[str, str]
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
    window_days: int
    minutes: float
    licence_class: Literal["PD", "FREE", "NC", "REG", "LIC", "OWN"]
    wording_shipped: bool = False
    owner: str
    attribution: str
    population: Text
    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    branches: tuple[Branch, ...] = ()
    subject: Subject | None = None
    # A condition over facts: when the form is of this moment. Without one it is asked for by rules only.
    indicated: str | None = None
    # A screen or a plain gate beside that: unless this condition over facts is true, the form is spared.
    gate: str | None = None
    # Who can fill it in: a form that a clinician rates is never given to the person alone.
    rated_by: Literal["person", "clinician"] = "person"
    repeat_days: int | None = None
    loinc_panel: str | None = None
    examples: tuple[Example, ...] = ()
