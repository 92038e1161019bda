"""Links that work once: taking up an invitation, choosing a new password."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.site.access.policy import open_to_all
from waymark.site.accounts import limits
from waymark.site.accounts.actions import accept_invitation, open_invitation, open_reset_link, use_reset_link
from waymark.site.accounts.arriving import enter, first_page
from waymark.site.accounts.failing import or_not_now
from waymark.site.accounts.forms import Again, NewAccount
from waymark.site.accounts.models import User
from waymark.site.accounts.refused import Refused
from waymark.site.pages.wording import language_of, say


@open_to_all("whoever holds the link of an invitation has no account yet")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_now
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose how to be called, a sign-in name and a password; or take the role up with the account one has."""
    try:
        found = open_invitation(token)
    except Refused as refused:
        return _dead(request, refused)
    form = NewAccount(request.POST or None, language=language_of(request))
    try:
        if request.method == "POST" and "mine" in request.POST and request.user.is_authenticated:
            accept_invitation(token=token, user=cast(User, request.user))
            return redirect("choose-role")
        if request.method == "POST" and form.is_valid() and _may_try(request, form):
            given = form.cleaned_data
            user = accept_invitation(
                token=token,
                sign_in=given["name"],
                password=given["new"],
                called=given["called"],
                language=language_of(request),
            )
            enter(request, user, proved=None)
            return redirect(first_page(request))
    except Refused as refused:
        form.full_clean()
        form.add_error("name" if refused.text == "accounts.name_taken" else None, refused.said(language_of(request)))
    wrong = request.method == "POST"
    shown = {"form": form, "invitation": found, "role": f"roles.{found.role}", "wrong": wrong}
    return render(request, "accounts/invitation.html", shown, status=422 if wrong else 200)


@open_to_all("whoever holds the link cannot sign in any more")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_now
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a new password; then sign in with it, second factor and all."""
    try:
        found = open_reset_link(token)
        form = Again(request.POST or None, language=language_of(request))
        if request.method == "POST" and form.is_valid():
            use_reset_link(token=token, password=form.cleaned_data["new"])
            return redirect("/sign-in?because=password")
    except Refused as refused:
        return _dead(request, refused)
    wrong = request.method == "POST"
    return render(request, "accounts/reset.html", {"form": form, "fresh": found.fresh}, status=422 if wrong else 200)


def _may_try(request: HttpRequest, form: NewAccount) -> bool:
    """Choosing a name tells whether it is taken; so it cannot be done without end."""
    wait, _ = limits.spend((limits.LINK, limits.address_of(request)))
    if wait:
        form.add_error(None, say(language_of(request), "accounts.wait", minutes=wait))
    return not wait


def _dead(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(request, "accounts/link_dead.html", {"said": refused.said(language_of(request))}, status=404)
