"""Days as people say them: "by Christmas", "en tres meses", "tomorrow", 2027-01-15; as day numbers of a calendar."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from waymark.knowledge.cues.numbers import number_in
from waymark.knowledge.cues.reading import Reading
from waymark.record.time import Calendar

__all__ = ["DATE_WORDS", "Said", "read_day", "read_days"]

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_LENGTHS = {
    "day": 1, "days": 1, "dia": 1, "dias": 1, "week": 7, "weeks": 7, "wks": 7, "semana": 7, "semanas": 7,
    "month": 30, "months": 30, "mes": 30, "meses": 30, "year": 365, "years": 365, "ano": 365, "anos": 365,
}  # fmt: skip
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12, "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7,
    "agosto": 8, "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "lunes": 0, "martes": 1, "miercoles": 2, "jueves": 3, "viernes": 4, "sabado": 5, "domingo": 6,
}  # fmt: skip
_FEASTS = {
    "christmas": (12, 25), "xmas": (12, 25), "navidad": (12, 25), "navidades": (12, 25), "nochebuena": (12, 24),
    "new years": (1, 1), "new year": (1, 1), "new years eve": (12, 31), "ano nuevo": (1, 1), "halloween": (10, 31),
    "valentines": (2, 14), "valentines day": (2, 14), "dia de reyes": (1, 6), "reyes": (1, 6), "july 4th": (7, 4),
    "the holidays": (12, 24), "las fiestas": (12, 24), "dia de muertos": (11, 2),
}  # fmt: skip
# The first day of a season, north of the equator.
_SEASONS = {
    "spring": (3, 20), "summer": (6, 21), "fall": (9, 22), "autumn": (9, 22), "winter": (12, 21),
    "primavera": (3, 20), "verano": (6, 21), "otono": (9, 22), "invierno": (12, 21),
    "summertime": (6, 21), "springtime": (3, 20),
}  # fmt: skip
_YEAR_END = ("end of the year", "end of year", "years end", "fin de ano", "finales de ano", "fin del ano")
_MONTH_END = ("end of the month", "end of this month", "fin de mes", "finales de mes", "fin del mes")
_NEAR = {
    "tomorrow": 1, "manana": 1, "today": 0, "hoy": 0, "tonight": 0, "esta noche": 0, "right now": 0, "this week": 6,
    "esta semana": 6, "next week": 7, "la proxima semana": 7, "la semana que viene": 7, "la otra semana": 7,
    "next month": 30, "el proximo mes": 30, "el mes que viene": 30, "this month": 30, "este mes": 30,
}  # fmt: skip
_WEEKEND = ("this weekend", "este fin de semana", "este finde", "the weekend")
_LEADS = frozenset(("by", "before", "until", "till", "on", "for", "this", "next", "para", "antes", "hasta", "el", "del",
                    "de", "este", "proximo", "come", "comes", "after", "despues"))  # fmt: skip
_WITHIN = frozenset(("in", "within", "en", "dentro", "de", "next", "proximos", "proximas", "the", "los", "las", "for",
                     "por", "durante", "about", "unos", "unas", "a", "un", "over"))  # fmt: skip
_UNTIL = frozenset(("by", "before", "until", "till", "this", "next", "come", "para", "pa", "antes", "hasta", "este",
                    "esta", "proximo", "proxima", "in", "en"))  # fmt: skip
_ORDINALS = ("st", "nd", "rd", "th")
# "By the 3rd time" names no day, and "the 3rd of June" is read with its month.
_NO_DAY = frozenset(("de", "of", "time", "step", "grade", "floor", "try", "week", "month", "year", "place", *_MONTHS))
_PAST = frozenset(
    ("ago", "hace", "llevo", "for", "sober", "clean", "limpio", "limpia", "sin", "off", "last", "ultimos")
)
_EACH = frozenset(("each", "every", "cada", "los", "todos", "per", "last", "ordinary"))


# Never taken for slips of the finger.
DATE_WORDS = frozenset(
    word
    for named in (*_MONTHS, *_WEEKDAYS, *_FEASTS, *_SEASONS, *_YEAR_END, *_MONTH_END, *_NEAR, *_LENGTHS, *_WEEKEND)
    for word in (*named.split(), "thanksgiving")
)


class Said(msgspec.Struct, frozen=True):
    """A day that was said, and by which words (numbers of the first, and of the one after the last)."""

    day: int
    words: tuple[int, int]


def read_days(reading: Reading, calendar: Calendar) -> tuple[Said, ...]:
    """Every day from the calendar's own day on that the text names; the earliest said stands first.

    Records that count days from an anchor have no Christmas: there only lengths such as "in three months" are read.
    """
    found: list[Said] = list(_lengths(reading, calendar))
    if calendar.anchor is None:
        found += _named(reading, calendar)
    return tuple(sorted(found, key=lambda said: (said.words, said.day)))


def read_day(text: str, calendar: Calendar) -> int | None:
    """The day number of an answer such as 2027-01-15, "by Christmas", "30 days" or "day:90"; None: no day is in it."""
    from waymark.knowledge.cues.reading import read_words

    if text.startswith("day:") and text[4:].isdigit() and len(text) <= 10:
        return int(text[4:]) if calendar.anchor is not None else calendar.day + int(text[4:])
    for written in _ISO.finditer(text):
        if (day := _ordinal(*map(int, written.groups()))) is not None and calendar.anchor is None:
            return day
    reading = read_words("by " + text)
    return next((said.day for said in read_days(reading, calendar)), None)


def _lengths(reading: Reading, calendar: Calendar) -> Iterator[Said]:
    words = reading.words
    for at, word in enumerate(words[:-1]):
        number, length = number_in(word), _LENGTHS.get(words[at + 1])
        if word in ("a", "an") and length is not None and at and words[at - 1] in ("in", "within"):
            number = 1.0
        before = words[max(0, at - 3) : at]
        if number is None or length is None or not before:
            continue
        after = words[at + 2 : at + 3]
        past = _PAST - {"for"} if before[-1] == "for" else _PAST
        if before[-1] in _WITHIN | {"by"} and not (past & {*before, *after}) and 0 < number * length <= 36_500:
            yield Said(calendar.day + int(number * length), (at - 1, at + 2))


def _named(reading: Reading, calendar: Calendar) -> Iterator[Said]:
    words, today = reading.words, date.fromordinal(calendar.day)
    for written in _ISO.finditer(reading.text):
        day = _ordinal(*map(int, written.groups()))
        places = [n for n, (start, end) in enumerate(reading.places) if written.start() <= start < written.end()]
        if day is not None and places:
            yield Said(day, (places[0], places[-1] + 1))
    for at, word in enumerate(words):
        for length in (4, 3, 2, 1):
            phrase = " ".join(words[at : at + length])
            if phrase in _NEAR and not (phrase == "manana" and at and words[at - 1] in ("la", "por", "cada")):
                yield Said(calendar.day + _NEAR[phrase], (at, at + length))
                break
            if phrase in _FEASTS:
                yield Said(_next(today, *_FEASTS[phrase]), (at, at + length))
                break
            if phrase in _YEAR_END or phrase in _MONTH_END:
                yield Said(_last(today, of_year=phrase in _YEAR_END), (at, at + length))
                break
            if phrase in _WEEKEND:
                yield Said(calendar.day + ((5 - today.weekday()) % 7 or 0) + 1, (at, at + length))
                break
        if word in _WEEKDAYS and not (at and words[at - 1] in _EACH):
            yield Said(calendar.day + ((_WEEKDAYS[word] - today.weekday()) % 7 or 7), (max(0, at - 1), at + 1))
        if word in _SEASONS and _UNTIL & set(words[max(0, at - 2) : at]):
            # "before the fall", "para el verano"; in "a bad fall" and "summer school" no day is said.
            yield Said(_next(today, *_SEASONS[word]), (at - 1, at + 1))
        if word == "thanksgiving":
            yield Said(_thanksgiving(today), (at, at + 1))
        if (day := _of_next_month(words, at, today)) is not None:
            yield Said(day, (at - 1, at + 1))
        if word in _MONTHS and (said := _in_month(words, at, today)) is not None:
            yield said


def _of_next_month(words: tuple[str, ...], at: int, today: date) -> int | None:
    """ "on the 3rd", "para el dia 15": the next such day of a month; where a month is named, that counts."""
    lead = words[max(0, at - 2) : at]
    ordinal = words[at].endswith(_ORDINALS) and len(lead) == 2 and lead[0] in _LEADS and lead[1] == "the"
    day = _day_of_month(words[at]) if ordinal or lead in (("el", "dia"), ("para", "el")) else None
    if day is None or (at + 1 < len(words) and words[at + 1] in _NO_DAY):
        return None
    months = (divmod(today.month - 1 + ahead, 12) for ahead in range(3))
    days = (_ordinal(today.year + years, month + 1, day) for years, month in months)
    return next((found for found in days if found is not None and found >= today.toordinal()), None)


def _in_month(words: tuple[str, ...], at: int, today: date) -> Said | None:
    """ "June 5", "5 de junio", "by June" (its first day); "may" alone is a word like any other."""
    month = _MONTHS[words[at]]
    after = _day_of_month(words[at + 1]) if at + 1 < len(words) else None
    if after is not None:
        return _or_none(today, month, after, (at, at + 2))
    for back in (1, 2, 3):
        before = _day_of_month(words[at - back]) if at >= back else None
        if before is not None and all(w in ("de", "of", "the") for w in words[at - back + 1 : at]):
            return _or_none(today, month, before, (at - back, at + 1))
    if at and words[at - 1] in ("by", "before", "until", "para", "antes", "hasta", "en", "in", "de"):
        return _or_none(today, month, 1, (at - 1, at + 1))
    return None


def _day_of_month(word: str) -> int | None:
    number = number_in(word)
    return int(number) if number is not None and 1 <= number <= 31 and word[:1].isdigit() else None


def _or_none(today: date, month: int, day: int, words: tuple[int, int]) -> Said | None:
    if _ordinal(2028, month, day) is None:
        return None
    return Said(_next(today, month, day), words)


def _next(today: date, month: int, day: int) -> int:
    """The next such day from today on; February 29 waits for its year."""
    for year in range(today.year, today.year + 9):
        found = _ordinal(year, month, day)
        if found is not None and found >= today.toordinal():
            return found
    raise AssertionError((month, day))  # every day of the calendar comes within eight years


def _last(today: date, *, of_year: bool) -> int:
    """The last day of this year or month."""
    if of_year:
        return date(today.year, 12, 31).toordinal()
    return date(today.year + today.month // 12, today.month % 12 + 1, 1).toordinal() - 1


def _thanksgiving(today: date) -> int:
    """The fourth Thursday of November."""
    days = (date(year, 11, 22 + (3 - date(year, 11, 1).weekday()) % 7) for year in (today.year, today.year + 1))
    return next(day.toordinal() for day in days if day >= today)


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
