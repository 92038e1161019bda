"""A worksheet as data: answers under the names of a tool's fields, checked before they are kept or printed."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from waymark.knowledge.model.tool import Tool, ToolField

__all__ = ["FilledWorksheet", "wrong_answer", "wrong_answers"]

YES_AND_NO = {"en": ("yes", "no"), "es": ("sí", "no")}
STRONGEST = 10
# Words of one field; a worksheet is a page, not a book.
LONGEST = 2000


class FilledWorksheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person wrote on the worksheet of a tool: field -> text, number, true or false, or lines of a table."""

    format: Literal["waymark.worksheet/1"]
    tool: str
    language: Literal["en", "es"] = "en"
    answers: dict[str, Any]


def wrong_answers(tool: Tool, answers: Mapping[str, object], locale: str = "en") -> list[str]:
    """What is wrong with the answers to a worksheet, one sentence each. No field has to be filled."""
    fields = {field.id: field for field in tool.fields}
    found = [f"{tool.id} has no field `{name}`; it has {', '.join(fields)}" for name in answers if name not in fields]
    for name, field in fields.items():
        if name in answers and (trouble := wrong_answer(field, answers[name], locale)) is not None:
            found.append(f"{name}: {trouble}")
    return found


def wrong_answer(field: ToolField, answer: object, locale: str) -> str | None:
    """Why an answer does not fit its field, or None. `locale`: the language of yes, no and the options."""
    if field.kind == "table":
        return _wrong_table(field, answer)
    if isinstance(answer, bool):
        return None if field.kind == "yes or no" else "is true or false; write words"
    if isinstance(answer, int | float) and field.kind in ("scale", "number"):
        return _wrong_number(field, answer)
    if not isinstance(answer, str):
        return "is no text; write it in quotation marks"
    if not answer.strip() or len(answer) > LONGEST:
        return f"is empty or longer than {LONGEST} letters; leave the field out, or shorten it"
    if field.kind in ("scale", "number"):
        return _wrong_number(field, int(answer)) if answer.isdecimal() else "is no whole number; write one such as 7"
    allowed = YES_AND_NO[locale] if field.kind == "yes or no" else tuple(o.get(locale, "") for o in field.options)
    if allowed and answer not in allowed:
        return f"`{answer}` is not one of {', '.join(allowed)}; write one of these"
    return None


def _wrong_number(field: ToolField, number: float) -> str | None:
    if number != int(number) or number < 0:
        return f"{number:g} is no whole number from 0 on; write one"
    if field.kind == "scale" and number > STRONGEST:
        return f"{number:g} is outside 0 to {STRONGEST}; write a number between them"
    return None


def _wrong_table(field: ToolField, answer: object) -> str | None:
    if not isinstance(answer, list | tuple) or not all(isinstance(row, list | tuple) for row in answer):
        return "is no table; write a list of lines, each a list of texts"
    if not answer:
        return "has no line; leave the field out, or fill one"
    wide = len(field.columns)
    for number, row in enumerate(answer, start=1):
        if len(row) != wide or not all(isinstance(cell, str) and len(cell) <= LONGEST for cell in row):
            return f"line {number} wants {wide} texts, one per column; write exactly that many"
    return None
