"""What every page knows: its language, who acts, and where help is."""

from typing import Any

from django.http import HttpRequest

__all__ = ["every_page"]


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The language stands first: every text asks for it."""
    return {
        "language": getattr(request, "LANGUAGE_CODE", "en"),
        "signed_in": request.user.is_authenticated if hasattr(request, "user") else False,
    }
