"""Styled lines, wrapped into a sheet of text.

A plan is some seven hundred lines. Wrapping them here takes a few milliseconds; general tools for terminals take fifty,
and are left to what they alone can do: colour on a terminal (see `terminal.py`).
"""

import re

from waymark.rendering.shown import shown

__all__ = ["Line", "Sheet", "cells"]

_WORD = re.compile(r"\s*\S+\s*")
NARROWEST = 20
# Signs beyond Latin letters that our own texts are full of, each in one column.
_OURS = frozenset("–—‘’“”…●○◆▲→≥≤")


class Line:
    """Text in parts, each with a style such as "bold cyan"; an empty style is plain."""

    __slots__ = ("parts",)

    def __init__(self, text: str = "", style: str = "") -> None:
        self.parts: list[tuple[str, str]] = []
        self.append(text, style)

    @classmethod
    def assemble(cls, *parts: "str | tuple[str, str] | Line") -> "Line":
        """One line of several parts."""
        line = cls()
        for part in parts:
            if isinstance(part, Line):
                line.parts += part.parts
            elif isinstance(part, str):
                line.append(part)
            else:
                line.append(*part)
        return line

    def append(self, text: str, style: str = "") -> "Line":
        """Add a part at the end."""
        if text:
            self.parts.append((text if text.isprintable() else shown(text).expandtabs(), style))
        return self

    @property
    def plain(self) -> str:
        """The text without styles."""
        return self.parts[0][0] if len(self.parts) == 1 else "".join(text for text, _ in self.parts)

    def wrap(self, width: int) -> "list[Line]":
        """Lines of at most `width` cells; what is longer than a line is broken inside the word."""
        plain = self.plain
        if len(plain) <= width and "\n" not in plain and cells(plain) <= width:
            return [self]
        lines, start = [], 0
        for paragraph in plain.split("\n"):
            ends = [*_breaks(paragraph, width), len(paragraph)]
            begin = 0
            for end in ends:
                lines.append(self._slice(start + begin, start + begin + len(paragraph[begin:end].rstrip())))
                begin = end
            start += len(paragraph) + 1
        return lines

    def _slice(self, start: int, end: int) -> "Line":
        line, at = Line(), 0
        for text, style in self.parts:
            low, high = max(start - at, 0), min(end - at, len(text))
            if low < high:
                line.parts.append((text[low:high], style))
            at += len(text)
        return line


class Sheet:
    """Wrapped lines of at most `width` cells, in order."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []

    def put(self, body: Line, indent: int = 0, lead: Line | None = None) -> None:
        """Add a body; its further lines stand under its first word, behind the lead."""
        before = Line(" " * indent)
        if lead is not None:
            before = Line.assemble(before, lead)
        room = cells(before.plain)
        for line in body.wrap(max(NARROWEST, self.width - room)):
            self.lines.append(Line.assemble(before, line))
            before = Line(" " * room)

    def blank(self) -> None:
        """Add an empty line."""
        self.lines.append(Line())

    @property
    def plain(self) -> str:
        """The whole text without styles; every line ends."""
        return "".join(line.plain.rstrip() + "\n" for line in self.lines)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    # Up to here every sign takes one column; nearly all texts end here.
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    return sum(1 if sign < "\u0300" else _wide(sign) for sign in text)


def _wide(sign: str) -> int:
    if sign in _OURS:
        return 1
    from unicodedata import category, east_asian_width

    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in ("W", "F") else 1


def _breaks(text: str, width: int) -> list[int]:
    """Places at which further lines begin."""
    found, used = [], 0
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        length = cells(word.rstrip())
        if used + length > width:
            if start:
                found.append(start)
            used = 0
            while length > width:
                # Only as much as may fit is looked at: a word of a million signs is cut in a million steps, not more.
                fits = _fitting(text[start : start + width], width)
                length -= cells(text[start : start + fits])
                start += fits
                found.append(start)
        used += cells(text[start : match.end()])
    return found


def _fitting(word: str, width: int) -> int:
    """How many signs of a word fit into a line; at least one."""
    if cells(word) <= width:
        return len(word)
    used = 0
    for place, sign in enumerate(word):
        used += cells(sign)
        if used > width:
            return max(place, 1)
    return len(word)
