"""How far a library was checked is counted by topic, and nothing is counted twice or left out."""

import datetime

from waymark.knowledge.look import read
from waymark.knowledge.model.common import Clinical
from waymark.knowledge.status import STATUSES, status_rows, total

DAY = datetime.date(2026, 11, 21)
WRITTEN = [one for entries in read().written.values() for one in entries]
ROWS = status_rows(WRITTEN, DAY)


def test_every_clinical_statement_is_counted_once() -> None:
    clinical = [one for one in WRITTEN if isinstance(one.entry, Clinical)]
    values = [one for one in WRITTEN if one.kind == "values"]
    assert total(ROWS).entries == len(clinical) + len(values)
    assert total(ROWS).entries == sum(row.entries for row in ROWS)


def test_a_release_ships_unsigned() -> None:
    assert total(ROWS).counts["signed"] == 0
    assert set(total(ROWS).counts) == set(STATUSES)


def test_rules_are_counted_by_topic() -> None:
    topics = {row.topic for row in ROWS if row.kind == "rules"}
    assert {"withdrawal", "medication", "safety"} <= topics


def test_a_review_that_was_due_is_counted() -> None:
    assert sum(row.review_due for row in ROWS) == 0
    assert sum(row.review_due for row in status_rows(WRITTEN, datetime.date(2099, 1, 1))) > 300


def test_a_named_value_counts_as_its_newest_number() -> None:
    values = [one for one in WRITTEN if one.kind == "values"]
    newest = [max(one.entry.history, key=lambda dated: dated.valid_from).status for one in values]
    counted = {status: sum(row.counts[status] for row in ROWS if row.kind == "values") for status in STATUSES}
    assert counted == {status: newest.count(status) for status in STATUSES}
