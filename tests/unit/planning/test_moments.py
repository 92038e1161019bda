"""A plan knows what was known then: nothing noted later, nothing entered in error, and the last word of each author."""

from typing import Any

import pytest

from tests.people.cast import MARIA, NOW, OMAR, Document
from tests.people.plans import plan_of, strings
from waymark.planning.plan import Plan

LATER = "2026-12-01"
SAID = "said of someone else"
# One row of each table that speaks to the person, and where the words or their effect would show.
ROWS: dict[str, Document] = {
    "words": {"about": "want", "text": SAID},
    "strengths": {"text": SAID},
    "duties": {"kind": "work", "text": SAID, "weekdays": ["monday"], "start": "08:00", "end": "09:00"},
    "expectations": {"text": SAID},
    "supporters": {"name": SAID, "safe": True, "may_call": True},
}


def shows(plan: Plan) -> bool:
    return any(SAID in text for _, text in strings(plan))


def with_row(table: str, **row: Any) -> Document:
    return {**MARIA, table: [*MARIA.get(table, []), {"at": NOW, "id": "row", **ROWS[table], **row}]}


def in_error(person: Document, at: str = NOW) -> Document:
    wrong = {"at": at, "corrects": "row", "kind": "entered in error", "reason": "another record"}
    return {**person, "corrections": [wrong]}


@pytest.mark.parametrize("table", ROWS)
def test_what_was_noted_later_is_not_known_yet(table: str) -> None:
    assert shows(plan_of(with_row(table)))
    assert shows(plan_of(with_row(table, at=LATER), at=LATER))
    assert not shows(plan_of(with_row(table, at=LATER), at=NOW))
    assert not shows(plan_of(with_row(table, noted=LATER), at=NOW))


@pytest.mark.parametrize("table", ROWS)
def test_what_was_entered_in_error_was_never_noted(table: str) -> None:
    assert not shows(plan_of(in_error(with_row(table))))
    assert shows(plan_of(in_error(with_row(table), at=LATER), at=NOW)), "before the correction it was not known"


def test_an_amended_row_counts_as_amended() -> None:
    amended = {"at": NOW, "corrects": "row", "kind": "amended", "reason": "typing", "replace": {"text": "as it was"}}
    plan = plan_of({**with_row("words"), "corrections": [amended]})
    assert not shows(plan)
    assert any(text == "as it was" for _, text in strings(plan))


def methadone(rows: list[Document], **more: Any) -> str:
    plan = plan_of({**OMAR, "lists": {"medicines": {"rows": rows}}, **more})
    return next(m.status for m in plan.medicines if m.medicine == "methadone")


def test_a_medicine_entered_in_error_is_not_taken() -> None:
    row = {"at": NOW, "id": "row", "medicine": "methadone", "state": "current"}
    assert methadone([row]) == "current"
    assert methadone([row], corrections=in_error({})["corrections"]) != "current"


@pytest.mark.parametrize("turn", [1, -1], ids=["in order", "out of order"])
def test_the_last_word_counts_wherever_it_stands(turn: int) -> None:
    taken = [
        {"at": "2026-10-01", "medicine": "methadone", "state": "current"},
        {"at": NOW, "medicine": "methadone", "state": "stopped"},
    ]
    assert methadone(taken[::turn]) != "current"
    wishes = [
        {"at": "2026-10-01", "about": "medicine:methadone", "wish": "declines"},
        {"at": NOW, "about": "medicine:methadone", "wish": "wants"},
    ]
    plan = plan_of({**OMAR, "preferences": wishes[::turn]})
    assert "medicine:methadone" not in {line.option for line in plan.left_out}
    goal = plan_of(MARIA).goals[0].id
    decided = [
        {"at": NOW, "item": goal, "author": "person", "decision": "declined"},
        {"at": "2026-11-05", "item": goal, "author": "person", "decision": "agreed"},
    ]
    assert plan_of(MARIA, decided[::turn]).goals[0].state.person == "agreed"
