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
from waymark.site.pages.wording import language_of, say
from waymark.site.people.actions import BadInput
from waymark.site.people.selectors import identity_of, names_of
from waymark.site.plans.actions import NothingNew, make_plan, sign_version
from waymark.site.plans.deciding import groups_of
from waymark.site.plans.forms import CompareForm, SignForm
from waymark.site.plans.grounds import plan_at
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.reading import with_bar
from waymark.site.plans.selectors import plan_of, version_before, version_of, versions_of
from waymark.site.plans.standing import read_plan

__all__ = ["changes", "make", "sign", "version", "witness"]


@policy("plan", "write")
@once
def make(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Make the next version; `then`: go straight on to deciding together, or to the person's signature."""
    person, then = gate.about.public_id, request.POST.get("then", "")
    if request.method == "POST":
        try:
            made = make_plan(gate=gate, language=language_of(request))
        except NothingNew:
            if then == "decide":
                return redirect("workspace", person=person)
            last = versions_of(gate)[0] if then == "sign" else None
            if last is not None:
                return redirect("sign-here", person=person, version=last.public_id)
            return redirect(reverse("person", args=[person]) + "?said=nothing_new")
        except RecordError as error:
            shown = {"gate": gate, "sentences": error.sentences, "mend": True}
            return TemplateResponse(request, "plans/not_made.html", shown, status=422)
        if then == "decide":
            return redirect("workspace", person=person)
        return redirect("sign-here" if then == "sign" else "plan", person=person, version=made.public_id)
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
    """What is different from another version, and why, as a letter: to the team or the person, in either language."""
    found, language = version_of(gate, version), language_of(request)
    form = CompareForm(
        {"voice": "person", "lang": language, **request.GET.dict()} if request.GET else None,
        language=language, versions=[one for one in versions_of(gate) if one.number < found.number],
    )  # fmt: skip
    if not form.fields["other"].choices:  # type: ignore[attr-defined]
        shown = {"gate": gate, "version": found, "says": "plans.first_version"}
        return TemplateResponse(request, "plans/no_changes.html", shown)
    own = gate.acting.role == "person"
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    before = version_of(gate, given.get("other") or version_before(gate, found).public_id)  # type: ignore[union-attr]
    voice = "person" if own else given.get("voice") or "clinician"
    spoken = given.get("lang") or language
    old, new = plan_at(gate, before.public_id, spoken), plan_at(gate, version, spoken)
    if old.plan.header.language != new.plan.header.language:
        shown = {"gate": gate, "version": found, "says": "plans.other_language"}
        return TemplateResponse(request, "plans/no_changes.html", shown)
    told = difference(old.plan, new.plan)
    page = render_letter(letter(told, voice), told)
    title = say(language, "plans.changes", n=found.number)
    bar = _bar(request, gate, found) | {
        "letter": True,
        "form": form,
        "before": before,
        "voice": voice,
        "spoken": spoken,
    }
    return HttpResponse(with_bar(request, page, title, bar))


@policy("plan", "sign")
@once
def sign(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """Sign a version by one's own account, or say that one does not; once each."""
    found = version_of(gate, version)
    intents = ("co-signs", "declines") if gate.acting.role == "supervisor" else ("agrees", "declines")
    form = SignForm(request.POST or None, language=language_of(request), intents=intents, here=False)
    return _signed(request, gate, found, form, "plans/sign.html")


@policy("plan", "write")
@once
def witness(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """The person signs here, on this device, without an account; a member of staff is there and is named."""
    found = version_of(gate, version)
    if gate.acting.role == "person":
        return redirect("sign-plan", person=gate.about.public_id, version=version)
    # The page is the person's: it speaks their language, whoever holds the device.
    spoken = identity_of(gate).language
    form = SignForm(request.POST or None, language=spoken, intents=("agrees", "declines"), here=True)
    return _signed(request, gate, found, form, "plans/witness.html")


def _signed(request: HttpRequest, gate: Gate, version: PlanVersion, form: SignForm, template: str) -> HttpResponse:
    wrong = request.method == "POST"
    if wrong and form.is_valid():
        given = form.cleaned_data
        try:
            kept = sign_version(
                gate=gate, version=version, intent=given["intent"],
                method="same device" if form.here else "signed in", text=given["text"].strip(),
                signer=given.get("signer", "").strip(),
            )  # fmt: skip
            # What stands there, which may be what was signed before.
            return _after_signing(gate, version, form, kept.intent)
        except BadInput as error:
            form.add_error("intent", error.said(form.language))
            form.focus()
    plan = _plan(version)
    bar = _bar(request, gate, version)
    # Who just sat there while the person read and signed has read it with them.
    seen = not form.here and any(one.witness_id == gate.acting.user.pk for one in bar["signatures"])
    shown = bar | {
        "seen": seen, "form": form, "language": form.language, "mend": wrong, "identity": identity_of(gate),
        "groups": [one for one in groups_of(plan, own=True) if one.name in ("level", "goals", "medicines", "help")],
    }  # fmt: skip
    return TemplateResponse(request, template, shown, status=422 if wrong else 200)


def _after_signing(gate: Gate, version: PlanVersion, form: SignForm, intent: str) -> HttpResponse:
    said = "not_signed" if intent == "declines" else "signed"
    if form.here and intent == "agrees" and gate.may("plan", "sign"):
        # The device goes back: whoever was there signs next, by their own account.
        return redirect(reverse("sign-plan", args=[gate.about.public_id, version.public_id]) + f"?said={said}")
    return redirect(reverse("person", args=[gate.about.public_id]) + f"?said={said}")


def _plan(version: PlanVersion) -> Plan:
    return read_plan(plan_of(version))


def _title(request: HttpRequest, version: PlanVersion) -> str:
    return say(language_of(request), "plans.version", n=version.number)


def _bar(request: HttpRequest, gate: Gate, version: PlanVersion) -> dict[str, Any]:
    """What every page about one version shows."""
    signatures = list(version.signatures.select_related("user", "witness").order_by("pk"))
    signers = [user for one in signatures for user in (one.user, one.witness) if user is not None]
    mine = [one for one in signatures if one.user_id == gate.acting.user.pk and one.role == gate.acting.role]
    return {
        "gate": gate,
        "version": version,
        "own": gate.acting.role == "person",
        "signatures": signatures,
        "names": names_of(signers),
        "person_signed": any(one.role == "person" for one in signatures),
        "signed": bool(mine),
        "may_decide": gate.may("plan", "write"),
        "may_sign": gate.may("plan", "sign"),
        "may_export": gate.may("plan", "export"),
    }
