"""Who saw this person, and what happened in the programme lately."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.audit.questions import latest, who_saw
from waymark.site.audit.told import page_of, told
from waymark.site.pages.wording import language_of

__all__ = ["lately", "seen"]

MOST = 100


@policy("audit", "read")
def seen(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Who opened what about one person. The person reads names of their own care team, and roles of others.

    That staff outside of the team are told by role alone is our choice: a site decides with its counsel.
    """
    own = gate.acting.role == "person"
    every = who_saw(gate.acting.programme.pk, gate.about.public_id)
    rows, older = page_of(every, request.GET.get("before", ""), MOST)
    named = None
    if own:
        named = frozenset(gate.about.care_team.values_list("user", flat=True)) | {gate.acting.user.pk}
    language = language_of(request)
    shown = {
        "gate": gate,
        "own": own,
        "may_open": gate.may("identity", "read"),
        "lines": told(rows, language, named=named),
        "older": older,
    }
    return TemplateResponse(request, "audit/seen.html", shown)


@policy("audit", "read", about=PROGRAMME)
def lately(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The latest rows of the programme, without whom they are about."""
    rows, older = page_of(latest(gate.acting.programme.pk), request.GET.get("before", ""), MOST)
    language = language_of(request)
    shown = {
        "lines": told(rows, language, named=None),
        "older": older,
    }
    return TemplateResponse(request, "audit/lately.html", shown)
