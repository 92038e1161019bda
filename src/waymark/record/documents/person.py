"""`waymark.person/1`: what was noted about one person. No identity is needed."""

from typing import Annotated, Literal

import msgspec

from waymark.record.documents.common import Document, Interval, Moment, Row

__all__ = [
    "Allergy",
    "AnswerRow",
    "Condition",
    "Correction",
    "Duty",
    "Episode",
    "Expectation",
    "FactRow",
    "FreeTime",
    "ListState",
    "Lists",
    "MeasureRow",
    "MedicineUse",
    "Person",
    "Preference",
    "Priority",
    "Strength",
    "SubstanceUse",
    "Supporter",
    "Weekday",
    "Words",
]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# An item that has no number: not answered though asked, refused, or jumped over by the form's own branching.
NoAnswer = Literal["missing", "declined", "skipped"]


class AnswerRow(Row, frozen=True, kw_only=True):
    """Answers to one instrument at one time, with author and the wording used.

    `items`: item id -> number, or why there is none. `scores`: results entered from the official form without items:
    a number or bounds, true/false, or an option id of a category such as a risk level.
    Only `official` wording (including an installed content pack, named in `pack`) yields the instrument's score.
    """

    instrument: str
    version: str | None = None
    author: Literal["person", "clinician", "collateral", "unknown"] = "unknown"
    wording: Literal["official", "pack", "waymark", "unknown"] = "official"
    pack: str | None = None
    mode: str | None = None
    substance: str | None = None
    items: dict[str, float | NoAnswer] = {}
    scores: dict[str, bool | float | str | Interval] = {}
    closed: bool = True


class FactRow(Row, frozen=True, kw_only=True):
    """One fact with its source. `value`: true/false, a number, bounds, an option id, or `declined`/`unknown`."""

    fact: str
    value: bool | float | str | Interval
    text: str | None = None


class SubstanceUse(Row, frozen=True, kw_only=True):
    """One substance as used: type, amount, route, frequency, duration, last use (A1)."""

    substance: str
    days_of_30: float | Interval | None = None
    amount: float | None = None
    unit: str | None = None
    route: Literal["oral", "smoked", "inhaled", "injected", "other", "unknown"] | None = None
    last_use: Moment | None = None
    age_first_use: float | None = None
    years_regular: float | None = None
    prescribed: bool | None = None
    text: str | None = None


class MedicineUse(Row, frozen=True, kw_only=True):
    """A medicine taken now or before: `medicine` is a library id, an ingredient or a brand name."""

    medicine: str
    state: Literal["current", "stopped", "prescribed, not taken"] = "current"
    since: Moment | None = None
    stopped: Moment | None = None
    last_dose: Moment | None = None
    dose: str | None = None
    prescriber: str | None = None


class Condition(Row, frozen=True, kw_only=True):
    """A health condition; `set_by`: who established it."""

    condition: str
    state: Literal["active", "resolved", "history", "suspected", "absent"] = "active"
    set_by: Literal["professional", "self-report", "record", "unknown"] = "unknown"
    since: Moment | None = None
    text: str | None = None


class Allergy(Row, frozen=True, kw_only=True):
    to: str
    reaction: str | None = None


class Episode(Row, frozen=True, kw_only=True):
    """Earlier treatment: which level, when, how fully taken part, how it ended."""

    level: str
    ended: Moment | None = None
    participation: Literal["full", "partial", "none", "unknown"] = "unknown"
    outcome: str | None = None


class ListState(Row, frozen=True, kw_only=True):
    """Said at this time: the list is (not) complete. Not on a complete list means: does not have it."""

    complete: bool


class SubstanceList(Document, frozen=True, kw_only=True):
    state: tuple[ListState, ...] = ()
    rows: tuple[SubstanceUse, ...] = ()


class MedicineList(Document, frozen=True, kw_only=True):
    state: tuple[ListState, ...] = ()
    rows: tuple[MedicineUse, ...] = ()


class ConditionList(Document, frozen=True, kw_only=True):
    state: tuple[ListState, ...] = ()
    rows: tuple[Condition, ...] = ()


class AllergyList(Document, frozen=True, kw_only=True):
    state: tuple[ListState, ...] = ()
    rows: tuple[Allergy, ...] = ()


