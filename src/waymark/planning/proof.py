"""Proof of the level table: every combination of anchors, substances and medication state, from the rules themselves.

Shown: no gap (some composite of the full catalogue meets what is asked), no contradiction (what floors ask is not
excluded at the same time), no dead rule (each rule decides somewhere), no step down when a need rises. Each failure
carries the combination that shows it, as a person.

The combinations are exact, not sampled: demands are maxima over rules, so that for every state of the facts several
blocks share (the cut) the blocks can be enumerated one by one and joined by their distinct demands. A demand is one
whole number there (see `asked`), and two sets of demands are joined once, however many states of the cut lead to them.
"""

from functools import cached_property
from math import prod

import msgspec

from waymark.knowledge.release import Release
from waymark.logic import Known, Program
from waymark.planning.asked import Asked
from waymark.planning.level import AXES, Candidate, Vector, build_candidates, choose
from waymark.planning.varying import State, states_of, variables_of
from waymark.planning.voices import Voice, union, voices_of, waiting

__all__ = ["Fault", "Proof", "prove_levels"]

# Of faults about the same thing, and of one kind, so many are shown; the rest is counted.
ALIKE_SHOWN = 3
KIND_SHOWN = 9


class Fault(msgspec.Struct, frozen=True):
    """One failure of the table: what kind, which rule or level, and the person that shows it."""

    kind: str
    about: str
    person: dict[str, str]
    says: str


class Proof(msgspec.Struct, frozen=True):
    """The result: how many states were proved, the distinct demands they come to, the rules, and the faults.

    `faults` holds examples; `more` counts by kind those not shown.
    """

    states: int
    demands: frozenset[Asked]
    rules: int
    faults: tuple[Fault, ...]
    more: dict[str, int] = {}


class _Block(msgspec.Struct):
    """Rules that share facts beside the cut: enumerated together, apart from other blocks."""

    voices: tuple[Voice, ...]
    facts: tuple[str, ...]
    names: tuple[str, ...]
    program: Program
    kept: dict[tuple[Known, ...], "_Found"]


class _Found(msgspec.Struct, frozen=True):
    """Of one block under one state of the cut: how many states, and each distinct demand with one of them."""

    states: int
    persons: dict[int, State]
    demands: frozenset[int]


class _Joined(msgspec.Struct, frozen=True):
    """Every distinct demand of two sets joined, each with the two parts it came from."""

    demands: frozenset[int]
    parts: dict[int, tuple[int, int]]


def prove_levels(release: Release) -> Proof:
    """Enumerate the level table of a release and report every fault found (a few examples of each)."""
    return _Prover(release).prove()


