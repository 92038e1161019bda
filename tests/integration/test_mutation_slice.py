"""A slice of the proof of mutation: slips in a grave rule are noticed, and one that changes nothing is not."""

import dataclasses

import pytest

from prove._judge import Judge
from prove._mutants import Mutant, mutants_of_derived, mutants_of_rules, step
from prove._witness import skeleton
from waymark.knowledge.look import read
from waymark.knowledge.release import load_release

LIBRARY, RELEASE = read(), load_release()


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(RELEASE, [one.entry for one in LIBRARY.entries["cases"].values()])


def mutants(*rules: str) -> list[Mutant]:
    written = {id_: one for id_, one in LIBRARY.entries["rules"].items() if one.template in rules}
    return list(mutants_of_rules(written, RELEASE.program.trees))


def test_slips_in_a_grave_rule_are_noticed(judge: Judge) -> None:
    found = mutants("are-the-kidneys-too-weak-for-acamprosate")
    assert {mutant.kind for mutant in found} == {"threshold", "negation", "effect"}
    assert [mutant.what for mutant in found if judge.killer(mutant) is None] == []


def test_a_slip_that_changes_nothing_is_not_noticed(judge: Judge) -> None:
    slip = mutants("are-the-kidneys-too-weak-for-acamprosate")[0]
    none = dataclasses.replace(slip, conditions={name: judge.trees.conditions[name] for name in slip.conditions})
    assert judge.killer(none) is None


def test_what_would_notice_a_slip_is_shown() -> None:
    rules = {rule.id: rule for rule in RELEASE.rules}
    for mutant in mutants("are-the-kidneys-too-weak-for-acamprosate"):
        shown = skeleton(mutant, rules.get(next(iter(mutant.dropped), "")), RELEASE.program.trees)
        assert "creatinine_clearance" in shown
        assert "rules: [are-the-kidneys-too-weak-for-acamprosate]" in shown


@pytest.mark.parametrize(("value", "wanted"), [(31, 1), (0.08, 0.01), (37.5, 0.1), (30.0, 1), (120, 1)])
def test_a_step_is_one_in_the_last_place(value: float, wanted: float) -> None:
    assert step(value) == pytest.approx(wanted)


def test_a_slip_in_a_rule_for_each_substance_changes_all_of_them() -> None:
    several = [m for m in mutants_of_rules(LIBRARY.entries["rules"], RELEASE.program.trees) if len(m.conditions) > 1]
    assert several
    assert all("{substance}" in mutant.about for mutant in several)


def test_slips_in_a_fact_that_no_rule_reads_are_noticed(judge: Judge) -> None:
    written = {id_: one for id_, one in LIBRARY.entries["facts"].items() if id_ == "methadone_four_days_mg"}
    found = list(mutants_of_derived(written, RELEASE.program.trees))
    assert found
    assert [mutant.what for mutant in found if judge.killer(mutant) is None] == []


def test_a_fact_that_comes_out_as_before_is_not_noticed(judge: Judge) -> None:
    same = {"smoker": RELEASE.program.trees.derived["smoker"]}
    assert judge.killer(Mutant("threshold", "facts/body.yaml:1", "smoker", "nothing", derived=same)) is None
