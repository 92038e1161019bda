"""Meetings and second opinions, read through the gate."""

import msgspec

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.meetings.actions import Minutes
from waymark.site.meetings.models import Meeting
from waymark.site.people.models import CareTeamMember, Person
from waymark.site.people.selectors import Listed, listed

__all__ = ["Held", "asked_of_me", "meetings_of", "opinion_of"]

_MOST = 60


class Held(msgspec.Struct, frozen=True):
    """One meeting as it is read; `answer` empty while a question is open."""

    row: Meeting
    minutes: Minutes
    answer: str = ""


def meetings_of(gate: Gate) -> list[Held]:
    """The last meetings and questions, the latest first."""
    return _read(gate, list(gate.about.meetings.select_related("by", "asked").order_by("-day", "-pk")[:_MOST]))


def opinion_of(gate: Gate, public_id: str) -> Held:
    """A question put to whoever acts, and not answered yet. Raises Absent."""
    rows = gate.about.meetings.filter(asked=gate.acting.user, answered_at__isnull=True, public_id=as_id(public_id))
    found = _read(gate, list(rows.select_related("by", "asked")))
    if not found:
        raise Absent("there is no such question put to them", person=gate.about.public_id)
    return found[0]


def asked_of_me(gate: Gate) -> list[Listed]:
    """People one cares for, about whom a colleague waits for one's opinion."""
    by = gate.acting
    waiting = Meeting.objects.filter(asked=by.user, answered_at__isnull=True).values("person")
    team = CareTeamMember.objects.filter(user=by.user, role=by.role, until__isnull=True).values("person")
    return listed(gate, Person.objects.filter(pk__in=waiting, programme=by.programme).filter(pk__in=team)[:_MOST])


def _read(gate: Gate, rows: list[Meeting]) -> list[Held]:
    person = gate.about
    key = keys_of([person.owner])[person.owner]

    def opened(sealed: bytes, place: str) -> bytes:
        return open_with(key, person.owner, bytes(sealed), place)

    return [
        Held(
            row,
            msgspec.json.decode(opened(row.sealed, f"meeting {row.public_id}"), type=Minutes),
            opened(row.sealed_answer, f"answer {row.public_id}").decode() if row.sealed_answer is not None else "",
        )
        for row in rows
    ]
