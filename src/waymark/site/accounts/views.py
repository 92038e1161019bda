"""Signing in and off."""

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waymark.site.access.policy import open_to_all, own_account
from waymark.site.audit.record import NO_PROGRAMME, note


class SignIn(forms.Form):
    name = forms.CharField(max_length=200)
    password = forms.CharField(max_length=400, strip=False, widget=forms.PasswordInput)


@open_to_all("nobody is signed in yet")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a wrong one says only that."""
    form = SignIn(request.POST or None)
    failed = False
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, username=form.cleaned_data["name"], password=form.cleaned_data["password"])
        with transaction.atomic():
            note(
                "accounts.sign_in",
                chain=NO_PROGRAMME,
                outcome="done" if user else "denied",
                actor=getattr(user, "public_id", ""),
            )
            if user is not None:
                login(request, user)
        if user is not None:
            return redirect("home")
        failed = True
    return render(request, "accounts/sign_in.html", {"form": form, "failed": failed}, status=422 if failed else 200)


@own_account("ends one's own session")
@require_POST
def sign_off(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("sign-in")
