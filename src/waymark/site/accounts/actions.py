"""What is done with accounts: each in one transaction with its audit row."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from waymark.site.access.acting import Acting, memberships_of
from waymark.site.access.gate import Gate
from waymark.site.accounts import factors
from waymark.site.accounts.handling import may_handle, not_to_reset, still_invited
from waymark.site.accounts.models import Invitation, Membership, ResetLink, SignedIn, User, public_id
from waymark.site.accounts.refused import Refused
from waymark.site.accounts.sessions import end_sessions
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.keys.vault import give_key, seal_for
from waymark.site.people.models import CareTeamMember, Person, Programme

__all__ = [
    "INVITATION_DAYS",
    "RESET_HOURS",
    "accept_invitation",
    "change_password",
    "end_membership",
    "end_one_session",
    "end_other_sessions",
    "first_invitation",
    "invite",
    "invited",
    "left_alone",
    "make_reset_link",
    "may_handle",
    "open_invitation",
    "open_reset_link",
    "use_reset_link",
    "withdraw_invitation",
]

# Project defaults: long enough for a holiday; short enough for a slip of paper.
INVITATION_DAYS = 7
RESET_HOURS = 24


@transaction.atomic
def invite(*, gate: Gate, role: str, called: str) -> tuple[Invitation, str]:
    """Invite somebody into a role of the programme; where the gate is about a person, for them or beside them.

    Returns the invitation and the secret part of its link, which is kept nowhere. Raises Refused.
    """
    by, person = gate.acting, gate.person
    if role not in may_handle(by.role) or (person is None) == (role in ("person", "supporter")):
        raise Refused("accounts.role_not_yours")
    if role == "person" and Membership.objects.filter(person=person, role="person", until__isnull=True).exists():
        raise Refused("accounts.person_has_account")
    return _invite(by.programme, role, called, by=by.user, acting=by, person=person)


@transaction.atomic
def first_invitation(*, programme: Programme, called: str) -> tuple[Invitation, str]:
    """For the first manager of a programme, made on the machine itself."""
    return _invite(programme, "manager", called, by=None, acting=None, person=None)


def _invite(
    programme: Programme, role: str, called: str, *, by: User | None, acting: Acting | None, person: Person | None
) -> tuple[Invitation, str]:
    token, now = secrets.token_urlsafe(32), timezone.now()
    made = Invitation(public_id=public_id(), token_hash=_hashed(token), programme=programme, role=role, by=by)
    made.person, made.made_at, made.expires_at = person, now, now + timedelta(days=INVITATION_DAYS)
    give_key(invited(made))
    made.sealed_called = seal_for(invited(made), called.encode(), "called")
    made.save(force_insert=True)
    note(
        "accounts.invite",
        chain=programme.pk,
        actor=by.public_id if by else "",
        role=acting.role if acting else "",
        content="accounts",
        person=person.public_id if person else "",
        target=made.public_id,
        basis=f"as {role}",
        via="" if by else "command line",
    )
    return made, token


def invited(invitation: Invitation) -> str:
    """The owner of an invitation's key."""
    return f"invitation:{invitation.public_id}"


@transaction.atomic
def withdraw_invitation(*, gate: Gate, invitation: Invitation) -> None:
    """The link works no more. Raises Refused when it was used already."""
    by = gate.acting
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_by=by.user
    )
    if not changed:
        raise Refused("accounts.link_dead")
    _noted(by, "accounts.withdraw_invitation", target=invitation.public_id)


def open_invitation(token: str) -> Invitation:
    """The invitation of a link.

    Raises Refused, the same for one that never was, ran out, was used or withdrawn, and for one whose maker may invite
    nobody of the kind any more: who leaves leaves no door open.
    """
    found = (
        Invitation.objects.select_related("programme", "person", "by")
        .filter(token_hash=_hashed(token), accepted_at__isnull=True, withdrawn_at__isnull=True)
        .filter(expires_at__gt=timezone.now())
        .first()
    )
    if found is None or not still_invited(found):
        raise Refused("accounts.link_dead")
    return found


def accept_invitation(
    *,
    token: str,
    sign_in: str = "",
    password: str = "",
    called: str = "",
    language: str = "en",
    user: User | None = None,
) -> User:
    """Take up an invitation with a new account, or with the one that is signed in (`user`). Raises Refused."""
    # A hash takes its time on purpose; nobody else waits for the database meanwhile.
    hashed = make_password(password) if user is None else ""
    return _accept(token, user, sign_in, hashed, called, language)


