"""The plan in a terminal: their words first, then what to do, then why."""

import io
from typing import TextIO

from rich.console import Console

from waymark.planning.explain import Explanation
from waymark.planning.plan import Plan
from waymark.rendering.sections import write_explanation, write_plan

__all__ = ["print_explanation", "print_plan", "render_text"]

WIDEST = 104


def print_plan(plan: Plan, stream: TextIO) -> None:
    """Write the plan to a terminal or a pipe; colour only where the stream shows it."""
    write_plan(_console(stream), plan)


def print_explanation(explanation: Explanation, plan: Plan, stream: TextIO) -> None:
    """Write one explained line."""
    write_explanation(_console(stream), explanation, plan.header.language)


def render_text(plan: Plan, width: int = WIDEST) -> str:
    """The plan as plain text of this width."""
    out = io.StringIO()
    write_plan(Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False), plan)
    return out.getvalue()


def _console(stream: TextIO) -> Console:
    console = Console(file=stream, highlight=False, soft_wrap=False)
    if console.width > WIDEST or not stream.isatty():
        console.width = min(console.width, WIDEST) if stream.isatty() else WIDEST
    return console
