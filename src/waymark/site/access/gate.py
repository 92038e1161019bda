"""The gate: how a person is fetched, always through the programme somebody acts for, with the decision and its row."""

from collections.abc import Collection

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from waymark.site.access.acting import Acting
from waymark.site.access.decision import NO_CONSENTS, Consents, Decision, Request, decide, holds_in_programme
from waymark.site.access.ids import as_id
from waymark.site.access.table import Action, Content, Relation
from waymark.site.audit.record import note
from waymark.site.keys.models import DataKey
from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.keys.vault import at_hand
from waymark.site.people.models import OF_PERSON, CareTeamMember, EmergencyAccess, Person
from waymark.site.prepared import Places, Prepared

__all__ = ["Absent", "Gate", "person_gate", "programme_gate"]


class Absent(Exception):
    """Not there, or not for them: both look the same. `person`, `target` and `why` are for the audit alone."""

    def __init__(self, why: str, *, person: str = "", target: str = "") -> None:
        super().__init__(why)
        self.why, self.person, self.target = why, person, target


class Gate(msgspec.Struct, frozen=True):
    """A permitted access. What a view reads and writes, it reads and writes through this."""

    acting: Acting
    person: Person | None
    relations: tuple[Relation, ...]
    decision: Decision
    kind: str

    @property
    def about(self) -> Person:
        """The person this is about; only where the policy is about one."""
        if self.person is None:
            raise TypeError(f"{self.kind} is about no person")
        return self.person

    def may(self, content: Content, action: Action) -> bool:
        """Whether the same person may do something else here, such as show a button. Reading it asks again."""
        if self.person is None:
            return holds_in_programme(self.acting.role, content, action)
        return decide(_request(self.acting, self.relations, content, action), consents()).permitted

    def also(self, content: Content, action: Action) -> None:
        """Ask for more in the same view: decided and noted by itself. Raises Absent."""
        decision = decide(_request(self.acting, self.relations, content, action), consents())
        if not decision.permitted:
            raise Absent(decision.basis, person=self.about.public_id)
        _note(self.acting, f"{self.kind}+{action}", content, decision, self.about.public_id)


def consents() -> Consents:
    """Where forms of consent will answer."""
    return NO_CONSENTS


def person_gate(acting: Acting, public_id: str, content: Content, action: Action, kind: str) -> Gate:
    """The person by their id, through the programme; decided and noted. Raises Absent."""
    asked = {"user": acting.user.pk, "role": acting.role, "now": acting.at}
    person = _PERSON.first(id=as_id(public_id), programme=acting.programme.pk, **asked)
    relations = _relations(acting, person)
    if person is None:
        # The id as somebody wrote it is never kept: it may be a name.
        raise Absent("there is nobody with this id in the programme", target=blind(ring(), "target", public_id).hex())
    decision = decide(_request(acting, relations, content, action), consents())
    if not decision.permitted:
        raise Absent(decision.basis, person=person.public_id)
    _note(acting, kind, content, decision, person.public_id)
    if person.key_wrapped is not None:  # type: ignore[attr-defined]
        at_hand(person.owner, person.key_master, bytes(person.key_wrapped))  # type: ignore[attr-defined]
    return Gate(acting, person, relations, decision, kind)


def programme_gate(acting: Acting, content: Content, action: Action, kind: str) -> Gate:
    """For something of the programme as a whole; decided and noted. Raises Absent."""
    decision = decide(_request(acting, ("programme",), content, action))
    if not decision.permitted:
        raise Absent(decision.basis)
    _note(acting, kind, content, decision, "")
    return Gate(acting, None, ("programme",), decision, kind)


def _found(at: Places) -> QuerySet[Person]:
    """Somebody of a programme with their key, and how one account stands to them now: one question, whether or not
    they are there."""
    now, theirs = at.moment("now"), {"person": OuterRef("pk"), "user": at.number("user")}
    cares = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    key = DataKey.objects.filter(owner=Concat(Value(OF_PERSON), OuterRef("public_id")))
    return Person.objects.filter(public_id=at.text("id"), programme=at.number("programme")).annotate(
        key_master=Subquery(key.values("master")),
        key_wrapped=Subquery(key.values("wrapped")),
        cares=Exists(CareTeamMember.objects.filter(cares, role=at.text("role"), **theirs)),
        broke=Exists(EmergencyAccess.objects.filter(at__lte=now, until__gt=now, **theirs)),
    )


_PERSON = Prepared(_found)


def _relations(acting: Acting, person: Person | None) -> tuple[Relation, ...]:
    """How somebody stands to a person now."""
    if person is None or acting.role == "supporter":
        return ()
    if acting.role == "person":
        return ("self",) if acting.membership.person_id == person.pk else ()
    if person.cares:  # type: ignore[attr-defined]
        return ("programme", "care")
    return ("programme", "emergency") if person.broke else ("programme",)  # type: ignore[attr-defined]


def _request(acting: Acting, relations: Collection[Relation], content: Content, action: Action) -> Request:
    purpose = "emergency" if "emergency" in relations else "own" if "self" in relations else "treatment"
    return Request(role=acting.role, relations=relations, content=content, action=action, at=acting.at, purpose=purpose)


def _note(acting: Acting, kind: str, content: Content, decision: Decision, person: str) -> None:
    note(
        kind,
        chain=acting.programme.pk,
        actor=acting.user.public_id,
        role=acting.role,
        content=content,
        person=person,
        basis=decision.basis,
        purpose=decision.relation or "",
    )
