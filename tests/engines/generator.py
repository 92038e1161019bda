"""Makes typed conditions and persons from a source of chance: a seeded one in proofs, Hypothesis in tests.

`CONDITIONS` and `NUMBERS` say how a node of each class is made; a test fails when a class is in neither.
"""

import math
from collections.abc import Callable
from random import Random
from typing import Literal

from waymark.logic import FactType, Known, Program, Vocabulary
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
    Operator,
    Or,
    leaf_facts,
)
from waymark.logic.text import written

BOOLEANS = ("b.one", "b_one", "b.two", "b.three")
INTEGERS = ("i.one", "i.two")
PLAIN = ("x.one", "x.two")
HEAVY = ("w.one", "w.two")
CATEGORIES = {"c.three": ("a", "b", "c"), "c.five": ("v", "w", "x", "y", "z")}
DERIVED_BOOLEANS = ("d.first", "d.second")
DERIVED_NUMBERS = ("d.plain", "d.heavy")
VOCABULARY = Vocabulary(
    {
        **{name: FactType("boolean") for name in (*BOOLEANS, *DERIVED_BOOLEANS)},
        **{name: FactType("integer", range=(-20.0, 20.0)) for name in INTEGERS},
        **{name: FactType("number", range=(0.5, 40.0)) for name in PLAIN},
        **{name: FactType("number", "kg", resolution=0.5) for name in HEAVY},
        **{name: FactType("category", options=options) for name, options in CATEGORIES.items()},
        "d.plain": FactType("number"),
        "d.heavy": FactType("number", "kg"),
    },
    {"three": (3.0, None), "nothing": (0.0, None), "heavy_limit": (5.0, "kg")},
)
VALUES = (0.0, 1.0, 2.0, 3.0, 5.0, -1.0, -3.0, 0.5, 10.0, 1e300)
COMPARISONS: tuple[Operator, ...] = (">=", ">", "<=", "<")
EQUALITIES: tuple[Operator, ...] = ("==", "!=")
SIGNS: tuple[Literal["+", "-", "*", "/"], ...] = ("+", "-", "*", "/")


