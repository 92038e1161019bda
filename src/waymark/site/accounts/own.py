"""One's own account: password, second factors, sessions, the role one acts in, and what was kept of a form."""

from typing import Any, cast

from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waymark.site.access.acting import ACTING_FOR, PROVED, STAFF, acting_of, held_in
from waymark.site.access.policy import own_account
from waymark.site.accounts import drafts, factors, limits, passkeys, totp
from waymark.site.accounts.actions import change_password, end_one_session, end_other_sessions
from waymark.site.accounts.arriving import first_page, wait_half_way
from waymark.site.accounts.failing import or_not_now
from waymark.site.accounts.forms import AppCode, Confirm, NewPassword, Passkey, Spoken
from waymark.site.accounts.models import User
from waymark.site.accounts.pictures import qr_code
from waymark.site.accounts.refused import Refused
from waymark.site.accounts.selectors import lately_reset, own_session, sessions_of
from waymark.site.accounts.views import ASKED
from waymark.site.audit.record import note
from waymark.site.configuration import configuration
from waymark.site.pages.failures import absent
from waymark.site.pages.wording import LANGUAGES, language_of, say

_APP_SECRET = "app secret"
_DONE = ("password", "language", "session", "sessions", "factor_gone")
_READ = ["GET", "HEAD"]
_FORM = ["GET", "HEAD", "POST"]


@own_account("shows one's own account")
@require_http_methods(_READ)
@or_not_now
def account(request: HttpRequest) -> HttpResponse:
    """What there is to one's account, with a way to each part."""
    done = request.GET.get("done", "")
    shown = {
        "called": _user(request).called,
        "held": held_in(request),
        "acting": acting_of(request),
        "factors": len(factors.factors_of(_user(request))),
        "drafts": len(drafts.drafts_of(_user(request))) if held_in(request) else 0,
        "reset_at": lately_reset(_user(request)),
        "languages": [(code, say(code, "accounts.this_language")) for code in LANGUAGES],
        "done": f"accounts.done_{done}" if done in _DONE else "",
    }
    return render(request, "accounts/account.html", shown)


@own_account("sets the language of one's own pages")
@require_POST
@or_not_now
def language(request: HttpRequest) -> HttpResponse:
    chosen, user = request.POST.get("language", ""), _user(request)
    if chosen in LANGUAGES:
        user.language = chosen
        user.save(update_fields=["language"])
    return redirect("/account?done=language")


@own_account("chooses among the roles one holds")
@require_http_methods(_FORM)
@or_not_now
def choose_role(request: HttpRequest) -> HttpResponse:
    """For which programme, and as what. Only what one holds can be chosen."""
    held = held_in(request)
    if request.method == "POST":
        place = request.POST.get("membership", "")
        chosen = next((one for one in held if str(one.pk) == place), None)
        if chosen is not None:
            with transaction.atomic():
                note(
                    "accounts.choose_role",
                    chain=chosen.programme_id,
                    actor=_user(request).public_id,
                    role=chosen.role,
                )
            request.session[ACTING_FOR] = chosen.pk
            return redirect(first_page(request))
    shown = {
        "held": [(one, f"roles.{one.role}") for one in held],
        "chosen": request.session.get(ACTING_FOR),
        "wrong": request.method == "POST",
    }
    return render(request, "accounts/choose_role.html", shown, status=422 if request.method == "POST" else 200)


