"""Two programmes side by side, each with an account in every role and one person, for tests to walk between."""

from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from waymark.site.access.acting import Acting
from waymark.site.access.table import ROLES
from waymark.site.accounts.models import Membership, User
from waymark.site.people.actions import open_programme, register_person
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.people.models import Person, Programme

__all__ = ["PASSWORD", "House", "There", "acting", "make_there"]

PASSWORD = "a long walk by the river"


@dataclass
class House:
    """One programme: `staff` by role; `person` is cared for by the counsellor."""

    programme: Programme
    staff: dict[str, User] = field(default_factory=dict)
    person: Person | None = None

    @property
    def somebody(self) -> Person:
        assert self.person is not None
        return self.person


@dataclass
class There:
    """The house somebody works in, and another one."""

    here: House
    elsewhere: House

    def client(self, role: str, *, elsewhere: bool = False) -> Client:
        """A browser in which the account of that role is signed in."""
        client = Client()
        client.force_login((self.elsewhere if elsewhere else self.here).staff[role])
        return client


def make_there() -> There:
    return There(
        _house("North House", "Ana Maria Quell", "1988-04-02"), _house("South House", "Bo Larkspur", "1991-11-30")
    )


def _house(name: str, legal_name: str, birth: str) -> House:
    house = House(open_programme(name=name))
    for role in ROLES:
        user = User.objects.create_account(f"{role}@{name}", PASSWORD, called=f"{role.title()} of {name}")
        house.staff[role] = user
        if role not in ("person", "supporter"):
            _member(user, house.programme, role)
    house.person = register_person(
        by=acting(house, "counsellor"),
        identity=Identity(called=legal_name.split()[0], legal_name=legal_name, birth=birth),
        contact=ContactSafety(),
    )
    _member(house.staff["person"], house.programme, "person", house.person)
    _member(house.staff["supporter"], house.programme, "supporter")
    return house


def _member(user: User, programme: Programme, role: str, person: Person | None = None) -> None:
    Membership.objects.create(user=user, programme=programme, role=role, since=timezone.now(), person=person)


def acting(house: House, role: str) -> Acting:
    """Somebody of the house, as an action wants them."""
    user = house.staff[role]
    membership = user.memberships.select_related("programme").get(programme=house.programme, role=role)
    return Acting(user, membership, timezone.now())
