"""What every page knows: its language, who acts and where they can go, and what was just done."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from waymark.site.access.acting import Acting
from waymark.site.access.decision import holds_in_programme
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
        "nav": _ways(request, acting),
        "house": acting.programme.name if acting is not None else "",
        "just": f"said.{said}" if f"said.{said}" in wording() else "",
        "just_n": int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 0,
    }


def _ways(request: HttpRequest, acting: Acting | None) -> list[dict[str, Any]]:
    """The ways from any page, of those this role may go."""
    staff = acting is not None and holds_in_programme(acting.role, "directory", "read")
    ways = [("people", "people.title") if staff else ("home", "site.home")]
    if acting is not None:
        if holds_in_programme(acting.role, "work", "read"):
            ways.insert(0, ("work", "work.title"))
        if holds_in_programme(acting.role, "oversight", "read"):
            ways.append(("oversight", "oversight.title"))
        if holds_in_programme(acting.role, "calendar", "write"):
            ways.append(("calendar", "appointments.title"))
        if holds_in_programme(acting.role, "accounts", "read"):
            ways.append(("staff", "accounts.staff"))
        if acting.role in ("privacy_officer", "supervisor"):
            ways.append(("emergencies", "people.emergencies"))
        if holds_in_programme(acting.role, "audit", "read"):
            ways.append(("lately", "audit.lately"))
    ways.append(("account", "site.account"))
    here = request.path
    found = []
    for name, says in ways:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"href": href, "says": says, "here": href == here})
    return found
