"""Writing audit rows: in the transaction of what they tell of. No row, no answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone
from msgspec import Struct

from waymark.site.audit.anchor import anchor, ready_to_anchor
from waymark.site.audit.chain import START, link, subject_of
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.keys.ring import ring
from waymark.site.prepared import Prepared, insert_rows
from waymark.site.statements import Statement, connected

__all__ = ["NO_PROGRAMME", "note", "noted_together"]

# The chain of what belongs to no programme: signing in, keys, the installation.
NO_PROGRAMME = 0
_HEAD = Prepared(
    lambda at: ChainHead.objects.select_for_update().filter(chain=at.number("chain")).values_list("number", "hash")
)
_MOVE = Statement(f"UPDATE {ChainHead._meta.db_table} SET number = %s, hash = %s WHERE chain = %s")


class Written(Struct):
    """A row as it will stand in the table; made for every look and every change, and no model for that reason."""

    chain: int
    at: datetime
    actor: str
    role: str
    action: str
    content: str
    subject: str
    target: str
    outcome: str
    basis: str
    purpose: str
    via: str
    number: int = 0
    hash: bytes = b""


# What waits to be written at the end of a request: each row with the hook that its savepoint keeps or takes back.
_waiting: ContextVar[list[tuple[Written, Callable[[], None]]] | None] = ContextVar("waiting", default=None)


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
) -> Written:
    """Append one row to the chain of a programme; `person` is noted as a keyed hash. Only inside a transaction.

    `outcome`: done, denied or failed. The row has its number and hash once it is written: at once, or at the end of
    `noted_together`.
    """
    _in_transaction()
    row = Written(
        chain=chain,
        at=at or timezone.now(),
        actor=actor,
        role=role,
        action=action,
        content=content,
        subject=subject_of(ring().audit, person) if person else "",
        target=target[:80],
        outcome=outcome,
        basis=basis[:120],
        purpose=purpose,
        via=via[:40],
    )
    waiting = _waiting.get()
    if waiting is None:
        _write([row])
    else:

        def kept() -> None:
            """Django forgets this hook when the savepoint it was made in is rolled back."""

        connected().on_commit(kept)
        waiting.append((row, kept))
    return row


@contextmanager
def noted_together() -> Iterator[None]:
    """Rows noted inside are written at its end, in their order: a chain is locked once and briefly for one request.

    Only inside a transaction, and around all that is noted in it. What a savepoint took back is not written.
    """
    _in_transaction()
    waiting: list[tuple[Written, Callable[[], None]]] = []
    before = _waiting.set(waiting)
    try:
        yield
        hooks = {id(hook) for _, hook, *_ in connected().run_on_commit}
        _write([row for row, kept in waiting if id(kept) in hooks])
    finally:
        _waiting.reset(before)


def _in_transaction() -> None:
    if not connected().in_atomic_block:
        raise RuntimeError("an audit row stands in the transaction of what it tells of; open one first")


def _write(rows: Sequence[Written]) -> None:
    """Chains in the order of their numbers: whoever writes two of them never waits for somebody who waits for them."""
    for chain in sorted({row.chain for row in rows}):
        _write_chain(chain, [row for row in rows if row.chain == chain])


def _write_chain(chain: int, rows: Sequence[Written]) -> None:
    (number, before), key = _locked_head(chain), ring().audit
    ready_to_anchor(chain, number, before)
    for row in rows:
        number += 1
        row.number = number
        row.hash = before = link(key, before, row)
    insert_rows(rows, into=AuditRow)
    _MOVE.done(connected(), [number, before, chain])
    connected().on_commit(lambda: anchor(chain, number, before))


def _locked_head(chain: int) -> tuple[int, bytes]:
    """Where the chain ends, number and hash; nobody else writes it until this transaction has ended."""
    found = _HEAD.first(chain=chain)
    if found is None:
        insert_rows([ChainHead(chain=chain, number=0, hash=START)], unless_there=True)
        ((number, before),) = _HEAD.all(chain=chain)
        return number, bytes(before)
    return found[0], bytes(found[1])
