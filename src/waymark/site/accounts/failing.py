"""When the database or the anchor does not work: nothing was done, and it is said."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from waymark.site.pages.failures import not_now

__all__ = ["or_not_now"]

View = Callable[..., HttpResponse]


def or_not_now(view: View) -> View:
    """For views of one's own account, which open their transactions themselves."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (DatabaseError, OSError):
            return not_now(request)

    return guarded
