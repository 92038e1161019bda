"""Whose request it is: the account that was read with the session's row, checked as Django checks it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from waymark.site.accounts.models import User
from waymark.site.accounts.sessions import SessionStore
from waymark.site.pages.failures import not_now

__all__ = ["Who"]

_LOG = logging.getLogger("waymark.site.accounts")


class Who:
    """Sets `request.user`, in place of Django's own, which would ask the database a second time. Every page asks for it
    at once, so it is no lazy object: a page looks at it two hundred times."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.user = _user(request)  # type: ignore[assignment]
        except (DatabaseError, OSError):
            _LOG.exception("nobody could say whose request it is")
            return not_now(request)
        return self.get_response(request)


def _user(request: HttpRequest) -> User | AnonymousUser:
    session: SessionStore = request.session  # type: ignore[assignment]
    said = session.get(SESSION_KEY)
    user = session.row.user if session.row is not None and session.row.user_id is not None else None
    if user is None or said != str(user.pk) or not _holds(session, user):
        # Django decides about everything that is not plain, and ends what is not sound.
        return get_user(request)  # type: ignore[return-value]
    return user


def _holds(session: SessionStore, user: User) -> bool:
    """The account is open, and its password is still the one the session began with."""
    return (
        user.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )
