"""The words of a condition."""

import re
from typing import Literal

import msgspec

from waymark.logic.errors import ConditionError

__all__ = ["KEYWORDS", "MOST_CHARACTERS", "Token", "is_name", "normal_unit", "tokens"]

MOST_CHARACTERS = 20_000
KEYWORDS = frozenset({"and", "or", "not", "is", "in", "min", "max", "count", "in_unit", "always"})

NAME = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"
# A unit is written without spaces, so that "5 mg/dL" is a unit and "5 mg / x" a division.
UNIT = r"[A-Za-z%µμ°][\w%µμ°²]*(?:[/·^][\w%µμ°²]+)*"
_PATTERN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>" + NAME + r")"
    r"|(?P<word>[A-Z%µμ°][\w%µμ°²]*)"
    r"|(?P<sign>>=|<=|==|!=|>|<|\+|-|\*|/|\(|\)|,)"
)
_WORD = re.compile(r"[\w.%µμ°²]+")
_UNIT = re.compile(r"\s*(" + UNIT + r")")
_AFTER_NUMBER = re.compile(r"[A-Za-z_.]")
_CURES = {
    "=": 'write "==" to compare',
    "&": 'write "and"',
    "|": 'write "or"',
    "!": 'write "not"',
    "'": "write options and names without quotation marks",
    '"': "write options and names without quotation marks",
    "≥": 'write ">="',
    "≤": 'write "<="',
    "≠": 'write "!="',
    "×": 'write "*"',
    "÷": 'write "/"',
    "−": 'write "-"',
    "[": "use round parentheses",
    "]": "use round parentheses",
    "{": "use round parentheses",
    "}": "use round parentheses",
    "^": "powers are not part of the language; multiply",
}
_SINGULAR = {"day": "days", "week": "weeks", "month": "months", "year": "years", "hour": "hours", "minute": "minutes"}


class Token(msgspec.Struct, frozen=True):
    """One word: a name, a keyword, a number (with its unit if one follows), a sign, any other word (which can only
    be a unit), or the end of the text."""

    kind: Literal["name", "keyword", "number", "sign", "word", "end"]
    text: str
    start: int
    end: int
    unit: str | None = None


def normal_unit(unit: str | None) -> str | None:
    """A unit as it is compared: "day" and "days" are the same unit."""
    return None if unit is None else _SINGULAR.get(unit, unit)


def is_name(text: str) -> bool:
    """Whether a fact or named value can be called this."""
    return re.fullmatch(NAME, text) is not None and text not in KEYWORDS


def tokens(text: str) -> list[Token]:
    """Split a condition into its words; an end token closes the list. Raises ConditionError."""
    if len(text) > MOST_CHARACTERS:
        raise ConditionError(
            f"the condition has {len(text):,} characters, more than the {MOST_CHARACTERS:,} allowed; "
            "name a part of it as a derived fact"
        )
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise _refused(text, at)
        if match.lastgroup == "number":
            token = _number(text, match)
            found.append(token)
            at = token.end
            continue
        at = match.end()
        if match.lastgroup == "name":
            word = match.group()
            longer = _WORD.match(text, match.start())
            if longer is not None and longer.end() > at and text[at] != "/":
                at = longer.end()
                found.append(Token("word", longer.group(), match.start(), at))
            else:
                found.append(Token("keyword" if word in KEYWORDS else "name", word, match.start(), at))
        elif match.lastgroup == "sign":
            found.append(Token("sign", match.group(), match.start(), at))
        elif match.lastgroup == "word":
            found.append(Token("word", match.group(), match.start(), at))
    found.append(Token("end", "", len(text), len(text)))
    return found


def _number(text: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    unit = _UNIT.match(text, end)
    if unit is not None and unit.group(1) not in KEYWORDS:
        return Token("number", match.group(), start, unit.end(), unit.group(1))
    if unit is None and _AFTER_NUMBER.match(text, end):
        raise ConditionError(
            f'"{text[start : end + 1]}" is not a number; write whole numbers or decimals such as 12 or 0.5', start + 1
        )
    return Token("number", match.group(), start, end)


def _refused(text: str, at: int) -> ConditionError:
    sign = text[at]
    cure = _CURES.get(sign, "use names, numbers, and, or, not, comparisons, + - * / and parentheses")
    return ConditionError(f'"{sign}" is not part of the language; {cure}', at + 1)
