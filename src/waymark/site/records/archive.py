"""A whole record as one file to take along: the record, plans with who signed, decisions, documents, and how to reach.

What whoever asks may not read is left out; each content is asked for and noted by itself.
"""

import io
import zipfile

import msgspec

from waymark.site.access.gate import Gate
from waymark.site.documents.selectors import content_of, documents_of
from waymark.site.people.selectors import contact_of, identity_of
from waymark.site.plans.selectors import decisions_of, plan_of, versions_of
from waymark.site.records.selectors import document_of

__all__ = ["archive_of"]

# The same content gives the same bytes: an archive carries no clock of its own.
_THEN = (1980, 1, 1, 0, 0, 0)


def archive_of(gate: Gate) -> bytes:
    """A zip file in memory; nothing of it is written to a disk."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "record.json", document_of(gate.about))
        if gate.may("identity", "read"):
            gate.also("identity", "read")
            _put(archive, "identity.json", msgspec.json.encode(identity_of(gate)))
        if gate.may("contact", "read"):
            gate.also("contact", "read")
            _put(archive, "contact.json", msgspec.json.encode(contact_of(gate)))
        if gate.may("plan", "export"):
            gate.also("plan", "export")
            _plans(archive, gate)
        if gate.may("documents", "read"):
            gate.also("documents", "read")
            _documents(archive, gate)
    return kept.getvalue()


def _plans(archive: zipfile.ZipFile, gate: Gate) -> None:
    decisions = decisions_of(gate.about)
    if decisions is not None:
        _put(archive, "decisions.json", decisions)
    signed = []
    for version in reversed(versions_of(gate)):
        _put(archive, f"plans/version-{version.number}.json", plan_of(version))
        signed += [
            {"version": version.number, "role": one.role, "intent": one.intent, "at": one.at, "method": one.method}
            | ({"witness": one.witness.called} if one.witness is not None else {})
            for one in version.signatures.all()
        ]
    _put(archive, "signatures.json", msgspec.json.encode(signed))


def _documents(archive: zipfile.ZipFile, gate: Gate) -> None:
    for number, one in enumerate(reversed(documents_of(gate)), start=1):
        if one.document.withdrawn_at is None:
            _put(archive, f"documents/{number:03d} {one.name}", content_of(gate, one.document))


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _THEN), content, zipfile.ZIP_DEFLATED)
