"""Nothing of a page comes from, or goes to, another host; nothing stays in a shared place; nothing is too much."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from waymark.site.pages.failures import too_much

__all__ = ["NotTooMuch", "OurHostOnly"]

_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TOO_MUCH = 413
_PIECE = 64 * 1024
# What is read and thrown away, so that a browser still hears the sentence.
_DRAINED = 64 * 1024 * 1024


class OurHostOnly:
    """Headers of every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        # A back button after signing off shows nothing of anybody. Styles and pictures never come by here.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class NotTooMuch:
    """A body larger than the largest file that is taken is refused before anybody reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        large = length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        response = too_much(request) if large else self.get_response(request)
        if response.status_code == _TOO_MUCH:
            _drain(request)
        return response


def _drain(request: HttpRequest) -> None:
    """A browser that is still sending when the answer comes shows that the connection broke, and not the sentence."""
    left = _DRAINED
    while left > 0 and (piece := request.read(min(_PIECE, left))):
        left -= len(piece)
