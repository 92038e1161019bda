"""Who works here: inviting, helping somebody back in, letting go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from waymark.site.access.gate import Gate
from waymark.site.access.policy import PROGRAMME, policy
from waymark.site.accounts.actions import (
    INVITATION_DAYS,
    RESET_HOURS,
    end_membership,
    invite,
    make_reset_link,
    withdraw_invitation,
)
from waymark.site.accounts.forms import InviteForm
from waymark.site.accounts.handling import may_handle
from waymark.site.accounts.refused import Refused
from waymark.site.accounts.selectors import (
    called_names,
    invitation_here,
    member_here,
    members,
    open_invitations,
    people_without_carer,
)
from waymark.site.pages.wording import language_of

_BESIDE = ("person", "supporter")


@policy("accounts", "read", about=PROGRAMME)
def staff(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Who holds which role, who is invited, and whom nobody cares for."""
    shown = {
        "members": [(one, f"roles.{one.membership.role}") for one in members(gate)],
        "invited": [(one, f"roles.{one.invitation.role}") for one in open_invitations(gate)],
        "alone": people_without_carer(gate),
        "may_write": gate.may("accounts", "write"),
        "may_fresh": gate.acting.role == "manager",
    }
    return TemplateResponse(request, "accounts/staff.html", shown)


@policy("accounts", "write", about=PROGRAMME)
def invite_staff(request: HttpRequest, gate: Gate) -> HttpResponse:
    """Somebody who will work here."""
    return _invite(request, gate, tuple(role for role in may_handle(gate.acting.role) if role not in _BESIDE))


@policy("accounts", "write")
def invite_person(request: HttpRequest, gate: Gate) -> HttpResponse:
    """The person themself, or somebody who stands by them."""
    return _invite(request, gate, tuple(role for role in may_handle(gate.acting.role) if role in _BESIDE))


@policy("accounts", "write", about=PROGRAMME)
def withdraw(request: HttpRequest, gate: Gate, invitation: str) -> HttpResponse:
    """A link that has not been used works no more."""
    found = invitation_here(gate, invitation)
    if request.method != "POST":
        return redirect("staff")
    try:
        withdraw_invitation(gate=gate, invitation=found)
    except Refused as refused:
        return _refused(request, refused)
    return redirect("staff")


@policy("accounts", "write", about=PROGRAMME)
def end(request: HttpRequest, gate: Gate, member: str) -> HttpResponse:
    """First what will be so afterwards, by name; then it is done."""
    found = member_here(gate, member)
    shown = {"called": found.user.called, "role": f"roles.{found.role}"}
    if request.method != "POST":
        alone = people_without_carer(gate, without=found)
        return TemplateResponse(request, "accounts/end.html", shown | {"alone": alone})
    try:
        alone = end_membership(gate=gate, membership=found)
    except Refused as refused:
        return _refused(request, refused)
    names = called_names(gate, alone) if gate.may("directory", "read") else []
    return TemplateResponse(request, "accounts/ended.html", shown | {"alone": names, "count": len(alone)})


@policy("accounts", "write", about=PROGRAMME)
def reset_link(request: HttpRequest, gate: Gate, member: str) -> HttpResponse:
    """A link to give to somebody who cannot sign in any more; shown this once."""
    found = member_here(gate, member)
    shown = {"called": found.user.called, "fresh": gate.acting.role == "manager"}
    if request.method != "POST":
        return TemplateResponse(request, "accounts/make_reset.html", shown)
    try:
        token = make_reset_link(gate=gate, membership=found, fresh="fresh" in request.POST)
    except Refused as refused:
        return _refused(request, refused)
    link = request.build_absolute_uri(reverse("reset", args=[token]))
    made = {"link": link, "title": "accounts.reset_made", "says": "accounts.reset_give", "time": RESET_HOURS}
    return TemplateResponse(request, "accounts/link.html", made)


def _invite(request: HttpRequest, gate: Gate, roles: tuple[str, ...]) -> HttpResponse:
    form = InviteForm(request.POST or None, roles=roles, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _, token = invite(gate=gate, role=given["role"], called=given["called"])
            link = request.build_absolute_uri(reverse("invitation", args=[token]))
            made = {"link": link, "title": "accounts.invite_made", "says": "accounts.invite_give"}
            return TemplateResponse(request, "accounts/link.html", made | {"time": INVITATION_DAYS})
        except Refused as refused:
            form.add_error("role", refused.said(language_of(request)))
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "accounts/invite.html", {"form": form}, status=status)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    said = {"said": refused.said(language_of(request))}
    return TemplateResponse(request, "accounts/refused.html", said, status=422)
