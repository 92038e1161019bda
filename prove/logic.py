"""Long proof of the language of conditions: all ways of evaluating agree, and learning more never flips an answer."""

import math
from random import Random

from tests.engines.generator import VOCABULARY, a_person, a_program, narrowed
from waymark.logic import Known, Program
from waymark.logic.nodes import Node, walk
from waymark.logic.oracle import evaluate

_PROGRAMS = {"small": 10, "full": 1000}
_CONDITIONS = 20
_PERSONS = 10
_STEPS = 10
_TRUTHS = {0: False, 1: None, 3: True}


class _Figures:
    """What was counted on the way."""

    def __init__(self) -> None:
        self.pairs = 0
        self.unknown = 0
        self.narrowings = 0
        self.settled = 0
        self.missing = 0
        self.critical = 0
        self.classes: set[str] = set()


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that shows the first condition and person that break the promise."""
    chance = Random(seed)
    figures = _Figures()
    for _ in range(_PROGRAMS[scale]):
        program = a_program(chance, _CONDITIONS)
        figures.classes.update(type(node).__name__ for tree in _trees(program) for node in walk(tree))
        stored = Program.from_compiled(program.compiled())
        for _ in range(_PERSONS):
            person = a_person(chance)
            _agree(program, stored, person, figures)
            _stay_settled(program, person, chance, figures)
        _only_missing_settles(program, a_person(chance), chance, figures)
        _critical_values_turn(program, a_person(chance), figures)
    return [
        f"seed {seed}: {figures.pairs} condition and person pairs ({figures.unknown} unknown): generated code, trace, "
        "compiled program and plain evaluator agree, failures=0",
        f"seed {seed}: {figures.narrowings} narrowings ({figures.settled} settled something), flipped=0",
        f"seed {seed}: {figures.missing} unknown answers that facts not listed as missing left unknown, failures=0",
        f"seed {seed}: {figures.critical} critical values crossed, each turned a comparison, failures=0",
        f"classes of nodes met: {len(figures.classes)} ({', '.join(sorted(figures.classes))})",
    ]


def _trees(program: Program) -> list[Node]:
    return [*program.trees.conditions.values(), *program.trees.derived.values()]


def _agree(program: Program, stored: Program, person: dict[str, Known], figures: _Figures) -> None:
    trees = program.trees
    answers = program.answers(person)
    trace = program.trace(person)
    roots = [
        _TRUTHS[truth]
        for place, truth in zip(program.layout, trace, strict=True)
        if place.parent < 0 and not place.derived
    ]
    for at, (name, tree) in enumerate(trees.conditions.items()):
        expected = evaluate(tree, person, trees.derived)
        figures.pairs += 1
        figures.unknown += expected is None
        if not answers[at] is roots[at] is expected:
            raise AssertionError(f"{trees.texts[name]}: {answers[at]}, {roots[at]}, {expected} for {person}")
    if stored.answers(person) != answers or stored.trace(person) != trace:
        raise AssertionError(f"the compiled program answers otherwise for {person}")


def _stay_settled(program: Program, person: dict[str, Known], chance: Random, figures: _Figures) -> None:
    before = program.answers(person)
    for _ in range(_STEPS):
        closer = narrowed(chance, person)
        after = program.answers(closer)
        for name, old, new in zip(program.conditions, before, after, strict=True):
            figures.narrowings += 1
            figures.settled += old is None and new is not None
            if old is not None and old is not new:
                text = program.trees.texts[name]
                raise AssertionError(f"{text}: {old} became {new} when {person} became {closer}")
        person, before = closer, after


def _only_missing_settles(program: Program, person: dict[str, Known], chance: Random, figures: _Figures) -> None:
    for at, (name, answer) in enumerate(zip(program.conditions, program.answers(person), strict=True)):
        missing = program.missing(name, person)
        if answer is not None and missing:
            raise AssertionError(f"{program.trees.texts[name]} is settled and yet misses {missing} for {person}")
        if answer is None:
            closer = {fact: known for fact, known in narrowed(chance, person).items() if fact not in missing}
            closer |= {fact: person[fact] for fact in missing if fact in person}
            figures.missing += 1
            if program.answers(closer)[at] is not None:
                raise AssertionError(f"{program.trees.texts[name]} is settled by more than {missing} for {closer}")


def _critical_values_turn(program: Program, person: dict[str, Known], figures: _Figures) -> None:
    points = {name: known for name, known in person.items() if not isinstance(known, tuple) or _point(known)}
    counted = any("count" in program.trees.texts[name] for name in program.derived)
    for fact, values in program.critical_values(points).items():
        if VOCABULARY.facts[fact].kind not in ("integer", "number"):
            continue
        for value in values:
            for holds in value.holds_at:
                for fails in value.fails_at:
                    true, false = (program.trace({**points, fact: (float(at), float(at))}) for at in (holds, fails))
                    figures.critical += 1
                    # A comparison counted inside a derived number has no place in the trace.
                    if not counted and not any(t == 3 and f == 0 for t, f in zip(true, false, strict=True)):
                        raise AssertionError(f"{value} turns nothing for {points}")


def _point(ends: tuple[float, float]) -> bool:
    return ends[0] == ends[1] and math.isfinite(ends[0])
