"""The gallery of parts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.site.access.policy import open_to_all
from waymark.site.pages.gallery import SIZES, TOKENS, parts

__all__ = ["gallery"]


@open_to_all("shows how pages look, with invented names; nothing of anybody")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part with what it takes."""
    return render(request, "gallery/gallery.html", {"parts": parts(request), "tokens": TOKENS, "sizes": SIZES})
