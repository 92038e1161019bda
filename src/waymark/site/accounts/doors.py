"""Before any page about people: does the session live, has staff a second factor, is it plain for whom they act?"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from waymark.site.access.acting import ACTING_FOR, PROVED, STAFF, acting_of, held_in
from waymark.site.access.foreign import policy_of
from waymark.site.accounts import drafts
from waymark.site.accounts.models import SignedIn
from waymark.site.accounts.sessions import lapsed, stay
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.configuration import configuration
from waymark.site.pages.failures import absent, not_now

__all__ = ["Doors"]


class Doors:
    """Stands behind the check of forms: a draft is kept only of a form that is ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            # No id has it, and one of the databases refuses to be asked for it.
            return absent(request)
        try:
            self._look(request)
        except (DatabaseError, OSError):
            return not_now(request)
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302 and request.user.is_authenticated:
            sent = request.POST.get(drafts.MARK)
            if sent and getattr(request, "lapsed", None) is None:
                drafts.discard(request.user, sent)
        return response

    def _look(self, request: HttpRequest) -> None:
        request.lapsed = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            stay(request.session)  # type: ignore[arg-type]
            return
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        row = lapsed(key) if key else None
        if row is None or row.user is None:
            return
        with transaction.atomic():
            # Two forms sent at once: each is kept, and the end of the session is noted once.
            if SignedIn.objects.filter(pk=row.pk).delete()[0]:
                note("accounts.session_lapsed", chain=NO_PROGRAMME, actor=row.user.public_id)
        request.lapsed = row.user  # type: ignore[attr-defined]

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead somewhere else first, where that is needed."""
        match = request.resolver_match
        policy = policy_of(view, match.view_name if match else "")
        if policy is None or not policy.signed_in:
            return None
        if getattr(request, "lapsed", None) is not None:
            return self._after_lapse(request, about_people=policy.content is not None)
        if not request.user.is_authenticated:
            return None
        first = self._first(request)
        if first is None:
            # What is one's own may be seen at any time; the ways to others are shown once they are open.
            request.acting = acting_of(request)  # type: ignore[attr-defined]
        return redirect(first) if first is not None and policy.content is not None else None

    def _first(self, request: HttpRequest) -> str | None:
        """Where somebody has to go before any page about people."""
        held = held_in(request)
        if not held:
            return "account"
        chosen = next((one for one in held if one.pk == request.session.get(ACTING_FOR)), None)
        if chosen is None and len(held) > 1:
            return "choose-role"
        role = (chosen or held[0]).role
        if role in STAFF and configuration().second_factor and PROVED not in request.session:
            return "second-factors"
        return None

    def _after_lapse(self, request: HttpRequest, *, about_people: bool) -> HttpResponse:
        """To the door, and back to the page afterwards; what was typed is kept."""
        kept = False
        if request.method == "POST" and about_people:
            try:
                drafts.keep_draft(request, request.lapsed)  # type: ignore[attr-defined]
                kept = True
            except (DatabaseError, OSError):
                return not_now(request)
        told = {"because": "kept" if kept else "lapsed"}
        if request.method == "GET":
            told["next"] = request.get_full_path()
        return redirect(f"{reverse('sign-in')}?{urlencode(told)}")
