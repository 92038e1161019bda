"""What somebody types at a question, read as an answer: a value, a word that steers the interview, or a kind refusal.

English and Spanish words are understood in either language of the interview: people mix them.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import floor, isfinite
from typing import Literal

import msgspec

from waymark.rendering.asking_words import say

__all__ = ["Entered", "Expected", "Steer", "Unreadable", "read_entry", "read_numbers", "stops"]

Steer = Literal["skip", "unknown", "declined", "back", "stop", "not today", "why", "help"]
Value = bool | float | str | dict[str, float] | tuple[str, ...]

_STEERS: dict[Steer, tuple[str, ...]] = {
    "skip": ("skip", "pass", ".", "saltar", "omitir", "paso"),
    "unknown": ("?", "dk", "don't know", "dont know", "do not know", "not known", "unknown", "no sé", "no se", "ns"),
    "declined": ("decline", "rather not", "prefer not", "-", "prefiero no", "no contesto", "prefiero no decir"),
    "back": ("back", "<", "b", "atrás", "atras", "volver"),
    "stop": ("stop", "quit", "exit", "q", "parar", "salir", "terminar"),
    "not today": ("not today", "hoy no"),
    "why": ("why", "por qué", "por que", "porque"),
    "help": ("help", "h", "ayuda"),
}
_STEERED = {word: steer for steer, words in _STEERS.items() for word in words}
_YES = ("y", "yes", "true", "s", "si", "sí", "1")
_NO = ("n", "no", "false", "0")
_NONE = ("none", "nothing", "no", "0", "nada", "ninguno", "ninguna")
_NEVER = ("never", "nunca", "jamás", "jamas")
_DAYS_AGO = {"now": 0, "today": 0, "hoy": 0, "yesterday": 1, "ayer": 1}
# Hours of a span, by the first letter of its name in either language.
_SPANS = {"h": 1, "d": 24, "w": 168, "s": 168, "m": 730.5, "y": 8766, "a": 8766}
_TIMES = ("hours", "days", "weeks", "months", "years")
_NUMBER = r"-?\d+(?:[.,]\d+)?"
_BETWEEN = re.compile(rf"({_NUMBER})\s*(?:-|–|to|a|and|y)\s*({_NUMBER})")
_AT_LEAST = re.compile(rf"(?:at least|al menos|más de|mas de|>=)\s*({_NUMBER})|({_NUMBER})\s*\+")
_AT_MOST = re.compile(rf"(?:at most|como mucho|<=)\s*({_NUMBER})")
_SPAN = r"(h|hrs?|hours?|days?|weeks?|months?|years?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?)"
_AGO = re.compile(rf"({_NUMBER})\s*{_SPAN}(?:\s+ago|\s+old)?|hace\s+({_NUMBER})\s*{_SPAN}")
# What a number is never read in: 5 mg of what is counted in kg is a slip.
_MEASURES = ("kg", "g", "mg", "mcg", "lb", "lbs", "cm", "mm", "m", "in", "ml", "l", "c", "f")
_FEET = re.compile(r"(\d)\s*(?:'|ft|feet|pies)\s*(?:(\d+(?:[.,]\d+)?)\s*(?:\"|''|in|inches|pulgadas)?)?")
# A unit people use, by the unit a record keeps: its words, what to take off first, and how many of one make the other.
_UNITS = {
    "kg": (r"(?:lbs?|pounds?|libras?)", 0.0, 0.45359237),
    "cm": (r"(?:in|inches|pulgadas|\")", 0.0, 2.54),
    "celsius": (r"(?:°?\s*f|fahrenheit)", 32.0, 1 / 1.8),
}
_LIFETIME = 36000


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of answer a question takes. `choices`: value -> label, in the order shown."""

    type: Literal["boolean", "integer", "number", "category", "days since", "item"]
    choices: Mapping[str | float, str] = {}
    low: float | None = None
    high: float | None = None
    unit: str | None = None


class Entered(msgspec.Struct, frozen=True):
    """Either a value as a record notes it, or a word that steers the interview."""

    value: Value | None = None
    steer: Steer | None = None


class Unreadable(Exception):
    """The entry says nothing this question takes; one sentence says what it takes."""


def read_entry(text: str, expected: Expected, language: str, today: date | None = None) -> Entered:
    """Read one line. `today`: lets a date count as days ago. Raises Unreadable with one sentence."""
    said = " ".join(text.replace("’", "'").split()).lower().rstrip("!")
    steer = _STEERED.get(said)
    # "Stop" is also what some want to do about drinking.
    if steer is not None and said not in [label.lower() for label in expected.choices.values()]:
        return Entered(steer=steer)
    if not said:
        raise Unreadable(say("entry empty", language))
    if expected.type == "boolean":
        return Entered(value=_truth(said, language))
    if expected.choices:
        return Entered(value=_choice(said, expected, language))
    if expected.type == "days since":
        return Entered(value=_since(said, expected, language, today))
    return Entered(value=_amount(said, expected, language))


def stops(text: str) -> bool:
    """Whether this word stops the interview."""
    return _STEERED.get(" ".join(text.split()).lower()) == "stop"


def read_numbers(text: str, names: Sequence[str], language: str) -> Entered:
    """Which of several are so: their numbers from 1, or none. Raises Unreadable with one sentence."""
    said = " ".join(text.replace("’", "'").split()).lower()
    if said in _NONE:
        return Entered(value=())
    if said in _STEERED:
        return Entered(steer=_STEERED[said])
    parts = [part for part in re.split(r"[,;\s]+|\band\b|\by\b", said) if part]
    if not parts or not all(_place(part, len(names)) for part in parts):
        raise Unreadable(say("entry check", language, last=len(names)))
    return Entered(value=tuple(dict.fromkeys(names[int(part) - 1] for part in parts)))


