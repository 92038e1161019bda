"""No view runs that has not said what it needs."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from waymark.site.access.foreign import policy_of

__all__ = ["EveryViewHasAPolicy"]


class EveryViewHasAPolicy:
    """Fails closed: a page somebody forgot to guard is an error, not a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        found = policy_of(view, match.view_name if match else "")
        if found is None:
            raise ImproperlyConfigured(f"the view {getattr(view, '__name__', view)} declares no policy")
