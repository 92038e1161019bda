"""Who acts: an account, in one role, for one programme. Everything is asked and noted in their name."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

import msgspec
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from waymark.site.access.table import ROLES, Role
from waymark.site.days import day_of
from waymark.site.prepared import Places, Prepared

if TYPE_CHECKING:
    from waymark.site.accounts.models import Membership, User
    from waymark.site.accounts.sessions import SessionStore
    from waymark.site.people.models import Programme

__all__ = ["ACTING_FOR", "PROVED", "STAFF", "Acting", "acting_of", "held_at", "held_in", "memberships_of"]

# In the session: the membership somebody acts by.
ACTING_FOR = "acting for"
# In the session: by which second factor somebody has proved who they are.
PROVED = "second factor"
STAFF: tuple[Role, ...] = tuple(role for role in ROLES if role not in ("person", "supporter"))


class Acting(msgspec.Struct, frozen=True):
    """`membership` tells role and programme."""

    user: "User"
    membership: "Membership"
    at: datetime

    @property
    def role(self) -> Role:
        return cast(Role, self.membership.role)

    @property
    def day(self) -> date:
        """Today, by the clock on the wall."""
        return day_of(self.at)

    @property
    def programme(self) -> "Programme":
        return self.membership.programme


def memberships_of(user: "User", at: datetime) -> "list[Membership]":
    """What a user may act as at a moment, in a fixed order."""
    return _MEMBERSHIPS.all(user=user.pk, now=at)


def _held(at: Places) -> "QuerySet[Membership]":
    from waymark.site.accounts.models import Membership

    held = Membership.objects.filter(held_at(at.moment("now")), user=at.number("user"))
    return held.select_related("programme").order_by("pk")


_MEMBERSHIPS: "Prepared[Membership]" = Prepared(_held)


def held_at(now: datetime, before: str = "") -> Q:
    """Which memberships hold at a moment. `before`: how they are reached from what is asked for."""
    begun, ended = Q(**{f"{before}since__lte": now}), Q(**{f"{before}until__gt": now})
    return begun & (Q(**{f"{before}until__isnull": True}) | ended)


def held_in(request: HttpRequest) -> "Sequence[Membership]":
    """What whoever is signed in may act as, asked once a request: with their session, if they came by one."""
    user = cast("User", request.user)
    if not user.is_authenticated:
        return ()
    found: Sequence[Membership] | None = getattr(request, "_held", None)
    if found is None:
        session = cast("SessionStore", request.session)
        came = session.row is not None and session.row.user is user
        found = session.held if came else memberships_of(user, timezone.now())
        request._held = found  # type: ignore[attr-defined]
    return found


def acting_of(request: HttpRequest) -> Acting | None:
    """Who acts in this request; None for somebody who is not signed in, or who has no role any more."""
    held = held_in(request)
    if not held:
        return None
    chosen = request.session.get(ACTING_FOR)
    membership = next((one for one in held if one.pk == chosen), held[0])
    return Acting(cast("User", request.user), membership, timezone.now())
