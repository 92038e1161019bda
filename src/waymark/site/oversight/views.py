"""The supervisor's page: a question at the top of each part, the answer below it."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.oversight.selectors import helped_of, loads_of, overrides_of, said_in, to_co_sign, to_look_at
from waymark.site.plans.library import library
from waymark.site.records.shown import text_of

__all__ = ["oversight"]


@policy("oversight", "read", about=PROGRAMME)
def oversight(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Who carries how much, what waits for a second name, which plans need a look, which rules are set aside."""
    release = library(request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    titles = {rule.id: text_of(rule.asks) for rule in release.rules}
    told = said_in(gate)
    shown = {
        "loads": loads_of(gate),
        "waiting": to_co_sign(gate),
        "looks": to_look_at(gate),
        "aside": overrides_of(gate, told, titles),
        "helped": helped_of(gate, told, titles),
    }
    return TemplateResponse(request, "oversight/oversight.html", shown)
