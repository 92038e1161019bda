"""Writing audit rows: in the transaction of what they tell of. No row, no answer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from waymark.site.audit.anchor import anchor
from waymark.site.audit.chain import START, link, subject_of
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.keys.ring import ring

__all__ = ["NO_PROGRAMME", "note"]

# The chain of what belongs to no programme: signing in, keys, the installation.
NO_PROGRAMME = 0


def note(
    action: str,
    *,
    chain: int,
    outcome: str = "done",
    actor: str = "",
    role: str = "",
    content: str = "",
    person: str = "",
    target: str = "",
    basis: str = "",
    purpose: str = "",
    via: str = "",
    at: datetime | None = None,
) -> AuditRow:
    """Append one row to the chain of a programme; `person` is noted as a keyed hash. Only inside a transaction.

    `outcome`: done, denied or failed.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row stands in the transaction of what it tells of; open one first")
    head = ChainHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(chain=chain, number=0, hash=START)], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get(chain=chain)
    key = ring().audit
    row = AuditRow(
        chain=chain,
        number=head.number + 1,
        at=at or timezone.now(),
        actor=actor,
        role=role,
        action=action,
        content=content,
        subject=subject_of(key, person) if person else "",
        target=target[:80],
        outcome=outcome,
        basis=basis[:120],
        purpose=purpose,
        via=via[:40],
    )
    row.hash = link(key, bytes(head.hash), row)
    row.save(force_insert=True)
    ChainHead.objects.filter(chain=chain).update(number=row.number, hash=row.hash)
    transaction.on_commit(lambda: anchor(chain, row.number, row.hash))
    return row
