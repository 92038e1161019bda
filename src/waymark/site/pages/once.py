"""A double click stores once: a form carries a mark, and the second one is answered as the first."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from waymark.site.access.gate import Gate
from waymark.site.keys.ring import ring
from waymark.site.pages.forms import MARK
from waymark.site.pages.models import SentForm

__all__ = ["once"]

# Long enough for a page that was left open over a weekend.
_KEPT = timedelta(days=4)
_SWEEP_EVERY = 64
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Inside of `@policy`, so that the mark stands or falls with what the view stored."""

    @wraps(view)
    def sent(request: HttpRequest, gate: Gate, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.POST.get(MARK, "")[:40] if request.method == "POST" else ""
        if not given:
            return view(request, gate, *args, **kwargs)
        row, new = SentForm.objects.get_or_create(mark=_mark(gate, given), defaults={"at": gate.acting.at})
        if not new:
            return HttpResponseRedirect(row.answer)
        response = view(request, gate, *args, **kwargs)
        if response.status_code == 302:
            SentForm.objects.filter(pk=row.pk).update(answer=response.headers["Location"])
            if row.pk % _SWEEP_EVERY == 0:
                SentForm.objects.filter(at__lt=gate.acting.at - _KEPT).delete()
        else:
            row.delete()
        return response

    return sent


def _mark(gate: Gate, given: str) -> bytes:
    person = gate.person.public_id if gate.person is not None else ""
    text = "\0".join(("form", gate.acting.user.public_id, gate.kind, person, given))
    return hmac.new(ring().index, text.encode(), hashlib.sha256).digest()[:16]
