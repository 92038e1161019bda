"""Which tool is handed out: where a rule excludes one for this person, the one that stands in its place."""

from collections.abc import Iterable

import msgspec

from waymark.planning.options import Options
from waymark.planning.plan import Goal
from waymark.planning.prepare import Prepared

__all__ = ["fitting_tool", "fitting_tools", "tools_put_aside", "with_fitting_tools"]


def tools_put_aside(options: Options) -> str:
    """The tools that rules exclude here, as one text: what hands out tools rests on it."""
    return " ".join(option for option, standing in options if option.startswith("tool:") and standing.excluded)


def fitting_tool(prepared: Prepared, options: Options, name: str | None) -> str | None:
    """The tool itself, or what stands in its place; None where nothing does."""
    seen: set[str] = set()
    while name is not None and options.standing(f"tool:{name}").excluded:
        seen.add(name)
        other = prepared.tools[name].instead if name in prepared.tools else None
        name = None if other in seen else other
    return name


def fitting_tools(prepared: Prepared, options: Options, names: Iterable[str]) -> tuple[str, ...]:
    """The same for a list: in its order, each once."""
    fitting = (fitting_tool(prepared, options, name) for name in names)
    return tuple(dict.fromkeys(name for name in fitting if name is not None))


def with_fitting_tools(prepared: Prepared, options: Options, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """The goals, each step with the tool that fits this person."""
    if not tools_put_aside(options):
        return goals
    return tuple(
        msgspec.structs.replace(
            goal,
            steps=tuple(
                msgspec.structs.replace(step, tool=fitting_tool(prepared, options, step.tool)) for step in goal.steps
            ),
        )
        for goal in goals
    )
