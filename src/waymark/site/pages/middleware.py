"""Nothing of a page comes from, or goes to, another host; nothing of it stays in a shared place."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

__all__ = ["OurHostOnly"]

_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class OurHostOnly:
    """Headers of every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            # A back button after signing off shows nothing of anybody.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
