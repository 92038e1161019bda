"""What the printed page of a tool says: what it is for, how it goes, and the worksheet, blank or with answers."""

from collections.abc import Mapping
from typing import Any

from waymark.knowledge.model.tool import Tool, ToolField
from waymark.knowledge.worksheet import STRONGEST
from waymark.rendering.tool_words import look_again, takes, tool_word

__all__ = ["Answers", "tool_sheet"]

Answers = Mapping[str, Any]


def tool_sheet(tool: Tool, language: str, answers: Answers | None = None) -> dict[str, Any]:
    """The data of `tool.typ`. The texts of the tool are in this language; with answers the example is left out."""

    def h(key: str) -> str:
        return tool_word(key, language)

    foot = [h("unsigned"), h("unreviewed") if tool.spanish == "unreviewed" else ""]
    return {
        "title": _said(tool.label, language),
        "minutes": takes(tool.minutes, language),
        "parts": {key: h(key) for key in ("for", "not", "how", "page", "example", "wrote", "again", "look again")},
        "says": _said(tool.says, language),
        "not_when": _said(tool.not_when, language),
        "steps": [_said(step, language) for step in tool.steps],
        "fields": [_field(field, language, answers) for field in tool.fields],
        "example": "" if answers is not None else _said(tool.example, language),
        "recheck": _said(tool.recheck, language),
        "again": look_again(tool.recheck_days, language),
        "foot": " ".join(part for part in foot if part),
    }


def _said(text: Mapping[str, str] | None, language: str) -> str:
    return "" if text is None else text.get(language) or text.get("en", "")


def _field(field: ToolField, language: str, answers: Answers | None) -> dict[str, Any]:
    """A field: what to mark or how many lines to write on, the example, and what was answered."""
    answer = (answers or {}).get(field.id)
    filled = "" if answers is not None else _said(field.filled, language)
    rows = [[_said(cell, language) for cell in row] for row in field.rows]
    return {
        "label": _said(field.label, language),
        "kind": "table" if field.kind == "table" else "marks" if _marks(field, language) else "lines",
        "marks": _marks(field, language),
        "lines": field.lines,
        "columns": [_said(column, language) for column in field.columns],
        "example": filled,
        "example_row": rows[0] if rows and answers is None else [],
        "answer": _answered(answer, language) if not isinstance(answer, list | tuple) else "",
        "rows": [[str(cell) for cell in row] for row in answer] if isinstance(answer, list | tuple) else [],
    }


def _marks(field: ToolField, language: str) -> list[str]:
    """What can be ticked or circled."""
    if field.kind == "scale":
        return [str(number) for number in range(STRONGEST + 1)]
    if field.kind == "yes or no":
        return [tool_word("yes", language), tool_word("no", language)]
    return [_said(option, language) for option in field.options]


def _answered(answer: object, language: str) -> str:
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return tool_word("yes" if answer else "no", language)
    return f"{answer:g}" if isinstance(answer, int | float) else str(answer)
