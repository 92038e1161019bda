"""Dates as people write them, in every language a plan speaks."""

import re

__all__ = ["dated", "day_and_month"]

MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?\b")


def dated(text: str, language: str) -> str:
    """The text with each date such as 2026-04-09 written out: April 9, 2026; 9 de abril de 2026."""
    return _DATE.sub(lambda found: _long(found, language), text)


def day_and_month(text: str, language: str) -> str:
    """The same without the year, for a list of dates that lie close together."""
    return _DATE.sub(lambda found: _short(found, language), text)


def _long(found: re.Match[str], language: str) -> str:
    year, month, day, clock = found.groups()
    name = _month(month, language)
    if name is None:
        return found[0]
    said = f"{int(day)} de {name} de {year}" if language == "es" else f"{name} {int(day)}, {year}"
    return f"{said}, {clock}" if clock else said


def _short(found: re.Match[str], language: str) -> str:
    _, month, day, _ = found.groups()
    name = _month(month, language)
    if name is None:
        return found[0]
    return f"{int(day)} {name[:3]}" if language == "es" else f"{name[:3]} {int(day)}"


def _month(number: str, language: str) -> str | None:
    """Free text may hold what only looks like a date."""
    return MONTHS[language][int(number) - 1] if 1 <= int(number) <= 12 else None
