"""Coming in: the half-way house between password and second factor, the session, and the first page."""

import time
from typing import cast

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from waymark.site.access.acting import ACTING_FOR, PROVED, STAFF, acting_of, held_in
from waymark.site.accounts import drafts, limits
from waymark.site.accounts.models import User
from waymark.site.accounts.sessions import IDLE, SessionStore
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.configuration import configuration

__all__ = ["enter", "first_page", "half_way", "note_failed", "safe_next", "wait_half_way"]

_HALF = "half way"
_NEXT = "next"
_MINUTES = 10
# Project default: a person may need longer over a form than somebody at a shared desk, and sits at their own telephone.
_OTHERS_TIMES = 2


def wait_half_way(request: HttpRequest, user: User, name: str, then: str) -> None:
    """The password was right; nobody is signed in before the second factor is."""
    request.session.cycle_key()
    # Of the password that was right: with another one, this way is closed.
    stands = user.get_session_auth_hash()
    request.session[_HALF] = {"user": user.public_id, "name": name, "at": time.time(), "stands": stands}
    request.session[_NEXT] = then


def half_way(request: HttpRequest) -> tuple[User, str] | None:
    """(whose password was right, the keyed hash of the name), for ten minutes."""
    held = request.session.get(_HALF)
    if not held or not 0 <= time.time() - held["at"] <= _MINUTES * 60:
        return None
    user = User.objects.filter(public_id=held["user"], is_active=True).first()
    if user is None or not constant_time_compare(held["stands"], user.get_session_auth_hash()):
        return None
    return user, held["name"]


def enter(request: HttpRequest, user: User, *, proved: str | None, then: str = "") -> None:
    """Begin the session, with its audit row. `proved`: by which second factor; None where there is none yet."""
    kept = request.session.get(_NEXT, "")
    with transaction.atomic():
        note("accounts.sign_in", chain=NO_PROGRAMME, actor=user.public_id, basis=f"password, {proved or 'no factor'}")
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        SessionStore.clear_expired()
        limits.clear_old()
        drafts.clear_old_drafts()
    session = request.session
    for key in (_HALF, PROVED, ACTING_FOR):
        session.pop(key, None)
    session[_NEXT] = then or kept
    session["browser"] = request.headers.get("User-Agent", "")[:200]
    if proved:
        session[PROVED] = proved
    if not any(one.role in STAFF for one in held_in(request)):
        session[IDLE] = configuration().idle_minutes * _OTHERS_TIMES


def note_failed(index: str, why: str) -> None:
    """Of an account that there is, its id; of none, nothing but that somebody tried."""
    user = User.objects.filter(username=index).only("public_id").first()
    with transaction.atomic():
        note(
            "accounts.sign_in",
            chain=NO_PROGRAMME,
            outcome="denied",
            target=user.public_id if user else f"nobody {index[:16]}",
            basis=why,
        )


def first_page(request: HttpRequest) -> str:
    """Where to go: what was kept for them, the page they came for, else the one their role begins with."""
    user = cast(User, request.user)
    held = held_in(request)
    if len(held) > 1 and ACTING_FOR not in request.session:
        return reverse("choose-role")
    if held and user.drafts.exists():
        return reverse("drafts")
    then = str(request.session.pop(_NEXT, ""))
    if then:
        return then
    acting = acting_of(request)
    if acting is None:
        return reverse("account")
    if acting.role == "person" and acting.membership.person is not None:
        return reverse("person", args=[acting.membership.person.public_id])
    return reverse("home")


def safe_next(request: HttpRequest) -> str:
    """The page somebody wanted, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted[:500] if ours else ""
