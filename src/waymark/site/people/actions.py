"""What is done with people: each in one transaction with its audit row, by somebody, at a moment."""

import hashlib
from datetime import timedelta

import msgspec
from django.db import transaction

from waymark.site.access.acting import Acting
from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.models import Membership, User, public_id
from waymark.site.audit.record import note
from waymark.site.keys.vault import give_key, seal_for
from waymark.site.pages.wording import say, wording
from waymark.site.people.finding import name_token
from waymark.site.people.following import changed
from waymark.site.people.identity import ContactSafety, Emergency, Ending, Identity, Review, found_by
from waymark.site.people.models import (
    CareTeamMember,
    ContactRow,
    EmergencyAccess,
    Episode,
    NameToken,
    Person,
    Programme,
)

__all__ = [
    "EMERGENCY_HOURS",
    "BadInput",
    "Changed",
    "Emergency",
    "PossibleDuplicate",
    "Review",
    "break_glass",
    "change_identity",
    "close_episode",
    "join_care_team",
    "leave_care_team",
    "note_contact",
    "open_programme",
    "register_person",
    "reopen_episode",
    "review_emergency",
    "state_of",
]

# How long broken glass stays open: a night shift can act, and nobody keeps a key. Project default.
EMERGENCY_HOURS = 4


class BadInput(ValueError):
    """What was typed cannot be taken: one sentence for whoever typed it, by its name among the words of the pages."""

    def __init__(self, name: str, **given: object) -> None:
        super().__init__(say("en", name, **given) if name in wording() else name)
        self.name, self.given = name, given

    def said(self, language: str) -> str:
        """The sentence in the language of a page."""
        return say(language, self.name, **self.given) if self.name in wording() else self.name


class Changed(Exception):
    """Somebody put something else in place since the page was opened; both are shown, nothing is overwritten."""


class PossibleDuplicate(Exception):
    """Somebody with this name and birthday, or this telephone, is registered already."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__("somebody like this is registered already")
        self.people = people


@transaction.atomic
def open_programme(*, name: str, offers: str = "", language: str = "en") -> Programme:
    """A new programme with a chain of its own."""
    programme = Programme.objects.create(name=name, offers=offers, language=language)
    note("people.open_programme", chain=programme.pk, target=programme.public_id)
    return programme


@transaction.atomic
def register_person(*, by: Acting, identity: Identity, contact: ContactSafety, anyway: bool = False) -> Person:
    """A new person, their key, their first episode; whoever registers them is on their care team.

    Raises BadInput, and PossibleDuplicate unless `anyway`.
    """
    if not identity.called.strip():
        raise BadInput("people.called_missing")
    if not anyway:
        # Two colleagues who register the same person at once: the second is shown what the first did.
        Programme.objects.select_for_update(no_key=True).get(pk=by.programme.pk)
        alike = _alike(by.programme, identity)
        if alike:
            raise PossibleDuplicate(alike)
    person = Person(public_id=public_id(), programme=by.programme, registered_at=by.at, registered_by=by.user)
    give_key(person.owner)
    person.sealed_identity = _sealed(person, identity, "identity")
    person.save(force_insert=True)
    _index(person, identity)
    Episode.objects.create(person=person, opened_at=by.at, opened_by=by.user)
    if by.role in ("counsellor", "prescriber", "nurse", "case_manager"):
        CareTeamMember.objects.create(person=person, user=by.user, role=by.role, since=by.at, by=by.user)
    ContactRow.objects.create(person=person, noted_at=by.at, by=by.user, sealed=_sealed(person, contact, "contact"))
    changed(person)
    _noted(by, "people.register_person", "identity", person)
    return person


@transaction.atomic
def change_identity(*, gate: Gate, identity: Identity, seen: str | None = None) -> None:
    """Put a new identity in place; the earlier one is gone, that it changed is in the audit.

    `seen`: the state of the identity when the page was opened. Raises BadInput, Changed.
    """
    if not identity.called.strip():
        raise BadInput("people.called_missing")
    person = Person.objects.select_for_update().get(pk=gate.about.pk)
    if seen is not None and seen != state_of(bytes(person.sealed_identity)):
        raise Changed
    person.sealed_identity = _sealed(person, identity, "identity")
    person.save(update_fields=["sealed_identity"])
    person.tokens.all().delete()
    _index(person, identity)
    _noted(gate.acting, "people.change_identity", "identity", person)


@transaction.atomic
def note_contact(*, gate: Gate, contact: ContactSafety, seen: str | None = None) -> ContactRow:
    """A new word on how this person may be reached; it holds from now on.

    `seen`: the row that held when the page was opened. Raises Changed.
    """
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    last = ContactRow.objects.filter(person=person).order_by("-pk").first()
    if seen is not None and seen != (str(last.pk) if last else ""):
        raise Changed
    row = ContactRow.objects.create(
        person=person, noted_at=by.at, by=by.user, sealed=_sealed(person, contact, "contact")
    )
    _noted(by, "people.note_contact", "contact", person)
    return row


@transaction.atomic
def join_care_team(*, gate: Gate, member: User, role: str) -> CareTeamMember:
    """Put a colleague on the care team, in a role they hold in this programme. Raises BadInput."""
    person, by = gate.about, gate.acting
    holds = Membership.objects.filter(user=member, programme=by.programme, role=role, until__isnull=True).exists()
    if not holds:
        raise BadInput("people.no_such_role")
    found, made = CareTeamMember.objects.get_or_create(
        person=person, user=member, role=role, until=None, defaults={"since": by.at, "by": by.user}
    )
    if made:
        changed(person)
        _noted(by, "people.join_care_team", "care_team", person, target=member.public_id)
    return found


@transaction.atomic
def leave_care_team(*, gate: Gate, member: CareTeamMember) -> None:
    """End somebody's place on the care team today; that they cared stays written. Raises BadInput, Absent."""
    person, by = gate.about, gate.acting
    if member.person_id != person.pk:
        raise Absent("the place is on another person's care team", person=person.public_id)
    others = person.care_team.filter(until__isnull=True).exclude(pk=member.pk)
    if not others.exists() and person.episodes.filter(closed_at__isnull=True).exists():
        raise BadInput("people.nobody_left")
    ended = CareTeamMember.objects.filter(pk=member.pk, until__isnull=True).update(until=by.at, ended_by=by.user)
    if ended:
        changed(person)
        _noted(by, "people.leave_care_team", "care_team", person, target=member.user.public_id)


