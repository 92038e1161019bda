"""Which forms are of the moment for young people, for adults, and where nobody says how old somebody is."""

import pytest

from tests.unit.planning.asking.helpers import go_through, interview

YOUNG, ADULT = {"phq_a", "crafft"}, {"phq9", "audit_c", "audit", "dast10"}
# Named by the battery beside others, or for other moments: entered where a site uses them.
BESIDE = {"assist", "assist_lite", "taps", "dudit", "phq2", "gad2", "ace", "sows", "sows_short", "cssrs_since"}


@pytest.mark.parametrize(("age", "asked", "spared"), [(15, YOUNG, ADULT), (18, ADULT, YOUNG), (None, ADULT, YOUNG)])
def test_forms_follow_the_age(age: int | None, asked: set[str], spared: set[str]) -> None:
    known = {"alcohol.used_ever": True, "cannabis.used_ever": True, **({} if age is None else {"age": age})}
    _, questions, done = go_through(interview(known, full=True))
    assert done is not None
    forms = {question.instrument for question in questions}
    assert asked <= forms
    assert not forms & (spared | BESIDE)


def test_the_form_for_young_people_begins_at_twelve() -> None:
    forms = [{q.instrument for q in go_through(interview({"age": age}, full=True))[1]} for age in (11, 12)]
    assert ["crafft" in form for form in forms] == [False, True]
