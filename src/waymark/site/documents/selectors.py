"""Documents about a person, read through the gate."""

import msgspec

from waymark.site.access.gate import Absent, Gate
from waymark.site.documents.models import Document
from waymark.site.keys.vault import keys_of, open_for, open_with

__all__ = ["Kept", "content_of", "document_of", "documents_of", "name_of"]


class Kept(msgspec.Struct, frozen=True):
    """One document of a list, without its content."""

    document: Document
    name: str


def documents_of(gate: Gate) -> list[Kept]:
    """All of them, the latest first; what was taken back is told as well."""
    person = gate.about
    found = list(person.documents.defer("sealed").select_related("by").order_by("-pk"))
    if not found:
        return []
    key = keys_of([person.owner])[person.owner]
    return [Kept(one, open_with(key, person.owner, bytes(one.sealed_name), _name(one)).decode()) for one in found]


def document_of(gate: Gate, public_id: str) -> Document:
    """One that was not taken back. Raises Absent."""
    found = gate.about.documents.filter(public_id=public_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise Absent("there is no such document of this person", person=gate.about.public_id)
    return found


def name_of(gate: Gate, document: Document) -> str:
    """What the file was called."""
    return open_for(gate.about.owner, bytes(document.sealed_name), _name(document)).decode()


def content_of(gate: Gate, document: Document) -> bytes:
    """The file as it came."""
    return open_for(gate.about.owner, bytes(document.sealed), f"document {document.public_id}")


def _name(document: Document) -> str:
    return f"document name {document.public_id}"
