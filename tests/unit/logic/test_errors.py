"""A condition that cannot be used says what is wrong, in which column, and what to do."""

import pytest

from tests.unit.logic.words import WORDS
from waymark.logic import ConditionError, Program, Vocabulary, check, parse

# text, column, words of what is wrong, words of the cure
REFUSED = [
    ("", 1, "empty", 'or "always"'),
    ("pregnant homeless", 10, '"homeless" follows', '"and", "or"'),
    ("pregnant and", 13, "ends too early", "complete it"),
    ("(pregnant", 10, '")" is missing', "close"),
    ("pregnant)", 9, "closes nothing", "remove it"),
    ("not", 4, "ends too early", "complete it"),
    ("pregnant, tired", 9, '"," cannot stand here', "expected"),
    ("pregnant and tired or homeless", 20, '"and" meets "or"', '"(pregnant and tired) or homeless"'),
    ("pregnant or tired and homeless", 19, '"and" meets "or"', '"pregnant or (tired and homeless)"'),
    ("not (pregnant and tired or homeless)", 25, '"and" meets "or"', '"pregnant and (tired or homeless)"'),
    ("count(tired, pregnant and tired or homeless) >= 1", 33, '"and" meets "or"', '"(pregnant and tired) or homeless"'),
    ("5 < phq9.total < 9", 16, "cannot be chained", 'joined by "and"'),
    ("phq9.total => 3", 12, '"=" is not part', '"=="'),
    ("Pregnant", 1, '"Pregnant" is no name', "small letters"),
    ("pregnant & tired", 10, '"&" is not part', '"and"'),
    ("mat.state is 'on'", 14, "not part", "without quotation marks"),
    ("mat.state is 3", 14, "an option is expected", "option's id"),
    ("mat.state in on", 14, '"(" is missing', "in (a, b)"),
    ("mat.state not on", 15, '"in" is missing', "not in (a, b)"),
    ("(age + 1) is on", 11, "needs the name of a category", "name"),
    ("median(age, 3) > 1", 1, '"median" is not a function', "min, max, count"),
    ("min(age) > 1 years", 1, "at least two", "min(a, b)"),
    ("in_unit(age) > 1", 1, "needs a unit", "in_unit(fact, unit)"),
    ("in_unit(age, ) > 1", 14, "needs a unit", "in_unit(fact, unit)"),
    ("-age > 1", 1, "a minus needs", '"0 - ..."'),
    ("phq9.total >= .5", 15, '"." is not part', "use names"),
    ("phq9.total >= " + "9" * 400, 15, "too large", "fewer digits"),
    ("phq8.total >= 5", 1, '"phq8.total" is not known', 'did you mean "phq9.total"?'),
    ("zzz", 1, '"zzz" is not known', "add it to the facts"),
    ("phq9.total", 1, "is a number", "compare it"),
    ("age", 1, "in years", "compare it"),
    ("not age", 5, '"age" is a number in years', "compare it"),
    ("pregnant >= 1", 1, "true or false, not a number", '"not pregnant"'),
    ("pregnant == homeless", 1, "true or false", '"not pregnant"'),
    ("(age > 3) + 1 > 2", 1, "a condition, not a number", "count( )"),
    ("mat.state == 1", 1, "is a category", '"mat.state is on"'),
    ("mat.state is off", 1, '"off" is not an option', "on, open, declined"),
    ("mat.state is opn", 1, '"opn" is not an option', 'did you mean "open"?'),
    ("pregnant is on", 1, "is a boolean fact", '"not pregnant"'),
    ("age is on", 1, "has no options", "compare it"),
    ("adult_age is on", 1, "is a number, not a category", "compare it"),
    ("adult_age >= 3 years", 1, "two fixed numbers", "compare a fact"),
    ("qtc == 450 ms", 1, "needs whole numbers", '">=" and "<="'),
    ("age / 2 == 9", 1, "needs whole numbers", '">=" and "<="'),
    ("age > 3 kg", 1, "one side is in years, the other in kg", "in_unit( ..., years)"),
    ("age > weight_kg", 1, "one side is in years, the other in kg", "in_unit"),
    ("age + weight_kg > 3", 1, "one side is in years, the other in kg", "in_unit"),
    ("phq9.total > 3 days", 1, "one side is in days, the other a plain number", "in_unit( ..., days)"),
    ("opioid_free_days >= adult_age", 1, "one side is in days, the other in years", "in_unit"),
    ("age * weight_kg > 3", 1, "years cannot be multiplied by kg", "in_unit( ..., kg)"),
    ("weight_kg / creatinine > 3", 1, "kg cannot be divided by mg/dL", "in_unit( ..., mg/dL)"),
    ("in_unit(age, kg) > 3", 1, "this is in years, not in kg", "write the unit it has"),
    ("in_unit(age, years) > 3 years", 1, "in years, the other a plain number", "in_unit"),
    ("age / 0 > 1 years", 1, "divides by zero", "another number"),
]


