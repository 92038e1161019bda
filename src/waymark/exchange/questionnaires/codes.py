"""Codes as they are written and as they were meant: blanks, missing systems, system and code exchanged."""

import re
import unicodedata
from typing import Any

from waymark.exchange.questionnaires.form import Coding
from waymark.exchange.questionnaires.notes import Notes
from waymark.exchange.questionnaires.reading import mapping, text_of

__all__ = ["LOINC", "coding_of", "is_loinc", "loinc_in", "plain", "valid_check_digit"]

LOINC = "http://loinc.org"
_NUMERIC = re.compile(r"\d{3,7}-\d")
_ANSWER = re.compile(r"LA\d{1,6}-\d")
_IN_LINK = re.compile(r"(?<![\w-])(\d{3,7}-\d)(?![\w-])")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text for comparing: small letters without marks, straight quotes and dashes, single blanks."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign))
    flat = flat.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _BLANKS.sub(" ", re.sub(r"[\u2010-\u2015\u2212]", "-", flat)).strip()


def is_loinc(code: str) -> bool:
    """A numeric LOINC code with a right check digit."""
    return _NUMERIC.fullmatch(code) is not None and valid_check_digit(code)


def valid_check_digit(code: str) -> bool:
    """The mod-10 rule of numeric LOINC codes."""
    body, _, digit = code.partition("-")
    total = 0
    for place, sign in enumerate(reversed(body)):
        number = int(sign) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return (10 - total % 10) % 10 == int(digit)


def loinc_in(link: str) -> str:
    """The LOINC code a link id is made of ("/44250-9"), or nothing."""
    found = [code for code in _IN_LINK.findall(link) if is_loinc(code)]
    return found[-1] if found else ""


def coding_of(raw: Any, notes: Notes, where: str) -> Coding:
    """A coding, with named repairs: blanks around or inside a code, system and code exchanged."""
    given = mapping(raw)
    code, system = text_of(given.get("code")), text_of(given.get("system"))
    display = text_of(given.get("display")) or text_of(given.get("text"))
    if _is_address(code) and _looks_like_code(system):
        notes.add("repaired", f"{where}: system and code are exchanged ({system!r} stands as system); read as meant")
        code, system = system, code
    clean = _clean(code)
    if clean != code:
        notes.add("repaired", f"{where}: blanks in the code {code!r}; read as {clean!r}")
    return Coding(clean, system.strip(), display.strip())


def _clean(code: str) -> str:
    """Without blanks around; and without blanks inside where that gives a code of LOINC."""
    trimmed = code.strip()
    squeezed = _BLANKS.sub("", trimmed)
    return squeezed if _NUMERIC.fullmatch(squeezed) or _ANSWER.fullmatch(squeezed) else trimmed


def _is_address(text: str) -> bool:
    return text.strip().startswith(("http://", "https://", "urn:"))


def _looks_like_code(text: str) -> bool:
    return bool(text.strip()) and not _is_address(text)