class _Prover:
    def __init__(self, release: Release) -> None:
        self.release = release
        self.trees = release.program.trees
        self.vocabulary = release.program.vocabulary
        self.candidates = build_candidates(tuple(release.levels.values()), tuple(release.add_ons.values()))
        self.voices, self.bits = voices_of(release)
        self.gates = tuple(name for name in release.program.conditions if name.startswith("level:"))
        self.gate_program = Program(self.vocabulary, {}, {g: self.trees.texts[g] for g in self.gates})
        gated = (f for g in self.gates for f in self.trees.facts_of(g, False))
        self.variables = variables_of(release, (*(f for v in self.voices for f in v.facts), *gated))
        self.of_fact = {f: v.name for v in self.variables.values() for f in v.states[-1]}
        self.faults: list[Fault] = []
        self.more: dict[str, int] = {}
        self.deciding: set[str] = set()
        self.spoken: set[str] = set()
        self.joins: dict[tuple[frozenset[int], frozenset[int]], _Joined] = {}

    def prove(self) -> Proof:
        self._monotone()
        cut, blocks = self._blocks()
        states = 0
        seen: dict[int, State] = {}
        for shared in states_of(self.variables, cut):
            found = [self._block(block, shared) for block in blocks]
            states += prod(one.states for one in found)
            self._join(shared, found, seen)
        self._judge({self.bits.read(bits): person for bits, person in seen.items()})
        self._dead()
        return Proof(
            states=states,
            demands=frozenset(self.bits.read(bits) for bits in seen),
            rules=len(self.voices),
            faults=tuple(self.faults),
            more=self.more,
        )

    # --- what varies ---------------------------------------------------------------------------------------------

    def _blocks(self) -> tuple[list[str], list[_Block]]:
        """The cut (variables several blocks read) and the blocks that remain when it is fixed."""
        touching: dict[str, set[str]] = {}
        for voice in self.voices:
            group = {self.of_fact[f] for f in voice.facts}
            for name in group:
                touching.setdefault(name, set()).update(group)
        gated = {self.of_fact[f] for g in self.gates for f in self.trees.facts_of(g, False)}
        # What belongs to one substance is never shared; what is read together with two or more others is.
        substances = tuple(f"{s}." for s in self.release.substances)
        shared = {n for n in touching if not n.startswith(substances) and len(touching[n]) > 2} | gated
        parts: list[set[str]] = []
        for name in self.variables:
            if name in shared:
                continue
            near = (touching.get(name, set()) | {name}) - shared
            joined = [p for p in parts if p & near]
            parts = [p for p in parts if not p & near] + [set().union(near, *joined)]
        groups: list[list[Voice]] = [[] for _ in range(len(parts) + 1)]
        for voice in self.voices:
            own = {self.of_fact[f] for f in voice.facts} - shared
            groups[next((i for i, p in enumerate(parts) if own & p), len(parts))].append(voice)
        return sorted(shared), [self._make_block(tuple(g), shared) for g in groups if g]

    def _make_block(self, voices: tuple[Voice, ...], shared: set[str]) -> _Block:
        facts = tuple(dict.fromkeys(f for v in voices for f in v.facts))
        return _Block(
            voices=voices,
            facts=facts,
            names=tuple(n for n in dict.fromkeys(self.of_fact[f] for f in facts) if n not in shared),
            program=Program(self.vocabulary, {}, {v.rule: self.trees.texts[v.rule] for v in voices}),
            kept={},
        )

    # --- demands -------------------------------------------------------------------------------------------------

    def _join(self, shared: State, found: list[_Found], seen: dict[int, State]) -> None:
        """Every distinct demand under one state of the cut; those not seen before with one person that has it."""
        demands = frozenset((self._gate_bits(shared),))
        steps = []
        for one in found:
            # Frozen sets keep their hash; equal sets of demands meet the same join.
            joined = self.joins.get((demands, one.demands))
            if joined is None:
                joined = self.joins[demands, one.demands] = _join(demands, one.demands)
            steps.append(joined)
            demands = joined.demands
        for demand in demands - seen.keys():
            rest = demand
            person = dict(shared)
            for step, one in zip(reversed(steps), reversed(found), strict=True):
                rest, part = step.parts[rest]
                person.update(one.persons[part])
            seen[demand] = person

    def _gate_bits(self, shared: State) -> int:
        answers = self.gate_program.answers(shared)
        opened = frozenset(g for g, answer in zip(self.gates, answers, strict=True) if answer is True)
        return self.bits.of(Asked(gates=opened))

    def _block(self, block: _Block, shared: State) -> _Found:
        key = tuple(shared[f] for f in block.facts if f in shared)
        kept = block.kept.get(key)
        if kept is None:
            kept = block.kept[key] = self._enumerate(block, shared)
        return kept

    def _enumerate(self, block: _Block, shared: State) -> _Found:
        persons: dict[int, State] = {}
        count = 0
        for state in states_of(self.variables, block.names):
            count += 1
            answers = block.program.answers({**shared, **state})
            speaking = [v for v, answer in zip(block.voices, answers, strict=True) if answer is True]
            asked = union(v.bits for v in speaking)
            silent = (v for v, answer in zip(block.voices, answers, strict=True) if answer is not True)
            maybe = waiting(silent, {**shared, **state})
            self.spoken.update(v.rule for v in speaking)
            for voice in speaking:
                if voice.rule not in self.deciding and union(v.bits for v in speaking if v is not voice) != asked:
                    self.deciding.add(voice.rule)
            # A rule that is false here is not yet known for somebody who is the same in all else.
            for more in maybe:
                persons.setdefault(asked | more, state)
        return _Found(count, persons, frozenset(persons))

    # --- judging -------------------------------------------------------------------------------------------------

    def _judge(self, seen: dict[Asked, State]) -> None:
        """Gaps and contradictions over every distinct demand; and that more demand never gets less care."""
        chosen: dict[Asked, Candidate] = {}
        for asked, person in seen.items():
            demand = asked.demand
            fitting = [c for c in self.candidates if self._open(c, asked.gates) and c.meets(demand.full)]
            if not fitting:
                self._fault("gap", _axes(demand.full), person, "no composite of the catalogue meets this demand")
                continue
            allowed = [c for c in fitting if f"level:{c.level}" not in asked.excluded]
            if not allowed:
                self._fault(
                    "contradiction",
                    ", ".join(sorted(asked.excluded)),
                    person,
                    "what the floors ask for is excluded at the same time",
                )
                continue
            chosen[asked] = self._recommended(asked)
        self._no_step_down(chosen, seen)

    def _recommended(self, asked: Asked) -> Candidate:
        return choose(
            self.candidates, asked.demand, lambda level: self._level_open(level, asked), lambda candidate: True
        ).recommended

    def _no_step_down(self, chosen: dict[Asked, Candidate], seen: dict[Asked, State]) -> None:
        """Between demands where one asks at least as much on every axis, the order of care may not fall."""
        by_gate: dict[tuple[frozenset[str], frozenset[str]], list[Asked]] = {}
        for asked in chosen:
            by_gate.setdefault((asked.gates, asked.excluded), []).append(asked)
        for group in by_gate.values():
            distinct = {a.demand.full: a for a in group}
            ordered = sorted(distinct.items(), key=lambda kv: chosen[kv[1]].intensity)
            for low, one in ordered:
                for high, other in ordered:
                    less = chosen[other].intensity < chosen[one].intensity
                    if less and low != high and all(x <= y for x, y in zip(low, high, strict=True)):
                        says = f"{_axes(high)} gets {chosen[other].key}, less than {chosen[one].key} for {_axes(low)}"
                        self._fault("step down", chosen[other].key, seen[other], says)

    def _monotone(self) -> None:
        """A rule that speaks may not fall silent, and a gate may not open, when a need rises by one rung."""
        for name in (*(v.rule for v in self.voices if v.minima), *self.gates):
            facts = self.trees.facts_of(name, False)
            groups = dict.fromkeys(self.of_fact[f] for f in facts)
            program = Program(self.vocabulary, {}, {name: self.trees.texts[name]})
            for state in states_of(self.variables, groups):
                before = program.answers(state)[0]
                for group in groups:
                    raised = self._raised(group, state)
                    if raised is None:
                        continue
                    after = program.answers(raised)[0]
                    if name in self.gates:
                        if after is True and before is not True:
                            self._fault("step down", name, raised, "opens a lighter level when a need rises")
                    elif before is True and after is not True:
                        self._fault("step down", name, raised, "falls silent when a need rises")

    def _raised(self, group: str, state: State) -> State | None:
        """The state with this ladder one rung higher; None where it is no ladder or at its top."""
        variable = self.variables[group]
        if not variable.rising:
            return None
        here = {f: state[f] for f in variable.states[-1]}
        place = variable.states.index(here)
        return {**state, **variable.states[place + 1]} if place + 1 < len(variable.states) else None

    def _dead(self) -> None:
        for voice in self.voices:
            if voice.rule not in self.spoken:
                self._fault("dead rule", voice.rule, {}, "true for nobody: its condition contradicts itself")
            elif voice.minima and voice.rule not in self.deciding:
                self._fault("dead rule", voice.rule, {}, "never decides: other rules always ask as much")

    # --- helpers -------------------------------------------------------------------------------------------------

    def _open(self, candidate: Candidate, gates: frozenset[str]) -> bool:
        gate = f"level:{candidate.level}"
        return gate not in self.gates or gate in gates

    def _level_open(self, level: str, asked: Asked) -> bool:
        gate = f"level:{level}"
        return (gate not in self.gates or gate in asked.gates) and gate not in asked.excluded

    def _fault(self, kind: str, about: str, state: State, says: str) -> None:
        of_kind = [f for f in self.faults if f.kind == kind]
        if len(of_kind) >= KIND_SHOWN or sum(f.about == about for f in of_kind) >= ALIKE_SHOWN:
            self.more[kind] = self.more.get(kind, 0) + 1
            return
        self.faults.append(Fault(kind, about, self._person(state), says))

    def _person(self, state: State) -> dict[str, str]:
        """The facts that make the person what the fault shows: those that, brought down, change what is asked."""
        groups = [v for v in self.variables.values() if set(v.states[0]) <= set(state)]
        asked = self._seen(state)
        for group in groups:
            lowered = {**state, **group.states[0]}
            if self._seen(lowered) == asked:
                state = lowered
        shown: dict[str, str] = {}
        for group in groups:
            here = {f: state[f] for f in group.states[0]}
            if here != group.states[0]:
                told = [f for f, known in here.items() if known is not False][-1]
                shown[told] = self._said(told, here[told])
        return shown

    def _seen(self, state: State) -> tuple[object, ...]:
        """All that matters of a person: the answers of the rules, and what makes unknown ones count."""
        return self._whole.answers(state), [state.get(given or "") for v in self.voices for given, _ in v.waiting]

    @cached_property
    def _whole(self) -> Program:
        """Every rule that speaks about levels, and every gate."""
        names = (*(v.rule for v in self.voices), *self.gates)
        return Program(self.vocabulary, {}, {name: self.trees.texts[name] for name in names})

    def _said(self, fact: str, known: Known) -> str:
        definition = self.release.facts[fact]
        if isinstance(known, bool):
            return "true" if known else "false"
        if isinstance(known, int):
            return " or ".join(o.id for i, o in enumerate(definition.options) if known >> i & 1)
        return f"{known[0]:g}"


def _join(some: frozenset[int], more: frozenset[int]) -> _Joined:
    parts: dict[int, tuple[int, int]] = {}
    for one in sorted(some):
        for other in sorted(more):
            parts.setdefault(one | other, (one, other))
    return _Joined(frozenset(parts), parts)


def _axes(demand: Vector) -> str:
    return ", ".join(f"{axis} {value:g}" for axis, value in zip(AXES, demand, strict=True) if value) or "nothing"