class Maker:
    """Makes conditions; `derived` are the derived facts that may already be used."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.derived: tuple[str, ...] = ()

    def condition(self, depth: int) -> Node:
        simple = (BooleanFact, CategoryTest, Compare, Compare)
        kinds = simple if depth <= 0 else (*simple, And, Or, Not, And, Or, Always)
        return CONDITIONS[self.chance.choice(kinds)](self, depth - 1)

    def number(self, depth: int, unit: str | None) -> Node:
        kinds: tuple[type, ...] = (NumberFact, NumberFact, Constant)
        if depth > 0:
            kinds = (*kinds, Arithmetic, Arithmetic, Extreme)
            kinds = (*kinds, Count, InUnit) if unit is None else kinds
        return NUMBERS[self.chance.choice(kinds)](self, depth - 1, unit)

    def several(self, make: Callable[[], Node]) -> tuple[Node, ...]:
        return tuple(make() for _ in range(self.chance.randint(2, 3)))

    def boolean_fact(self, depth: int) -> Node:
        return BooleanFact(self.chance.choice((*BOOLEANS, *(n for n in self.derived if n in DERIVED_BOOLEANS))))

    def category_test(self, depth: int) -> Node:
        name = self.chance.choice(tuple(CATEGORIES))
        options = CATEGORIES[name]
        chosen = tuple(self.chance.sample(options, self.chance.randint(1, len(options) - 1)))
        mask = sum(1 << options.index(option) for option in chosen)
        everything = (1 << len(options)) - 1
        negated = self.chance.random() < 0.3
        return CategoryTest(name, chosen, negated, everything ^ mask if negated else mask, everything)

    def compare(self, depth: int) -> Node:
        if self.chance.random() < 0.2:
            left: Node = NumberFact(self.chance.choice(INTEGERS))
            whole: tuple[Node, ...] = (Constant(float(self.chance.randint(-3, 3))), NumberFact(INTEGERS[0]))
            return Compare(self.chance.choice(EQUALITIES), left, self.chance.choice(whole))
        unit = self.chance.choice((None, None, "kg"))
        left, right = self.number(depth, unit), self.number(depth, unit)
        if not leaf_facts(left) and not leaf_facts(right):
            left = self.number_fact(0, unit)
        return Compare(self.chance.choice(COMPARISONS), left, right)

    def constant(self, depth: int, unit: str | None) -> Node:
        if self.chance.random() < 0.2:
            named = [name for name, (_, other) in VOCABULARY.constants.items() if other == unit]
            name = self.chance.choice(named)
            return Constant(VOCABULARY.constants[name][0], unit, name)
        return Constant(self.chance.choice(VALUES), unit)

    def number_fact(self, depth: int, unit: str | None) -> Node:
        names = HEAVY if unit else (*INTEGERS, *PLAIN)
        mine = "d.heavy" if unit else "d.plain"
        return NumberFact(self.chance.choice((*names, mine) if mine in self.derived else names))

    def arithmetic(self, depth: int, unit: str | None) -> Node:
        operator = self.chance.choice(SIGNS)
        if operator in ("+", "-"):
            return Arithmetic(operator, self.number(depth, unit), self.number(depth, unit))
        if operator == "*":
            one, two = self.number(depth, unit), self.number(depth, None)
            return Arithmetic(operator, one, two) if self.chance.random() < 0.5 else Arithmetic(operator, two, one)
        alike = unit is None and self.chance.random() < 0.3
        left = self.number(depth, "kg" if alike else unit)
        right = self.number(depth, "kg" if alike else None)
        if isinstance(right, Constant) and right.value == 0.0:
            right = self.number_fact(0, right.unit)
        return Arithmetic(operator, left, right)

    def extreme(self, depth: int, unit: str | None) -> Node:
        return Extreme(self.chance.choice(("min", "max")), self.several(lambda: self.number(depth, unit)))

    def count(self, depth: int, unit: str | None) -> Node:
        return Count(self.several(lambda: self.condition(depth)))

    def in_unit(self, depth: int, unit: str | None) -> Node:
        return InUnit(self.number(depth, "kg") if depth > 0 else self.number_fact(0, "kg"), "kg")


CONDITIONS: dict[type, Callable[[Maker, int], Node]] = {
    BooleanFact: Maker.boolean_fact,
    CategoryTest: Maker.category_test,
    Compare: Maker.compare,
    Always: lambda maker, depth: Always(),
    Not: lambda maker, depth: Not(maker.condition(depth)),
    And: lambda maker, depth: And(maker.several(lambda: maker.condition(depth))),
    Or: lambda maker, depth: Or(maker.several(lambda: maker.condition(depth))),
}
NUMBERS: dict[type, Callable[[Maker, int, str | None], Node]] = {
    Constant: Maker.constant,
    NumberFact: Maker.number_fact,
    Arithmetic: Maker.arithmetic,
    Extreme: Maker.extreme,
    Count: Maker.count,
    InUnit: Maker.in_unit,
}


def a_program(chance: Random, conditions: int = 8, depth: int = 3) -> Program:
    """Derived facts that may build on each other, and conditions over them."""
    maker = Maker(chance)
    derived: dict[str, str] = {}
    for name in ("d.plain", "d.first", "d.heavy", "d.second"):
        tree = maker.condition(depth - 1) if name in DERIVED_BOOLEANS else _read(maker, depth - 1, name)
        derived[name] = written(tree)
        maker.derived += (name,)
    # Given in another order than they need each other.
    derived = dict(reversed(derived.items()))
    return Program(VOCABULARY, derived, {f"q{at}": written(maker.condition(depth)) for at in range(conditions)})


def _read(maker: Maker, depth: int, name: str) -> Node:
    return maker.number(depth, VOCABULARY.facts[name].unit)


def a_number(chance: Random, whole: bool) -> float:
    value = chance.choice((0.0, 1.0, 2.0, 3.0, 4.0, 5.0, -1.0, -2.0, 7.0, 10.0))
    return value if whole or chance.random() < 0.5 else value + chance.choice((0.5, 0.25, 1e-9, -0.5))


def an_interval(chance: Random, whole: bool) -> tuple[float, float]:
    """Points, intervals, one-sided ones, NaN ends, infinite points: everything an engine could be given."""
    low, high = sorted((a_number(chance, whole), a_number(chance, whole)))
    shapes = ((low, low), (low, low), (low, high), (low, high), (-math.inf, high), (low, math.inf), (0.0, 0.0))
    odd = ((math.nan, high), (low, math.nan), (math.nan, math.nan), (math.inf, math.inf), (-1e308, 1e308))
    return chance.choice(odd if chance.random() < 0.1 else shapes)


def a_person(chance: Random, with_derived: bool = True) -> dict[str, Known]:
    """Any number of facts known in any way; derived facts are now and then given."""
    known: dict[str, Known] = {}
    for name, fact in VOCABULARY.facts.items():
        derived = name in DERIVED_BOOLEANS or name in DERIVED_NUMBERS
        if chance.random() < (0.85 if derived else 0.25) or (derived and not with_derived):
            continue
        if fact.kind == "boolean":
            known[name] = chance.random() < 0.5
        elif fact.kind == "category":
            known[name] = chance.randint(1, (1 << len(fact.options)) - 1)
        else:
            known[name] = an_interval(chance, fact.kind == "integer")
    return known


def narrowed(chance: Random, known: dict[str, Known]) -> dict[str, Known]:
    """The same person with more known about some facts, and nothing known otherwise than before."""
    more = dict(known)
    for name, fact in VOCABULARY.facts.items():
        # A derived fact not given stays derived: giving it is another reading, not a narrower one.
        fixed = name not in known and (name in DERIVED_BOOLEANS or name in DERIVED_NUMBERS)
        if fixed or chance.random() < 0.5:
            continue
        if fact.kind == "boolean":
            more.setdefault(name, chance.random() < 0.5)
        elif fact.kind == "category":
            more[name] = _fewer(chance, known.get(name), len(fact.options))
        else:
            more[name] = _closer(chance, known.get(name), fact.kind == "integer")
    return more


def _fewer(chance: Random, mask: Known | None, options: int) -> int:
    before = mask if isinstance(mask, int) and mask else (1 << options) - 1
    return (before & chance.randint(1, (1 << options) - 1)) or before


def _closer(chance: Random, ends: Known | None, whole: bool) -> tuple[float, float]:
    low, high = ends if isinstance(ends, tuple) else (-math.inf, math.inf)
    low = -math.inf if low != low else low
    high = math.inf if high != high else high
    inside = [low, high]
    inside += [value for value in (a_number(chance, whole), a_number(chance, whole), 0.0) if low <= value <= high]
    ordered = sorted((chance.choice(inside), chance.choice(inside)))
    return ordered[0], ordered[1]
