"""What is read about people, through the gate that permitted it."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.table import Role
from waymark.site.accounts.models import Membership, User
from waymark.site.keys.models import DataKey
from waymark.site.keys.vault import key_lost, keys_of, open_for, open_with, unwrapped
from waymark.site.people.finding import name_token
from waymark.site.people.identity import ContactSafety, Emergency, Ending, Identity, Review, searched_by
from waymark.site.people.models import OF_PERSON, CareTeamMember, ContactRow, EmergencyAccess, Episode, Person
from waymark.site.prepared import Places, Prepared

__all__ = [
    "Listed",
    "Opened",
    "PageOfPeople",
    "care_team_of",
    "colleagues_of",
    "contact_of",
    "contact_state_of",
    "emergencies_of",
    "emergency_of",
    "ending_of",
    "episodes_of",
    "has_died",
    "identity_of",
    "is_here",
    "listed",
    "my_people",
    "names_of",
    "place_of",
    "search",
]

T = TypeVar("T")
# More hits than this are no hits: the text is too short to find anybody by.
MOST_FOUND = 20
# So many stand on one page of a list.
MOST_LISTED = 30
# Who can stand on a care team.
CARING: tuple[Role, ...] = ("counsellor", "prescriber", "nurse", "case_manager", "peer")


_CONTACT = Prepared(lambda at: ContactRow.objects.filter(person=at.number("person")).order_by("-pk")[:1])
_EPISODES = Prepared(lambda at: Episode.objects.filter(person=at.number("person")).order_by("-pk"))
_TEAM = Prepared(
    lambda at: (
        CareTeamMember.objects.filter(person=at.number("person"), until__isnull=True)
        .select_related("user")
        .order_by("since", "pk")
    )
)


def _there(at: Places) -> QuerySet[Person]:
    """People of a programme who are in it now."""
    here = Episode.objects.filter(person=OuterRef("pk"), closed_at__isnull=True)
    return Person.objects.filter(Exists(here), programme=at.number("programme"))


def _cared_for(at: Places) -> QuerySet[Person]:
    team = CareTeamMember.objects.filter(
        person=OuterRef("pk"), user=at.number("user"), role=at.text("role"), until__isnull=True
    )
    return _there(at).filter(Exists(team))


def _with_key(people: QuerySet[Person]) -> QuerySet[Person, tuple[int, str, bytes, str | None, bytes | None]]:
    """Key of the row, id, sealed identity, and the data key as it is kept."""
    key = DataKey.objects.filter(owner=Concat(Value(OF_PERSON), OuterRef("public_id")))
    return people.annotate(master=Subquery(key.values("master")), wrapped=Subquery(key.values("wrapped"))).values_list(
        "pk", "public_id", "sealed_identity", "master", "wrapped"
    )


_EVERYBODY = Prepared(lambda at: _with_key(_there(at)))
_MINE = Prepared(lambda at: _with_key(_cared_for(at)))


class Listed(msgspec.Struct, frozen=True):
    """One line of a list of people."""

    person: Person
    called: str
    pronouns: str
    mine: bool


class PageOfPeople(msgspec.Struct, frozen=True):
    """Some of `all` people, from `start` (0: the first) on, by name."""

    lines: tuple[Listed, ...]
    start: int
    all: int

    @property
    def first(self) -> int:
        return self.start + 1

    @property
    def last(self) -> int:
        return self.start + len(self.lines)

    @property
    def before(self) -> int | None:
        """Where the page before begins; None on the first."""
        return max(0, self.start - MOST_LISTED) if self.start else None

    @property
    def after(self) -> int | None:
        """Where the next page begins; None on the last."""
        return self.last if self.last < self.all else None


class Opened(msgspec.Struct, frozen=True):
    """Broken glass as it is read: who it was about, and what was written down."""

    access: EmergencyAccess
    called: str
    emergency: Emergency
    review: Review | None


def identity_of(gate: Gate) -> Identity:
    """Who the person is."""
    return _opened(gate.about, bytes(gate.about.sealed_identity), "identity", Identity)


def contact_of(gate: Gate) -> ContactSafety:
    """How the person may be reached, as last said; nothing is allowed where nothing was said."""
    row = _CONTACT.first(person=gate.about.pk)
    return ContactSafety() if row is None else _opened(gate.about, bytes(row.sealed), "contact", ContactSafety)


def contact_state_of(gate: Gate) -> str:
    """Which row of contact safety holds; another one says that somebody changed it meanwhile."""
    row = ContactRow.objects.filter(person=gate.about).order_by("-pk").only("pk").first()
    return str(row.pk) if row else ""


def names_of(users: Iterable[User]) -> dict[int, str]:
    """How to call these colleagues, by their key, in one question."""
    found = {user.pk: user for user in users}
    keys = keys_of({user.owner for user in found.values()})
    return {
        pk: open_with(keys[user.owner], user.owner, bytes(user.sealed_called), "called").decode()
        for pk, user in found.items()
    }


def colleagues_of(gate: Gate) -> list[tuple[Membership, str]]:
    """Those of the programme who can be on a care team, with their names, by name."""
    held = Membership.objects.filter(programme=gate.acting.programme, role__in=CARING, until__isnull=True)
    held = held.filter(user__is_active=True).select_related("user")
    names = names_of(membership.user for membership in held)
    return sorted(((one, names[one.user_id]) for one in held), key=lambda pair: (pair[1].casefold(), pair[0].pk))


def place_of(gate: Gate, number: str) -> CareTeamMember:
    """One place on the person's care team. Raises Absent."""
    found = gate.about.care_team.filter(pk=int(number)).first() if _is_key(number) else None
    if found is None:
        raise Absent("there is no such place on this person's care team", person=gate.about.public_id)
    return found


