"""What each of two authors said of one item, and where it stands between them."""

from typing import Any

import pytest

from waymark.planning.deciding.spoken import Spoken
from waymark.record.documents.decisions import Decision


def spoken(*rows: tuple[Any, ...], day: int = 10) -> Spoken:
    """Rows as author, decision and more; one a day."""
    said = Spoken(day, lambda moment: int(moment))
    for number, (author, decision, *more) in enumerate(rows):
        fields = more[0] if more else {}
        said.rows.append(Decision(item="goal:g", at=number, author=author, decision=decision, **fields))
    return said


P, C = "person", "clinician"


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([], "proposed"),
        ([(P, "agreed")], "proposed"),
        ([(P, "agreed"), (C, "agreed")], "active"),
        ([(P, "agreed"), (C, "disagreed")], "open between us"),
        ([(P, "disagreed")], "open between us"),
        ([(P, "declined"), (C, "agreed")], "declined"),
        ([(C, "declined")], "declined"),
        ([(P, "agreed"), (C, "declined")], "open between us"),
        ([(P, "agreed"), (C, "agreed"), (P, "withdrawn")], "proposed"),
        ([(P, "agreed"), (C, "agreed"), (P, "paused")], "paused"),
        ([(P, "agreed"), (C, "agreed"), (P, "paused", {"until": 9})], "active"),
        ([(P, "agreed"), (C, "paused")], "open between us"),
        ([(P, "replaced", {"instead": "goal:h"})], "replaced"),
        ([(P, "agreed"), (C, "changed", {"change": {"days": 3}})], "proposed"),
        ([(P, "agreed"), (C, "changed", {"change": {"days": 3}}), (P, "agreed")], "active"),
    ],
)
def test_where_an_item_stands(rows: list[Any], standing: str) -> None:
    assert spoken(*rows).state().standing == standing


def test_a_decline_ends_on_its_day_and_says_so() -> None:
    before, after = (spoken((P, "declined", {"re_offer": 7}), day=day).state() for day in (6, 7))
    assert (before.person, before.re_offer, before.offered_again) == ("declined", "7", None)
    assert (after.person, after.re_offer, after.offered_again) == ("proposed", None, "7")


def test_a_decline_without_a_day_stays() -> None:
    assert spoken((P, "declined"), day=100_000).state().person == "declined"


def test_changes_of_both_join_and_those_taken_back_are_gone() -> None:
    rows = [(P, "changed", {"change": {"target": 5, "days": 9}}), (C, "changed", {"change": {"days": 20}})]
    assert spoken(*rows).change == {"target": 5, "days": 20}
    assert spoken(*rows, (C, "withdrawn")).change == {"target": 5, "days": 9}


def test_what_was_agreed_is_the_first_yes_said_ever_since() -> None:
    said = spoken((P, "agreed"), (C, "agreed"), (P, "declined"), (P, "agreed"))
    assert said.agreed is said.rows[1]
    assert spoken((P, "agreed"), (P, "declined")).agreed is None


def test_days_of_rest_are_counted_up_to_today() -> None:
    assert spoken((P, "paused", {"until": 8}), day=30).paused_days == 8
    assert spoken((P, "paused", {"until": 8}), day=5).paused_days == 5
