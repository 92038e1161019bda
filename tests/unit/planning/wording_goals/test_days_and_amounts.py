"""Days and amounts as people say them, in both languages."""

from functools import cache

import pytest

from waymark.knowledge.cues.reading import read_words
from waymark.knowledge.release import load_release
from waymark.planning.wording_goals.amounts import as_measured, read_amounts, units_of
from waymark.planning.wording_goals.dates import read_day, read_days
from waymark.record.time import Calendar

# A Saturday.
NOW = Calendar("2026-11-21", None)


@cache
def units() -> dict[str, frozenset[str]]:
    return units_of(load_release().word_lists)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Christmas", "2026-12-25"),
        ("antes de navidad", "2026-12-25"),
        ("by new years", "2027-01-01"),
        ("tomorrow", "2026-11-22"),
        ("mañana", "2026-11-22"),
        ("tonight", "2026-11-21"),
        ("by Friday", "2026-11-27"),
        ("para el viernes", "2026-11-27"),
        ("by Saturday", "2026-11-28"),
        ("in three months", "2027-02-19"),
        ("en tres meses", "2027-02-19"),
        ("dentro de 2 semanas", "2026-12-05"),
        ("within a week", "2026-11-28"),
        ("June 5", "2027-06-05"),
        ("5 de junio", "2027-06-05"),
        ("by February", "2027-02-01"),
        ("on 2027-01-15", "2027-01-15"),
        ("feb 29", "2028-02-29"),
        ("by summer", "2027-06-21"),
        ("before the spring", "2027-03-20"),
        ("para el verano", "2027-06-21"),
        ("por navidad", "2026-12-25"),
        ("by thanksgiving", "2026-11-26"),
        ("by the end of the year", "2026-12-31"),
        ("a fin de mes", "2026-11-30"),
        ("on the 3rd", "2026-12-03"),
        ("by the 22nd", "2026-11-22"),
        ("before the 3rd of january", "2027-01-03"),
        ("el dia 15", "2026-12-15"),
        ("para el 31", "2026-12-31"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert [NOW.show(said.day) for said in read_days(read_words(text), NOW)][:1] == [day]


@pytest.mark.parametrize(
    "text",
    ["2 years ago", "hace dos años", "llevo 6 meses limpio", "90 days sober", "on Sundays", "every friday", "may I",
     "a bad fall", "summer school", "by the 3rd time", "the 12th step",
     "por la mañana", "2027-13-45", "the past 30 days", ""],
)  # fmt: skip
def test_what_is_no_day_to_come_is_not_read(text: str) -> None:
    assert read_days(read_words(text), NOW) == ()


def test_a_record_that_counts_days_has_lengths_and_no_feasts() -> None:
    calendar = Calendar(30, "consent")
    assert read_days(read_words("by Christmas"), calendar) == ()
    assert [said.day for said in read_days(read_words("in 2 weeks"), calendar)] == [44]
    assert read_day("day:90", calendar) == 90


@pytest.mark.parametrize(
    ("answer", "day"), [("2027-01-15", "2027-01-15"), ("30 days", "2026-12-21"), ("xmas", "2026-12-25")]
)
def test_an_answer_is_read_as_a_day(answer: str, day: str) -> None:
    found = read_day(answer, NOW)
    assert found is not None
    assert NOW.show(found) == day


@pytest.mark.parametrize(
    ("text", "measure", "direction", "number"),
    [
        ("6 drinks a week", "alcohol.drinks_per_week", "down", 6),
        ("two beers a day", "alcohol.drinks_per_week", "down", 14),
        ("two beers", "alcohol.drinks_per_week", "down", None),
        ("10 cigs", "tobacco.cigarettes_per_day", "down", 10),
        ("a 10 cigarros", "tobacco.cigarettes_per_day", "down", 10),
        ("a pack of 20 cigarettes a week", "tobacco.cigarettes_per_day", "down", 2),
        ("only weekends", "alcohol.days_of_30", "down", 8),
        ("solo los domingos", "alcohol.days_of_30", "down", 4),
        ("3 times a week", "exercise.sessions_28", "up", 12),
        ("3 veces por semana", "exercise.sessions_28", "up", 12),
        ("twice a week", "contacts.sober_7", "up", 2),
        ("3 meetings a week", "meetings.tried_30", "up", 13),
        ("2 years ago 3 drinks", "alcohol.days_of_30", "down", None),
        ("6 drinks a week", "tobacco.cigarettes_per_day", "down", None),
    ],
)
def test_an_amount_becomes_what_the_goal_measures(
    text: str, measure: str, direction: str, number: float | None
) -> None:
    found = as_measured(read_amounts(read_words(text), units()), measure, direction)
    assert (None if found is None else found[0]) == number