class EpisodeList(Document, frozen=True, kw_only=True):
    state: tuple[ListState, ...] = ()
    rows: tuple[Episode, ...] = ()


class Lists(Document, frozen=True, kw_only=True):
    """Lists carry their completeness."""

    substances: SubstanceList = SubstanceList()
    medicines: MedicineList = MedicineList()
    conditions: ConditionList = ConditionList()
    allergies: AllergyList = AllergyList()
    episodes: EpisodeList = EpisodeList()


class MeasureRow(Row, frozen=True, kw_only=True):
    """An event or a measurement: `opioids.use_day`, `drug_test.opioids` (positive/negative), `attendance`
    (attended/missed), `medication.dose_mg`, `craving`..."""

    measure: str
    value: float | str | bool = True
    unit: str | None = None
    text: str | None = None


class Words(Row, frozen=True, kw_only=True):
    """The person's own words, kept verbatim. `confidence`: of a hard situation, how sure they are to get through it
    without use, 0 (not at all) to 10, as they say it."""

    about: Literal["want", "reason", "worry", "trigger", "helps", "harms", "origin", "warning sign", "other"]
    text: str
    language: str | None = None
    area: str | None = None
    confidence: Annotated[int, msgspec.Meta(ge=0, le=10)] | None = None


class Strength(Row, frozen=True, kw_only=True):
    text: str
    kind: Literal["skill", "person", "experience", "belief", "place", "work", "health", "other"] = "other"


class Priority(Row, frozen=True, kw_only=True):
    """What matters most to the person, their own order. `area` as in problems of the library; 1 is first."""

    area: str
    rank: int
    text: str | None = None


class Preference(Row, frozen=True, kw_only=True):
    """`about` an option (`intervention:cbt`, `medicine:methadone`, `level:L2a`, `approach:faith-based`, `group`), or
    anything else in the person's own words (`other:a dog in the house`)."""

    about: str
    wish: Literal["wants", "open", "rather not", "declines"]
    text: str | None = None


class Duty(Row, frozen=True, kw_only=True):
    """Work, children, caring: when the person cannot be in treatment. Times as "08:00"."""

    kind: Literal["work", "school", "children", "caring", "court", "travel", "other"]
    text: str | None = None
    weekdays: tuple[Weekday, ...]
    start: str
    end: str


class FreeTime(Row, frozen=True, kw_only=True):
    weekdays: tuple[Weekday, ...]
    start: str
    end: str


class Expectation(Row, frozen=True, kw_only=True):
    text: str
    about: str | None = None


class Supporter(Row, frozen=True, kw_only=True):
    """Someone in the person's life (A7, G5). Sharing is another matter: this gives nobody access."""

    name: str
    relation: str | None = None
    helps_with: tuple[str, ...] = ()
    uses_substances: bool | None = None
    safe: bool | None = None
    may_call: bool | None = None


class Correction(Row, frozen=True, kw_only=True):
    """Corrects a row: entered in error (as if never noted), or amended (`value` fields replace those of the row)."""

    corrects: str
    kind: Literal["entered in error", "amended"]
    reason: str
    replace: dict[str, bool | float | str] = {}


class About(Document, frozen=True, kw_only=True):
    """How to speak to and of the person. Never identity; sex as scoring needs it stands among the facts."""

    called: str | None = None
    pronouns: str | None = None
    gender: str | None = None
    language: str | None = None
    interpreter: bool | None = None


class Person(Document, frozen=True, kw_only=True):
    """`waymark.person/1`."""

    format: Literal["waymark.person/1"]
    id: str
    # What day 0 is, where times are whole days: "consent".
    anchor: str | None = None
    about: About = About()
    answers: tuple[AnswerRow, ...] = ()
    facts: tuple[FactRow, ...] = ()
    lists: Lists = Lists()
    measures: tuple[MeasureRow, ...] = ()
    words: tuple[Words, ...] = ()
    strengths: tuple[Strength, ...] = ()
    priorities: tuple[Priority, ...] = ()
    preferences: tuple[Preference, ...] = ()
    duties: tuple[Duty, ...] = ()
    free: tuple[FreeTime, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    corrections: tuple[Correction, ...] = ()
