"""A noted fact against what follows from other facts: shown, and neither reading is believed."""

from typing import Any

from tests.people.plans import plan_of
from waymark.logic import OPEN, FactType, Known, Program, Vocabulary
from waymark.logic.oracle import evaluate


def drinker(**facts: Any) -> dict[str, Any]:
    rows = [{"at": "2026-11-01", "fact": name.replace("__", "."), "value": value} for name, value in facts.items()]
    return {"format": "waymark.person/1", "id": "drinker", "facts": rows}


def test_a_no_does_not_stand_against_days_of_use() -> None:
    plan = plan_of(drinker(alcohol__used_30=False, alcohol__days_of_30=28, past__delirium_tremens=True))
    assert [c.facts[0] for c in plan.contradictions] == ["alcohol.used_30"]
    assert "alcohol.days_of_30" in plan.contradictions[0].facts


def test_what_agrees_is_no_contradiction() -> None:
    plan = plan_of(drinker(alcohol__used_30=True, alcohol__days_of_30=28, past__delirium_tremens=True))
    assert not plan.contradictions


def test_an_answer_stands_before_an_estimate_from_age_and_sex() -> None:
    plan = plan_of(drinker(sex_for_scoring="female", age=47, childbearing_potential=False, alcohol__days_of_30=28))
    assert not plan.contradictions
    assert plan.facts["childbearing_potential"].value == "no"


def test_an_open_fact_is_not_derived() -> None:
    program = Program(Vocabulary({"a": FactType("number")}, {}), {"d": "a >= 1"}, {"c": "d", "n": "not d"})
    facts: dict[str, Known] = {"a": (5.0, 5.0), "d": OPEN}
    assert program.answers(facts) == (None, None)
    assert evaluate(program.trees.conditions["c"], facts, program.trees.derived) is None
    assert program.missing("c", facts) == ["d"]


def test_a_medicine_taken_now_is_current_under_its_plain_name() -> None:
    person = drinker(opioids__diagnosed=True, opioids__used_ever=True)
    taken = {"at": "2026-11-01", "medicine": "buprenorphine", "source": "record"}
    plan = plan_of({**person, "lists": {"medicines": {"rows": [taken]}}})
    current = {m.medicine for m in plan.medicines if m.status == "current"}
    assert current == {"buprenorphine"}


def test_a_medicine_taken_now_does_not_wait_to_begin() -> None:
    person = drinker(alcohol__diagnosed=True, alcohol__used_ever=True)
    taken = {"at": "2026-11-01", "medicine": "Campral"}
    plan = plan_of({**person, "lists": {"medicines": {"rows": [taken]}}})
    (acamprosate,) = [m for m in plan.medicines if m.medicine == "acamprosate"]
    assert acamprosate.status == "current"
    assert "creatinine_mg_dl" in acamprosate.find_out_first
    excluded = plan_of({**person, "lists": {"medicines": {"rows": [taken, {**taken, "medicine": "Percocet"}]}}})
    assert {m.medicine for m in excluded.medicines if m.status == "excluded"} == {"naltrexone-oral", "naltrexone-xr"}


def test_what_is_said_of_a_need_and_a_question_is_shown() -> None:
    person = drinker(alcohol__days_of_30=28, alcohol__diagnosed=True)
    question = plan_of(person).open_questions[0].id
    rows = [
        {"at": "2026-11-01", "item": item, "author": "person", "decision": "disagreed"}
        for item in ("need:D:alcohol", question)
    ]
    plan = plan_of(person, rows)
    assert next(n for n in plan.needs if n.id == "need:D:alcohol").state.person == "disagreed"
    assert next(q for q in plan.open_questions if q.id == question).state.person == "disagreed"
