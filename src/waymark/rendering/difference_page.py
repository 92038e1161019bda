"""A difference as one self-contained page."""

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from waymark.planning.deciding.difference import Difference
from waymark.rendering.difference import Letter
from waymark.rendering.headings import heading

__all__ = ["render_letter"]


def render_letter(letter: Letter, difference: Difference) -> str:
    """One HTML document with nothing to fetch: style inside, no script."""
    title = f"{heading('plan', letter.language)} · {difference.called or difference.person}"
    page: str = _template().render(letter=letter, title=title, css=_style())
    return re.sub(r"\n\s*\n+", "\n", page)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_resource), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("difference.html.jinja")


def _resource(name: str) -> str:
    return files("waymark.rendering").joinpath(name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", _resource("plan.css"), flags=re.DOTALL)).strip()
