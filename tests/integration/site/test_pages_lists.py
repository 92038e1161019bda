"""Long lists come in pages: in order, nobody twice, nobody left out, in the same number of questions."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.integration.site.people_there import There, acting
from waymark.site.access.gate import person_gate
from waymark.site.people import selectors
from waymark.site.people.actions import close_episode, register_person
from waymark.site.people.identity import ContactSafety, Ending, Identity
from waymark.site.people.models import Person


def _names(answer: Any) -> list[str]:
    return re.findall(r'class="name">(?:<a[^>]*>)?<bdi>(\w+)', answer.content.decode())


def _register(there: There, *names: str) -> list[Person]:
    by = acting(there.here, "counsellor")
    return [
        register_person(by=by, identity=Identity(called=name), contact=ContactSafety(), anyway=True) for name in names
    ]


@pytest.mark.parametrize("role", ["counsellor", "supervisor"])
def test_everybody_stands_on_one_page_in_order(there: There, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    monkeypatch.setattr(selectors, "MOST_LISTED", 2)
    _register(there, "zoe", "Bea", "álvaro", "Cy")
    client = there.client(role)
    told, address = [], "/people"
    for _ in range(9):
        answer = client.get(address)
        told.append(_names(answer))
        following = re.search(r'href="([^"]+)" rel="next"', answer.content.decode())
        if following is None:
            break
        address = f"/people{following[1]}"
    assert [len(one) for one in told] == [2, 2, 1]
    everybody = [name for one in told for name in one]
    assert everybody == sorted(everybody, key=str.casefold)
    assert "1 to 2 of 5" in client.get("/people").content.decode()
    assert re.search(r'href="\?from=0" rel="prev"', client.get("/people?from=2").content.decode())


def test_a_page_that_is_not_there_is_the_first(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST_LISTED", 2)
    _register(there, "Bea", "Cy")
    client = there.client("counsellor")
    first = _names(client.get("/people"))
    for odd in ("99", "-2", "x", "9" * 40, "2.0", "%00"):
        assert _names(client.get(f"/people?from={odd}")) == first, odd


def test_a_longer_list_asks_no_more_questions(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST_LISTED", 3)
    client = there.client("counsellor")
    counts = []
    for more in ((), ("Bea", "Cy", "Dee"), ("Eve", "Fay", "Gus", "Hal")):
        _register(there, *more)
        client.get("/people")
        with CaptureQueriesContext(connection) as questions:
            client.get("/people")
        counts.append(len(questions))
    assert counts[0] == counts[1] == counts[2] <= 25


def test_whoever_has_left_and_whoever_others_care_for_are_not_listed(there: There) -> None:
    (gone,) = _register(there, "Gone")

    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), gone.public_id, "record", "write", "test")
        close_episode(gate=gate, ending=Ending("left"))
    for role in ("counsellor", "supervisor"):
        assert "Gone" not in _names(there.client(role).get("/people"))
    assert _names(there.client("nurse").get("/people")) == []
