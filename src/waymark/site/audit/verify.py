"""Is the audit whole? Every chain from its first row, against its head and against the anchor outside the database."""

from collections.abc import Iterator

import msgspec

from waymark.site.audit.anchor import Anchored, last_anchor
from waymark.site.audit.chain import FIELDS, START, link
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.keys.ring import ring

__all__ = ["Verified", "verify"]

_BATCH = 5000


class Verified(msgspec.Struct, frozen=True):
    """`faults`: one sentence each, with the place; none when every chain is whole. `astray`: chains that the anchor
    remembers otherwise, as after a restore."""

    chains: int
    rows: int
    faults: tuple[str, ...]
    astray: tuple[int, ...] = ()


def verify(using: str = "default") -> Verified:
    """Walk every chain. Memory does not grow with the rows. `using`: a connection that sees one moment, where others go
    on writing meanwhile."""
    faults: list[str] = []
    # First the anchor, then the rows: whatever is anchored by now is among them.
    anchored = {chain: last_anchor(chain) for chain in _anchored_chains()}
    heads = {head.chain: head for head in ChainHead.objects.using(using)}
    seen = dict(_walk(using, faults))
    for chain, head in sorted(heads.items()):
        number, last = seen.get(chain, (0, START))
        if (number, last) != (head.number, bytes(head.hash)):
            faults.append(
                f"chain {chain}: its head says row {head.number}, its rows end at {number}: the tail was cut, or rows "
                "were added past it"
            )
    for chain in sorted(seen.keys() - heads.keys()):
        faults.append(f"chain {chain}: it has rows and no head: the head was taken away")
    astray = []
    for chain in sorted(heads.keys() | seen.keys() | anchored.keys()):
        fault = _against_anchor(using, chain, seen, anchored.get(chain) or last_anchor(chain))
        if fault:
            faults.append(fault)
            astray.append(chain)
    return Verified(len(seen), sum(number for number, _ in seen.values()), tuple(faults), tuple(astray))


def _walk(using: str, faults: list[str]) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Where each chain ends: (chain, (number, hash)); what is wrong on the way goes into `faults`."""
    key, chain, number, before = ring().audit, None, 0, START
    for row in _rows(using):
        if row.chain != chain:
            if chain is not None:
                yield chain, (number, before)
            chain, number, before = row.chain, 0, START
        if row.number != number + 1:
            gap = f"row {number + 1} is" if row.number == number + 2 else f"rows {number + 1} to {row.number - 1} are"
            faults.append(f"chain {chain}: {gap} missing")
        elif link(key, before, row) != bytes(row.hash):
            faults.append(f"chain {chain}: row {row.number} is not as it was written, or the row before it was changed")
        number, before = row.number, bytes(row.hash)
    if chain is not None:
        yield chain, (number, before)


def _rows(using: str) -> Iterator[AuditRow]:
    # As plain tuples with names: a model instance for each of a million rows would take most of the time.
    rows = (
        AuditRow.objects.using(using)
        .order_by("chain", "number")
        .values_list("chain", "number", "at", "hash", *FIELDS, named=True)
    )
    return rows.iterator(chunk_size=_BATCH)


def _against_anchor(
    using: str, chain: int, seen: dict[int, tuple[int, bytes]], anchored: Anchored | None
) -> str | None:
    """What is wrong between a chain and what is remembered of it outside the database."""
    number = seen.get(chain, (0, START))[0]
    if anchored is None:
        if number:
            return f"chain {chain}: nothing is anchored outside the database; the anchor was taken away"
        return None
    if anchored.number > number:
        return (
            f"chain {chain}: {anchored.number} rows were written, {number} are here: the tail was cut after row "
            f"{number}, or an older copy of the table was put back"
        )
    rows = AuditRow.objects.using(using).filter(chain=chain, number=anchored.number)
    there = rows.values_list("hash", flat=True).first()
    if there is None or bytes(there) != anchored.hash:
        return f"chain {chain}: row {anchored.number} is another than the one that was anchored"
    return None


def _anchored_chains() -> set[int]:
    from waymark.site.configuration import configuration

    folder = configuration().anchor
    if not folder.is_dir():
        return set()
    names = (path.name.removeprefix("chain-") for path in folder.glob("chain-*"))
    return {int(name) for name in names if name.isdigit()}
