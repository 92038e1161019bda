"""The page of a plan as the command line writes it, with a bar on top that leads back; its title carries no name."""

import re

from django.http import HttpRequest
from django.template.loader import render_to_string

__all__ = ["with_bar"]

_BODY = re.compile(r"<body[^>]*>")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def with_bar(request: HttpRequest, page: str, title: str, shown: dict[str, object], bar: str = "plans/bar.html") -> str:
    """`page` is ours, made from a plan; nothing in it is changed but its title and the bar before it."""
    above = render_to_string(bar, shown, request)
    page = _TITLE.sub(lambda _: f'<title>{title}</title><link rel="icon" href="data:,">', page, count=1)
    return _BODY.sub(lambda found: found.group(0) + above, page, count=1)