@own_account("changes one's own password")
@require_http_methods(_FORM)
@or_not_now
def password(request: HttpRequest) -> HttpResponse:
    form = NewPassword(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and _right_password(request, form):
        user = _user(request)
        change_password(user=user, password=form.cleaned_data["new"], here=request.session.session_key)
        update_session_auth_hash(request, user)
        return redirect("/account?done=password")
    return _page(request, "accounts/password.html", form)


@own_account("shows one's own sessions")
@require_http_methods(_READ)
@or_not_now
def sessions(request: HttpRequest) -> HttpResponse:
    done = request.GET.get("done", "")
    shown = {
        "sessions": sessions_of(_user(request), request.session.session_key),
        "minutes": configuration().idle_minutes,
        "done": f"accounts.done_{done}" if done in _DONE else "",
    }
    return render(request, "accounts/sessions.html", shown)


@own_account("ends one of one's own sessions")
@require_POST
@or_not_now
def end_session(request: HttpRequest, session: str) -> HttpResponse:
    """Another's session, or none, is as absent as any page that is not there."""
    found = own_session(_user(request), session)
    if found is None:
        return absent(request)
    end_one_session(user=_user(request), session=found)
    return redirect("/account/sessions?done=session")


@own_account("ends one's own other sessions")
@require_POST
@or_not_now
def end_others(request: HttpRequest) -> HttpResponse:
    end_other_sessions(user=_user(request), here=request.session.session_key)
    return redirect("/account/sessions?done=sessions")


@own_account("shows one's own second factors")
@require_http_methods(_READ)
@or_not_now
def second_factors(request: HttpRequest) -> HttpResponse:
    """What there is, and what can be added. Without one, staff come no further than here."""
    held = factors.factors_of(_user(request))
    if held and PROVED not in request.session:
        return _prove_first(request)
    shown = {
        "factors": [(one, factors.secret_of(one).name, f"accounts.kind_{one.kind}") for one in held],
        "has_app": any(one.kind == "app" for one in held),
        "codes": factors.recovery_codes_left(_user(request)),
        "needed": _needed(request),
    }
    return render(request, "accounts/second_factors.html", shown)


@own_account("adds an app to one's own account")
@require_http_methods(_FORM)
@or_not_now
def add_app(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as letters; take it once a code of it is right."""
    user = _user(request)
    if factors.has_second_factor(user) and PROVED not in request.session:
        return _prove_first(request)
    form = AppCode(request.POST or None, language=language_of(request))
    secret = request.session.get(_APP_SECRET)
    if request.method == "POST" and secret and form.is_valid() and _right_password(request, form):
        try:
            codes = factors.add_app(user=user, secret=secret, code=form.cleaned_data["code"])
            del request.session[_APP_SECRET]
            return _added(request, codes, "app")
        except Refused as refused:
            form.add_error("code", refused.said(language_of(request)))
    if not secret:
        secret = request.session[_APP_SECRET] = totp.new_secret()
    address = totp.setup_address(secret, request.get_host(), "Waymark")
    shown = {"secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)), "picture": qr_code(address)}
    return _page(request, "accounts/add_app.html", form, **shown)


@own_account("adds a passkey to one's own account")
@require_http_methods(_FORM)
@or_not_now
def add_passkey(request: HttpRequest) -> HttpResponse:
    """The browser makes it; here it is proved and kept."""
    user = _user(request)
    if factors.has_second_factor(user) and PROVED not in request.session:
        return _prove_first(request)
    form = Passkey(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and _right_password(request, form):
        given = form.cleaned_data
        try:
            codes = factors.add_passkey(
                user=user,
                name=given["key_name"],
                host=request.get_host(),
                state=request.session.pop(ASKED, None),
                answer=given["credential"],
            )
            return _added(request, codes, "passkey")
        except Refused as refused:
            form.add_error(None, refused.said(language_of(request)))
    held = [passkey.credential for _, passkey in factors.passkeys_of(user)]
    asked, request.session[ASKED] = passkeys.ask_to_make(request.get_host(), user.public_id, held)
    return _page(request, "accounts/add_passkey.html", form, asked=asked)


@own_account("makes new recovery codes for one's own account")
@require_http_methods(_FORM)
@or_not_now
def recovery_codes(request: HttpRequest) -> HttpResponse:
    if PROVED not in request.session:
        return redirect("second-factors")
    form = Confirm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and _right_password(request, form):
        try:
            return _codes(request, factors.new_recovery_codes(user=_user(request)))
        except Refused as refused:
            form.add_error(None, refused.said(language_of(request)))
    return _page(request, "accounts/recovery_codes.html", form)


@own_account("takes a second factor of one's own account away")
@require_http_methods(_FORM)
@or_not_now
def remove_factor(request: HttpRequest, factor: str) -> HttpResponse:
    if PROVED not in request.session:
        return redirect("second-factors")
    user = _user(request)
    found = user.second_factors.exclude(kind="recovery").filter(public_id=factor).first()
    if found is None:
        return absent(request)
    form = Confirm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and _right_password(request, form):
        try:
            factors.remove_factor(user=user, factor=found, needed=_needed(request))
            return redirect("/account?done=factor_gone")
        except Refused as refused:
            form.add_error(None, refused.said(language_of(request)))
    named = {"kind": f"accounts.kind_{found.kind}", "name": factors.secret_of(found).name}
    return _page(request, "accounts/remove_factor.html", form, **named)


@own_account("shows what was kept of one's own forms")
@require_http_methods(_READ)
@or_not_now
def kept(request: HttpRequest) -> HttpResponse:
    """Every draft, the latest first."""
    first = _not_yet(request)
    if first is not None:
        return first
    shown = {"drafts": [(row, typed) for row, typed in drafts.drafts_of(_user(request))], "days": drafts.DRAFT_DAYS}
    return render(request, "accounts/drafts.html", shown)


@own_account("shows what was kept of one of one's own forms")
@require_http_methods(_READ)
@or_not_now
def kept_one(request: HttpRequest, draft: str) -> HttpResponse:
    """The fields as they were typed, ready to be sent to where they were meant for, which decides anew."""
    first = _not_yet(request)
    if first is not None:
        return first
    found = drafts.one_draft(_user(request), draft)
    if found is None:
        return absent(request)
    row, typed = found
    fields = [(name.replace("_", " ").replace("-", " "), name, value) for name, value in typed.fields]
    shown = {"draft": row, "typed": typed, "fields": fields, "mark": drafts.MARK}
    return render(request, "accounts/draft.html", shown)


@own_account("throws one of one's own drafts away")
@require_POST
@or_not_now
def discard_draft(request: HttpRequest, draft: str) -> HttpResponse:
    drafts.discard(_user(request), draft)
    return redirect("drafts" if drafts.drafts_of(_user(request)) else first_page(request))


def _not_yet(request: HttpRequest) -> HttpResponse | None:
    """What was typed is about people: whoever has no role any more has none of it, and staff come by both steps."""
    if not held_in(request):
        return absent(request)
    return redirect("second-factors") if _needed(request) and PROVED not in request.session else None


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _needed(request: HttpRequest) -> bool:
    """Whether this account has to have a second factor."""
    return configuration().second_factor and any(one.role in STAFF for one in held_in(request))


def _right_password(request: HttpRequest, form: Spoken) -> bool:
    """One's own password, tried no more often than anywhere else; what is wrong is said beside the field."""
    user, language = _user(request), language_of(request)
    counted = (limits.PASSWORD, user.public_id)
    wait, _ = limits.spend(counted)
    if wait:
        form.add_error("password", say(language, "accounts.wait", minutes=wait))
        return False
    if not user.check_password(form.cleaned_data["password"]):
        form.add_error("password", say(language, "accounts.password_wrong"))
        return False
    limits.forgive(counted)
    return True


def _prove_first(request: HttpRequest) -> HttpResponse:
    """There is a second factor and this session was begun without it: it is asked for before anything else."""
    user = _user(request)
    index = user.username
    logout(request)
    wait_half_way(request, user, index, "")
    return redirect("sign-in-second")


def _added(request: HttpRequest, codes: list[str], kind: str) -> HttpResponse:
    request.session[PROVED] = kind
    # Whoever held this session's cookie before does not gain what it may do now.
    request.session.cycle_key()
    return _codes(request, codes) if codes else redirect("second-factors")


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Shown this once: they are kept only as hashes."""
    return render(request, "accounts/codes.html", {"codes": codes, "on": first_page(request)})


def _page(request: HttpRequest, template: str, form: Spoken, **shown: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **shown}, status=status)
