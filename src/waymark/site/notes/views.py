"""Sessions with the golden thread, next steps, and counselling notes apart from the record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.notes.actions import close_step, keep_draft, write_counselling, write_session
from waymark.site.notes.forms import DRAFTED, CounsellingForm, OutcomeForm, SessionForm
from waymark.site.notes.selectors import (
    counselling_of,
    draft_of,
    remark_of,
    sessions_of,
    step_of,
    steps_of,
    thread_of,
    written_of,
)
from waymark.site.pages.forms import PageForm
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.actions import BadInput
from waymark.site.people.selectors import names_of

__all__ = ["amend", "close", "counselling", "rewrite", "sessions", "write"]


@policy("sessions", "read")
def sessions(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What was done lately, what was promised, and the golden thread: which lines of the plan nobody touched."""
    own = gate.acting.role == "person"
    written = sessions_of(gate)
    thread = [] if own else thread_of(gate)
    shown = {
        "gate": gate,
        "own": own,
        "written": written,
        "names": names_of(user for one in written for user in (one.by, *(old.by for old in one.before))),
        "steps": steps_of(gate),
        "never": [one for one in thread if one.last is None and one.part != "look"],
        "touched": [one for one in thread if one.last is not None],
        "may_write": gate.may("sessions", "write"),
        "may_counsel": gate.may("notes", "write"),
    }
    return TemplateResponse(request, "notes/sessions.html", shown)


@policy("sessions", "write")
@once
def write(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Write down a session; `?entry=` brings the line of the work list that it is about."""
    strands, kept = thread_of(gate), draft_of(gate, "session")
    initial: dict[str, Any] = {name: kept[name] if name == "lines" else kept[name][0] for name in kept if kept[name]}
    initial.setdefault("lines", [request.GET.get("entry", "")])
    form = SessionForm(
        request.POST or None, language=language_of(request), strands=strands, today=gate.acting.day, initial=initial
    )
    if request.method == "POST" and "draft" in request.POST:
        return _laid_aside(request, gate, "session", reverse("sessions", args=[gate.about.public_id]))
    if request.method == "POST" and form.is_valid():
        write_session(gate=gate, day=form.cleaned_data["day"], session=form.session(), ahead=form.ahead())
        return redirect(reverse("sessions", args=[gate.about.public_id]) + "?said=session_noted")
    return _form(request, gate, form, "notes/write.html", drafted=bool(kept))


@policy("sessions", "write")
@once
def amend(request: HttpRequest, gate: Gate, note: str) -> HttpResponse:
    """Write a session anew, with the reason; what stood there stays to be read."""
    found = written_of(gate, note)
    now = found.session
    initial = {"did": now.did, "said": now.said, "lines": [one.mark for one in now.lines], "day": found.note.day}
    form = SessionForm(
        request.POST or None, language=language_of(request), strands=thread_of(gate), today=gate.acting.day,
        amends=True, initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        write_session(gate=gate, day=form.cleaned_data["day"], session=form.session(), amends=found.note)
        return redirect(reverse("sessions", args=[gate.about.public_id]) + "?said=session_amended")
    return _form(request, gate, form, "notes/write.html", amends=True)


@policy("sessions", "write")
@once
def close(request: HttpRequest, gate: Gate, step: str) -> HttpResponse:
    """Write how a next step or a referral came out."""
    found = step_of(gate, step)
    form = OutcomeForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        close_step(gate=gate, step=found.step, outcome=form.cleaned_data["outcome"])
        return redirect(reverse("sessions", args=[gate.about.public_id]) + "?said=step_closed")
    return _form(request, gate, form, "notes/close.html", step=found)


@policy("notes", "write")
@once
def counselling(request: HttpRequest, gate: Gate) -> HttpResponse:
    """One's own notes, and a place for another."""
    kept = draft_of(gate, "counselling")
    form = CounsellingForm(
        request.POST or None, language=language_of(request), initial={"text": "".join(kept.get("text", []))}
    )
    here = reverse("counselling", args=[gate.about.public_id])
    if request.method == "POST" and "draft" in request.POST:
        return _laid_aside(request, gate, "counselling", here)
    if request.method == "POST" and form.is_valid():
        write_counselling(gate=gate, text=form.cleaned_data["text"])
        return redirect(here + "?said=counselling_noted")
    return _form(request, gate, form, "notes/counselling.html", remarks=counselling_of(gate), drafted=bool(kept))


@policy("notes", "write")
@once
def rewrite(request: HttpRequest, gate: Gate, remark: str) -> HttpResponse:
    """Amend one of one's own notes by a further one."""
    found = remark_of(gate, remark)
    form = CounsellingForm(request.POST or None, language=language_of(request), initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        try:
            write_counselling(gate=gate, text=form.cleaned_data["text"], amends=found.note)
            return redirect(reverse("counselling", args=[gate.about.public_id]) + "?said=counselling_noted")
        except BadInput as error:
            form.add_error("text", error.said(form.language))
    return _form(request, gate, form, "notes/counselling.html", remarks=[found], amends=True)


def _laid_aside(request: HttpRequest, gate: Gate, kind: str, back: str) -> HttpResponse:
    fields = {name: [one[:8000] for one in request.POST.getlist(name)] for name in DRAFTED if request.POST.get(name)}
    keep_draft(gate=gate, kind=kind, fields=fields)
    return redirect(back + "?said=note_draft")


def _form(request: HttpRequest, gate: Gate, form: PageForm, template: str, **more: object) -> HttpResponse:
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "mend": wrong, **more}
    return TemplateResponse(request, template, shown, status=422 if wrong else 200)
