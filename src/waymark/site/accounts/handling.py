"""Whom somebody may invite, help back in and let go: asked when a link is made, and again when it is used."""

from typing import cast

from django.utils import timezone

from waymark.site.access.acting import memberships_of
from waymark.site.access.decision import Request, decide
from waymark.site.access.table import ROLES, Relation, Role
from waymark.site.accounts import factors
from waymark.site.accounts.models import Invitation, Membership, User

__all__ = ["may_handle", "not_to_reset", "still_invited"]

_BY_SUPERVISOR: tuple[Role, ...] = ("counsellor", "prescriber", "nurse", "case_manager", "peer", "person", "supporter")


def may_handle(by: Role) -> tuple[Role, ...]:
    """Whom somebody may invite and let go. A supervisor makes nobody who stands above or looks at supervisors; a
    counsellor invites a person they care for (the gate says whom), and lets nobody go."""
    by_role: dict[Role, tuple[Role, ...]] = {"manager": ROLES, "supervisor": _BY_SUPERVISOR, "counsellor": ("person",)}
    return by_role.get(by, ())


def still_invited(found: Invitation) -> bool:
    """Whether whoever made an invitation could make it today; one made on the machine stands."""
    if found.by is None:
        return True
    held = memberships_of(found.by, timezone.now()) if found.by.is_active else []
    return any(_may_invite(one, found) for one in held if one.programme_id == found.programme_id)


def _may_invite(by: Membership, found: Invitation) -> bool:
    """As the gate would answer: for the programme, or for a person they care for."""
    role, relations = cast(Role, by.role), ["programme"]
    if found.person is not None and found.person.care_team.filter(user=by.user, role=role, until=None).exists():
        relations.append("care")
    asked = Request(
        role=role,
        relations=cast(list[Relation], relations),
        content="accounts",
        action="write",
        at=timezone.now(),
    )
    return found.role in may_handle(role) and decide(asked).permitted


def not_to_reset(by: Membership, user: User, *, fresh: bool) -> str:
    """Why whoever holds `by` makes no link for an account, as the name of a sentence; empty where they may."""
    held = memberships_of(user, timezone.now())
    here = [one for one in held if one.programme_id == by.programme_id]
    theirs = may_handle(cast(Role, by.role))
    if not here or any(one.role not in theirs for one in here) or (fresh and by.role != "manager"):
        return "accounts.role_not_yours"
    elsewhere = len(here) < len(held) and (fresh or not factors.has_second_factor(user))
    return "accounts.reset_elsewhere" if elsewhere else ""
