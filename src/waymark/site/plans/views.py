"""Plans: making the next version, reading one, what changed, deciding on its lines, signing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.planning.deciding.difference import difference
from waymark.planning.plan import Plan
from waymark.record.errors import RecordError
from waymark.rendering.difference import letter
from waymark.rendering.difference_page import render_letter
from waymark.rendering.page import render_page
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.pages.once import once
from waymark.site.pages.wording import say
from waymark.site.people.selectors import names_of
from waymark.site.plans.actions import NothingNew, decide_on, make_plan, sign_version
from waymark.site.plans.deciding import decision_row, groups_of, line_of
from waymark.site.plans.forms import DecideForm, SignForm
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.reading import with_bar
from waymark.site.plans.selectors import plan_of, version_before, version_of
from waymark.site.plans.standing import read_plan

__all__ = ["changes", "decide", "lines", "make", "sign", "version"]


def _language(request: HttpRequest) -> str:
    return request.LANGUAGE_CODE  # type: ignore[attr-defined, no-any-return]


@policy("plan", "write")
@once
def make(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Make the next version."""
    person = gate.about.public_id
    if request.method == "POST":
        try:
            made = make_plan(gate=gate, language=_language(request))
            return redirect("plan", person=person, version=made.public_id)
        except NothingNew:
            return redirect(reverse("person", args=[person]) + "?said=nothing_new")
        except RecordError as error:
            shown = {"gate": gate, "sentences": error.sentences, "mend": True}
            return TemplateResponse(request, "plans/not_made.html", shown, status=422)
    return redirect("person", person=person)


@policy("plan", "read")
def version(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """One version as the page the command line writes, with a bar; `?as=page` without it, `?as=json` its bytes."""
    found = version_of(gate, version)
    written = plan_of(found)
    if request.GET.get("as") == "json":
        gate.also("plan", "export")
        return HttpResponse(written, content_type="application/json")
    page = render_page(read_plan(written))
    if request.GET.get("as") == "page":
        gate.also("plan", "export")
        response = HttpResponse(page)
        response.headers["Content-Disposition"] = f'attachment; filename="plan-{found.number}.html"'
        return response
    return HttpResponse(with_bar(request, page, _title(request, found), _bar(request, gate, found)))


@policy("plan", "read")
def changes(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """What is different from the version before, and why, as a letter."""
    found = version_of(gate, version)
    before = version_before(gate, found)
    language = _language(request)
    if before is None or before.language != found.language:
        says = "plans.first_version" if before is None else "plans.other_language"
        shown = {"gate": gate, "version": found, "says": says}
        return TemplateResponse(request, "plans/no_changes.html", shown)
    told = difference(read_plan(plan_of(before)), read_plan(plan_of(found)))
    page = render_letter(letter(told, "person" if gate.acting.role == "person" else "clinician"), told)
    title = say(language, "plans.changes", n=found.number)
    return HttpResponse(with_bar(request, page, title, _bar(request, gate, found) | {"letter": True}))


@policy("plan", "read")
def lines(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """The lines of a version, each with what the two said of it, and ways to decide."""
    found = version_of(gate, version)
    shown = _bar(request, gate, found) | {"groups": groups_of(_plan(found), own=gate.acting.role == "person")}
    return TemplateResponse(request, "plans/lines.html", shown)


@policy("plan", "write")
def decide(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """Decide on one line. A double click decides once: the form's mark is part of what is noted."""
    found = version_of(gate, version)
    plan, own = _plan(found), gate.acting.role == "person"
    name = (request.POST if request.method == "POST" else request.GET).get("item", "")[:200]
    line = line_of(plan, name, own=own)
    if line is None:
        # No line of this plan: choose one that is.
        shown = _bar(request, gate, found) | {"groups": groups_of(plan, own=own), "mend": request.method == "POST"}
        return TemplateResponse(request, "plans/lines.html", shown, status=422 if request.method == "POST" else 200)
    form = DecideForm(
        request.POST or None,
        language=_language(request),
        own=own,
        decided=(line.person if own else line.clinician) != "proposed",
        today=gate.acting.at.date(),
        initial={"item": name},
    )
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = decision_row(
            plan, name, given["decision"], gate.acting, told=given.get("whose") == "theirs", text=given["text"],
            again=given["again"],
        )  # fmt: skip
        try:
            decide_on(gate=gate, decision=row, sent_as=given["mark"])
            return redirect(reverse("plan-lines", args=[gate.about.public_id, version]) + "?said=decided")
        except RecordError as error:
            sentences = list(error.sentences)
    wrong = request.method == "POST"
    shown = _bar(request, gate, found) | {"line": line, "form": form, "sentences": sentences, "mend": wrong}
    return TemplateResponse(request, "plans/decide.html", shown, status=422 if wrong else 200)


@policy("plan", "sign")
@once
def sign(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """Sign a version, or say that one does not; once each."""
    found = version_of(gate, version)
    intents = ("co-signs", "declines") if gate.acting.role == "supervisor" else ("agrees", "declines")
    form = SignForm(request.POST or None, language=_language(request), intents=intents)
    if request.method == "POST" and form.is_valid():
        intent = form.cleaned_data["intent"]
        sign_version(gate=gate, version=found, intent=intent, method="signed in")
        said = "not_signed" if intent == "declines" else "signed"
        return redirect(reverse("person", args=[gate.about.public_id]) + f"?said={said}")
    wrong = request.method == "POST"
    shown = _bar(request, gate, found) | {"form": form, "mend": wrong}
    return TemplateResponse(request, "plans/sign.html", shown, status=422 if wrong else 200)


def _plan(version: PlanVersion) -> Plan:
    return read_plan(plan_of(version))


def _title(request: HttpRequest, version: PlanVersion) -> str:
    return say(_language(request), "plans.version", n=version.number)


def _bar(request: HttpRequest, gate: Gate, version: PlanVersion) -> dict[str, Any]:
    """What every page about one version shows."""
    signatures = list(version.signatures.select_related("user").order_by("pk"))
    mine = [one for one in signatures if one.user_id == gate.acting.user.pk and one.role == gate.acting.role]
    return {
        "gate": gate,
        "version": version,
        "own": gate.acting.role == "person",
        "signatures": signatures,
        "names": names_of(one.user for one in signatures),
        "signed": bool(mine),
        "may_decide": gate.may("plan", "write"),
        "may_sign": gate.may("plan", "sign"),
        "may_export": gate.may("plan", "export"),
    }
