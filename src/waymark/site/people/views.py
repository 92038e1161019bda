"""People: the list, registering, one person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.people.actions import BadInput, PossibleDuplicate, register_person
from waymark.site.people.forms import RegisterForm
from waymark.site.people.selectors import care_team_of, contact_of, identity_of, my_people, search
from waymark.site.plans.selectors import versions_of


@policy("directory", "read", about=PROGRAMME)
def people(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Those one cares for, and a search over the programme."""
    text = request.GET.get("search", "")[:200]
    shown = {"mine": my_people(gate), "found": search(gate, text) if text else None, "text": text}
    return TemplateResponse(request, "people/people.html", shown | {"may_register": gate.may("directory", "write")})


@policy("directory", "write", about=PROGRAMME)
def register(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Register somebody; people who look alike are shown first."""
    form = RegisterForm(request.POST or None)
    alike, said = [], ""
    if request.method == "POST" and form.is_valid():
        try:
            person = register_person(
                by=gate.acting, identity=form.identity(), contact=form.contact(), anyway=form.cleaned_data["anyway"]
            )
            return redirect("person", person=person.public_id)
        except PossibleDuplicate as found:
            alike = found.people
        except BadInput as error:
            said = str(error)
    wrong = request.method == "POST"
    shown = {"form": form, "alike": alike, "said": said, "wrong": wrong}
    return TemplateResponse(request, "people/register.html", shown, status=422 if wrong else 200)


@policy("identity", "read")
def person(request: HttpRequest, gate: Gate) -> HttpResponse:
    """One person: who, how to reach them, who walks along, the versions of the plan."""
    shown = {
        "gate": gate,
        "identity": identity_of(gate),
        "contact": contact_of(gate) if gate.may("contact", "read") else None,
        "team": care_team_of(gate) if gate.may("care_team", "read") else (),
        "versions": versions_of(gate) if gate.may("plan", "read") else (),
    }
    return TemplateResponse(request, "people/person.html", shown)
