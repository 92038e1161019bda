"""Making plans from the record, deciding on their lines, signing them. The road makes the plan; this room keeps it."""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.db.models import Max

from waymark.record.documents.decisions import Decision
from waymark.record.reading import read_decisions, read_person
from waymark.record.validate_decisions import validate_decisions
from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.models import User, public_id
from waymark.site.audit.record import note
from waymark.site.keys.ring import ring
from waymark.site.keys.vault import keys_of, seal_for, seal_with
from waymark.site.people.actions import BadInput
from waymark.site.people.following import changed
from waymark.site.people.models import Person
from waymark.site.plans.library import keep, library
from waymark.site.plans.models import DecisionRow, PlanVersion, Signature
from waymark.site.plans.selectors import decisions_with
from waymark.site.plans.standing import plan_bytes
from waymark.site.records.selectors import document_of

__all__ = ["NothingNew", "decide_on", "decide_together", "make_plan", "sign_version"]


class NothingNew(Exception):
    """The plan would be the one that is there: neither record, decisions nor library have changed."""


@transaction.atomic
def make_plan(*, gate: Gate, language: str) -> PlanVersion:
    """The next version of a person's plan. Raises RecordError, NothingNew."""
    person = Person.objects.select_for_update().get(pk=gate.about.pk)
    by = gate.acting
    written = plan_bytes(person, by.programme.offers, language)
    last = person.plans.order_by("-number").first()
    if last is not None and bytes(last.sealed_digest) == _digest(person, written):
        raise NothingNew
    release = library(language)
    version = PlanVersion(
        public_id=public_id(), person=person, number=(last.number if last else 0) + 1, made_at=by.at, by=by.user,
        release=keep(release), language=language, rows=person.rows, decisions=_last_decision(person),
        sealed_digest=_digest(person, written),
    )  # fmt: skip
    version.sealed = seal_for(person.owner, written, f"plan {version.number}")
    version.save(force_insert=True)
    changed(person)
    _noted(gate, "plans.make_plan", person, version.public_id)
    return version


@transaction.atomic
def decide_on(*, gate: Gate, decision: Decision, sent_as: str) -> DecisionRow | None:
    """Append one decision; None when it was noted already. Raises RecordError."""
    noted = decide_together(gate=gate, decisions=[decision], sent_as=sent_as)
    return noted[0] if noted else None


@transaction.atomic
def decide_together(*, gate: Gate, decisions: Sequence[Decision], sent_as: str) -> list[DecisionRow]:
    """Append decisions, all or none, a row for each line and author; those noted already are left out.

    Raises RecordError.
    """
    person = Person.objects.select_for_update().get(pk=gate.about.pk)
    by = gate.acting
    marked = {_mark(person, row, sent_as): row for row in map(msgspec.json.encode, decisions)}
    there = person.decision_rows.filter(digest__in=list(marked)).values_list("digest", flat=True)
    for digest in map(bytes, there):
        del marked[digest]
    if not marked:
        return []
    record = read_person(document_of(person), "the record")
    document = decisions_with(person, record.id, list(marked.values()))
    validate_decisions(read_decisions(document, "the decisions"), library(), record, "the decisions")
    first, key = _last_decision(person) + 1, keys_of([person.owner])[person.owner]
    noted = DecisionRow.objects.bulk_create(
        DecisionRow(
            person=person, number=number, noted_at=by.at, by=by.user, digest=digest,
            sealed=seal_with(key, person.owner, row, f"decision {number}"),
        )
        for number, (digest, row) in enumerate(marked.items(), start=first)
    )  # fmt: skip
    changed(person)
    for one in noted:
        _noted(gate, "plans.decide_on", person, f"decision {one.number}")
    return noted


def _mark(person: Person, row: bytes, sent_as: str) -> bytes:
    text = b"\0".join((person.public_id.encode(), row, sent_as.encode()))
    return hmac.new(ring().index, text, hashlib.sha256).digest()[:16]


class Signed(msgspec.Struct, frozen=True):
    """What is kept sealed beside a signature: the name as it was written, and words said with it."""

    name: str = ""
    text: str = ""


@transaction.atomic
def sign_version(
    *, gate: Gate, version: PlanVersion, intent: str, method: str, text: str = "", signer: str = ""
) -> Signature:
    """Sign a version, or decline to; once each. `intent`: agrees, co-signs, declines.

    `signer`: the name the person wrote, who signs here without an account; whoever acts is then the witness. Raises
    Absent, and BadInput for who would co-sign what they signed themselves.
    """
    # One hand at a time: of two that sign at once in the same role, the second finds the first.
    by, person = gate.acting, Person.objects.select_for_update().get(pk=gate.about.pk)
    if version.person_id != person.pk:
        raise Absent("the version is another person's", person=person.public_id, target=version.public_id)
    role, user, witness = ("person", None, by.user) if signer else (by.role, by.user, None)
    there = Signature.objects.filter(version=version, role=role, **({} if role == "person" else {"user": user})).first()
    if there is not None:
        return there
    if user is not None and _both_hands(version, user, intent):
        raise BadInput("plans.cosign_own")
    written = msgspec.json.encode(Signed(signer, text))
    who = " ".join((by.user.public_id, by.role, role, intent, method, by.at.isoformat()))
    signature = Signature.objects.create(
        version=version, user=user, witness=witness, role=role, intent=intent, at=by.at, method=method,
        sealed_said=seal_for(person.owner, written, _place(version, role)) if signer or text else None,
        proof=_proof(bytes(version.sealed_digest), who.encode() + b"\0" + written),
    )  # fmt: skip
    changed(person)
    _noted(gate, f"plans.sign_version {intent}", person, version.public_id)
    return signature


def _both_hands(version: PlanVersion, user: User, intent: str) -> bool:
    """Whether one account would sign and co-sign: somebody else has to have looked."""
    other = {"co-signs": "agrees", "agrees": "co-signs"}.get(intent, "")
    return version.signatures.filter(user=user, intent=other).exclude(role="person").exists()


def _place(version: PlanVersion, role: str) -> str:
    return f"signature {version.number} {role}"


def _last_decision(person: Person) -> int:
    return person.decision_rows.aggregate(last=Max("number"))["last"] or 0


def _digest(person: Person, written: bytes) -> bytes:
    return hmac.new(ring().index, person.public_id.encode() + b"\0plan\0" + written, hashlib.sha256).digest()


def _proof(digest: bytes, said: bytes) -> bytes:
    return hmac.new(ring().audit, bytes(digest) + said, hashlib.sha256).digest()


def _noted(gate: Gate, action: str, person: Person, target: str) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="plan",
        person=person.public_id, target=target,
    )  # fmt: skip
