"""Is the audit whole? Every chain from its first row, against its head and against the anchor outside the database."""

from collections.abc import Iterator

import msgspec

from waymark.site.audit.anchor import last_anchor
from waymark.site.audit.chain import FIELDS, START, link
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.keys.ring import ring

__all__ = ["Verified", "verify"]

_BATCH = 5000


class Verified(msgspec.Struct, frozen=True):
    """`faults`: one sentence each, with the place; none when every chain is whole."""

    chains: int
    rows: int
    faults: tuple[str, ...]


def verify() -> Verified:
    """Walk every chain. Memory does not grow with the rows."""
    faults: list[str] = []
    heads = {head.chain: head for head in ChainHead.objects.all()}
    seen = dict(_walk(faults))
    for chain, head in sorted(heads.items()):
        number, last = seen.get(chain, (0, START))
        if (number, last) != (head.number, bytes(head.hash)):
            faults.append(
                f"chain {chain}: its head says row {head.number}, its rows end at {number}: the tail was cut, or rows "
                "were added past it"
            )
    for chain in sorted(seen.keys() - heads.keys()):
        faults.append(f"chain {chain}: it has rows and no head: the head was taken away")
    for chain in sorted(heads.keys() | seen.keys() | _anchored_chains()):
        _against_anchor(chain, seen, faults)
    return Verified(len(seen), sum(number for number, _ in seen.values()), tuple(faults))


def _walk(faults: list[str]) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Where each chain ends: (chain, (number, hash)); what is wrong on the way goes into `faults`."""
    key, chain, number, before = ring().audit, None, 0, START
    for row in _rows():
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


def _rows() -> Iterator[AuditRow]:
    # As plain tuples with names: a model instance for each of a million rows would take most of the time.
    rows = AuditRow.objects.order_by("chain", "number").values_list(
        "chain", "number", "at", "hash", *FIELDS, named=True
    )
    return rows.iterator(chunk_size=_BATCH)


def _against_anchor(chain: int, seen: dict[int, tuple[int, bytes]], faults: list[str]) -> None:
    anchored = last_anchor(chain)
    number = seen.get(chain, (0, START))[0]
    if anchored is None:
        if number:
            faults.append(f"chain {chain}: nothing is anchored outside the database; the anchor was taken away")
        return
    if anchored.number > number:
        faults.append(
            f"chain {chain}: {anchored.number} rows were written, {number} are here: the tail was cut after row "
            f"{number}, or an older copy of the table was put back"
        )
        return
    there = AuditRow.objects.filter(chain=chain, number=anchored.number).values_list("hash", flat=True).first()
    if there is None or bytes(there) != anchored.hash:
        faults.append(f"chain {chain}: row {anchored.number} is another than the one that was anchored")


def _anchored_chains() -> set[int]:
    from waymark.site.configuration import configuration

    folder = configuration().anchor
    if not folder.is_dir():
        return set()
    names = (path.name.removeprefix("chain-") for path in folder.glob("chain-*"))
    return {int(name) for name in names if name.isdigit()}
