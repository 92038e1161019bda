"""One person, 200 rules: Waymark beside other engines on the same rules and facts, in one run.

Needs WAYMARK_BENCH (the folder that holds workload.py) and the dependency group `bench`; the CQL peer also needs Node
and, in bench/.node, `npm install cql-execution cql-exec-fhir @cqframework/cql`. Rounds of all engines alternate and
medians are printed, because only ratios taken in one run mean anything.

    WAYMARK_BENCH=... python bench/rules_one_person.py [persons] [rounds]
"""

import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from waymark.logic import FactType, Known, Program, Vocabulary
from waymark.logic.oracle import evaluate

NODE_FOLDER = Path(__file__).parent / ".node"
ANSWERS = "Waymark, answers"
CONVERTED = "Waymark, answers, from plain numbers"
INTERVALS = "Waymark, answers, every number an interval"
TRACE = "Waymark, trace of every node"
CEL = "common-expression-language"
CQL = "cql-execution, facts as parameters"
Rule = dict[str, Any]
Person = dict[str, Any]


def workload() -> tuple[ModuleType, Path] | None:
    """The shared workload, imported from its folder; None where it is not."""
    folder = os.environ.get("WAYMARK_BENCH")
    if not folder or not (Path(folder) / "workload.py").is_file():
        return None
    spec = importlib.util.spec_from_file_location("workload", Path(folder) / "workload.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, Path(folder)


def written(rule: Rule, words: tuple[str, str, str] = (" and ", " or ", "not ")) -> str:
    """A rule of the workload as a condition; with other words, as an expression of CEL."""
    kind = rule["op"]
    if kind in ("and", "or"):
        joint = words[0] if kind == "and" else words[1]
        return "(" + joint.join(written(item, words) for item in rule["args"]) + ")"
    if kind == "not":
        return f"{words[2]}({written(rule['arg'], words)})"
    return rule["fact"] if kind == "fact" else f"({rule['fact']} {kind} {rule['value']!r})"


def program_of(rules: list[Rule], load: ModuleType) -> Program:
    facts = {name: FactType("number") for name, _, _ in load.NUMERIC}
    facts |= {name: FactType("boolean") for name in load.BOOLEAN}
    return Program(Vocabulary(facts), {}, {f"rule-{at:03d}": written(rule) for at, rule in enumerate(rules)})


def points(person: Person) -> dict[str, Known]:
    return {name: value if isinstance(value, bool) else (value, value) for name, value in person.items()}


def widened(person: Person, ranges: dict[str, float], chance: random.Random) -> dict[str, Known]:
    """Every number an interval of positive width around the value."""
    known: dict[str, Known] = {}
    for name, value in person.items():
        span = ranges.get(name, 0.0) * 0.1
        known[name] = (
            value
            if isinstance(value, bool)
            else (value - span * chance.random() - 0.25, value + span * chance.random())
        )
    return known


def cel_engine(rules: list[Rule]) -> Callable[[Person], list[Any]] | None:
    try:
        import cel
    except ImportError:
        print("common-expression-language is not installed: left out (install the dependency group bench)")
        return None
    programs = [cel.compile(written(rule, (" && ", " || ", "!"))) for rule in rules]

    def run(person: Person) -> list[Any]:
        found: list[Any] = []
        context = cel.Context(person)
        for program in programs:
            try:
                found.append(program.execute(context))
            except Exception:  # a missing name that `&&` or `||` did not absorb: unknown
                found.append(None)
        return found

    return run


def cql_round(folder: Path, data: Path, persons: int) -> float | None:
    """Microseconds a person of cql-execution with facts as parameters; None if it failed or did not agree."""
    run = subprocess.run(
        ["node", str(folder / "cql_peer.mjs"), str(data), str(persons), "parameters"],
        cwd=NODE_FOLDER, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    found = re.search(r"facts as parameters.*?([\d.]+) ms/person.*?3vl=([\d.]+)", run.stdout)
    return float(found[1]) * 1000 if found and float(found[2]) == 1.0 else None


def timed(run: Callable[[Any], Any], people: list[Any]) -> float:
    """Microseconds a person."""
    start = time.perf_counter()
    for person in people:
        run(person)
    return (time.perf_counter() - start) / len(people) * 1e6


def agreement(rows: list[Any], expected: list[Any]) -> float:
    cells = [(a, b) for row, wanted in zip(rows, expected, strict=True) for a, b in zip(row, wanted, strict=True)]
    return sum(a is b for a, b in cells) / len(cells)


def cql_ready() -> bool:
    if shutil.which("node") is None:
        print("node is not installed: cql-execution left out")
        return False
    if not (NODE_FOLDER / "node_modules" / "cql-execution").is_dir():
        print("bench/.node has no cql-execution (npm install cql-execution cql-exec-fhir @cqframework/cql): left out")
        return False
    return True


def main(persons: int = 500, rounds: int = 11) -> None:
    found = workload()
    if found is None:
        print("WAYMARK_BENCH does not name a folder with workload.py: nothing is measured")
        return
    if importlib.util.find_spec("numpy") is None:
        print("numpy, which draws the workload's persons, is not installed: nothing is measured")
        return
    load, folder = found
    rules = load.make_rules()
    people = load.people(load.make_columns(persons), persons)
    program = program_of(rules, load)
    known = [points(person) for person in people]
    chance = random.Random(20260101)
    ranges = {name: high - low for name, low, high in load.NUMERIC}
    wide = [widened(person, ranges, chance) for person in people]
    print(f"{persons} persons, {len(rules)} rules, {sum(map(load.count_atoms, rules))} comparisons, {rounds} rounds")
    agree(program, [[load.ref(rule, person) for rule in rules] for person in people], known, wide)
    engines: dict[str, tuple[Callable[[Any], Any], list[Any]]] = {
        ANSWERS: (program.answers, known),
        CONVERTED: (lambda person: program.answers(points(person)), people),
        INTERVALS: (program.answers, wide),
        TRACE: (program.trace, known),
    }
    cel = cel_engine(rules)
    if cel is not None:
        engines[CEL] = (cel, people)
    report(measured(engines, folder, rounds))


def agree(program: Program, expected: list[Any], known: list[dict[str, Known]], wide: list[dict[str, Known]]) -> None:
    """Print how far the answers agree with the reference; stop where they do not. Loads the generated functions."""
    exact = agreement([program.answers(person) for person in known], expected)
    trees = program.trees.conditions.values()
    oracle = [[evaluate(tree, person) for tree in trees] for person in wide[:50]]
    exact_wide = agreement([program.answers(person) for person in wide[:50]], oracle)
    roots = [at for at, node in enumerate(program.layout) if node.parent < 0]
    truths = {0: False, 1: None, 3: True}
    exact_trace = agreement([[truths[row[at]] for at in roots] for row in map(program.trace, known)], expected)
    print(f"agreement with the reference: answers {exact:.5f}, trace {exact_trace:.5f}")
    print(f"agreement with the plain evaluator over intervals: {exact_wide:.5f}")
    if min(exact, exact_wide, exact_trace) < 1.0:
        sys.exit("Waymark disagrees with the reference")


def measured(engines: dict[str, tuple[Callable[[Any], Any], list[Any]]], folder: Path, rounds: int) -> dict[str, float]:
    """Median microseconds a person of every engine, in alternating rounds."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    with tempfile.TemporaryDirectory() as data:
        subprocess.run([sys.executable, str(folder / "workload.py"), data, "300"], check=True, capture_output=True)
        with_cql = cql_ready()
        for at in range(rounds):
            for name, (run, given) in engines.items():
                times[name].append(timed(run, given))
            if with_cql and at % 4 == 0 and (round_of_cql := cql_round(folder, Path(data), 300)):
                times.setdefault(CQL, []).append(round_of_cql)
    return {name: median(found) for name, found in times.items()}


def report(middle: dict[str, float]) -> None:
    """Times, and ratios beside the targets."""
    for name, microseconds in middle.items():
        print(f"{name:45s} {microseconds:9.1f} µs")
    if CEL in middle:
        base = middle[CEL]
        print(f"answers: {base / middle[ANSWERS]:.2f} times as fast as CEL (target 4)")
        print(f"answers over intervals: {base / middle[INTERVALS]:.2f} times as fast as CEL (target 4)")
        print(f"trace: {middle[TRACE] / base:.2f} of CEL's time (target at most 0.8)")
    if CQL in middle:
        print(f"answers: {middle[CQL] / middle[ANSWERS]:.0f} times as fast as cql-execution (target 40)")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
