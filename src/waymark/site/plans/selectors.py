"""Plans, decisions and signatures, read through the gate that permitted it."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db.models import Max, Prefetch, prefetch_related_objects

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.keys.vault import keys_of, open_for, open_with
from waymark.site.people.models import Person
from waymark.site.plans.models import DecisionRow, PlanVersion, Signature
from waymark.site.prepared import Prepared

__all__ = [
    "decisions_of",
    "decisions_with",
    "last_decision_of",
    "last_version_of",
    "plan_of",
    "reach_by",
    "version_before",
    "version_of",
    "versions_of",
]


_VERSIONS = Prepared(
    lambda at: (
        PlanVersion.objects.filter(person=at.number("person")).defer("sealed").select_related("by").order_by("-number")
    )
)
_LAST = Prepared(lambda at: PlanVersion.objects.filter(person=at.number("person")).order_by("-number")[:1])
_LAST_DECISION = Prepared(
    lambda at: DecisionRow.objects.filter(person=at.number("person")).order_by("-number").values_list("number")[:1]
)


def versions_of(gate: Gate, as_of: datetime | None = None) -> list[PlanVersion]:
    """Every version, the latest first, without the plans themselves; those made and signed by a moment."""
    versions = _VERSIONS.all(person=gate.about.pk)
    if as_of is None:
        prefetch_related_objects(versions, "signatures__user", "signatures__witness")
        return versions
    versions = [version for version in versions if version.made_at <= as_of]
    signed = Signature.objects.filter(at__lte=as_of).select_related("user", "witness")
    prefetch_related_objects(versions, Prefetch("signatures", signed))
    return versions


def version_of(gate: Gate, public_id: str) -> PlanVersion:
    """One version of this person. Raises Absent."""
    version = gate.about.plans.filter(public_id=as_id(public_id)).first()
    if version is None:
        raise Absent("there is no such version of this person's plan", person=gate.about.public_id)
    return version


def last_version_of(person: Person) -> PlanVersion | None:
    """The last version with its plan; None before the first."""
    found = _LAST.first(person=person.pk)
    if found is not None:
        # The row is at hand; its person is the one who is asked about.
        found.person = person
    return found


def reach_by(person: Person, as_of: datetime) -> tuple[PlanVersion | None, int, int]:
    """What there was by a moment: the last version, the number of the last row, that of the last decision."""
    version = person.plans.filter(made_at__lte=as_of).order_by("-number").first()
    if version is not None:
        version.person = person
    rows = person.record_rows.filter(noted_at__lte=as_of).aggregate(last=Max("number"))["last"] or 0
    decided = person.decision_rows.filter(noted_at__lte=as_of).aggregate(last=Max("number"))["last"] or 0
    return version, rows, decided


def version_before(gate: Gate, version: PlanVersion) -> PlanVersion | None:
    """The version before one of this person; None before the first."""
    return gate.about.plans.filter(number=version.number - 1).first()


def last_decision_of(person: Person) -> int:
    """The number of the last decision; 0 while nothing was decided."""
    last = _LAST_DECISION.first(person=person.pk)
    return last[0] if last is not None else 0


def plan_of(version: PlanVersion) -> bytes:
    """The bytes of the plan, as they were made."""
    return open_for(version.person.owner, bytes(version.sealed), f"plan {version.number}")


def decisions_of(person: Person, about: str = "", *, as_of: datetime | None = None) -> bytes | None:
    """The `waymark.decisions/1` document; None while nothing was decided. `about`: the id of the record, if at hand."""
    rows = _rows(person, as_of)
    return _document(person, rows, about) if rows else None


def decisions_with(person: Person, about: str, rows: Sequence[bytes]) -> bytes:
    """The same with some rows more."""
    return _document(person, [*_rows(person, None), *rows], about)


def _rows(person: Person, as_of: datetime | None) -> list[bytes]:
    rows = person.decision_rows.order_by("number")
    if as_of is not None:
        rows = rows.filter(noted_at__lte=as_of)
    found = list(rows.values_list("number", "sealed"))
    if not found:
        return []
    key = keys_of([person.owner])[person.owner]
    return [open_with(key, person.owner, bytes(sealed), f"decision {number}") for number, sealed in found]


def _document(person: Person, rows: Sequence[bytes], about: str) -> bytes:
    from waymark.site.records.selectors import document_of

    document = {
        "format": "waymark.decisions/1",
        "person": about or msgspec.json.decode(document_of(person), type=_Id).id,
        "rows": [msgspec.Raw(row) for row in rows],
    }
    return msgspec.json.encode(document)


class _Id(msgspec.Struct):
    id: str
