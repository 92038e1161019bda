"""A slice of the long proofs of the site: kills and requests, on a file of their own."""

import pytest

from prove._databases import run_on


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills() -> None:
    assert "every one there" in run_on("", "prove._kill_site", 3, 6)


@pytest.mark.slow
def test_whatever_is_sent_is_answered() -> None:
    assert "audit whole" in run_on("", "prove._fuzz_site", 3, 150)


@pytest.mark.slow
def test_planted_names_are_found_nowhere() -> None:
    assert "none in" in run_on("", "prove._canary_site", 3, 1)
