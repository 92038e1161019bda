"""Sittings found through the gate, some of them locked while something is done in them."""

from typing import Any

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.interviews.holding import Held, hold
from waymark.site.interviews.models import Interview, OwnPart

__all__ = [
    "held_now",
    "latest_interview",
    "locked_interview",
    "open_interview",
    "own_part_of",
    "own_parts_of",
    "papers_of_interview",
]


def papers_of_interview(gate: Gate) -> dict[str, Any] | None:
    """The link on the person's page, for whoever may follow it."""
    return {} if gate.may("interview", "read") else None


def open_interview(gate: Gate) -> Interview | None:
    """The interview under way with this person."""
    return gate.about.interviews.select_related("person__programme", "last_by").filter(ended_at__isnull=True).first()


def locked_interview(gate: Gate) -> Interview | None:
    """The same, with nobody else doing anything in it until this is done."""
    found = gate.about.interviews.select_for_update().filter(ended_at__isnull=True).first()
    if found is not None:
        found.person = gate.about
    return found


def latest_interview(gate: Gate) -> Interview | None:
    """The last sitting with this person, over or not."""
    return gate.about.interviews.select_related("last_by").order_by("-pk").first()


def held_now(gate: Gate, sitting: Interview, language: str) -> Held:
    """An interview of staff at its point. Raises RecordError."""
    sitting.person = gate.about
    return hold(sitting, by=gate.acting.user.called, language=language, now=gate.acting.at)


def own_parts_of(gate: Gate) -> list[OwnPart]:
    """What the person was given to answer alone, the latest first."""
    return list(gate.about.ownparts.select_related("by").order_by("-pk")[:10])


def own_part_of(gate: Gate, public: str) -> OwnPart:
    """One of them, locked. Raises Absent."""
    found = gate.about.ownparts.select_for_update().filter(public_id=as_id(public)).first()
    if found is None:
        raise Absent("there is no such own part of this person", person=gate.about.public_id)
    found.person = gate.about
    return found