@transaction.atomic
def _accept(token: str, user: User | None, sign_in: str, hashed: str, called: str, language: str) -> User:
    found = open_invitation(token)
    if user is not None and found.by_id == user.pk:
        raise Refused("accounts.own_invitation")
    if user is None:
        user = _new_account(sign_in, hashed, called, language)
    # The row itself says who was first.
    taken = Invitation.objects.filter(pk=found.pk, accepted_at__isnull=True, withdrawn_at__isnull=True).update(
        accepted_at=timezone.now(), accepted_by=user
    )
    if not taken:
        raise Refused("accounts.link_dead")
    _join(user, found)
    return user


def _new_account(sign_in: str, hashed: str, called: str, language: str) -> User:
    try:
        with transaction.atomic():
            user = User.objects.create_account(sign_in, None, called=called)
    except IntegrityError:
        raise Refused("accounts.name_taken") from None
    user.password, user.language = hashed, language
    user.save(update_fields=["password", "language"])
    return user


def _join(user: User, found: Invitation) -> None:
    """The role that an invitation gives. A person has one account: of two links the first one counts."""
    if found.role == "person":
        person = Person.objects.select_for_update().get(pk=found.person_id)
        if Membership.objects.filter(person=person, role="person", until__isnull=True).exists():
            raise Refused("accounts.link_dead")
    try:
        with transaction.atomic():
            Membership.objects.create(
                user=user,
                programme=found.programme,
                role=found.role,
                person=found.person,
                since=timezone.now(),
                by=found.by,
            )
    except IntegrityError:
        raise Refused("accounts.role_held") from None
    note(
        "accounts.accept_invitation",
        chain=found.programme_id,
        actor=user.public_id,
        role=found.role,
        content="accounts",
        person=found.person.public_id if found.person else "",
        target=found.public_id,
    )


@transaction.atomic
def end_membership(*, gate: Gate, membership: Membership) -> list[Person]:
    """Somebody leaves: their role, their places on care teams and their sessions end; what they did stays.

    Returns those who are left without anybody to care for them. Raises Refused.
    """
    by, user = gate.acting, membership.user
    if membership.role not in may_handle(by.role):
        raise Refused("accounts.role_not_yours")
    if membership.role == "manager" and not _other_managers(membership):
        raise Refused("accounts.last_manager")
    ended = Membership.objects.filter(pk=membership.pk, until__isnull=True).update(until=by.at, ended_by=by.user)
    if not ended:
        raise Refused("accounts.ended_already")
    alone = left_alone(by.programme, membership)
    places = CareTeamMember.objects.filter(
        person__programme=by.programme, user=user, role=membership.role, until__isnull=True
    )
    for place in places.select_related("person"):
        CareTeamMember.objects.filter(pk=place.pk).update(until=by.at, ended_by=by.user)
        note(
            "people.leave_care_team",
            chain=by.programme.pk,
            actor=by.user.public_id,
            role=by.role,
            content="care_team",
            person=place.person.public_id,
            target=user.public_id,
            basis="left the programme",
        )
    _noted(by, "accounts.end_membership", target=user.public_id, basis=f"as {membership.role}")
    _ended(user, end_sessions(user), by.user.public_id, "left the programme")
    return alone


def left_alone(programme: Programme, without: Membership | None = None) -> list[Person]:
    """People whose time here goes on and whom nobody cares for, or nobody would without one colleague."""
    cared = CareTeamMember.objects.filter(person__programme=programme, until__isnull=True)
    here = Person.objects.filter(programme=programme, episodes__closed_at__isnull=True)
    if without is not None:
        theirs = cared.filter(user=without.user, role=without.role)
        here = here.filter(pk__in=theirs.values("person"))
        cared = cared.exclude(user=without.user, role=without.role)
    return list(here.exclude(pk__in=cared.values("person")).distinct().order_by("pk"))


