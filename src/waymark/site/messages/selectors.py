"""Messages about a person, and about whom there are new ones, read through the gate."""

import msgspec
from django.db.models import Exists, F, OuterRef, Q

from waymark.site.access.gate import Gate
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.messages.models import Seen, TeamMessage
from waymark.site.people.models import CareTeamMember, Person
from waymark.site.people.selectors import Listed, listed

__all__ = ["Message", "messages_of", "new_for"]

_MOST = 60


class Message(msgspec.Struct, frozen=True):
    """One message as it is read."""

    row: TeamMessage
    text: str


def messages_of(gate: Gate) -> list[Message]:
    """The last messages, the latest first."""
    person = gate.about
    rows = list(person.team_messages.select_related("by").order_by("-at", "-pk")[:_MOST])
    key = keys_of([person.owner])[person.owner]
    return [
        Message(row, open_with(key, person.owner, bytes(row.sealed), f"message {row.public_id}").decode())
        for row in rows
    ]


def new_for(gate: Gate) -> list[Listed]:
    """People on whose care team one is, about whom colleagues wrote something one has not read."""
    by = gate.acting
    now = Q(since__lte=by.at) & (Q(until__isnull=True) | Q(until__gt=by.at))
    team = CareTeamMember.objects.filter(now, user=by.user, role=by.role).values("person")
    read = Seen.objects.filter(person=OuterRef("person"), user=by.user, at__gte=OuterRef("at"))
    unread = TeamMessage.objects.filter(~Exists(read), person__in=team).exclude(by=by.user)
    people = Person.objects.filter(pk__in=unread.values(key=F("person")), programme=by.programme)
    return listed(gate, people[:_MOST])
