"""The plan as one self-contained page: warm paper, their words first, reasons one touch away, prints well."""

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from waymark.planning.plan import Plan
from waymark.rendering.view import View

__all__ = ["render_page"]


def render_page(plan: Plan) -> str:
    """One HTML document with nothing to fetch: style inside, no script."""
    page: str = _template().render(page=View(plan), plan=plan, css=_style())
    # Empty lines are what conditions leave behind; no element keeps its spaces.
    return re.sub(r"\n\s*\n+", "\n", page)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("plan.html.jinja")


@cache
def _resource(name: str) -> str:
    return files("waymark.rendering").joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def _style() -> str:
    """The style sheet without its comments and line breaks: every page carries it."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", _resource("plan.css"), flags=re.DOTALL)).strip()
