"""The language of a page: the account's, else what the browser asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from waymark.site.pages.wording import LANGUAGES

__all__ = ["SpokenLanguage"]


class SpokenLanguage:
    """Sets `request.LANGUAGE_CODE`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        spoken = getattr(request.user, "language", None) or translation.get_language_from_request(request)
        language = spoken if spoken in LANGUAGES else LANGUAGES[0]
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            return self.get_response(request)
