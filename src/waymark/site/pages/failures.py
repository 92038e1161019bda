"""Pages for what does not work: not there (or not for you), not now, too much, a form that has grown old.

Nothing that was typed is lost where it can be kept: a form that comes too late is shown again, to be sent once more.
It is shown only to a browser that says the form came from our own page; nobody else can put words into it.
"""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

__all__ = ["absent", "bad_request", "not_now", "server_error", "signed_off", "stale_form", "too_much"]

_NEVER_SHOWN = ("password", "code", "token", "secret", "csrf")


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for what is not there and for what is not for them, to the byte."""
    return render(request, "failures/absent.html", status=404)


def not_now(request: HttpRequest) -> HttpResponse:
    """Nothing was stored: said, with what to do."""
    return _without_asking(request, 503)


def server_error(request: HttpRequest) -> HttpResponse:
    """An error of ours, or a database that is gone before anybody knows who asks; nothing of it is shown."""
    return _without_asking(request, 503 if isinstance(sys.exception(), DatabaseError | OSError) else 500)


def _without_asking(request: HttpRequest, status: int) -> HttpResponse:
    """A page that asks the database nothing, not even who is signed in."""
    language = getattr(request, "LANGUAGE_CODE", translation.get_language_from_request(request))
    return HttpResponse(render_to_string("failures/not_now.html", {"language": language}), status=status)


def too_much(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """More than is taken at once: one sentence, and nothing of it is read."""
    return render(request, "failures/too_much.html", status=413)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be read: too much of it, or not one that our pages send."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_much(request)
    return _without_asking(request, 400)


def signed_off(request: HttpRequest) -> HttpResponse:
    """A form that came after its session ended: kept on the page until somebody has signed in again."""
    return render(request, "failures/signed_off.html", _typed(request), status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose mark has run out: what was typed is shown again, to be sent once more."""
    return render(request, "failures/stale_form.html", _typed(request), status=403)


def _typed(request: HttpRequest) -> dict[str, object]:
    """What was typed, field by field; nothing where the form may not be our own, or holds a secret."""
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    secret = any(part in name.casefold() for name in request.POST for part in _NEVER_SHOWN if name != _CSRF)
    if not ours or secret:
        return {"typed": []}
    typed = [(name, value) for name, values in request.POST.lists() if name != _CSRF for value in values]
    return {"typed": typed, "path": request.get_full_path(), "had_file": bool(request.FILES)}


_CSRF = "csrfmiddlewaretoken"