def _place(said: str, last: int) -> bool:
    """A number from 1 to the last; a little two high up is none."""
    return said.isdecimal() and len(said) <= 4 and 1 <= int(said) <= last


def _truth(said: str, language: str) -> bool:
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Unreadable(say("entry truth", language))


def _choice(said: str, expected: Expected, language: str) -> str | float:
    choices = list(expected.choices.items())
    if expected.type == "item":
        return _item(said, expected, language)
    if _place(said, len(choices)):
        return choices[int(said) - 1][0]
    for value, label in choices:
        if said in (str(value).lower(), label.lower()):
            return value
    begun = [value for value, label in choices if label.lower().startswith(said)]
    if len(begun) == 1:
        return begun[0]
    raise Unreadable(say("entry choice", language, last=len(choices)))


def _item(said: str, expected: Expected, language: str) -> float:
    """An item of a form takes the number that the form gives the answer; yes and no where these are the numbers."""
    values = [float(value) for value in expected.choices]
    if set(values) == {0.0, 1.0} and said in _YES + _NO:
        return float(said in _YES)
    try:
        number = _float(said)
    except ValueError:
        number = float("nan")
    if number in values:
        return number
    shown = ", ".join(f"{value:g}" for value in values)
    raise Unreadable(say("entry item", language, values=shown))


def _amount(said: str, expected: Expected, language: str) -> Value:
    """A number, or bounds where it is known only roughly. An item of a form takes a number."""
    if expected.type != "item":
        bounds = _bounds(said)
        if bounds is not None:
            for bound in bounds.values():
                _inside(bound, expected, language)
            if bounds.get("at_least", 0) > bounds.get("at_most", float("inf")):
                raise Unreadable(say("entry number", language, range=_range(expected, language)))
            return bounds
    return _inside(_measured(said, expected, language), expected, language)


def _bounds(said: str) -> dict[str, float] | None:
    if found := _BETWEEN.fullmatch(said):
        return {"at_least": _float(found[1]), "at_most": _float(found[2])}
    if found := _AT_LEAST.fullmatch(said):
        return {"at_least": _float(found[1] or found[2])}
    if found := _AT_MOST.fullmatch(said):
        return {"at_most": _float(found[1])}
    return None


def _measured(said: str, expected: Expected, language: str) -> float:
    """A number in the unit of the fact; pounds, feet and inches and Fahrenheit are turned into it."""
    unit = expected.unit or ""
    if unit == "cm" and (feet := _FEET.fullmatch(said)):
        return round(12 * 2.54 * int(feet[1]) + 2.54 * _float(feet[2] or "0"), 1)
    if unit in _UNITS:
        words, start, share = _UNITS[unit]
        if found := re.fullmatch(rf"({_NUMBER})\s*{words}", said):
            return round((_float(found[1]) - start) * share, 1)
    if (hours := _hours(said)) is not None:
        # A span of time in whatever unit it was said; of what is no time it says nothing.
        if unit not in _TIMES:
            raise Unreadable(say("entry number", language, range=_range(expected, language)))
        return round(hours / _SPANS[unit[0]], 2)
    found = re.match(_NUMBER, said)
    rest = said[found.end() :].strip(" .") if found else said
    strange = rest in _MEASURES and not unit.lower().startswith(rest)
    if found is None or strange or (rest and not rest.isalpha() and rest not in ("%", "°c", unit.lower())):
        raise Unreadable(say("entry number", language, range=_range(expected, language)))
    return _float(found[0])


def _hours(said: str) -> float | None:
    """A span of time such as "3 weeks" or "hace 14 horas", in hours."""
    found = _AGO.fullmatch(said)
    if found is None:
        return None
    number, span = (found[1], found[2]) if found[1] else (found[3], found[4])
    return _float(number) * _SPANS[span[0]]


def _since(said: str, expected: Expected, language: str, today: date | None) -> Value:
    """Days ago: a number, "3 weeks", a date, today, yesterday, never."""
    if said in _DAYS_AGO:
        return float(_DAYS_AGO[said])
    if said in _NEVER:
        # Longer ago than a life lasts; where the fact cannot say that, there is nothing to know.
        top = expected.high if expected.high is not None else float("inf")
        return {"at_least": float(_LIFETIME + 500)} if top > _LIFETIME else "unknown"
    if (hours := _hours(said)) is not None:
        # What was hours ago was today: whoever drank fourteen hours ago is in the first day.
        return _inside(float(floor(hours / 24) if hours < 48 else round(hours / 24)), expected, language)
    try:
        day = date.fromisoformat(said)
    except ValueError:
        pass
    else:
        if today is not None and day <= today:
            return _inside(float((today - day).days), expected, language)
        raise Unreadable(say("entry date", language))
    try:
        return _amount(said, expected, language)
    except Unreadable:
        raise Unreadable(say("entry since", language)) from None


def _inside(number: float, expected: Expected, language: str) -> float:
    low = expected.low if expected.low is not None else -float("inf")
    high = expected.high if expected.high is not None else float("inf")
    if not isfinite(number) or not low <= number <= high:
        raise Unreadable(say("entry number", language, range=_range(expected, language)))
    if expected.type in ("integer", "days since") and number != int(number):
        raise Unreadable(say("entry whole", language, range=_range(expected, language)))
    return int(number) if number == int(number) else number


def _range(expected: Expected, language: str) -> str:
    if expected.low is None or expected.high is None:
        return ""
    return say("entry range", language, low=f"{expected.low:g}", high=f"{expected.high:g}")


def _float(text: str) -> float:
    return float(text.replace(",", "."))
