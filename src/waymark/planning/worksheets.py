"""The tools a plan hands out, each with its worksheet."""

from waymark.knowledge.model.tool import Tool, ToolField
from waymark.planning.plan import Blank, Goal, Offer, Worksheet
from waymark.planning.prepare import Prepared

__all__ = ["worksheets"]


def worksheets(prepared: Prepared, goals: tuple[Goal, ...], offers: tuple[Offer, ...]) -> tuple[Worksheet, ...]:
    """The tools that the steps of the goals name, then the first of each intervention, each once."""
    names = dict.fromkeys(s.tool for g in goals for s in g.steps if s.tool)
    names.update(dict.fromkeys(t for o in offers for t in o.tools[:1]))
    return tuple(_worksheet(prepared, prepared.tools[n]) for n in names if n is not None and n in prepared.tools)


def _worksheet(prepared: Prepared, tool: Tool) -> Worksheet:
    text = prepared.text
    return Worksheet(
        id=f"tool:{tool.id}",
        title=text(tool.label),
        lines=tuple(text(step) for step in tool.steps),
        says=text(tool.says) if tool.says is not None else "",
        not_when=text(tool.not_when) if tool.not_when is not None else "",
        minutes=tool.minutes,
        blanks=tuple(_blank(prepared, field) for field in tool.fields),
        example=text(tool.example),
        recheck=text(tool.recheck),
        recheck_days=tool.recheck_days,
    )


def _blank(prepared: Prepared, field: ToolField) -> Blank:
    text = prepared.text
    rows = field.rows or (((field.filled,),) if field.filled is not None else ())
    return Blank(
        id=field.id,
        label=text(field.label),
        kind=field.kind,
        lines=field.lines,
        columns=tuple(text(column) for column in field.columns),
        options=tuple(text(option) for option in field.options),
        example=tuple(tuple(text(cell) for cell in row) for row in rows),
    )