@pytest.mark.parametrize(("text", "column", "what", "cure"), REFUSED, ids=[row[0][:40] for row in REFUSED])
def test_a_refused_condition_says_what_where_and_what_to_do(text: str, column: int, what: str, cure: str) -> None:
    with pytest.raises(ConditionError) as caught:
        check(parse(text), WORDS)
    error = caught.value
    assert error.column == column
    message = str(error)
    assert f"column {column}: " in message
    assert what in message
    assert cure in message
    assert "\n" not in message


def test_a_suggested_reading_of_and_with_or_can_be_used() -> None:
    with pytest.raises(ConditionError) as caught:
        parse("pregnant and tired or homeless and (tired or pregnant)")
    readings = caught.value.what.split('"')[-4::2]
    assert len(readings) == 2
    for reading in readings:
        check(parse(reading), WORDS)


def test_a_condition_of_too_many_characters_is_refused() -> None:
    with pytest.raises(ConditionError, match=r"20,001 characters, more than the 20,000 allowed; name a part"):
        parse("x" * 20_001)


@pytest.mark.parametrize(
    "text",
    ["(" * 101 + "pregnant" + ")" * 101, "not " * 101 + "pregnant", "+".join(["age"] * 400) + " > 3", "count(" * 3000],
    ids=["parentheses", "not", "plus", "functions"],
)
def test_a_condition_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(ConditionError, match=r"more than 100 deep; name an inner part"):
        check(parse(text), WORDS)


def test_the_deepest_condition_allowed_runs_in_every_form() -> None:
    text = "pregnant"
    for word in ("and", "or") * 49:
        text = f"(tired {word} {text})"
    program = Program(WORDS, {}, {"deep": f"not {text}"})
    assert program.answers({"pregnant": True, "tired": True}) == (False,)
    assert program.trace({})[0] == 1
    assert program.missing("deep", {}) == ["tired", "pregnant"]
    assert Program.from_compiled(program.compiled()).missing("deep", {"tired": True}) == []


def test_errors_of_a_program_name_the_condition() -> None:
    with pytest.raises(ConditionError, match=r"^is-it-late: column 1: \"agee\" is not known"):
        Program(WORDS, {}, {"is-it-late": "agee > 3"})
    with pytest.raises(ConditionError, match=r"^minor: column 5: "):
        Program(WORDS, {"minor": "age ! 3"}, {})


def test_facts_derived_from_themselves_are_refused_with_the_circle() -> None:
    with pytest.raises(ConditionError, match=r"one → two → one"):
        Program(WORDS, {"one": "not two", "two": "one or tired"}, {})


@pytest.mark.parametrize(
    ("derived", "what"),
    [
        ({"pregnant": "age"}, "a number is derived, but the fact is a boolean"),
        ({"qtc": "tired"}, "a condition is derived, but the fact is a number"),
        ({"phq9.total": "gad7.total / 2"}, "need not be whole"),
        ({"qtc": "weight_kg + 1"}, "the result is in kg, but the fact is in ms"),
        ({"adult_age": "age"}, "same name"),
        ({"q": "tired"}, "same name"),
    ],
)
def test_a_derived_fact_must_be_what_the_fact_says(derived: dict[str, str], what: str) -> None:
    with pytest.raises(ConditionError, match=what):
        Program(WORDS, derived, {"q": "tired"})


def test_a_fact_and_a_named_value_cannot_share_a_name() -> None:
    clash = Vocabulary(WORDS.facts, {"age": (1.0, None)})
    with pytest.raises(ConditionError, match="rename one"):
        Program(clash, {}, {})


@pytest.mark.parametrize("name", ["Age", "a b", "x; import os", "and", "1st", "", "a\nb"])
def test_a_derived_fact_needs_a_name_that_conditions_can_use(name: str) -> None:
    with pytest.raises(ConditionError, match="cannot be the name of a fact; use small letters"):
        Program(WORDS, {name: "tired"}, {})
