"""The plan as one self-contained page: warm paper, their words first, reasons one touch away, prints well."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from waymark.planning.plan import Plan
from waymark.rendering.shown import shown
from waymark.rendering.view import View

__all__ = ["render_page", "style", "template", "tidied"]


def render_page(plan: Plan, going: Sequence[str] = ()) -> str:
    """One HTML document with nothing to fetch: style inside, no script. `going`: lines on how it goes."""
    page = template("plan.html.jinja").render(page=View(plan), plan=plan, css=style("plan.css"), going=going)
    return tidied(page)


def tidied(page: str) -> str:
    """Without empty lines: they are what conditions leave behind, and no element keeps its spaces."""
    return re.sub(r"\n\s*\n+", "\n", page)


@cache
def template(name: str) -> Template:
    """A template of this room, which escapes whatever it is given."""
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _shown(part: object) -> object:
    # What is marked as safe, such as the style sheet, is our own.
    return shown(part) if type(part) is str else part


@cache
def _resource(name: str) -> str:
    return files("waymark.rendering").joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def style(*names: str) -> str:
    """Style sheets one after the other without comments and line breaks: every page carries its own."""
    whole = "\n".join(_resource(name) for name in names)
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)).strip()
