"""Every view says what it needs. One wrapper asks, decides, notes and answers, in one transaction.

    @policy("record", "read")            about one person: the view gets `gate`, with the person
    @policy("accounts", "write", about=PROGRAMME)
    @open_to_all("why nobody is asked here")

A view without one is refused before it runs, and the suite fails.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

import msgspec
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from waymark.site.access.acting import Acting, acting_of
from waymark.site.access.gate import Absent, Gate, person_gate, programme_gate
from waymark.site.access.table import Action, Content
from waymark.site.audit.record import NO_PROGRAMME, note, noted_together
from waymark.site.keys.vault import keys_held
from waymark.site.pages.failures import absent, not_now, signed_off

__all__ = ["PERSON", "PROGRAMME", "Policy", "open_to_all", "own_account", "policy"]

About = Literal["person", "programme"]
PERSON: About = "person"
PROGRAMME: About = "programme"
View = Callable[..., HttpResponse]
_LOG = logging.getLogger("waymark.site.access")


class Policy(msgspec.Struct, frozen=True):
    """What a view needs. `about` None: open to all, or to whoever is signed in, with the reason in `why`."""

    content: Content | None = None
    action: Action | None = None
    about: About | None = None
    why: str = ""
    signed_in: bool = True


def policy(content: Content, action: Action, *, about: About = PERSON) -> Callable[[View], View]:
    """The view runs with a `Gate` as its second argument where the table permits, in the transaction of its row."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            acting = acting_of(request)
            if acting is None:
                return _not_acting(request)
            request.acting = acting  # type: ignore[attr-defined]
            kind = f"{view.__module__.split('.')[-2]}.{view.__name__}"
            wanted = str(kwargs.pop("person", "")) if about == PERSON else ""
            try:
                with transaction.atomic(), keys_held(), noted_together():
                    gate = (
                        person_gate(acting, wanted, content, action, kind)
                        if about == PERSON
                        else programme_gate(acting, content, action, kind)
                    )
                    response = view(request, gate, *args, **kwargs)
                # The row is on the disk: now the page is written out, and keeps nobody else waiting.
                return _answered(response)
            except Absent as denied:
                return _denied(request, acting, denied, kind, content)
            except (DatabaseError, OSError):
                # Nothing was stored and nothing is shown: no row, no answer.
                _LOG.exception("nothing was stored")
                return not_now(request)

        guarded.policy = Policy(content, action, about)  # type: ignore[attr-defined]
        return guarded

    return declare


def open_to_all(why: str) -> Callable[[View], View]:
    """A view that asks for nobody: signing in, health, styles."""

    def declare(view: View) -> View:
        view.policy = Policy(why=why, signed_in=False)  # type: ignore[attr-defined]
        return view

    return declare


def own_account(why: str) -> Callable[[View], View]:
    """A view about the account that is signed in, and nothing else."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect("sign-in")
            return view(request, *args, **kwargs)

        guarded.policy = Policy(why=why)  # type: ignore[attr-defined]
        return guarded

    return declare


def _not_acting(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in, or they have no role any more. What was typed meanwhile is not thrown away."""
    if request.user.is_authenticated:
        return redirect("home")
    return signed_off(request) if request.method == "POST" else redirect("sign-in")


def _answered(response: HttpResponse) -> HttpResponse:
    """Rendered here, so that what goes wrong in it is answered as all else that goes wrong."""
    if isinstance(response, TemplateResponse):
        response.render()
    return response


def _denied(request: HttpRequest, acting: Acting, denied: Absent, kind: str, content: Content) -> HttpResponse:
    """One audit row, and the page that also answers for what is not there."""
    try:
        with transaction.atomic():
            note(
                kind,
                chain=acting.programme.pk or NO_PROGRAMME,
                outcome="denied",
                actor=acting.user.public_id,
                role=acting.role,
                content=content,
                person=denied.person,
                target=denied.target,
                basis=denied.why,
            )
    except (DatabaseError, OSError):
        _LOG.exception("a denial could not be noted")
        return not_now(request)
    return absent(request)


GateView = Callable[[HttpRequest, Gate], HttpResponse]