def episodes_of(gate: Gate, as_of: datetime | None = None) -> list[Episode]:
    """Times in the programme, the latest first; as they were at a moment."""
    found = _EPISODES.all(person=gate.about.pk)
    if as_of is None:
        return found
    for episode in found:
        if episode.closed_at is not None and episode.closed_at > as_of:
            # What came later was not known then; nothing of this is saved.
            episode.closed_at, episode.sealed_ending = None, None
    return [episode for episode in found if episode.opened_at <= as_of]


def is_here(gate: Gate, as_of: datetime | None = None) -> bool:
    """Whether a time in the programme is open, now or at a moment; who never came in is not gone either."""
    times = episodes_of(gate, as_of)
    return not times or any(episode.closed_at is None for episode in times)


def ending_of(person: Person, episode: Episode) -> Ending | None:
    """How a time in the programme ended; None while it lasts."""
    if episode.sealed_ending is None:
        return None
    return _opened(person, bytes(episode.sealed_ending), f"ending {episode.pk}", Ending)


def has_died(person: Person, as_of: datetime | None = None) -> bool:
    """Whether their last time in the programme ended so: then nothing is asked of anybody any more. `as_of`: then."""
    last = person.episodes.order_by("-pk").first()
    known = last is not None and (as_of is None or (last.closed_at is not None and last.closed_at <= as_of))
    ended = ending_of(person, last) if last is not None and known else None
    return ended is not None and ended.kind == "died"


def emergencies_of(gate: Gate, *, reviewed: bool) -> list[Opened]:
    """Broken glass of the programme, the latest first: what waits to be looked at, or the last hundred that were."""
    found = EmergencyAccess.objects.filter(person__programme=gate.acting.programme, reviewed_at__isnull=not reviewed)
    return [_read(access) for access in found.select_related("person", "user", "reviewed_by").order_by("-pk")[:100]]


