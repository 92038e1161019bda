"""Lists as people keep them: how somebody used long ago is not how now, and a rescue kit is on no list of medicines."""

import json
from typing import Any

import pytest

from tests.people.plans import release
from waymark.record.known import facts_as_of
from waymark.record.reading import read_person
from waymark.record.time import calendar_of

NOW = "2026-11-03"


def values(**lists: Any) -> dict[str, Any]:
    document = {"format": "waymark.person/1", "id": "one", **lists}
    person = read_person(json.dumps(document).encode(), "one.json")
    return facts_as_of(person, release(), calendar_of(person, None, None)).values


def used(**row: Any) -> dict[str, Any]:
    return values(lists={"substances": {"rows": [{"at": NOW, "substance": "heroin", "route": "injected", **row}]}})


@pytest.mark.parametrize(
    ("row", "injected"),
    [
        ({"days_of_30": 5}, True),
        ({}, True),
        ({"last_use": "2026-10-05"}, True),
        ({"last_use": "2026-10-04"}, None),
        ({"days_of_30": 0, "last_use": "2026-09-01"}, None),
        ({"days_of_30": 0}, None),
    ],
)
def test_injecting_counts_where_it_may_be_of_the_last_thirty_days(row: dict[str, Any], injected: bool | None) -> None:
    found = used(**row)
    assert found.get("opioids.injected_30") is injected
    if injected is None:
        assert found.get("opioids.used_30") is not True


@pytest.mark.parametrize(("asked", "at_hand"), [(True, True), (False, False), (None, None)])
def test_a_complete_list_of_medicines_without_naloxone_is_no_no(asked: bool | None, at_hand: bool | None) -> None:
    facts = [] if asked is None else [{"at": NOW, "fact": "naloxone_at_hand", "value": asked}]
    found = values(facts=facts, lists={"medicines": {"state": [{"at": NOW, "complete": True}]}})
    assert found.get("naloxone_at_hand") is at_hand


def test_naloxone_on_the_list_is_at_hand() -> None:
    found = values(lists={"medicines": {"rows": [{"at": NOW, "medicine": "naloxone"}]}})
    assert found["naloxone_at_hand"] is True


@pytest.mark.parametrize(("tested", "open_"), [("2026-11-03", True), ("2026-09-20", False)])
def test_no_use_in_thirty_days_is_not_believed_against_a_test(tested: str, open_: bool) -> None:
    # Said by a yes or no it must weigh the same as said by a count of days.
    facts = [{"at": NOW, "fact": "cocaine.used_30", "value": False}]
    tests = [{"at": tested, "measure": "drug_test.cocaine", "value": "positive", "source": "test"}]
    found = values(facts=facts, measures=tests)
    assert ("cocaine.used_30" not in found) is open_
    assert ("cocaine.days_of_30" not in found) is open_
