"""How much and how often, as said in the text, and as the number a goal measures."""

import math
from collections.abc import Iterable, Mapping

import msgspec

from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.reading import Reading
from waymark.knowledge.model.wording import WordList

__all__ = ["Amount", "as_measured", "kilograms", "read_amounts", "units_of"]

DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_PERIODS = {
    "day": "day", "daily": "day", "dia": "day", "diario": "day", "diarios": "day", "diaria": "day", "diarias": "day",
    "week": "week", "weekly": "week", "wk": "week", "semana": "week", "semanal": "week", "semanales": "week",
    "month": "month", "monthly": "month", "mes": "month", "mensual": "month", "year": "year", "ano": "year",
}  # fmt: skip
_BETWEEN = frozenset(("a", "per", "each", "every", "al", "por", "cada", "la", "the", "in", "el", "en", "of"))
_LONG_AGO = frozenset(("ago", "hace", "llevo", "llevar"))
# "Half a bottle" is an amount of something, and "half the time" none at all; "half as much" and "half of it" are.
_NO_HALF = frozenset(("a", "an", "hour", "gallon", "pint", "bottle", "year", "time", "day", "botella", "hora", "way",
                      "hearted", "brother", "sister", "litro", "una", "un"))  # fmt: skip
_POUND = 0.453_592_37
# What a fact counts: the units that fit, and over how many days. None: not over time.
_MEASURES: dict[str, tuple[tuple[str, ...], float | None]] = {
    "alcohol.drinks_per_week": (("drinks",), 7),
    "tobacco.cigarettes_per_day": (("cigarettes",), 1),
    "days_of_30": (("days", "times"), 30),
    "injecting.days_30": (("days", "times"), 30),
    "family.conflict_days_30": (("days", "times"), 30),
    "sleep_trouble_nights_30": (("nights",), 30),
    "exercise.sessions_28": (("times", "days"), 28),
    "contacts.sober_7": (("times",), 7),
    "meetings.tried_30": (("meetings", "times"), 30),
    "work.applications_7": (("times",), 7),
    "meals.regular_days_7": (("days",), 7),
    "practice.days_7": (("days", "times"), 7),
    "practice.meaning_30": (("days", "times"), 30),
    "medication.taken_percent": (("percent",), None),
    "attendance.percent_30": (("percent",), None),
    "tobacco.free_days_in_a_row": (("days in a row",), None),
}


class Amount(msgspec.Struct, frozen=True):
    """A number with its unit, over a day, week, month or year where that was said; words by number."""

    number: float
    unit: str
    per: str | None
    words: tuple[int, int]


def units_of(lists: Mapping[str, WordList]) -> dict[str, frozenset[str]]:
    """Unit -> how it is written, of the library's `unit-` lists; entries of several words joined by blanks."""
    from waymark.knowledge.cues.reading import read_words

    return {
        name.removeprefix("unit-"): frozenset(
            " ".join(read_words(entry).words) for entries in found.words.values() for entry in entries
        )
        for name, found in lists.items()
        if name.startswith("unit-")
    }


def read_amounts(reading: Reading, units: Mapping[str, frozenset[str]]) -> tuple[Amount, ...]:
    """Every number that says how much; one that says how long ago, or by when, is not among them."""
    words = reading.words
    found: list[Amount] = []
    for at in range(len(words)):
        if (days := _weekly(words, at, units)) is not None:
            found.append(Amount(days[0], "days", "week", (at, days[1])))
        if (half := _half(words, at, units)) is not None:
            found.append(Amount(0.5, "half", None, (at, half)))
        number = number_in(words[at])
        if number is None:
            continue
        unit, end = _unit(words, at, units)
        per, after = _per(words, end)
        if unit is None and per is not None:
            unit = "times"
        near = words[max(0, at - 2) : at] + words[after : after + 1]
        if unit is not None and not _LONG_AGO & set(near):
            found.append(Amount(number, unit, per, (at, after)))
    return tuple(found)


def _weekly(words: tuple[str, ...], at: int, units: Mapping[str, frozenset[str]]) -> tuple[float, int] | None:
    """Days a week that are said without a number: "on Sundays", "los fines de semana"."""
    for name, days in (("weekends", 2.0), ("weekday", 1.0)):
        for length in (4, 3, 2, 1):
            if " ".join(words[at : at + length]) in units.get(name, ()) and at + length <= len(words):
                return days, at + length
    return None


def _half(words: tuple[str, ...], at: int, units: Mapping[str, frozenset[str]]) -> int | None:
    """Where "half" of what is now ends, when it begins at a word."""
    for length in (3, 2, 1):
        if at + length <= len(words) and " ".join(words[at : at + length]) in units.get("half", ()):
            more = words[at + length : at + length + 2]
            return None if set(more) & _NO_HALF else at + length
    return None


def _unit(words: tuple[str, ...], at: int, units: Mapping[str, frozenset[str]]) -> tuple[str | None, int]:
    """What is counted, on the number itself (20kg) or within the next two words, and where that ends."""
    hanging = words[at].lstrip("0123456789.")
    if hanging and hanging != words[at]:
        return next((unit for unit, written in units.items() if hanging in written), None), at + 1
    for place in (at + 1, at + 2):
        if place == at + 2 and words[at + 1 : place] and words[at + 1] in _BETWEEN:
            break
        for unit, written in units.items():
            if place < len(words) and words[place] in written:
                return unit, place + 1
    return None, at + 1


def _per(words: tuple[str, ...], at: int) -> tuple[str | None, int]:
    """Over which time, and where that ends."""
    place = at
    while place < len(words) and place < at + 2 and words[place] in _BETWEEN:
        place += 1
    period = _PERIODS.get(words[place]) if place < len(words) else None
    if period is None or (
        place == at and not words[place].startswith(("dail", "week", "month", "diari", "seman", "men"))
    ):
        return None, at
    return period, place + 1


def as_measured(amounts: Iterable[Amount], measure: str, direction: str) -> tuple[float, Amount] | None:
    """The first amount that fits what a goal measures, as a whole number in the direction of the goal."""
    fits = _MEASURES.get(measure) or _MEASURES.get(measure.partition(".")[2])
    if fits is None:
        return None
    units, window = fits
    for amount in amounts:
        if amount.unit not in units:
            continue
        number = amount.number
        if window is not None:
            if amount.per is None and not (amount.unit == "cigarettes" or (amount.unit == "meetings")):
                continue
            number *= window / DAYS[amount.per or ("day" if amount.unit == "cigarettes" else "month")]
        whole = math.ceil(number - 1e-9) if direction == "up" else math.floor(number + 1e-9)
        return float(whole), amount
    return None


def kilograms(amount: Amount) -> float | None:
    """A weight in kilograms; None for anything else."""
    return {"kilograms": amount.number, "pounds": amount.number * _POUND}.get(amount.unit)
