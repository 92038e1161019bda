"""Meetings about one person, and second opinions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.meetings.actions import answer_opinion, ask_opinion, hold_meeting
from waymark.site.meetings.forms import AnswerForm, AskForm, MeetingForm
from waymark.site.meetings.selectors import meetings_of, opinion_of
from waymark.site.pages.forms import PageForm
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.actions import BadInput
from waymark.site.people.selectors import care_team_of, names_of

__all__ = ["answer", "ask", "hold", "meetings"]


@policy("meetings", "read")
def meetings(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What was talked about and decided."""
    found = meetings_of(gate)
    users = [user for one in found for user in (one.row.by, one.row.asked) if user is not None]
    shown = {
        "gate": gate, "own": gate.acting.role == "person", "found": found, "names": names_of(users),
        "me": gate.acting.user.pk, "may_write": gate.may("meetings", "write"),
    }  # fmt: skip
    return TemplateResponse(request, "meetings/meetings.html", shown)


@policy("meetings", "write")
@once
def hold(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Write down a meeting."""
    team = care_team_of(gate)
    names = names_of(member.user for member in team)
    form = MeetingForm(
        request.POST or None, language=language_of(request), team=[names[one.user_id] for one in team],
        today=gate.acting.day,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            hold_meeting(gate=gate, kind=given["kind"], day=given["day"], minutes=form.minutes())
            return _back(gate, "meeting_kept")
        except BadInput as error:
            form.add_error("guests" if "guests" in error.name else "day", error.said(form.language))
            form.focus()
    return _form(request, gate, form, "meetings.hold")


@policy("meetings", "write")
@once
def ask(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Ask a colleague for their opinion."""
    team = [member for member in care_team_of(gate) if member.user_id != gate.acting.user.pk]
    names, by_id = names_of(member.user for member in team), {one.user.public_id: one.user for one in team}
    form = AskForm(
        request.POST or None, language=language_of(request), team=[(key, names[user.pk]) for key, user in by_id.items()]
    )
    if request.method == "POST" and form.is_valid():
        ask_opinion(gate=gate, asked=by_id[form.cleaned_data["asked"]], question=form.cleaned_data["question"])
        return _back(gate, "asked")
    return _form(request, gate, form, "meetings.ask")


@policy("meetings", "write")
@once
def answer(request: HttpRequest, gate: Gate, opinion: str) -> HttpResponse:
    """Answer a question that was put to oneself."""
    found = opinion_of(gate, opinion)
    form = AnswerForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        answer_opinion(gate=gate, meeting=found.row, answer=form.cleaned_data["answer"])
        return _back(gate, "answered")
    return _form(request, gate, form, "meetings.answer_title", question=found.minutes.question)


def _back(gate: Gate, said: str) -> HttpResponse:
    return redirect(reverse("meetings", args=[gate.about.public_id]) + f"?said={said}")


def _form(request: HttpRequest, gate: Gate, form: PageForm, title: str, **more: object) -> HttpResponse:
    wrong = request.method == "POST"
    shown = {"gate": gate, "form": form, "title": title, "mend": wrong, **more}
    return TemplateResponse(request, "meetings/form.html", shown, status=422 if wrong else 200)