def emergency_of(gate: Gate, number: str) -> Opened:
    """One of them. Raises Absent."""
    found = EmergencyAccess.objects.filter(person__programme=gate.acting.programme).select_related("person", "user")
    access = (
        found.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 16 else None
    )
    if access is None:
        raise Absent("there is no such emergency access in the programme")
    return _read(access)


def care_team_of(gate: Gate, as_of: datetime | None = None) -> list[CareTeamMember]:
    """Who cares for the person now, or did at a moment."""
    if as_of is None:
        return _TEAM.all(person=gate.about.pk)
    then = Q(since__lte=as_of) & (Q(until__isnull=True) | Q(until__gt=as_of))
    return list(gate.about.care_team.filter(then).select_related("user").order_by("since", "pk"))


def my_people(gate: Gate, start: int = 0) -> PageOfPeople:
    """Those on whose care team the one who acts is, by called name; a supervisor sees everybody of the programme.

    Names are sealed, so all are opened to be put in order; the rest is fetched for one page alone.
    """
    acting = gate.acting
    if acting.role == "supervisor":
        rows = _EVERYBODY.all(programme=acting.programme.pk)
    else:
        rows = _MINE.all(programme=acting.programme.pk, user=acting.user.pk, role=acting.role)
    by_name = sorted((_sorted_by(*row[1:]), row[0]) for row in rows)
    if start >= len(by_name):
        start = 0
    lines = _listed(gate, Person.objects.filter(pk__in=[pk for _, pk in by_name[start : start + MOST_LISTED]]))
    return PageOfPeople(tuple(lines), start, len(by_name))


def _sorted_by(public_id: str, sealed: bytes, master: str | None, wrapped: bytes | None) -> str:
    owner = f"{OF_PERSON}{public_id}"
    if master is None or wrapped is None:
        raise key_lost(owner)
    return _name(owner, bytes(sealed), master, bytes(wrapped))


@lru_cache(maxsize=4096)
def _name(owner: str, sealed: bytes, master: str, wrapped: bytes) -> str:
    """Names lately put in order, in the memory of this process alone and under the key as its row keeps it now: whose
    key is shredded is found by nothing."""
    plain = open_with(unwrapped(owner, master, wrapped), owner, sealed, "identity")
    return msgspec.json.decode(plain, type=_Called).called.casefold()


class _Called(msgspec.Struct):
    called: str


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
    return [] if len(found) > MOST_FOUND else _listed(gate, found)


def listed(gate: Gate, people: Iterable[Person]) -> list[Listed]:
    """Lines for people of the programme one acts for; others are left out."""
    return _listed(gate, (person for person in people if person.programme_id == gate.acting.programme.pk))


def _listed(gate: Gate, people: Iterable[Person]) -> list[Listed]:
    found = list(people)
    keys = keys_of(person.owner for person in found)
    team = CareTeamMember.objects.filter(user=gate.acting.user, role=gate.acting.role, until__isnull=True)
    cared_for = set(team.filter(person__in=found).values_list("person", flat=True))
    lines = []
    for person in found:
        plain = open_with(keys[person.owner], person.owner, bytes(person.sealed_identity), "identity")
        identity = msgspec.json.decode(plain, type=Identity)
        mine = person.pk in cared_for or gate.acting.role == "supervisor"
        lines.append(Listed(person, identity.called, identity.pronouns, mine))
    return sorted(lines, key=lambda line: (line.called.casefold(), line.person.pk))


def _is_key(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 16


def _read(access: EmergencyAccess) -> Opened:
    person = access.person
    return Opened(
        access,
        _opened(person, bytes(person.sealed_identity), "identity", Identity).called,
        _opened(person, bytes(access.sealed), "emergency", Emergency),
        _opened(person, bytes(access.sealed_review), f"review {access.pk}", Review) if access.sealed_review else None,
    )


def _opened(person: Person, sealed: bytes, place: str, type_: type[T]) -> T:
    return msgspec.json.decode(open_for(person.owner, sealed, place), type=type_)
