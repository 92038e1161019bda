"""The page of the person with how it goes: their own count, what was reached, what comes next; nothing that shames."""

from typing import Any

import pytest

from tests.people.cast import fact
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, form, measured, somebody, told
from waymark.planning.compose import compose
from waymark.rendering.pdf.make import Order, make_pdf
from waymark.rendering.pdf.person import person_sheet
from waymark.rendering.progress_note import person_lines

CAME = measured("attendance", *(["attended"] * 8))
# Use got less by enough to count, mood got harder.
COURSE = [form("phq9", 0, total=6), form("phq9", 42, total=17)]


def lines(counts: str | None, language: str = "en") -> tuple[str, ...]:
    chosen = [] if counts is None else [fact("own_progress.counts", counts, day(1))]
    more = [fact("own_progress.since", 40, day(43))] if counts == "own_date" else []
    less = fact("opioids.days_of_30", 8, day(42))
    return person_lines(told(somebody(*chosen, *more, less, measures=CAME, answers=COURSE), 43, language=language))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_tells_what_counts_for_the_person_and_nothing_that_went_less_well(language: str) -> None:
    said = lines("own_date", language)
    assert any("40" in line for line in said)
    assert any("30" in line for line in said)
    text = " ".join(said).lower()
    for less in (
        "phq",
        "mood",
        "worse",
        "harder",
        "slip",
        "overdue",
        "not moving",
        "difícil",
        "atrasado",
        "no se mueve",
    ):
        assert less not in text


def test_who_chose_no_count_gets_no_numbers() -> None:
    assert lines("no_count") == ()


def test_the_page_carries_it_and_a_discreet_page_does_not() -> None:
    plan = compose(maker().prepared, documents(somebody(measures=CAME, answers=COURSE)), day(43))
    said = lines("own_date")
    found: dict[str, Any] = {part["key"]: part for part in person_sheet(plan, said)["left"]}
    assert found["going"]["items"][0]["text"].startswith("6.1 weeks in care")
    assert "going" not in {part["key"] for part in person_sheet(plan)["left"]}
    assert make_pdf(plan, Order(going=said)) != make_pdf(plan)
