"""The plan in a terminal: their words first, then what to do, then why."""

import os
from collections.abc import Sequence
from typing import TextIO

from waymark.planning.plan import Plan
from waymark.rendering.lines import Sheet
from waymark.rendering.sections import write_plan

__all__ = ["print_plan", "render_text", "sheet_for", "show"]

WIDEST = 104


def print_plan(plan: Plan, stream: TextIO, going: Sequence[str] = ()) -> None:
    """Write the plan to a terminal or a pipe; colour only where the stream shows it. `going`: lines on how it goes."""
    sheet = sheet_for(stream)
    write_plan(sheet, plan, going)
    show(sheet, stream)


def render_text(plan: Plan, width: int = WIDEST, going: Sequence[str] = ()) -> str:
    """The plan as plain text of this width. `going`: lines on how it goes."""
    sheet = Sheet(width)
    write_plan(sheet, plan, going)
    return sheet.plain


def sheet_for(stream: TextIO | None) -> Sheet:
    """As wide as the terminal, up to what reads well; None: a file."""
    if stream is None or not stream.isatty():
        return Sheet(WIDEST)
    from rich.console import Console

    return Sheet(min(Console(file=stream).width, WIDEST))


def show(sheet: Sheet, stream: TextIO) -> None:
    """Write the sheet; colour only where the stream shows it."""
    # Rich knows terminals. A pipe needs nothing of it, and a plan need not wait until it is loaded.
    if not (stream.isatty() or os.environ.get("FORCE_COLOR")):
        # A stream of another encoding shows a mark for what it cannot write.
        encoding = stream.encoding or "utf-8"
        stream.write(sheet.plain.encode(encoding, "replace").decode(encoding))
        return
    from rich.console import Console
    from rich.text import Text

    text = Text(end="")
    for line in sheet.lines:
        for said, style in line.parts:
            text.append(said, style)
        text.append("\n")
    # One call for all: the lines are wrapped already.
    Console(file=stream, highlight=False).print(text, soft_wrap=True, end="")