@transaction.atomic
def make_reset_link(*, gate: Gate, membership: Membership, fresh: bool) -> str:
    """A link with which somebody chooses a new password once; `fresh` also takes their second factors away.

    Who makes it holds it in their hands, so it must not open what is not theirs: for an account that another programme
    knows too, the second factor stays, and has to be there. Raises Refused.
    """
    by, user = gate.acting, membership.user
    if user.pk == by.user.pk:
        raise Refused("accounts.reset_own")
    now = timezone.now()
    wrong = not_to_reset(by.membership, user, fresh=fresh)
    if wrong:
        raise Refused(wrong)
    token = secrets.token_urlsafe(32)
    ResetLink.objects.create(
        token_hash=_hashed(token),
        user=user,
        fresh=fresh,
        by=by.user,
        made_at=now,
        expires_at=now + timedelta(hours=RESET_HOURS),
    )
    _noted(by, "accounts.make_reset_link", target=user.public_id, basis="fresh start" if fresh else "password")
    return token


def open_reset_link(token: str) -> ResetLink:
    """The link.

    Raises Refused, the same for one that never was, ran out or was used, and for one whose maker could not make it
    today: they left, or the account has become known elsewhere.
    """
    found = (
        ResetLink.objects.select_related("user", "by")
        .filter(token_hash=_hashed(token), used_at__isnull=True, expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
    held = [] if found is None else memberships_of(found.by, timezone.now())
    if found is None or all(not_to_reset(one, found.user, fresh=found.fresh) for one in held):
        raise Refused("accounts.link_dead")
    return found


def use_reset_link(*, token: str, password: str) -> User:
    """A new password; every session ends, every other link of this account too. Raises Refused."""
    return _use_reset_link(token, make_password(password))


@transaction.atomic
def _use_reset_link(token: str, hashed: str) -> User:
    found = open_reset_link(token)
    user = found.user
    if not ResetLink.objects.filter(pk=found.pk, used_at__isnull=True).update(used_at=timezone.now()):
        raise Refused("accounts.link_dead")
    _new_password(user, hashed)
    note("accounts.use_reset_link", chain=NO_PROGRAMME, actor=user.public_id, target=found.by.public_id)
    if found.fresh:
        factors.remove_all(user=user, by=found.by.public_id)
    _ended(user, end_sessions(user), user.public_id, "new password")
    return user


def change_password(*, user: User, password: str, here: str | None) -> None:
    """One's own; every other session ends, and so does every link that would set another."""
    _change_password(user, make_password(password), here)


@transaction.atomic
def _change_password(user: User, hashed: str, here: str | None) -> None:
    _new_password(user, hashed)
    note("accounts.change_password", chain=NO_PROGRAMME, actor=user.public_id)
    _ended(user, end_sessions(user, besides=here), user.public_id, "new password")


def _new_password(user: User, hashed: str) -> None:
    """Links made for the one before open nothing any more."""
    user.reset_links.filter(used_at__isnull=True).update(expires_at=timezone.now())
    user.password = hashed
    user.save(update_fields=["password"])


@transaction.atomic
def end_one_session(*, user: User, session: SignedIn) -> None:
    """End one of one's own sessions: whoever uses it is out with their next click."""
    target = session.public_id
    if SignedIn.objects.filter(pk=session.pk, user=user).delete()[0]:
        note("accounts.end_session", chain=NO_PROGRAMME, actor=user.public_id, target=target)


@transaction.atomic
def end_other_sessions(*, user: User, here: str | None) -> int:
    """End all of one's sessions but this one; returns how many."""
    ended = end_sessions(user, besides=here)
    _ended(user, ended, user.public_id, "all others")
    return ended


def _ended(user: User, how_many: int, by: str, why: str) -> None:
    if how_many:
        note("accounts.end_session", chain=NO_PROGRAMME, actor=by, target=user.public_id, basis=f"{why}: {how_many}")


def _other_managers(membership: Membership) -> bool:
    managers: Iterable[Membership] = Membership.objects.select_for_update().filter(
        programme_id=membership.programme_id, role="manager", until__isnull=True
    )
    return any(one.pk != membership.pk for one in managers)


def _noted(by: Acting, action: str, *, target: str = "", basis: str = "") -> None:
    note(
        action,
        chain=by.programme.pk,
        actor=by.user.public_id,
        role=by.role,
        content="accounts",
        target=target,
        basis=basis,
    )


def _hashed(token: str) -> str:
    # The token is 256 random bits: a plain hash cannot be guessed back.
    return hashlib.sha256(token.encode()).hexdigest()
