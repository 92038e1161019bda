"""Pages for what does not work: not there (or not for you), not now, a form that has grown old."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

__all__ = ["absent", "not_now", "server_error", "stale_form"]


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for what is not there and for what is not for them, to the byte."""
    return render(request, "failures/absent.html", status=404)


def not_now(request: HttpRequest) -> HttpResponse:
    """Nothing was stored: said, with what to do."""
    return render(request, "failures/not_now.html", status=503)


def server_error(request: HttpRequest) -> HttpResponse:
    """An error of ours; nothing of it is shown."""
    return render(request, "failures/not_now.html", status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose mark has run out: what was typed is shown again, to be sent once more."""
    return render(request, "failures/stale_form.html", status=403)
