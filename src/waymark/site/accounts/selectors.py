"""What is read about accounts: of the programme through the gate, of one's own for oneself."""

import re
from datetime import datetime, timedelta

import msgspec
from django.utils import timezone

from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.actions import invited, left_alone
from waymark.site.accounts.handling import may_handle, still_invited
from waymark.site.accounts.models import Invitation, Membership, SignedIn, User
from waymark.site.accounts.sessions import browser_of, is_here
from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.people.identity import Identity
from waymark.site.people.models import Person

__all__ = [
    "Invited",
    "Member",
    "Session",
    "called_names",
    "invitation_here",
    "lately_reset",
    "member_here",
    "members",
    "open_invitations",
    "own_session",
    "people_without_carer",
    "sessions_of",
]


class Member(msgspec.Struct, frozen=True):
    """Somebody who works in the programme. `mine`: whether one may let them go."""

    membership: Membership
    called: str
    proved: bool
    mine: bool

    @property
    def address(self) -> str:
        """How a membership is named in an address: `member_here` reads it."""
        return f"{self.membership.user.public_id}.{self.membership.role}"


class Invited(msgspec.Struct, frozen=True):
    """An invitation nobody has taken up yet."""

    invitation: Invitation
    called: str
    mine: bool


class Session(msgspec.Struct, frozen=True):
    """One of one's own sessions. `here`: the one that asks."""

    public_id: str
    began_at: datetime
    seen_at: datetime
    browser: str
    here: bool


def members(gate: Gate) -> list[Member]:
    """Who holds a role in the programme today, by name."""
    now = gate.acting.at
    rows = list(
        Membership.objects.filter(programme=gate.acting.programme, since__lte=now, until__isnull=True)
        .exclude(role="person")
        .select_related("user")
    )
    keys = keys_of({row.user.owner for row in rows})
    have = set(
        User.objects.filter(second_factors__kind__in=("app", "passkey"), pk__in=[row.user_id for row in rows])
        .values_list("pk", flat=True)
        .distinct()
    )
    theirs = may_handle(gate.acting.role)
    found = [
        Member(
            row,
            open_with(keys[row.user.owner], row.user.owner, bytes(row.user.sealed_called), "called").decode(),
            row.user_id in have,
            row.role in theirs,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.called.casefold(), one.membership.pk))


def member_here(gate: Gate, wanted: str) -> Membership:
    """A membership of this programme that has not ended, by `ACCOUNT.ROLE`. Raises Absent."""
    account, _, role = wanted.rpartition(".")
    found = (
        Membership.objects.select_related("user", "programme")
        .filter(programme=gate.acting.programme, user__public_id=account, role=role, until__isnull=True)
        .first()
    )
    if found is None:
        raise Absent("nobody here holds this role", target=blind(ring(), "target", wanted).hex())
    return found


def open_invitations(gate: Gate) -> list[Invited]:
    """Those that can still be taken up, the latest first."""
    rows = list(
        Invitation.objects.filter(
            programme=gate.acting.programme,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=gate.acting.at,
        )
        .select_related("by", "person")
        .order_by("-pk")
    )
    rows = [row for row in rows if still_invited(row)]
    keys = keys_of({invited(row) for row in rows})
    theirs = may_handle(gate.acting.role)
    return [
        Invited(
            row,
            open_with(keys[invited(row)], invited(row), bytes(row.sealed_called), "called").decode(),
            row.role in theirs,
        )
        for row in rows
    ]


def invitation_here(gate: Gate, wanted: str) -> Invitation:
    """Raises Absent."""
    found = Invitation.objects.filter(programme=gate.acting.programme, public_id=wanted).first()
    if found is None:
        raise Absent("there is no such invitation here", target=blind(ring(), "target", wanted).hex())
    return found


def people_without_carer(gate: Gate, without: Membership | None = None) -> list[str]:
    """How those are called whom nobody cares for (or nobody would without one colleague); only the called name."""
    return called_names(gate, left_alone(gate.acting.programme, without)) if gate.may("directory", "read") else []


def called_names(gate: Gate, people: list[Person]) -> list[str]:
    """The called names of people of the programme, in order."""
    keys = keys_of(person.owner for person in people)
    found = []
    for person in people:
        plain = open_with(keys[person.owner], person.owner, bytes(person.sealed_identity), "identity")
        found.append(msgspec.json.decode(plain, type=Identity).called)
    return sorted(found, key=str.casefold)


def sessions_of(user: User, here: str | None) -> list[Session]:
    """One's own sessions that are alive, the latest click first."""
    rows = user.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at")
    return [
        Session(row.public_id, row.began_at, row.seen_at, _in_words(browser_of(row)), is_here(row, here))
        for row in rows
    ]


def lately_reset(user: User) -> datetime | None:
    """When the password was set by a link that somebody else made, for a month: its owner should know."""
    month = timezone.now() - timedelta(days=30)
    return user.reset_links.filter(used_at__gt=month).order_by("-used_at").values_list("used_at", flat=True).first()


def own_session(user: User, wanted: str) -> SignedIn | None:
    return user.sessions.filter(public_id=wanted).first()


def _in_words(agent: str) -> str:
    """`Firefox, Windows`: enough to know one's own again."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if re.search(sign, agent)), "")
    return ", ".join(filter(None, (browser, system))) or agent[:40]


_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone|iPad", "iPhone / iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
