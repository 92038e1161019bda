"""Emergency access: opening a record when a life may hang on it, and looking at it afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.pages.once import once
from waymark.site.pages.wording import language_of
from waymark.site.people.actions import EMERGENCY_HOURS, BadInput, break_glass, review_emergency
from waymark.site.people.forms import EmergencyForm, ReviewForm
from waymark.site.people.selectors import emergencies_of, emergency_of, names_of

__all__ = ["break_the_glass", "emergencies", "review"]


@policy("emergency", "write")
@once
def break_the_glass(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Write down the emergency; the record is open for reading for a while."""
    if {"care", "emergency"} & set(gate.relations):
        return redirect("person", person=gate.about.public_id)
    language = language_of(request)
    form = EmergencyForm(request.POST or None, language=language)
    sentences = []
    if request.method == "POST" and form.is_valid():
        try:
            break_glass(by=gate.acting, person=gate.about, emergency=form.emergency())
            return redirect(reverse("person", args=[gate.about.public_id]) + "?said=glass")
        except BadInput as error:
            sentences = [error.said(language)]
    wrong = request.method == "POST"
    shown = {"form": form, "sentences": sentences, "mend": wrong, "gate": gate, "hours": EMERGENCY_HOURS}
    return TemplateResponse(request, "people/emergency.html", shown, status=422 if wrong else 200)


@policy("emergency", "read", about=PROGRAMME)
def emergencies(request: HttpRequest, gate: Gate) -> HttpResponse:
    """What waits to be looked at, and what was."""
    waiting, seen = emergencies_of(gate, reviewed=False), emergencies_of(gate, reviewed=True)
    names = names_of(one.access.user for one in [*waiting, *seen])
    shown = {
        "waiting": [(one, names[one.access.user_id]) for one in waiting],
        "seen": [(one, names[one.access.user_id]) for one in seen],
        "may_review": gate.may("audit", "write"),
    }
    return TemplateResponse(request, "people/emergencies.html", shown)


@policy("audit", "write", about=PROGRAMME)
@once
def review(request: HttpRequest, gate: Gate, emergency: str) -> HttpResponse:
    """Look at one, and write down what was found."""
    found = emergency_of(gate, emergency)
    language = language_of(request)
    form = ReviewForm(request.POST or None, language=language)
    sentences = []
    if request.method == "POST" and form.is_valid():
        try:
            review_emergency(gate=gate, access=found.access, review=form.document())
            return redirect(reverse("emergencies") + "?said=reviewed")
        except BadInput as error:
            sentences = [error.said(language)]
    wrong = request.method == "POST"
    name = names_of([found.access.user])[found.access.user_id]
    shown = {"one": found, "name": name, "form": form, "sentences": sentences, "mend": wrong}
    return TemplateResponse(request, "people/review.html", shown, status=422 if wrong else 200)
