"""Who saw this person."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.audit.questions import who_saw


@policy("audit", "read")
def seen(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The latest hundred rows about one person."""
    rows = who_saw(gate.acting.programme.pk, gate.about.public_id)[:100]
    return TemplateResponse(request, "audit/seen.html", {"rows": rows, "person": gate.about})
