"""What is looked at again: done, due, overdue, never, or left out with a reason."""

import pytest

from tests.people.cast import Document
from tests.people.plans import maker
from tests.unit.progress.walked import day, documents, form, measured, somebody, told
from waymark.planning.situation import read_situation
from waymark.progress.cadence import Also
from waymark.progress.report import Due, Progress
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at
from waymark.record.time import DAY, stamp
from waymark.rendering.progress import render_progress

BAM = {"use": 4, "risk": 9, "protective": 14}


def due(found: Progress, item: str) -> Due:
    return next(one for one in found.due if one.item == item)


@pytest.mark.parametrize(
    ("at", "state", "missed"), [(29, "done", 0), (30, "due", 1), (38, "overdue", 1), (61, "overdue", 2)]
)
def test_a_check_in_falls_due_by_its_rhythm(at: int, state: str, missed: int) -> None:
    found = due(told(somebody(answers=[form("bam", 0, **BAM)]), at), "watch:bam")
    assert (found.every_days, found.state, found.missed, found.last) == (30, state, missed, day(0))


def test_what_was_never_there_is_not_overdue() -> None:
    assert due(told(somebody(), 60), "watch:bam").state == "never"


@pytest.mark.parametrize(("at", "state"), [(29, "never"), (30, "due"), (38, "overdue")])
def test_what_was_never_there_falls_due_once_the_plan_is_walked(at: int, state: str) -> None:
    """From outside the record comes since when, and who sat down with which line."""
    made = maker()
    who = documents(somebody(), made=made)
    begun = stamp(day(0)) // DAY
    walk = Walk(read_situation(made.prepared, who, day(at)), also=Also(begun))
    assert due(look_at(walk), "watch:bam").state == state
    sat = Also(begun, lambda item: begun + 25 if item == "watch:bam" else None)
    walk = Walk(read_situation(made.prepared, who, day(at)), also=sat)
    assert (due(look_at(walk), "watch:bam").state, due(look_at(walk), "watch:bam").last) == ("done", day(25))


def test_a_test_that_was_not_given_does_not_count_as_done() -> None:
    rows = measured("drug_test.opioids", "negative", "not done", every=20)
    assert due(told(somebody(measures=rows), 21), "watch:drug-test").last == day(0)


def test_what_was_declined_is_left_out_with_the_reason() -> None:
    no: Document = {
        "at": day(2), "item": "watch:bam", "author": "person", "decision": "declined", "text": "too many forms",
    }  # fmt: skip
    found = due(told(somebody(answers=[form("bam", 0, **BAM)]), 50, [no]), "watch:bam")
    assert (found.state, found.why) == ("skipped", "too many forms")


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_told_in_lines_with_a_picture_of_signs(language: str) -> None:
    rows = measured("drug_test.opioids", "positive", "positive", None, "negative", "negative", "negative")
    text = render_progress(told(somebody(measures=rows, answers=[form("bam", 0, **BAM)]), 40, language=language))
    assert "▁▁·███" in text
    assert "{" not in text
    assert max(map(len, text.splitlines())) <= 100
