"""Laying the signatures of a site over the library: who read an entry and answers for it."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from waymark.knowledge.content import fingerprint
from waymark.knowledge.convert import nearest
from waymark.knowledge.errors import Trouble
from waymark.knowledge.folder import Written
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.model.common import Clinical
from waymark.knowledge.model.overlay import Signature
from waymark.knowledge.model.value import NamedValue
from waymark.knowledge.overlay import Laid

__all__ = ["sign_entries"]

_FIRST_DAY: Final = datetime.date(2000, 1, 1)
_LAST_DAY: Final = datetime.date(2199, 12, 31)


def sign_entries(overlays: Sequence[Laid], entries: dict[str, list[Written]]) -> list[Trouble]:
    """Mark what is signed, in place. Returns signatures that are not real, or were given to what is another entry now.

    Called when all overlays have changed what they change: a changed number is signed as it is now.
    """
    troubles: list[Trouble] = []
    # As it was before anybody signed it, so that several can sign the same.
    prints: dict[tuple[str, str], str] = {}
    for laid in overlays:
        for number, signature in enumerate(laid.overlay.signed):
            troubles += _sign(laid, signature, number, entries, prints)
    return troubles


def _sign(
    laid: Laid,
    signature: Signature,
    number: int,
    entries: dict[str, list[Written]],
    prints: dict[tuple[str, str], str],
) -> list[Trouble]:
    def trouble(what: str, key: str) -> list[Trouble]:
        return [laid.trouble(what, "signed", number, key)]

    found = entries.get(signature.kind)
    if found is None:
        return trouble(f"there is no kind `{signature.kind}`{nearest(signature.kind, KINDS) or '; correct it'}", "kind")
    place = next((at for at, written in enumerate(found) if written.id == signature.id), None)
    if place is None:
        help_ = nearest(signature.id, [written.id for written in found]) or "; remove the signature"
        return trouble(f"there is no entry `{signature.id}` of `{signature.kind}`{help_}", "id")
    if not isinstance(found[place].entry, Clinical | NamedValue):
        return trouble(f"entries of `{signature.kind}` state nothing to sign; remove the signature", "kind")
    if sum(letter.isalpha() for letter in signature.name) < 2:
        return trouble("is no name; write the name of who signed", "name")
    if not _FIRST_DAY <= signature.date <= _LAST_DAY:
        return trouble("is no day on which this was signed; write the day", "date")
    now = prints.setdefault((signature.kind, signature.id), fingerprint(found[place].entry))
    if now != signature.was:
        what = f"{signature.was} was read and signed, but the entry is now {now}"
        return trouble(f"{what}; read it again, then sign anew or remove the signature", "was")
    found[place] = found[place].with_entry(_signed(found[place].entry, signature))
    return []


def _signed(entry: Any, signature: Signature) -> Any:
    """The entry with the signature; a named value with that of its newest number."""
    if isinstance(entry, NamedValue):
        *older, newest = entry.history
        return msgspec.structs.replace(entry, history=(*older, _signed(newest, signature)))
    by = f"{signature.name}, {signature.role}, {signature.date.isoformat()}"
    if signature.of == "spanish":
        return msgspec.structs.replace(entry, spanish="reviewed")
    return msgspec.structs.replace(entry, status="signed", signed_by=(*entry.signed_by, by))
