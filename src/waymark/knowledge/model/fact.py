"""Facts: what can be known about a person, and how it comes to be known."""

from typing import Literal

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["Asked", "Drawn", "Fact", "ForEach", "Implication", "Measured", "Option", "Scored"]


class ForEach(Entry, frozen=True, kw_only=True):
    """Write an entry once, have it once per substance class. `{substance}` is replaced in ids and conditions,
    `{substance.name}` in texts."""

    kind: Literal["substance"] = "substance"
    # Only these ids; or only members of this group (e.g. "stimulants"). Neither means all.
    only: tuple[str, ...] = ()
    group: str | None = None
    without: tuple[str, ...] = ()


class Option(Entry, frozen=True, kw_only=True):
    """One value of a category fact."""

    id: str
    label: Text


class Asked(Entry, frozen=True, kw_only=True):
    """Found out by asking; the words are Waymark's own and yield no instrument score."""

    question: Text
    minutes: float = 0.3
    why: Text | None = None
    # Who can answer: the person, or only somebody who examines, measures or looks something up.
    by: Literal["person", "clinician"] = "person"
    # A condition over facts: when the question makes sense at all. Where it is false, nobody is asked; `not always`:
    # it is measured on the way and belongs in no interview. `{substance}` is the fact's own.
    only_if: str | None = None


class Scored(Entry, frozen=True, kw_only=True):
    """Found out from an instrument: its score id (`total`, `item_9`, `risk`...).

    `subject`: the substance class it was given for, where the instrument is given once per substance; filled in for
    facts written `for_each`.
    """

    instrument: str
    score: str
    subject: str | None = None


class Measured(Entry, frozen=True, kw_only=True):
    """Computed from rows of `measures` in the person document."""

    measure: str
    aggregate: Literal[
        "latest", "baseline", "change", "percent_change", "count", "share", "streak", "days_since", "any"
    ]
    window_days: int | None = None
    # Count only rows whose value is this (e.g. "positive").
    equals: str | None = None


class Drawn(Entry, frozen=True, kw_only=True):
    """Computed from a list of the record (substances, medicines, conditions, episodes, allergies)."""

    list: Literal["substances", "medicines", "conditions", "episodes", "allergies"]
    take: Literal["any", "all", "count", "max", "min", "latest_days_since"]
    # Row property -> wanted value; all must hold. For medicines: `ingredient` or `class` (looked up in the
    # medicine library); for conditions: `condition`; for substances: `class`, `route`, `lately` (not surely none in the
    # last 30 days).
    where: dict[str, str] = {}
    property: str | None = None
    # What a list shows counts; that it is not there says nothing even where the list is complete.
    only_yes: bool = False


class Implication(Entry, frozen=True, kw_only=True):
    """If `when` (a condition on this fact alone) is true, the other facts have these values.

    Used to find contradictions and to show implied companions of a change. Values: `true`, `false`, an option id,
    or a lower bound such as `>= 1`.
    """

    when: str
    then: dict[str, str]


class Fact(Clinical, frozen=True, kw_only=True):
    """One thing that can be known. At least one way of finding it out must be given."""

    id: str
    type: Literal["boolean", "integer", "number", "category", "days since"]
    label: Text
    area: Literal["safety", "body", "use", "mind", "home", "people", "readiness", "wishes", "person"]
    unit: str | None = None
    range: tuple[float, float] | None = None
    options: tuple[Option, ...] = ()
    for_each: ForEach | None = None
    asked: Asked | None = None
    scored: tuple[Scored, ...] = ()
    measured: tuple[Measured, ...] = ()
    drawn: Drawn | None = None
    derived: str | None = None
    # The derivation is only an estimate: an answer against it stands and is no contradiction.
    estimate: bool = False
    valid_days: int | None = None
    # What a fact that is too old becomes: `unknown`, or it `stays`: a danger that was true stays true until asked
    # again, while its "no" still becomes unknown.
    expires: Literal["unknown", "stays"] = "unknown"
    changes: Literal["both ways", "up", "with time", "never"] = "both ways"
    implies: tuple[Implication, ...] = ()
    codes: dict[str, str] = {}
    protected: bool = False
    sensitive: bool = False
    danger_screen: bool = False
    # A danger that whoever sits with the person sees at a glance: asked in one question for all of them, by this place
    # (1: the most urgent first).
    observed: int = 0
    # Words that are said to the person; the fact notes that they were said.
    tell: Text | None = None
    # Which way is better for the person, where there is one; and what can be done about it, in plain words.
    better: Literal["higher", "lower", "yes", "no"] | None = None
    acting: Text | None = None
    # The substance class this fact was expanded for; filled in on load, never written in a file.
    subject: str | None = None
