"""Who acts: an account, in one role, for one programme. Everything is asked and noted in their name."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

import msgspec
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from waymark.site.access.table import Role

if TYPE_CHECKING:
    from waymark.site.accounts.models import Membership, User
    from waymark.site.people.models import Programme

__all__ = ["ACTING_FOR", "Acting", "acting_of", "memberships_of"]

# In the session: the membership somebody acts by.
ACTING_FOR = "acting for"


class Acting(msgspec.Struct, frozen=True):
    """`membership` tells role and programme."""

    user: "User"
    membership: "Membership"
    at: datetime

    @property
    def role(self) -> Role:
        return cast(Role, self.membership.role)

    @property
    def programme(self) -> "Programme":
        return self.membership.programme


def memberships_of(user: "User", at: datetime) -> "list[Membership]":
    """What a user may act as at a moment, in a fixed order."""
    now = Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
    return list(user.memberships.filter(now).select_related("programme").order_by("pk"))


def acting_of(request: HttpRequest) -> Acting | None:
    """Who acts in this request; None for somebody who is not signed in, or who has no role any more."""
    user = cast("User", request.user)
    if not user.is_authenticated:
        return None
    at = timezone.now()
    held = memberships_of(user, at)
    if not held:
        return None
    chosen = request.session.get(ACTING_FOR)
    membership = next((one for one in held if one.pk == chosen), held[0])
    return Acting(user, membership, at)
