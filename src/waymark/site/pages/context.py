"""What every page knows: its language, who acts and where they can go, and what was just done."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from waymark.site.access.acting import Acting
from waymark.site.access.decision import holds_in_programme
from waymark.site.access.table import Role
from waymark.site.pages.wording import wording

__all__ = ["every_page"]


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The language stands first: every text asks for it."""
    acting: Acting | None = getattr(request, "acting", None)
    said = request.GET.get("said", "")
    count = request.GET.get("n", "")
    return {
        "language": getattr(request, "LANGUAGE_CODE", "en"),
        "signed_in": request.user.is_authenticated if hasattr(request, "user") else False,
        "nav": [
            {"href": href, "says": says, "here": href == request.path}
            for href, says in _ways(acting.role if acting is not None else None)
        ],
        "house": acting.programme.name if acting is not None else "",
        "just": f"said.{said}" if f"said.{said}" in wording() else "",
        "just_n": int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 0,
    }


@cache
def _ways(role: Role | None) -> list[tuple[str, str]]:
    """The ways from any page, of those this role may go: addresses and what they say."""
    staff = role is not None and holds_in_programme(role, "directory", "read")
    ways = [("people", "people.title") if staff else ("home", "site.home")]
    if role is not None:
        if holds_in_programme(role, "work", "read"):
            ways.insert(0, ("work", "work.title"))
        if holds_in_programme(role, "oversight", "read"):
            ways.append(("oversight", "oversight.title"))
        if holds_in_programme(role, "calendar", "write"):
            ways.append(("calendar", "appointments.title"))
        if holds_in_programme(role, "accounts", "read"):
            ways.append(("staff", "accounts.staff"))
        if role in ("privacy_officer", "supervisor"):
            ways.append(("emergencies", "people.emergencies"))
        if holds_in_programme(role, "audit", "read"):
            ways.append(("lately", "audit.lately"))
    ways.append(("account", "site.account"))
    found = []
    for name, says in ways:
        try:
            found.append((reverse(name), says))
        except NoReverseMatch:
            continue
    return found
