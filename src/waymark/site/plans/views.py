"""Plans: making the next version, reading one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from waymark.rendering.page import render_page
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.plans.actions import NothingNew, make_plan, read_plan
from waymark.site.plans.selectors import plan_of, version_of


@policy("plan", "write")
def make(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Make the next version."""
    if request.method == "POST":
        try:
            made = make_plan(gate=gate, language=request.LANGUAGE_CODE)  # type: ignore[attr-defined]
            return redirect("plan", person=gate.about.public_id, version=made.public_id)
        except NothingNew:
            pass
    return redirect("person", person=gate.about.public_id)


@policy("plan", "read")
def version(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """One version as the page the command line writes; `?as=json` its bytes."""
    found = version_of(gate, version)
    written = plan_of(found)
    if request.GET.get("as") == "json":
        gate.also("plan", "export")
        return HttpResponse(written, content_type="application/json")
    return HttpResponse(render_page(read_plan(written)))
