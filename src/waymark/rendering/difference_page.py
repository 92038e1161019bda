"""A difference as one self-contained page."""

from waymark.planning.deciding.difference import Difference
from waymark.rendering.difference import Letter
from waymark.rendering.headings import heading
from waymark.rendering.page import style, template, tidied

__all__ = ["render_letter"]


def render_letter(letter: Letter, difference: Difference) -> str:
    """One HTML document with nothing to fetch: style inside, no script."""
    title = f"{heading('plan', letter.language)} · {difference.called or difference.person}"
    made: str = template("difference.html.jinja").render(letter=letter, title=title, css=style("plan.css"))
    return tidied(made)
