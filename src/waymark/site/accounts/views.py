"""Signing in, in one step or two, and off."""

from django.contrib.auth import authenticate, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waymark.site.access.policy import open_to_all, own_account
from waymark.site.accounts import factors, limits, passkeys
from waymark.site.accounts.arriving import enter, first_page, half_way, note_failed, safe_next, wait_half_way
from waymark.site.accounts.failing import or_not_now
from waymark.site.accounts.forms import Code, SignIn
from waymark.site.accounts.models import User, sign_in_index
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.pages.wording import language_of

# In the session: what a passkey was asked.
ASKED = "passkey asked"
_BECAUSE = ("lapsed", "kept", "password")


@open_to_all("nobody is signed in yet")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_now
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a wrong one says only that, and so does one of nobody."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(first_page(request))
    form = SignIn(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        return _try_password(request, form)
    return _door(request, form, status=422 if request.method == "POST" else 200)


def _try_password(request: HttpRequest, form: SignIn) -> HttpResponse:
    index = sign_in_index(form.cleaned_data["name"])
    counted = ((limits.NAME, limits.known_here(request, index)), (limits.ADDRESS, limits.address_of(request)))
    wait, first = limits.spend(*counted)
    if wait:
        if first:
            note_failed(index, "too many tries")
        return _door(request, form, wait=wait, status=429)
    user = authenticate(request, username=form.cleaned_data["name"], password=form.cleaned_data["password"])
    if not isinstance(user, User):
        note_failed(index, "password")
        return _door(request, form, failed=True, status=422)
    limits.forgive(*counted)
    if factors.has_second_factor(user):
        wait_half_way(request, user, index, safe_next(request))
        return redirect("sign-in-second")
    enter(request, user, proved=None, then=safe_next(request))
    response = redirect(first_page(request))
    limits.remember_here(request, response, index)
    return response


@open_to_all("the password was right, the second factor is asked for")
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_now
def sign_in_second(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the app, a recovery code, or a passkey."""
    found = half_way(request)
    if found is None:
        return redirect("sign-in")
    user, index = found
    form = Code(request.POST or None, language=language_of(request))
    credential = request.POST.get("credential", "")
    if request.method != "POST" or not (credential or form.is_valid()):
        return _second_door(request, user, form, status=422 if request.method == "POST" else 200)
    counted = (limits.SECOND, user.public_id)
    wait, first = limits.spend(counted)
    if wait:
        if first:
            note_failed(index, "too many codes")
        return _second_door(request, user, form, wait=wait, status=429)
    if credential:
        asked = request.session.pop(ASKED, None)
        proved = factors.prove_by_passkey(user=user, host=request.get_host(), state=asked, answer=credential)
    else:
        proved = factors.prove_by_code(user=user, code=form.cleaned_data["code"])
    if proved is None:
        note_failed(index, "second factor")
        return _second_door(request, user, form, failed=True, status=422)
    limits.forgive(counted)
    enter(request, user, proved=proved)
    response = redirect(first_page(request))
    limits.remember_here(request, response, index)
    return response


@own_account("ends one's own session")
@require_POST
@or_not_now
def sign_off(request: HttpRequest) -> HttpResponse:
    """End this session."""
    with transaction.atomic():
        note("accounts.sign_off", chain=NO_PROGRAMME, actor=request.user.public_id)
        logout(request)
    return redirect("sign-in")


def _door(request: HttpRequest, form: SignIn, *, failed: bool = False, wait: int = 0, status: int) -> HttpResponse:
    because = request.GET.get("because", "")
    shown = {
        "form": form,
        "failed": failed,
        "wait": wait,
        "because": f"accounts.because_{because}" if because in _BECAUSE else "",
        "next": safe_next(request),
    }
    return render(request, "accounts/sign_in.html", shown, status=status)


def _second_door(
    request: HttpRequest, user: User, form: Code, *, failed: bool = False, wait: int = 0, status: int
) -> HttpResponse:
    asked = ""
    held = [passkey.credential for _, passkey in factors.passkeys_of(user)]
    if held:
        asked, request.session[ASKED] = passkeys.ask_for(request.get_host(), held)
    shown = {"form": form, "failed": failed, "wait": wait, "asked": asked}
    return render(request, "accounts/sign_in_second.html", shown, status=status)
