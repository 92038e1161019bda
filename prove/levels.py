"""Proof of the level table: every state enumerated, checked by random persons, planted faults and named persons."""

import tempfile
import time
from pathlib import Path
from random import Random

from tests.engines.planted import FAULTS, plant
from waymark.knowledge.look import read
from waymark.knowledge.model.effect import Exclude, Minimum
from waymark.knowledge.release import Release, load_release
from waymark.logic import Known
from waymark.planning.asked import Asked
from waymark.planning.care_level import demand_of
from waymark.planning.cases import check_case
from waymark.planning.prepare import prepare
from waymark.planning.proof import prove_levels
from waymark.planning.varying import variables_of

_PERSONS = {"small": 5_000, "full": 200_000}
_PERSONS_FILE = "levels/persons.yaml"


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that shows the fault or the person."""
    release = load_release()
    start = time.perf_counter()
    proof = prove_levels(release)
    took = time.perf_counter() - start
    if proof.faults:
        raise AssertionError("; ".join(f"{f.kind}: {f.about}: {f.says}: {f.person}" for f in proof.faults[:3]))
    return [
        f"release {release.id[:12]}: {proof.states:,} states of anchors, substances and medication, "
        f"{len(proof.demands)} distinct demands of {proof.rules} rules, in {took:.1f} s",
        "no gap, no contradiction, no dead rule, no step down when a need rises",
        _random_persons(release, proof.demands, Random(seed), _PERSONS[scale], seed),
        *_planted(),
        _named_persons(release),
    ]


def _random_persons(release: Release, demands: frozenset[Asked], chance: Random, number: int, seed: int) -> str:
    """Persons drawn fact by fact and asked rule by rule, without blocks or bits: each demand was enumerated."""
    rules = [(rule, tuple(e for e in rule.effects if isinstance(e, Minimum))) for rule in release.rules]
    spoken = [(rule, minima, _excluded(rule.effects)) for rule, minima in rules if minima or _excluded(rule.effects)]
    gates = [name for name in release.program.conditions if name.startswith("level:")]
    facts = (f for name in (*(rule.id for rule, _, _ in spoken), *gates) for f in release.program.facts_of(name))
    variables = tuple(variables_of(release, facts).values())
    places = {name: at for at, name in enumerate(release.program.conditions)}
    met: set[Asked] = set()
    for _ in range(number):
        # Healthy on most counts or ill on most: both ends are met.
        low = chance.random()
        person: dict[str, Known] = {}
        for variable in variables:
            person |= variable.states[0] if chance.random() < low else chance.choice(variable.states)
        answers = release.program.answers(person)
        yes = [(minima, excluded) for rule, minima, excluded in spoken if answers[places[rule.id]] is True]
        asked = Asked(
            demand_of(m for minima, _ in yes for m in minima),
            frozenset(option for _, excluded in yes for option in excluded),
            frozenset(gate for gate in gates if answers[places[gate]] is True),
        )
        if asked not in demands:
            raise AssertionError(f"{asked} was not enumerated; it is the demand of {person}")
        met.add(asked)
    return (
        f"seed {seed}: {number:,} random persons asked rule by rule: every demand among those proved, "
        f"{len(met)} of them met, failures=0"
    )


def _excluded(effects: tuple[object, ...]) -> frozenset[str]:
    return frozenset(e.option for e in effects if isinstance(e, Exclude) and e.option.startswith("level:"))


def _planted() -> list[str]:
    lines = []
    for name, (kind, _, _) in FAULTS.items():
        with tempfile.TemporaryDirectory() as folder:
            faults = prove_levels(load_release([plant(name, Path(folder))])).faults
        if kind not in {fault.kind for fault in faults}:
            raise AssertionError(f"planted: {name}: expected {kind}, found {[f.kind for f in faults]}")
        shown = next(fault for fault in faults if fault.kind == kind)
        person = ", ".join(f"{fact} {value}" for fact, value in shown.person.items()) or "nobody"
        lines.append(f"planted “{name}”: found as {kind}; person: {person}")
    return lines


def _named_persons(release: Release) -> str:
    """The persons that guidance says must come out right."""
    prepared = prepare(release)
    cases = [w for w in read().entries["cases"].values() if w.file.endswith(_PERSONS_FILE)]
    wrong = {w.id: check_case(prepared, w.entry) for w in cases}
    failed = {name: what for name, what in wrong.items() if what}
    if failed or not cases:
        raise AssertionError(f"persons that must come out right: {failed or 'none found'}")
    return f"{len(cases)} of {len(cases)} persons that must come out right do"
