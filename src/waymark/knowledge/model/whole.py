"""A whole person of a case: a record of one invented life, as short as it can be read.

Keys are those of `waymark.person/1`. Times are whole days before the day of the case: `days_ago` for when a row was so
(default: that day), and a number for `last_use`, `since`, `stopped`, `last_dose`, `ended`.
"""

from typing import Literal

from waymark.knowledge.model.common import Entry

__all__ = ["LISTS", "WholePerson"]

ListName = Literal["substances", "medicines", "conditions", "allergies", "episodes"]
LISTS: tuple[ListName, ...] = ("substances", "medicines", "conditions", "allergies", "episodes")
Days = int


class About(Entry, frozen=True, kw_only=True):
    """How to speak to and of the person."""

    called: str
    pronouns: str | None = None
    gender: str | None = None
    language: str = "en"
    interpreter: bool | None = None


class Noted(Entry, frozen=True, kw_only=True):
    """A row of the record."""

    days_ago: Days = 0
    source: str | None = None


class Use(Noted, frozen=True, kw_only=True):
    substance: str
    days_of_30: float | None = None
    amount: float | None = None
    unit: str | None = None
    route: str | None = None
    last_use: Days | None = None
    age_first_use: float | None = None
    years_regular: float | None = None
    prescribed: bool | None = None
    text: str | None = None


class Medicine(Noted, frozen=True, kw_only=True):
    medicine: str
    state: str | None = None
    since: Days | None = None
    stopped: Days | None = None
    last_dose: Days | None = None
    dose: str | None = None
    prescriber: str | None = None


class Condition(Noted, frozen=True, kw_only=True):
    condition: str
    state: str | None = None
    set_by: str | None = None
    since: Days | None = None
    text: str | None = None


class Allergy(Noted, frozen=True, kw_only=True):
    to: str
    reaction: str | None = None


class Episode(Noted, frozen=True, kw_only=True):
    level: str
    ended: Days | None = None
    participation: str | None = None
    outcome: str | None = None


class Answers(Noted, frozen=True, kw_only=True):
    """A form as filled in: `each` item in the form's order, or `items` by name, or `scores` without items.

    An item is a number, or why there is none: `missing`, `declined`, `skipped`.
    """

    instrument: str
    author: str = "person"
    substance: str | None = None
    each: tuple[str, ...] = ()
    items: dict[str, str] = {}
    scores: dict[str, str] = {}
    closed: bool = True


class Measure(Noted, frozen=True, kw_only=True):
    measure: str
    value: str = "true"
    unit: str | None = None


class Said(Noted, frozen=True, kw_only=True):
    about: str
    text: str
    language: str | None = None


class Strength(Noted, frozen=True, kw_only=True):
    text: str
    kind: str = "other"


class Preference(Noted, frozen=True, kw_only=True):
    about: str
    wish: str
    text: str | None = None


class Hours(Noted, frozen=True, kw_only=True):
    """When the person cannot (with a `kind`), or can."""

    weekdays: tuple[str, ...]
    start: str
    end: str
    kind: str | None = None
    text: str | None = None


class Expectation(Noted, frozen=True, kw_only=True):
    text: str
    about: str | None = None


class Supporter(Noted, frozen=True, kw_only=True):
    name: str
    relation: str | None = None
    helps_with: tuple[str, ...] = ()
    uses_substances: bool | None = None
    safe: bool | None = None
    may_call: bool | None = None


class WholePerson(Entry, frozen=True, kw_only=True):
    """One invented life, from beginning to end."""

    # Who this is, as a colleague would tell it; nothing follows from it.
    story: str
    about: About
    # Lists on which nothing is missing.
    complete: tuple[ListName, ...] = ()
    substances: tuple[Use, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    conditions: tuple[Condition, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    episodes: tuple[Episode, ...] = ()
    answers: tuple[Answers, ...] = ()
    measures: tuple[Measure, ...] = ()
    words: tuple[Said, ...] = ()
    strengths: tuple[Strength, ...] = ()
    # Areas, the most important first.
    priorities: tuple[str, ...] = ()
    preferences: tuple[Preference, ...] = ()
    duties: tuple[Hours, ...] = ()
    free: tuple[Hours, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    supporters: tuple[Supporter, ...] = ()
