"""Words and tables as Markdown that says what they say."""

from collections.abc import Iterable
from typing import Any

__all__ = ["cell", "code", "english", "plain", "table"]


def english(text: Any) -> str:
    """The English words of a text; a dash where there are none."""
    words = text.get("en", "") if isinstance(text, dict) else "" if text is None else text
    return " ".join(str(words).split()) or "–"


def cell(value: Any) -> str:
    """A value that cannot break out of a table; `code` stays code, braces and stars stay what they are."""
    text = english(value)
    return text.replace("|", "\\|") if text.startswith("`") else plain(text).replace("|", "\\|")


def plain(text: str) -> str:
    """Words that Markdown must not read as marks."""
    for sign in "\\*_<>[]":
        text = text.replace(sign, f"\\{sign}")
    return text


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> list[str]:
    """A Markdown table."""
    head = list(head)
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(cell(value) for value in row) for row in rows]
    return [*(f"| {line} |" for line in lines), ""]


def code(value: object) -> str:
    return f"`{value}`" if value not in (None, "") else "–"
