"""Runs of rewards with their ledgers, read through the gate."""

import msgspec

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.rewards.ledger import Entry, entries_of, faults_of, terms_of
from waymark.site.rewards.models import LedgerRow, RewardRun
from waymark.site.rewards.rules import Given, amount, awards_of, prize

__all__ = ["Kept", "Run", "run_of", "runs_of"]


class Kept(msgspec.Struct, frozen=True):
    """One row as a page shows it; `balance` after it, in cents; `slips`: what was drawn, in cents."""

    row: LedgerRow
    entry: Entry
    balance: int
    slips: tuple[int, ...]


class Run(msgspec.Struct, frozen=True):
    """A run with its rows, the latest first. `following`: what the next test as hoped is worth; `faults`: see there."""

    run: RewardRun
    substance: str
    rows: tuple[Kept, ...]
    balance: int
    following: int
    cap: int
    faults: tuple[str, ...]


def runs_of(gate: Gate) -> list[Run]:
    """All of them, the latest first."""
    return [_read(run) for run in gate.about.reward_runs.select_related("person").order_by("-pk")]


def run_of(gate: Gate, public_id: str) -> RewardRun:
    """One of this person. Raises Absent."""
    run = gate.about.reward_runs.filter(public_id=as_id(public_id)).select_related("person").first()
    if run is None:
        raise Absent("there are no such rewards of this person", person=gate.about.public_id)
    return run


def _read(run: RewardRun) -> Run:
    terms, told, balance = terms_of(run), entries_of(run), 0
    kept = []
    for row, entry in told:
        balance += row.cents
        kept.append(Kept(row, entry, balance, tuple(prize(slip, terms.rules.bowl) for slip in entry.draw)))
    tests = [Given(row.day, entry.result or "other") for row, entry in told if row.kind == "test"]
    ahead = awards_of([*tests, Given(run.starts, "as hoped")], terms.rules, bowl=False)[-1].rung
    following = ahead if run.bowl else amount(ahead, terms.rules)
    faults = tuple(faults_of(run, told))
    return Run(run, terms.substance, tuple(reversed(kept)), balance, following, terms.rules.cap, faults)
