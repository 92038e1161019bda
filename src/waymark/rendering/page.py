"""The plan as one self-contained page: warm paper, their words first, reasons one touch away, prints well."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from waymark.planning.phrases import weekday
from waymark.planning.plan import Plan
from waymark.rendering.headings import heading, hours_text, who_text

__all__ = ["render_page"]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def render_page(plan: Plan) -> str:
    """One HTML document with nothing to fetch: style inside, no script."""
    language = plan.header.language
    words: dict[str, Any] = {
        "plan": plan,
        "language": language,
        "css": _resource("plan.css"),
        "h": lambda key, **parts: heading(key, language, **parts),
        "who": lambda who: who_text(who, language),
        "due": lambda hours: hours_text(hours, language),
        "day": lambda name: weekday(name, language),
        "days": [(d, [s for s in plan.timetable.sessions if s.weekday == d]) for d in DAYS],
        "labels": lambda facts: ", ".join(plan.labels.get(f, f) for f in facts),
    }
    page: str = _template().render(words)
    return page


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_resource("plan.html.jinja"))


@cache
def _resource(name: str) -> str:
    return files("waymark.rendering").joinpath(name).read_text(encoding="utf-8")
