"""A tool as lines of text: what it is for, how it goes, and its worksheet with the example filled in."""

from collections.abc import Iterator, Mapping

from waymark.knowledge.model.tool import Tool, ToolField
from waymark.rendering.tool_words import look_again, takes, tool_word

__all__ = ["tool_lines"]


def tool_lines(tool: Tool, language: str) -> Iterator[str]:
    """One paragraph a line, for the terminal; the tool's texts in this language or, where one lacks, in English."""

    def h(key: str) -> str:
        return tool_word(key, language)

    def say(text: Mapping[str, str]) -> str:
        return _said(text, language)

    yield f"{say(tool.label)} · {takes(tool.minutes, language)}"
    if tool.says is not None:
        yield f"{h('for')}: {say(tool.says)}"
    if tool.not_when is not None:
        yield f"{h('not')}: {say(tool.not_when)}"
    yield from ("", h("how"))
    yield from (f"  {number}. {say(step)}" for number, step in enumerate(tool.steps, start=1))
    if tool.fields:
        yield from ("", f"{h('page')} ({h('wrote')})")
    for field in tool.fields:
        yield from _field(field, language)
    yield from ("", f"{h('example')}: {say(tool.example)}")
    again = look_again(tool.recheck_days, language)
    yield f"{h('again')}{f' ({again})' if again else ''}: {say(tool.recheck)}"
    yield from ("", " ".join(w for w in (h("unsigned"), h("unreviewed") if tool.spanish == "unreviewed" else "") if w))


def _field(field: ToolField, language: str) -> Iterator[str]:
    if field.kind != "table":
        marks = " / ".join(_said(option, language) for option in field.options)
        scale = "0-10" if field.kind == "scale" else marks
        parts = (_said(field.label, language), f"({scale})" if scale else "", f"“{_said(field.filled, language)}”")
        yield " ".join(("  " + f"[{field.id}]", *(part for part in parts if part)))
        return
    yield f"  [{field.id}] {_said(field.label, language)}: {' | '.join(_said(c, language) for c in field.columns)}"
    yield from (f"      {' | '.join(_said(cell, language) for cell in row)}" for row in field.rows)


def _said(text: Mapping[str, str] | None, language: str) -> str:
    return "" if text is None else text.get(language) or text.get("en", "")
