"""What must hold for every condition and every person."""

import math
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.generator import CONDITIONS, NUMBERS, VOCABULARY, Maker, a_person, a_program, narrowed
from waymark.logic import Program, Vocabulary, check, parse
from waymark.logic.emit import answers_source
from waymark.logic.emit_trace import trace_source
from waymark.logic.facts import FactType
from waymark.logic.nodes import NODE_CLASSES, Name, Node, rebuilt, walk
from waymark.logic.oracle import evaluate
from waymark.logic.text import written
from waymark.logic.trees import Trees, trace_nodes

CHANCE = st.randoms(use_true_random=False)
TRUTHS = {0: False, 1: None, 3: True}
bounded = settings(max_examples=100, deadline=None, derandomize=True)


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_generated_code_answers_as_the_plain_evaluator(chance: Random) -> None:
    program = a_program(chance)
    derived = program.trees.derived
    for _ in range(4):
        person = a_person(chance)
        expected = tuple(evaluate(tree, person, derived) for tree in program.trees.conditions.values())
        assert program.answers(person) == expected


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_every_place_of_a_trace_is_the_truth_of_its_node(chance: Random) -> None:
    program = a_program(chance)
    trees = program.trees
    person = a_person(chance)
    trace = program.trace(person)
    at = 0
    for place, truth in zip(program.layout, trace, strict=True):
        root = trees.tree(place.owner)
        if place.parent < 0:
            at = 0
            if place.derived and place.owner in person:
                assert TRUTHS[truth] == person[place.owner]
                at += 1
                continue
        node = trace_nodes(root)[at][0]
        at += 1
        assert TRUTHS[truth] == evaluate(node, person, trees.derived), place
    roots = [TRUTHS[t] for p, t in zip(program.layout, trace, strict=True) if p.parent < 0 and not p.derived]
    assert tuple(roots) == program.answers(person)


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_values_of_derived_facts_are_those_of_the_plain_evaluator(chance: Random) -> None:
    program = a_program(chance, conditions=1)
    person = a_person(chance)
    values = program.values(person)
    for name, tree in program.trees.derived.items():
        expected = person[name] if name in person else evaluate(tree, person, program.trees.derived)
        if isinstance(expected, tuple):
            low, high = expected
            expected = (-math.inf if low != low else low, math.inf if high != high else high)
        assert values.get(name) == (None if expected == (-math.inf, math.inf) else expected)


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_learning_more_never_flips_a_settled_answer(chance: Random) -> None:
    program = a_program(chance)
    person = a_person(chance)
    before = program.answers(person)
    for _ in range(6):
        person = narrowed(chance, person)
        after = program.answers(person)
        assert all(old is None or old is new for old, new in zip(before, after, strict=True))
        before = after


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_only_missing_facts_can_settle(chance: Random) -> None:
    program = a_program(chance, conditions=4)
    person = a_person(chance)
    together = program.all_missing(person)
    for name, answer in zip(program.conditions, program.answers(person), strict=True):
        missing = program.missing(name, person)
        assert missing == together.get(name, [])
        assert bool(missing) <= (answer is None)
        assert not set(missing) & (set(program.derived) - set(person))
        others = person
        for _ in range(3):
            more = narrowed(chance, others)
            others = {fact: known for fact, known in more.items() if fact not in missing or fact in person}
            others |= {fact: person[fact] for fact in missing if fact in person}
            if answer is None:
                assert program.answers(others)[program.conditions.index(name)] is None


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_text_and_bytes_lose_nothing(chance: Random) -> None:
    tree = Maker(chance).condition(4)
    again = check(parse(written(tree)), VOCABULARY)
    assert _bare(again) == _bare(tree)
    trees = Trees(VOCABULARY, {"q": again}, {}, {"q": written(tree)})
    assert Trees.from_bytes(trees.to_bytes()).conditions == {"q": again}


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_a_compiled_program_answers_as_the_one_it_was_made_from(chance: Random) -> None:
    program = a_program(chance, conditions=3)
    stored = Program.from_compiled(program.compiled())
    person = a_person(chance)
    assert stored.answers(person) == program.answers(person)
    assert stored.values(person) == program.values(person)
    assert stored.trace(person) == program.trace(person)
    assert stored.layout == program.layout
    assert [stored.missing(name, person) for name in stored.conditions] == [
        program.missing(name, person) for name in program.conditions
    ]
    assert stored.source == program.source


@bounded
@given(CHANCE)
@pytest.mark.slow
def test_crossing_a_critical_value_changes_a_comparison(chance: Random) -> None:
    program = a_program(chance, conditions=3)
    person = {name: known for name, known in a_person(chance).items() if _is_point(known)}
    for fact, values in program.critical_values(person).items():
        fact_type = VOCABULARY.facts[fact]
        for value in values:
            if not all(isinstance(at, float) for at in (*value.holds_at, *value.fails_at)):
                continue
            for holds in value.holds_at:
                for fails in value.fails_at:
                    true, false = (program.trace({**person, fact: (float(at), float(at))}) for at in (holds, fails))
                    assert any(one == 3 and two == 0 for one, two in zip(true, false, strict=True)) or _hidden(program)
                    assert _neighbours(fact_type, float(holds), float(fails))


def _hidden(program: Program) -> bool:
    """Comparisons inside a count of a derived number have no place in the trace."""
    return any("count" in program.trees.texts[name] for name in program.derived)


def _is_point(known: object) -> bool:
    return not isinstance(known, tuple) or (known[0] == known[1] and math.isfinite(known[0]))


def _neighbours(fact: FactType, one: float, two: float) -> bool:
    grid = 1.0 if fact.kind == "integer" else fact.resolution
    return math.nextafter(one, two) == two or (grid is not None and abs(one - two) <= grid * 1.001)


def _bare(node: Node) -> Node:
    """Without places in the text."""
    return msgspec.structs.replace(rebuilt(node, _bare), start=0, end=0)


@pytest.mark.parametrize("kind", [kind for kind in NODE_CLASSES if kind is not Name], ids=lambda kind: kind.__name__)
def test_every_class_of_node_is_generated_and_handled_everywhere(kind: type) -> None:
    maker = Maker(Random(1))
    assert (kind in CONDITIONS) != (kind in NUMBERS), f"say in CONDITIONS or NUMBERS how a {kind.__name__} is made"
    tree = _containing(maker, kind)
    assert any(type(node) is kind for node in walk(tree))
    person = a_person(Random(2))
    assert evaluate(tree, person) in (True, False, None)
    answers_source({"q": tree}, VOCABULARY.facts, {})
    trace_source({"q": tree}, VOCABULARY.facts, {})
    again = check(parse(written(tree)), VOCABULARY)
    assert _bare(again) == _bare(tree)
    program = Program(VOCABULARY, {}, {"q": written(tree)})
    program.missing("q", {})
    program.critical_values()
    assert not any(isinstance(node, Name) for node in walk(again))


def _containing(maker: Maker, kind: type) -> Node:
    for _ in range(2000):
        tree = CONDITIONS[kind](maker, 2) if kind in CONDITIONS else maker.compare(3)
        if any(type(node) is kind for node in walk(tree)):
            return tree
    raise AssertionError(f"{kind.__name__} is never made")


def test_node_classes_are_all_that_exist() -> None:
    base = Name.__mro__[1]
    assert set(base.__subclasses__()) == set(NODE_CLASSES)


def test_the_generated_text_depends_on_nothing_but_the_conditions() -> None:
    assert a_program(Random(5)).source == a_program(Random(5)).source
    assert isinstance(a_program(Random(5)).vocabulary, Vocabulary)
