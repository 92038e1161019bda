"""Whether the site works and how fast, for whoever watches it; nothing about anybody."""

import hmac

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from waymark.site.access.policy import open_to_all
from waymark.site.configuration import configuration
from waymark.site.operations.gauges import gauges
from waymark.site.operations.metrics import told
from waymark.site.pages.failures import absent

_HERE = ("127.0.0.1", "::1")
# What a proxy adds: then whoever asks is somewhere else, though the proxy is here.
_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


@open_to_all("a watcher has no account; it learns nothing but that the site answers")
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse({"database": "answers"})


@open_to_all("counts and timings by page, about nobody; for this machine alone, or with the watcher's token")
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the text format of Prometheus; for anybody else this page is not there."""
    if not _may_watch(request):
        return absent(request)
    return HttpResponse(told(gauges()), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_watch(request: HttpRequest) -> bool:
    token = configuration().metrics_token
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    asks = request.META.get("REMOTE_ADDR", "")
    # Some servers tell the port as well.
    here = asks in _HERE or asks.rpartition(":")[0].strip("[]") in _HERE
    return here and not any(name in request.META for name in _PASSED_ON)
