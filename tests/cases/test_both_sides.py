"""A case on each side of a threshold: every rule on medicines, withdrawal and safety says yes once and once not."""

from collections import defaultdict
from functools import cache

import pytest

from waymark.knowledge.look import read
from waymark.knowledge.release import load_release
from waymark.planning.cases import outcome_of_case
from waymark.planning.prepare import prepare

TOPICS = ("medication", "withdrawal", "safety")
LIBRARY = read()
RULES = sorted(w.template for w in LIBRARY.written["rules"] if w.file.split("/")[1] in TOPICS)


@cache
def answers() -> dict[str, set[str]]:
    """What each rule says in the cases that are about it."""
    prepared = prepare(load_release())
    said: dict[str, set[str]] = defaultdict(set)
    for written in LIBRARY.entries["cases"].values():
        case = written.entry
        about = {
            name.partition(":")[2] for name in (*case.must, *case.must_not) if name.startswith(("rule:", "unknown:"))
        }
        about |= set(case.rules)
        if about & set(RULES):
            spoken = outcome_of_case(prepared, case).findings.spoken
            for rule in about:
                said[rule].add(spoken.get(rule, "no"))
    return said


def test_there_are_rules() -> None:
    assert len(RULES) > 150


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_yes_in_one_case_and_not_in_another(rule: str) -> None:
    assert "yes" in answers()[rule]
    assert answers()[rule] - {"yes"}
