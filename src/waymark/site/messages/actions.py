"""Writing to the team about a person, and having read."""

from django.db import transaction

from waymark.site.access.gate import Gate
from waymark.site.accounts.models import public_id
from waymark.site.audit.record import note
from waymark.site.keys.vault import seal_for
from waymark.site.messages.models import Seen, TeamMessage
from waymark.site.people.actions import BadInput

__all__ = ["have_read", "write_message"]


@transaction.atomic
def write_message(*, gate: Gate, text: str) -> TeamMessage:
    """Append a message; whoever wrote it has read up to it. Raises BadInput."""
    person, by = gate.about, gate.acting
    if not text.strip():
        raise BadInput("messages.text_missing")
    row = TeamMessage(public_id=public_id(), person=person, at=by.at, by=by.user, role=by.role)
    row.sealed = seal_for(person.owner, text.strip().encode(), f"message {row.public_id}")
    row.save(force_insert=True)
    have_read(gate=gate)
    note(
        "messages.write_message", chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="messages",
        person=person.public_id, target=row.public_id,
    )  # fmt: skip
    return row


@transaction.atomic
def have_read(*, gate: Gate) -> None:
    """What is there now is not new any more; the audit row of the page tells of it."""
    Seen.objects.update_or_create(person=gate.about, user=gate.acting.user, defaults={"at": gate.acting.at})
