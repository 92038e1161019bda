"""The ledger of one run, opened and proved: amounts follow from tests and rules, each row from the one before."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date

import msgspec

from waymark.site.keys.ring import ring
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.rewards.models import LedgerRow, RewardRun
from waymark.site.rewards.rules import Given, Result, Rules, awards_of, drawn

__all__ = ["Entry", "Terms", "before_of", "entries_of", "faults_of", "proof_of", "seed_of", "terms_of"]


class Terms(msgspec.Struct, frozen=True):
    """What a run is about: the substance that is tested for, and the rules it began with."""

    substance: str
    rules: Rules


class Entry(msgspec.Struct, frozen=True):
    """A row as it is sealed: the result of a test and the slips drawn, or what was handed out."""

    result: Result | None = None
    draw: tuple[int, ...] = ()
    text: str = ""


def terms_of(run: RewardRun) -> Terms:
    """What the run is about."""
    key = keys_of([run.person.owner])[run.person.owner]
    plain = open_with(key, run.person.owner, bytes(run.sealed), f"rewards {run.public_id}")
    return msgspec.json.decode(plain, type=Terms)


def entries_of(run: RewardRun) -> list[tuple[LedgerRow, Entry]]:
    """Every row of a run in its order, opened."""
    owner = run.person.owner
    key = keys_of([owner])[owner]
    rows = run.ledger.order_by("number").select_related("by")
    return [
        (row, msgspec.json.decode(open_with(key, owner, bytes(row.sealed), place(run, row.number)), type=Entry))
        for row in rows
    ]


def before_of(run: RewardRun) -> list[tuple[date, int]]:
    """What the person earned in other runs, by day: the cap is one for all."""
    rows = LedgerRow.objects.filter(run__person=run.person_id, kind="test").exclude(run=run)
    return list(rows.order_by("day", "pk").values_list("day", "cents"))


def faults_of(run: RewardRun, entries: Sequence[tuple[LedgerRow, Entry]]) -> list[str]:
    """What does not add up, as names of words; empty where the ledger is whole."""
    faults, before, balance = set[str](), b"", 0
    terms = terms_of(run)
    for at, (row, entry) in enumerate(entries, start=1):
        if row.number != at or bytes(row.proof) != proof_of(run, row, entry, before):
            faults.add("rewards.fault_changed")
        before, balance = bytes(row.proof), balance + row.cents
        if balance < 0:
            faults.add("rewards.fault_below")
    tests = [(row, entry) for row, entry in entries if row.kind == "test"]
    told = [Given(row.day, entry.result or "other", entry.draw) for row, entry in tests]
    awards = awards_of(told, terms.rules, bowl=run.bowl, before=before_of(run))
    for (row, entry), award in zip(tests, awards, strict=True):
        if row.cents != award.cents:
            faults.add("rewards.fault_amount")
        if entry.draw != drawn(seed_of(run, row.number), len(entry.draw), terms.rules.slips):
            faults.add("rewards.fault_draw")
    return sorted(faults)


def proof_of(run: RewardRun, row: LedgerRow, entry: Entry, before: bytes) -> bytes:
    """The keyed hash that a row has to carry."""
    told = [run.public_id, row.number, row.kind, row.day.isoformat(), row.cents, row.by_id]
    text = before + msgspec.json.encode(told) + msgspec.json.encode(entry)
    return hmac.new(ring().audit, b"rewards\0" + text, hashlib.sha256).digest()


def seed_of(run: RewardRun, number: int) -> bytes:
    """What is drawn for a row: nobody can choose it or know it before, and it can be drawn again for the proof."""
    return hmac.new(ring().audit, f"draw\0{run.public_id}\0{number}".encode(), hashlib.sha256).digest()


def place(run: RewardRun, number: int) -> str:
    """What a sealed row is bound to."""
    return f"ledger {run.public_id} {number}"
