"""The fitted warning model: a file of plain numbers, and the risk it gives at the end of a week."""

import math
from functools import lru_cache
from pathlib import Path

import msgspec

from waymark.evidence.errors import EvidenceError
from waymark.evidence.warning.history import History, run_now, still_possible
from waymark.evidence.warning.predictors import predictors

__all__ = [
    "FORMAT",
    "SHIPPED",
    "Alarm",
    "Card",
    "Model",
    "Term",
    "Week",
    "is_close",
    "load_model",
    "raises_alarm",
    "read_model",
    "risk",
]

FORMAT = "waymark.warning-model/1"
SHIPPED = Path(__file__).with_name("models") / "warning-1.json"
# So many bad weeks in a row that count always raise an alarm: one more is the event.
ALWAYS = 3
# The week a threshold is given for; with later weeks it rises.
_THRESHOLD_WEEK = 3


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One predictor: what stands for it where it is not known, and its weight in log odds."""

    mean: float
    weight: float


class Week(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The model of one week: log odds are the intercept plus weight times (value less mean), added up."""

    intercept: float
    terms: dict[str, Term]


class Alarm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When to raise an alarm: at a risk of `threshold` in week 3, and `rise` more with each week after, less before."""

    threshold: float
    rise: float
    # What it was made equal to, and what it gave for people kept out.
    equal_to: str


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reader must know before using the numbers."""

    version: str
    says: str
    event: str
    fitted_on: str
    people: int
    events: int
    how: str
    penalty: float
    seed: int
    folds: int
    left_out: str
    for_use: tuple[str, ...]
    not_for: tuple[str, ...]
    limits: tuple[str, ...]
    status: str


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`waymark.warning-model/1`."""

    format: str
    card: Card
    weeks: dict[int, Week]
    alarms: dict[str, Alarm]


def read_model(content: bytes, where: str) -> Model:
    """A model from its bytes. Raises EvidenceError."""
    try:
        model = msgspec.json.decode(content, type=Model)
    except msgspec.DecodeError as error:
        raise EvidenceError(f"{where}: not a warning model ({error}); take the file as it is shipped.") from None
    if model.format != FORMAT:
        raise EvidenceError(
            f"{where}: format {model.format!r} where {FORMAT!r} is read; take the file as it is shipped."
        )
    return model


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that comes with Waymark."""
    return read_model(SHIPPED.read_bytes(), str(SHIPPED))


def risk(model: Model, history: History, week: int) -> float:
    """The risk of the event, from 0 to 1, as known at the end of `week`; 0 where it can no longer happen.

    Raises EvidenceError for a week the model was not fitted for.
    """
    fitted = model.weeks.get(week)
    if fitted is None:
        first, last = min(model.weeks), max(model.weeks)
        raise EvidenceError(f"week {week}: the model knows the ends of weeks {first} to {last}; give one of those.")
    if not still_possible(history.weeks.ljust(week, "o"), week):
        return 0.0
    odds = fitted.intercept
    values = predictors(history, week)
    for name, term in fitted.terms.items():
        value = values[name]
        if value is not None:
            odds += term.weight * (value - term.mean)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def is_close(history: History, week: int) -> bool:
    """Whether three bad weeks in a row that count have just passed: one more is the event."""
    return run_now(history.weeks[:week].ljust(week, "o")) >= ALWAYS


def threshold_in(alarm: Alarm, week: int) -> float:
    """The risk at which an alarm is raised at the end of this week."""
    return alarm.threshold + alarm.rise * (week - _THRESHOLD_WEEK)


def raises_alarm(alarm: Alarm, risk: float, history: History, week: int) -> bool:
    """Whether the end of this week is one to speak with the person: a high risk, or three bad weeks in a row.

    `risk`: as `risk` gives it for that week; 0, which says that the event cannot happen any more, raises none.
    """
    return risk > 0 and (is_close(history, week) or risk >= threshold_in(alarm, week))
