"""Many conditions together: derived facts, what is missing, critical values, stored programs."""

import marshal
import math

import pytest

from tests.unit.logic.words import WORDS
from waymark.logic import FactType, Known, Program, StaleProgram, Vocabulary

CLEARANCE = "(140 - in_unit(age, years)) * in_unit(weight_kg, kg) / (72 * in_unit(creatinine, mg/dL))"
DERIVED = {"kidneys_weak": "clearance <= 30 mL/min", "clearance": CLEARANCE, "minor": "age < adult_age"}
WITH_CLEARANCE = Vocabulary({**WORDS.facts, "clearance": FactType("number", "mL/min")}, WORDS.constants)
CONDITIONS = {
    "may-acamprosate-start": "not kidneys_weak",
    "is-a-guardian-needed": "minor and not (homeless or tired)",
    "is-it-long-enough": "opioid_free_days >= 14 or (mat.state is on and opioid_free_days >= 10)",
}
PERSON: dict[str, Known] = {"age": (40.0, 40.0), "weight_kg": (72.0, 72.0), "creatinine": (1.0, 1.0)}


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(WITH_CLEARANCE, DERIVED, CONDITIONS)


def test_derived_facts_may_build_on_each_other_in_any_order(program: Program) -> None:
    assert program.values(PERSON) == {"clearance": (100.0, 100.0), "kidneys_weak": False, "minor": False}
    assert program.answers(PERSON) == (True, False, None)


def test_a_derived_fact_that_is_given_is_taken_as_given(program: Program) -> None:
    assert program.answers({**PERSON, "clearance": (20.0, 20.0)})[0] is False
    assert program.answers({**PERSON, "kidneys_weak": True})[0] is False
    assert program.values({"minor": True}) == {"minor": True}
    assert program.values({"clearance": (math.nan, 20.0)})["clearance"] == (-math.inf, 20.0)


def test_what_is_missing_leads_through_derived_facts(program: Program) -> None:
    assert program.missing("may-acamprosate-start", {}) == ["age", "weight_kg", "creatinine"]
    assert program.missing("may-acamprosate-start", {"age": (40.0, 40.0)}) == ["weight_kg", "creatinine"]
    assert program.missing("may-acamprosate-start", PERSON) == []
    assert program.missing("may-acamprosate-start", {"clearance": (20.0, 40.0)}) == ["clearance"]
    assert program.missing("is-a-guardian-needed", {"homeless": True}) == []
    assert program.missing("is-a-guardian-needed", {"homeless": False}) == ["age", "tired"]


def test_what_is_missing_forgets_the_person_before(program: Program) -> None:
    facts: dict[str, Known] = {}
    assert program.missing("is-it-long-enough", facts) == ["opioid_free_days", "mat.state"]
    facts["opioid_free_days"] = (14.0, 20.0)
    assert program.missing("is-it-long-enough", facts) == []
    facts["opioid_free_days"] = (10.0, 13.0)
    assert program.missing("is-it-long-enough", facts) == ["mat.state"]
    assert program.all_missing(facts)["is-it-long-enough"] == ["mat.state"]


def test_a_dominated_item_of_a_minimum_is_not_missing() -> None:
    program = Program(WORDS, {}, {"q": "min(phq9.total, gad7.total) >= 5"})
    for higher in ((7.0, 9.0), (6.0, 9.0)):
        assert program.missing("q", {"phq9.total": (3.0, 6.0), "gad7.total": higher}) == ["phq9.total"]
    assert program.missing("q", {"phq9.total": (3.0, 6.0), "gad7.total": (4.0, 9.0)}) == ["phq9.total", "gad7.total"]
    program = Program(WORDS, {}, {"q": "max(phq9.total, gad7.total) >= 5"})
    for lower in ((1.0, 2.0), (1.0, 3.0)):
        assert program.missing("q", {"phq9.total": (3.0, 6.0), "gad7.total": lower}) == ["phq9.total"]


def test_facts_of_a_condition_and_of_what_it_derives_from(program: Program) -> None:
    assert program.facts_of("may-acamprosate-start") == ("kidneys_weak",)
    deep = ("kidneys_weak", "clearance", "age", "weight_kg", "creatinine")
    assert program.facts_of("may-acamprosate-start", deep=True) == deep
    assert program.facts_of("minor") == ("age",)
    with pytest.raises(KeyError):
        program.facts_of("nobody")


def test_a_trace_shows_every_node_with_its_text(program: Program) -> None:
    trace = dict(zip(program.layout, program.trace({"homeless": True}), strict=True))
    shown = {(node.owner, node.kind, node.text): truth for node, truth in trace.items()}
    owner = "is-a-guardian-needed"
    assert shown[(owner, "And", CONDITIONS[owner])] == 0
    assert shown[(owner, "Or", "(homeless or tired)")] == 3
    assert shown[(owner, "BooleanFact", "tired")] == 1
    assert shown[("minor", "Compare", "age < adult_age")] == 1
    parents = {node.text: program.layout[node.parent].text for node in program.layout if node.parent >= 0}
    assert parents["homeless"] == "(homeless or tired)"


