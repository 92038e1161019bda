"""A whole plan in a warm process, beside common-expression-language on the plan's own conditions, in one run.

The peer gets every derived fact and every condition of the release as an expression and the person's facts as plain
values; it answers the conditions and nothing else. Needs the dependency group `bench`.

    python bench/whole_plan.py [persons] [rounds]
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import msgspec

from waymark.demo.people import make_people
from waymark.knowledge.release import load_release
from waymark.logic.nodes import (
    Always,
    And,
    Arithmetic,
    BooleanFact,
    CategoryTest,
    Compare,
    Constant,
    Count,
    Extreme,
    InUnit,
    Node,
    Not,
    NumberFact,
    Or,
)
from waymark.planning.compose import Documents, compose
from waymark.planning.prepare import prepare
from waymark.record.known import facts_as_of
from waymark.record.reading import read_person
from waymark.record.time import calendar_of


def expression(node: Node) -> str:
    """A typed tree as an expression of CEL; dots in names become underscores."""
    match node:
        case Always():
            return "true"
        case Constant():
            return repr(float(node.value))
        case NumberFact() | BooleanFact():
            return name(node.name)
        case CategoryTest():
            inside = f"{name(node.name)} in [{', '.join(repr(o) for o in node.options)}]"
            return f"!({inside})" if node.negated else f"({inside})"
        case Not():
            return f"!({expression(node.item)})"
        case And() | Or():
            return "(" + (" && " if isinstance(node, And) else " || ").join(map(expression, node.items)) + ")"
        case Compare() | Arithmetic():
            return f"({expression(node.left)} {node.operator} {expression(node.right)})"
        case Count():
            return "(" + " + ".join(f"({expression(i)} ? 1.0 : 0.0)" for i in node.items) + ")"
        case Extreme():
            sign = "<" if node.which == "min" else ">"
            found = expression(node.items[0])
            for item in node.items[1:]:
                other = expression(item)
                found = f"({found} {sign} {other} ? {found} : {other})"
            return found
        case InUnit():
            return expression(node.item)
    raise TypeError(type(node).__name__)


def name(fact: str) -> str:
    return fact.replace(".", "__")


class Peer:
    """The release's conditions in common-expression-language."""

    def __init__(self, release: Any) -> None:
        import cel

        self.cel = cel
        trees = release.program.trees
        self.facts = {name(f): None for f in release.facts}
        self.options = {f: [o.id for o in fact.options] for f, fact in release.facts.items()}
        self.derived = [(name(n), cel.compile(expression(trees.derived[n]))) for n in release.program.derived]
        self.conditions = [cel.compile(expression(tree)) for tree in trees.conditions.values()]

    def context(self, values: dict[str, Any]) -> dict[str, Any]:
        """Plain values; what is not known exactly is null."""
        plain: dict[str, Any] = dict(self.facts)
        for fact, known in values.items():
            if isinstance(known, bool):
                plain[name(fact)] = known
            elif isinstance(known, int):
                left = [o for i, o in enumerate(self.options[fact]) if known >> i & 1]
                plain[name(fact)] = left[0] if len(left) == 1 else None
            else:
                plain[name(fact)] = known[0] if known[0] == known[1] else None
        return plain

    def run(self, plain: dict[str, Any]) -> int:
        given = dict(plain)
        for fact, program in self.derived:
            if given.get(fact) is None:
                given[fact] = self._value(program, given)
        context = self.cel.Context(given)
        return sum(self._in(program, context) is True for program in self.conditions)

    def _value(self, program: Any, given: dict[str, Any]) -> Any:
        return self._in(program, self.cel.Context(given))

    @staticmethod
    def _in(program: Any, context: Any) -> Any:
        try:
            return program.execute(context)
        except Exception:  # the peer raises on null; its unknown
            return None

    def flat(self, plain: dict[str, Any]) -> Any:
        """Conditions only, with derived facts already worked out by us: the peer's best case."""
        context = self.cel.Context(plain)
        return [self._in(program, context) for program in self.conditions]


def main() -> None:
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    release = load_release()
    prepared = prepare(release)
    documents = []
    for made in make_people(persons, seed=11):
        raw = msgspec.json.encode(made)
        documents.append(Documents(person=read_person(raw, "person"), record=raw))
    values = [facts_as_of(d.person, release, calendar_of(d.person), {}).values for d in documents]
    peer = Peer(release)
    plain = [peer.context({**v, **release.program.values(v)}) for v in values]
    encoder = msgspec.json.Encoder()
    times: dict[str, list[float]] = {"plan": [], "plan and JSON": [], "answers": [], "peer": []}
    jobs: dict[str, Callable[[int], object]] = {
        "plan": lambda i: compose(prepared, documents[i], carry=False),
        "plan and JSON": lambda i: encoder.encode(compose(prepared, documents[i])),
        "answers": lambda i: release.program.answers(values[i]),
        "peer": lambda i: peer.flat(plain[i]),
    }
    for round_ in range(rounds + 1):
        for label, job in jobs.items():
            for i in range(persons):
                start = time.perf_counter()
                job(i)
                if round_:
                    times[label].append(time.perf_counter() - start)
    ours, theirs = median(times["plan"]), median(times["peer"])
    print(
        f"{len(release.rules)} rules, {len(release.conditions)} conditions, {persons} persons, {rounds} rounds, medians"
    )
    for label, found in times.items():
        print(f"  {label:<14} {median(found) * 1e3:8.3f} ms")
    print(f"  plan / peer on its conditions: {ours / theirs:.1f} (bar: at most 25); orientation: plan under 10 ms")


if __name__ == "__main__":
    main()
