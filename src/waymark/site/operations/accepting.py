"""After a restore the audit is shorter than its anchor remembers: somebody says why, and the chains go on from here."""

from django.db import transaction

from waymark.site.audit.anchor import anchor_restored, last_anchor
from waymark.site.audit.models import ChainHead
from waymark.site.audit.record import note
from waymark.site.audit.verify import verify
from waymark.site.configuration import NotSafe

__all__ = ["accept_restore"]


def accept_restore(*, reason: str) -> list[str]:
    """One row in each chain that lost its tail, with the reason, then the anchor anew; one sentence for each.

    What was lost stays written in the row. Raises NotSafe where nothing is to be accepted, or where rows that are here
    were changed: no reason makes those right.
    """
    found = verify()
    if len(found.faults) > len(found.astray):
        raise NotSafe(
            f"rows that are here were changed, which no restore does ({found.faults[0]}); look into that before "
            "anything is accepted"
        )
    if not found.astray:
        raise NotSafe("the audit is as its anchor remembers it; there is nothing to accept")
    return [_accepted(chain, reason) for chain in found.astray]


def _accepted(chain: int, reason: str) -> str:
    before = last_anchor(chain)
    remembered = before.number if before is not None else 0
    with transaction.atomic():
        here = ChainHead.objects.filter(chain=chain).values_list("number", flat=True).first() or 0
        told = f"anchored {remembered}, here {here}"
        row = note("audit.accept_restore", chain=chain, target=told, basis=reason, via="command line")
    anchor_restored(chain, row.number, row.hash)
    return f"chain {chain}: goes on from row {row.number}; {remembered} rows were remembered, {here} came back"
