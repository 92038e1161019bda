"""Keeping documents about a person, and taking them back. The file is sealed as it came, whatever it is called."""

import unicodedata

from django.db import transaction

from waymark.site.access.gate import Absent, Gate
from waymark.site.accounts.models import public_id
from waymark.site.audit.record import note
from waymark.site.documents.media import ENDINGS, media_of
from waymark.site.documents.models import Document
from waymark.site.keys.vault import seal_for
from waymark.site.people.actions import BadInput

__all__ = ["KINDS", "LARGEST", "keep_document", "withdraw_document"]

KINDS = ("letter", "result", "court", "photo", "other")
LARGEST = 10 * 1024 * 1024
_LONGEST_NAME = 120
# Signs that turn the direction of what follows: a name could show another ending than it has.
_TURNING = "‎‏‪‫‬‭‮⁦⁧⁨⁩"


@transaction.atomic
def keep_document(*, gate: Gate, kind: str, name: str, content: bytes) -> Document:
    """Seal and keep one file. Raises BadInput where it is empty, too large, of no kind that is taken, or lies."""
    person, by = gate.about, gate.acting
    if not content:
        raise BadInput("documents.empty")
    if len(content) > LARGEST:
        raise BadInput("documents.too_large")
    media = media_of(content)
    if media is None:
        raise BadInput("documents.not_taken")
    plain = _plain(name)
    if plain.rpartition(".")[2].lower() not in ENDINGS[media]:
        raise BadInput("documents.lies", found=ENDINGS[media][0].upper())
    document = Document(
        public_id=public_id(), person=person, kind=kind if kind in KINDS else "other", media=media, size=len(content),
        at=by.at, by=by.user,
    )  # fmt: skip
    document.sealed_name = seal_for(person.owner, plain.encode(), f"document name {document.public_id}")
    document.sealed = seal_for(person.owner, content, f"document {document.public_id}")
    document.save(force_insert=True)
    _noted(gate, "documents.keep_document", document)
    return document


@transaction.atomic
def withdraw_document(*, gate: Gate, document: Document) -> None:
    """Take a document back: it is not handed out any more; that it was here stays written. Raises Absent."""
    if document.person_id != gate.about.pk:
        raise Absent("the document is another person's", person=gate.about.public_id, target=document.public_id)
    changed = Document.objects.filter(pk=document.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=gate.acting.at, withdrawn_by=gate.acting.user
    )
    if changed:
        _noted(gate, "documents.withdraw_document", document)


def _plain(name: str) -> str:
    """A name without folders, without signs that are not seen, and not too long for any device."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if sign not in _TURNING and unicodedata.category(sign) != "Cc").strip(" .")
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" or "document"


def _noted(gate: Gate, action: str, document: Document) -> None:
    by = gate.acting
    note(
        action, chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="documents",
        person=gate.about.public_id, target=document.public_id,
    )  # fmt: skip
