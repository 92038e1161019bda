"""The decision itself: pure, over the declared table, with the basis of every answer."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from itertools import product
from typing import Protocol

import msgspec

from waymark.site.access.table import GRANTS, Action, Content, Grant, Relation, Role

__all__ = [
    "NO_CONSENTS",
    "Consents",
    "Decision",
    "Request",
    "by_what_is_asked",
    "decide",
    "holds_in_care",
    "holds_in_programme",
]


Asked = tuple[Role, Relation, Content, Action]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for what. `relations`: how they stand to the person at `at`, in the programme they act for."""

    role: Role
    relations: Collection[Relation]
    content: Content
    action: Action
    at: datetime
    purpose: str = "treatment"


class Decision(msgspec.Struct, frozen=True):
    """`basis`: the line of the table (or the consent) that permits; why not, where it is denied."""

    permitted: bool
    basis: str
    relation: Relation | None = None


class Consents(Protocol):
    """What consents permit; answers with the id of the consent, or None. Narrower and later wins inside of it."""

    def permits(self, request: Request) -> str | None: ...


class _NoConsents:
    def permits(self, request: Request) -> str | None:
        return None


# Until forms of consent are kept, nothing is permitted by one.
NO_CONSENTS: Consents = _NoConsents()
# Own access before staff, staff before emergency: the basis that is noted is the one that asks for least.
_ORDER: tuple[Relation, ...] = ("self", "care", "programme", "emergency")


def decide(request: Request, consents: Consents = NO_CONSENTS) -> Decision:
    """Permit with its basis, or deny. What no line permits is denied."""
    for relation in _ORDER:
        if relation in request.relations:
            grant = _grant(request.role, relation, request.content, request.action)
            if grant is not None:
                return Decision(True, grant.basis, relation)
    consent = consents.permits(request)
    if consent is not None:
        return Decision(True, f"consent {consent}", "consent")
    return Decision(False, f"no line of the table permits {request.role} to {request.action} {request.content}")


def holds_in_programme(role: Role, content: Content, action: Action) -> bool:
    """Whether a role may do this for a programme as a whole, without any one person."""
    return _grant(role, "programme", content, action) is not None


def holds_in_care(role: Role, content: Content, action: Action) -> bool:
    """Whether a role may do this with those whose care team it is on."""
    return _grant(role, "care", content, action) is not None


def _grant(role: Role, relation: Relation, content: Content, action: Action) -> Grant | None:
    return _table().get((role, relation, content, action))


@cache
def _table() -> dict[Asked, Grant]:
    """The declared table."""
    return by_what_is_asked(GRANTS)


def by_what_is_asked(grants: Iterable[Grant]) -> dict[Asked, Grant]:
    """A table by what is asked; the first line that permits something is the one that is noted."""
    found: dict[Asked, Grant] = {}
    for grant in grants:
        for asked in product(grant.roles, (grant.relation,), grant.contents, grant.actions):
            found.setdefault(asked, grant)
    return found
