"""What is read about people, through the gate that permitted it."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec
from django.db.models import Q

from waymark.site.access.gate import Gate
from waymark.site.keys.vault import keys_of, open_for, open_with
from waymark.site.people.finding import name_token
from waymark.site.people.identity import ContactSafety, Identity, searched_by
from waymark.site.people.models import CareTeamMember, ContactRow, Person

__all__ = ["Listed", "care_team_of", "contact_of", "identity_of", "my_people", "search"]

T = TypeVar("T")
# More hits than this are no hits: the text is too short to find anybody by.
MOST_FOUND = 20


class Listed(msgspec.Struct, frozen=True):
    """One line of a list of people."""

    person: Person
    called: str
    pronouns: str
    mine: bool


def identity_of(gate: Gate) -> Identity:
    """Who the person is."""
    return _opened(gate.about, bytes(gate.about.sealed_identity), "identity", Identity)


def contact_of(gate: Gate) -> ContactSafety:
    """How the person may be reached, as last said; nothing is allowed where nothing was said."""
    row = ContactRow.objects.filter(person=gate.about).order_by("-pk").first()
    return ContactSafety() if row is None else _opened(gate.about, bytes(row.sealed), "contact", ContactSafety)


def care_team_of(gate: Gate) -> list[CareTeamMember]:
    """Who cares for the person now."""
    team = gate.about.care_team.filter(until__isnull=True).select_related("user")
    return list(team.order_by("since", "pk"))


def my_people(gate: Gate) -> list[Listed]:
    """Those on whose care team the one who acts is, by called name; a supervisor sees everybody of the programme."""
    acting = gate.acting
    everybody = Person.objects.filter(programme=acting.programme, episodes__closed_at__isnull=True).distinct()
    cares = Q(care_team__user=acting.user, care_team__role=acting.role, care_team__until__isnull=True)
    return _listed(everybody if acting.role == "supervisor" else everybody.filter(cares), mine=True)


def search(gate: Gate, text: str) -> list[Listed]:
    """People of the programme found by name, birthday (YYYY-MM-DD) or telephone; every word must fit."""
    programme = gate.acting.programme
    people = Person.objects.filter(programme=programme)
    for group in searched_by(text):
        fits = Q()
        for kind, word in group:
            fits |= Q(tokens__kind=kind, tokens__token=name_token(programme, kind, word))
        people = people.filter(pk__in=Person.objects.filter(fits, programme=programme).values("pk"))
    found = list(people.order_by("pk")[: MOST_FOUND + 1]) if text.split() else []
    return [] if len(found) > MOST_FOUND else _listed(found, mine=False)


def _listed(people: Iterable[Person], *, mine: bool) -> list[Listed]:
    found = list(people)
    keys = keys_of(person.owner for person in found)
    lines = []
    for person in found:
        plain = open_with(keys[person.owner], person.owner, bytes(person.sealed_identity), "identity")
        identity = msgspec.json.decode(plain, type=Identity)
        lines.append(Listed(person, identity.called, identity.pronouns, mine))
    return sorted(lines, key=lambda line: (line.called.casefold(), line.person.pk))


def _opened(person: Person, sealed: bytes, place: str, type_: type[T]) -> T:
    return msgspec.json.decode(open_for(person.owner, sealed, place), type=type_)
