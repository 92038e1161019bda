"""A slice of the long proofs of the site: kills and requests, on a file of their own."""

import json

import pytest

from prove._databases import run_on


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills() -> None:
    figures = json.loads(run_on("", "prove._kill_site", 3, 0, 4))
    assert (figures["writes"], figures["signatures"], figures["backups"]) == (2, 1, 1)
    assert figures["told row"] >= 4


@pytest.mark.slow
def test_whatever_is_sent_is_answered() -> None:
    figures = json.loads(run_on("", "prove._fuzz_site", 3, 0, 150))
    assert sum(count for name, count in figures.items() if name.startswith("status ")) == 150


@pytest.mark.slow
def test_planted_names_are_found_nowhere() -> None:
    assert "none in" in run_on("", "prove._canary_site", 3, 1)


@pytest.mark.slow
def test_a_database_that_fails_stores_nothing_and_comes_back() -> None:
    assert "audit whole" in run_on("", "prove._fault_site", 3, 1)
