"""One person's changes, proved: by the plain way of deciding, without flip sets and without keeping anything."""

import gc
from functools import cache
from typing import Any

import msgspec

from prove._changes_in_record import made_in_record
from prove._possible_people import Checker
from waymark.knowledge.release import Release, load_release
from waymark.logic import CriticalValue, Known
from waymark.planning.explaining.candidates import Candidate
from waymark.planning.explaining.changes import Changes
from waymark.planning.explaining.companions import Supposed
from waymark.planning.explaining.singles import Found
from waymark.planning.outline import Outline, outlined
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents, Situation, read_situation, supposing
from waymark.record.reading import read_person

__all__ = ["Proof", "Tally", "prove_person"]

MOST = 5


class Tally(msgspec.Struct):
    """What was counted for one person."""

    counts: dict[str, int]
    kinds: dict[str, int]


@cache
def release() -> Release:
    """Loaded once in every process."""
    return load_release()


@cache
def prepared() -> Prepared:
    return prepare(release())


@cache
def checker() -> Checker:
    return Checker(release())


@cache
def critical_everywhere() -> dict[str, list[CriticalValue]]:
    """Critical values that are the same for everybody."""
    return release().program.critical_values()


@cache
def in_arithmetic() -> frozenset[str]:
    """Facts whose critical values depend on other facts."""
    return frozenset(f for f, found in critical_everywhere().items() if any(c.how != "directly" for c in found))


def prove_person(given: tuple[bytes, bool]) -> Tally:
    """Prove all changes of the person in this document; `deep`: also by brute force and through the record."""
    data, deep = given
    # What is made for one person is gone with the person; looking for it over and over takes an eighth of the time.
    gc.disable()
    person = read_person(data, "person")
    documents = Documents(person=person, record=data)
    proof = Proof(read_situation(prepared(), documents))
    proof.claims()
    if deep:
        proof.by_brute_force()
        proof.count["record"] = made_in_record(documents, prepared())
    tally = Tally(proof.count, proof.kinds)
    del proof
    gc.collect()
    return tally


class Proof:
    """Holds every claim about one person's lines against plans made the plain way."""

    def __init__(self, situation: Situation, changes: Changes | None = None) -> None:
        self.situation = situation
        self.name = situation.person.id
        self.changes = changes or Changes(situation)
        self.changes.work_out()
        self.base = outlined(situation)
        self.troubles = checker().troubles(situation.known.values)
        self._critical: dict[str, list[CriticalValue]] | None = None
        self.count: dict[str, int] = {
            "candidates": len(self.changes.candidates),
            "impossible": self.changes.impossible,
        }
        self.kinds: dict[str, int] = {}
        # Plans of supposed persons; plain ones, each made once.
        self._plans: dict[tuple[Any, ...], Outline] = {}

    def add(self, what: str, number: int = 1) -> None:
        self.count[what] = self.count.get(what, 0) + number

    def plan(self, supposed: Supposed) -> Outline:
        """The plain outline of the plan for a supposed person, who has to be possible."""
        key = tuple(sorted((n, v, isinstance(v, bool)) for n, v in supposed.items()))
        found = self._plans.get(key)
        if found is None:
            other = supposing(self.situation, supposed)
            new = checker().troubles(other.known.values) - self.troubles
            if new:
                raise AssertionError(f"{self.name}: with {supposed} nobody can be: {sorted(new)}")
            self.add("supposed")
            found = self._plans[key] = outlined(other)
        return found

    def claims(self) -> None:
        """Every line: what is claimed is true, and nothing nearer does it."""
        for line in self.changes.lines:
            kind = line.partition(":")[0]
            would = self.changes.of(line, most=MOST)
            self.add("lines")
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            if would.singles or would.pairs:
                self.kinds[f"{kind} changed"] = self.kinds.get(f"{kind} changed", 0) + 1
            for what in ("singles", "pairs", "several", "unchangeable"):
                if getattr(would, what):
                    self.add(what)
            singles = self.changes.singles(line, MOST)
            self.add("claims", len(singles) + len(would.pairs))
            for place, found in enumerate(singles):
                self.true(line, found, would.singles[place].moves[0].value)
                self.nothing_nearer(line, found)

    def true(self, line: str, found: Found, said: Any) -> None:
        """Making the change gives what was claimed; what is said is the value that was made."""
        candidate = found.outcome.candidate
        if _noted(candidate.scale.fact, candidate.value) != said:
            raise AssertionError(f"{self.name}: {line}: says {candidate.fact} {said}, made {candidate.value}")
        there = self.plan(found.outcome.supposed).get(line)
        if there == self.base.get(line) or there != found.entry:
            raise AssertionError(
                f"{self.name}: {line}: {candidate.fact} {candidate.value} gives {there}, claimed {found.entry}, "
                f"stands {self.base.get(line)}"
            )

    def nothing_nearer(self, line: str, found: Found) -> None:
        """No critical value of the fact between what is and what was claimed changes the line."""
        candidate = found.outcome.candidate
        if not isinstance(candidate.value, tuple) or candidate.kind != "different":
            return
        known = self.situation.known.values[candidate.fact]
        assert isinstance(known, tuple)
        for value in self.between(candidate, known):
            supposed = self.changes.companions.complete({candidate.fact: (value, value)})
            if supposed is None:
                continue
            self.add("between")
            if self.plan(supposed).get(line) != self.base.get(line):
                raise AssertionError(
                    f"{self.name}: {line}: {candidate.fact} {value} changes it and is nearer than {candidate.value}"
                )

    def between(self, candidate: Candidate, known: tuple[float, float]) -> list[float]:
        """Critical values of the fact nearer than the claimed one, as the language of conditions gives them."""
        claimed, grid = candidate.value[0], candidate.scale.grid  # type: ignore[index]
        found = set()
        for critical in self.critical(candidate.fact):
            for value in (*critical.holds_at, *critical.fails_at):
                assert not isinstance(value, bool | str)
                # A value that one would write as the claimed one is no nearer one.
                if abs(value - claimed) < grid or not (known[1] < value < claimed or claimed < value < known[0]):
                    continue
                found.add(value)
        return sorted(found)

    def critical(self, fact: str) -> list[CriticalValue]:
        """Critical values of a fact; where arithmetic over several facts turns depends on the person."""
        if fact not in in_arithmetic():
            return critical_everywhere().get(fact, [])
        if self._critical is None:
            self._critical = release().program.critical_values(self.situation.values)
        return self._critical.get(fact, [])

    def by_brute_force(self) -> None:
        """Every candidate on every line: what changes a line is among its singles, by fact and way."""
        told = {
            (line, one.outcome.candidate.fact, one.outcome.candidate.kind, one.outcome.candidate.way)
            for line in self.changes.lines
            for one in self.changes.singles(line)
        }
        for candidate in self.changes.candidates:
            supposed = self.changes.companions.complete({candidate.fact: candidate.value})
            if supposed is None:
                continue
            self.add("brute")
            there = self.plan(supposed)
            for line in self.changes.lines:
                key = (line, candidate.fact, candidate.kind, candidate.way)
                if there.get(line) != self.base.get(line) and key not in told:
                    raise AssertionError(f"{self.name}: {line}: {candidate.fact} {candidate.value} was missed")


def _noted(fact: Any, known: Known) -> Any:
    if isinstance(known, bool):
        return known
    if isinstance(known, tuple):
        return known[0]
    return next(o.id for place, o in enumerate(fact.options) if known >> place & 1)