@transaction.atomic
def close_episode(*, gate: Gate, ending: Ending) -> Episode:
    """End this time in the programme. Raises BadInput when none is open."""
    person, by = gate.about, gate.acting
    episode = person.episodes.select_for_update().filter(closed_at__isnull=True).first()
    if episode is None:
        raise BadInput("people.ended_already")
    episode.closed_at, episode.closed_by = by.at, by.user
    episode.sealed_ending = _sealed(person, ending, f"ending {episode.pk}")
    episode.save(update_fields=["closed_at", "closed_by", "sealed_ending"])
    changed(person)
    _noted(by, "people.close_episode", "record", person)
    return episode


@transaction.atomic
def reopen_episode(*, gate: Gate) -> Episode:
    """Begin another time in the programme; the earlier ones stay. Raises BadInput when one is open."""
    person, by = Person.objects.select_for_update().get(pk=gate.about.pk), gate.acting
    if person.episodes.filter(closed_at__isnull=True).exists():
        raise BadInput("people.open_already")
    episode = Episode.objects.create(person=person, opened_at=by.at, opened_by=by.user)
    changed(person)
    _noted(by, "people.reopen_episode", "record", person)
    return episode


@transaction.atomic
def review_emergency(*, gate: Gate, access: EmergencyAccess, review: Review) -> None:
    """Note what a privacy officer found about broken glass; once. Raises Absent, BadInput."""
    by, person = gate.acting, access.person
    if person.programme_id != by.programme.pk:
        raise Absent("the emergency access belongs to another programme")
    if not review.words.strip():
        raise BadInput("people.review_missing")
    reviewed = EmergencyAccess.objects.filter(pk=access.pk, reviewed_at__isnull=True).update(
        reviewed_at=by.at, reviewed_by=by.user, sealed_review=_sealed(person, review, f"review {access.pk}")
    )
    if reviewed:
        _noted(by, "people.review_emergency", "emergency", person, target=f"emergency {access.pk}")


@transaction.atomic
def break_glass(*, by: Acting, person: Person, emergency: Emergency) -> EmergencyAccess:
    """Open a person's record for `EMERGENCY_HOURS`, read only; a privacy officer reviews it. Raises BadInput."""
    for field, asks in (
        ("nature", "people.nature_missing"),
        ("recipient", "people.recipient_missing"),
        ("affiliation", "people.affiliation_missing"),
    ):
        if not getattr(emergency, field).strip():
            raise BadInput(asks)
    access = EmergencyAccess.objects.create(
        person=person,
        user=by.user,
        at=by.at,
        until=by.at + timedelta(hours=EMERGENCY_HOURS),
        sealed=_sealed(person, emergency, "emergency"),
    )
    _noted(by, "people.break_glass", "emergency", person, basis="42 CFR 2.51: medical emergency")
    return access


def state_of(sealed: bytes) -> str:
    """A short mark of what is kept, to tell whether it is still the same; it says nothing about what is inside."""
    return hashlib.sha256(sealed).hexdigest()[:24]


def _sealed(person: Person, document: msgspec.Struct, place: str) -> bytes:
    return seal_for(person.owner, msgspec.json.encode(document), place)


def _index(person: Person, identity: Identity) -> None:
    NameToken.objects.bulk_create(
        NameToken(person=person, programme=person.programme, kind=kind, token=name_token(person.programme, kind, text))
        for kind, text in found_by(identity)
    )


def _alike(programme: Programme, identity: Identity) -> list[Person]:
    """People of this programme with the same birthday and a name in common, or the same telephone."""

    def having(kind: str, text: str) -> set[int]:
        tokens = NameToken.objects.filter(programme=programme, kind=kind, token=name_token(programme, kind, text))
        return set(tokens.values_list("person", flat=True))

    parts = found_by(identity)
    named: set[int] = set().union(*(having(kind, text) for kind, text in parts if kind == "part"))
    born: set[int] = set().union(*(having(kind, text) for kind, text in parts if kind == "birth"))
    same: set[int] = set().union(*(having(kind, text) for kind, text in parts if kind == "name"))
    phoned: set[int] = set().union(*(having(kind, text) for kind, text in parts if kind == "phone"))
    # Without a birthday a whole name is all there is to go by.
    alike = (named & born) | phoned | (same if not identity.birth else set())
    return list(Person.objects.filter(pk__in=alike).order_by("pk"))


def _noted(by: Acting, action: str, content: str, person: Person, *, target: str = "", basis: str = "") -> None:
    note(
        action,
        chain=by.programme.pk,
        actor=by.user.public_id,
        role=by.role,
        content=content,
        person=person.public_id,
        target=target,
        basis=basis,
    )