def test_critical_values_stand_on_both_sides_of_a_threshold(program: Program) -> None:
    values = program.critical_values()
    found = [(v.operator, v.threshold, v.holds_at, v.fails_at, v.conditions) for v in values["opioid_free_days"]]
    long_enough = ("is-it-long-enough",)
    assert found == [(">=", 10.0, (10.0,), (9.0,), long_enough), (">=", 14.0, (14.0,), (13.0,), long_enough)]
    (adult,) = (v for v in values["age"] if v.how == "directly")
    assert (adult.operator, adult.holds_at, adult.fails_at) == ("<", (17.0,), (18.0,))
    assert adult.conditions == ("is-a-guardian-needed",)
    (state,) = values["mat.state"]
    assert (state.holds_at, state.fails_at) == (("on",), ("open", "declined"))
    (tired,) = values["tired"]
    assert (tired.holds_at, tired.fails_at) == ((True,), (False,))


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("phq9.total > 4", (5.0,), (4.0,)),
        ("phq9.total <= 4", (4.0,), (5.0,)),
        ("4 > phq9.total", (3.0,), (4.0,)),
        ("phq9.total == 4", (4.0,), (3.0, 5.0)),
        ("phq9.total != 0", (1.0,), (0.0,)),
        ("phq9.total >= 4.5", (5.0,), (4.0,)),
        ("weight_kg >= 50", (50.0,), (49.5,)),
        ("weight_kg > 50.2", (50.5,), (50.0,)),
        ("qtc >= 450", (450.0,), (math.nextafter(450.0, 0.0),)),
        ("qtc < 450", (math.nextafter(450.0, 0.0),), (450.0,)),
        ("phq9.total * 2 - 1 >= 10", (6.0,), (5.0,)),
        ("10 - phq9.total / 2 > 7", (5.0,), (6.0,)),
        ("max(phq9.total, 3) >= 6", (6.0,), (5.0,)),
        ("phq9.total - (0 - phq9.total) >= 10", (5.0,), (4.0,)),
        ("phq9.total / (30 - phq9.total) >= 1", (15.0,), (14.0,)),
        ("100 / in_unit(creatinine, mg/dL) >= 50", (2.0,), (2.1,)),
    ],
)
def test_a_critical_value_is_the_nearest_that_can_be_noted(text: str, holds: tuple[float], fails: tuple[float]) -> None:
    ((value,),) = Program(WORDS, {}, {"q": text}).critical_values().values()
    assert value.holds_at == pytest.approx(holds, abs=1e-12)
    assert value.fails_at == pytest.approx(fails, abs=1e-12)


def test_a_threshold_outside_the_range_is_no_critical_value() -> None:
    assert Program(WORDS, {}, {"q": "phq9.total >= 0 or phq9.total >= 99"}).critical_values() == {}


@pytest.mark.parametrize(
    "text", ["phq9.total - phq9.total * 2 >= -3", "phq9.total / (phq9.total + 1) >= 0.5", "10 / phq9.total >= 2"]
)
def test_arithmetic_that_may_turn_twice_has_no_single_critical_value(text: str) -> None:
    ((value,),) = Program(WORDS, {}, {"q": text}).critical_values().values()
    assert (value.how, value.threshold, value.holds_at) == ("through arithmetic", None, ())


def test_arithmetic_over_several_facts_is_solved_for_one_person(program: Program) -> None:
    open_ones = program.critical_values()["creatinine"]
    assert [(value.how, value.holds_at) for value in open_ones] == [("through arithmetic", ())]
    (value,) = program.critical_values(PERSON)["creatinine"]
    assert value.how == "solved"
    # 100 * 72 / (72 * 3.3) is the first clearance above 30 on the way down from 3.4.
    assert value.holds_at == pytest.approx((3.4,))
    assert value.fails_at == pytest.approx((3.3,))


def test_a_stored_program_is_the_same_program(program: Program) -> None:
    stored = Program.from_compiled(program.compiled())
    for person in ({}, PERSON, {"homeless": True, "minor": True}):
        assert stored.answers(person) == program.answers(person)
        assert stored.values(person) == program.values(person)
        assert stored.trace(person) == program.trace(person)
        assert stored.all_missing(person) == program.all_missing(person)
    assert stored.layout == program.layout
    assert stored.source == program.source
    assert stored.critical_values(PERSON) == program.critical_values(PERSON)
    assert stored.facts_of("minor", deep=True) == program.facts_of("minor", deep=True)
    assert stored.types["minor"] == FactType("boolean")
    assert stored.vocabulary == program.vocabulary


@pytest.mark.parametrize(
    "damage", [b"", b"nonsense", marshal.dumps(("waymark.logic/0", "x", (), (), {})), marshal.dumps(3)]
)
def test_a_stored_program_of_another_version_is_refused(damage: bytes) -> None:
    with pytest.raises(StaleProgram, match="compile them again"):
        Program.from_compiled(damage)


def test_reading_a_stored_program_loads_no_parser() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from waymark.logic import Program\n"
        "stored = Program.from_compiled(sys.stdin.buffer.read())\n"
        "stored.answers({}), stored.facts_of('minor'), stored.layout, stored.trace({})\n"
        "stored.missing('minor', {})\n"
        "slow = {'waymark.logic.parser', 'waymark.logic.emit', 'dataclasses', 'difflib'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
    )
    data = Program(WITH_CLEARANCE, DERIVED, CONDITIONS).compiled()
    run = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()


def test_nothing_in_a_condition_reaches_python() -> None:
    names = {"import.os": FactType("boolean"), "lambda": FactType("number"), "facts": FactType("boolean")}
    hostile = "a'b\"\n), exit(1), ("
    program = Program(Vocabulary(names), {}, {hostile: "import.os or lambda > 3 or facts", "two": "not facts"})
    assert program.answers({"lambda": (4.0, 4.0)}) == (True, None)
    assert program.conditions == (hostile, "two")


def test_an_empty_program_answers_nothing() -> None:
    program = Program(WORDS)
    assert (program.answers({}), program.values({}), program.trace({}), program.layout) == ((), {}, (), ())
