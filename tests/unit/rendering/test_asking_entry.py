"""What people type at a question becomes the value a record notes, or one sentence that says what would do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.rendering.asking_entry import Entered, Expected, Unreadable, read_entry

TODAY = date(2026, 11, 3)
YES_NO = Expected(type="boolean")
DAYS = Expected(type="integer", low=0, high=30, unit="days")
SINCE = Expected(type="days since", low=0, high=36500, unit="days")
INJECTION = Expected(type="days since", low=0, high=3650, unit="days")
HOURS = Expected(type="number", low=0, high=500, unit="hours")
YEARS = Expected(type="integer", low=0, high=120, unit="years")
DRINKS = Expected(type="number", low=0, unit="drinks")
KILOS = Expected(type="number", low=20, high=350, unit="kg")
HEIGHT = Expected(type="number", low=80, high=240, unit="cm")
HEAT = Expected(type="number", low=30, high=45, unit="celsius")
GOAL = Expected(type="category", choices={"abstain": "stop", "reduce": "use less", "no_change": "stay as now"})
ITEM = Expected(type="item", choices={0: "0", 1: "1", 2: "2", 3: "3"})
TOLD = Expected(type="item", choices={0: "0", 1: "1"})
RULER = Expected(type="item", low=0, high=10)


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("yes", YES_NO, True),
        ("  Sí ", YES_NO, True),
        ("N", YES_NO, False),
        ("30", DAYS, 30),
        ("5-10", DAYS, {"at_least": 5, "at_most": 10}),
        ("5 to 10", DAYS, {"at_least": 5, "at_most": 10}),
        ("at least 5", DAYS, {"at_least": 5}),
        ("al menos 5", DAYS, {"at_least": 5}),
        ("20+", DAYS, {"at_least": 20}),
        ("como mucho 3", DAYS, {"at_most": 3}),
        ("12 days", DAYS, 12),
        ("yesterday", SINCE, 1),
        ("hoy", SINCE, 0),
        ("3 weeks", SINCE, 21),
        ("3 weeks ago", SINCE, 21),
        ("hace 2 meses", SINCE, 61),
        ("14 hours", SINCE, 0),
        ("14h ago", SINCE, 0),
        ("hace 30 horas", SINCE, 1),
        ("14 hours", HOURS, 14),
        ("2 days", HOURS, 48),
        ("hace 1 semana", HOURS, 168),
        ("34 years old", YEARS, 34),
        ("5 drinks", DRINKS, 5),
        ("2026-10-31", SINCE, 3),
        ("never", SINCE, {"at_least": 36500}),
        ("nunca", INJECTION, "unknown"),
        ("72,5", KILOS, 72.5),
        ("160 lb", KILOS, 72.6),
        ("5'11\"", HEIGHT, 180.3),
        ("5 ft 11 in", HEIGHT, 180.3),
        ("70 in", HEIGHT, 177.8),
        ("98.6 F", HEAT, 37),
        ("2", GOAL, "reduce"),
        ("use less", GOAL, "reduce"),
        ("stop", GOAL, "abstain"),
        ("2", ITEM, 2.0),
        ("yes", TOLD, 1.0),
        ("0", TOLD, 0.0),
        ("7", RULER, 7),
    ],
)  # fmt: skip
def test_an_answer_is_read(text: str, expected: Expected, value: object) -> None:
    assert read_entry(text, expected, "en", TODAY).value == value


@pytest.mark.parametrize(
    ("text", "steer"),
    [
        ("skip", "skip"), ("saltar", "skip"), ("?", "unknown"), ("don’t know", "unknown"), ("No sé", "unknown"),
        ("-", "declined"), ("rather not", "declined"), ("back", "back"), ("atrás", "back"), ("stop", "stop"),
        ("hoy no", "not today"), ("why", "why"), ("ayuda", "help"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("expected", [YES_NO, DAYS, SINCE, ITEM])
def test_words_that_steer_are_understood_at_any_question(text: str, steer: str, expected: Expected) -> None:
    assert read_entry(text, expected, "es", TODAY) == Entered(steer=steer)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [
        ("", YES_NO, "“skip”"),
        ("maybe", YES_NO, "yes or no"),
        ("31", DAYS, "from 0 to 30"),
        ("-2", DAYS, "from 0 to 30"),
        ("5-50", DAYS, "from 0 to 30"),
        ("10-5", DAYS, "from 0 to 30"),
        ("2.5", DAYS, "whole number"),
        ("many", DAYS, "a number from 0 to 30"),
        ("nan", DAYS, "a number"),
        ("inf", DAYS, "a number"),
        ("2026-12-24", SINCE, "still to come"),
        ("2026-02-31", SINCE, "how long ago"),
        ("once upon a time", SINCE, "how long ago"),
        ("4", GOAL, "from 1 to 3"),
        ("s", GOAL, "from 1 to 3"),
        ("5", ITEM, "0, 1, 2, 3"),
        ("yes", ITEM, "0, 1, 2, 3"),
        ("1-2", RULER, "from 0 to 10"),
        ("400 lb 3", KILOS, "a number"),
        ("70 mg", KILOS, "a number from 20"),
        ("5 days", DRINKS, "a number"),
        ("6 months", YEARS, "whole number"),
        ("²", GOAL, "from 1 to 3"),
        ("9" * 5000, GOAL, "from 1 to 3"),
        ("9" * 5000, DRINKS, "a number"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str, expected: Expected, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_entry(text, expected, "en", TODAY)
    said = str(refused.value)
    assert says in said
    assert "\n" not in said


@given(st.text(max_size=30), st.sampled_from([YES_NO, DAYS, SINCE, KILOS, HEIGHT, HEAT, GOAL, ITEM, TOLD, RULER]))
def test_nothing_typed_breaks_the_interview_or_gets_past_the_range(text: str, expected: Expected) -> None:
    try:
        value = read_entry(text, expected, "en", TODAY).value
    except Unreadable:
        return
    numbers = value.values() if isinstance(value, dict) else [value]
    for number in numbers:
        if isinstance(number, int | float) and not isinstance(number, bool) and expected.high is not None:
            assert expected.low is not None
            assert expected.low <= number <= expected.high
