"""Every twentieth trial participant: planned without error, individual, and nothing known is lost."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from prove.participants import judge, plans_of, thin_out
from waymark.exchange.ctn0094 import import_trial

pytestmark = pytest.mark.slow

Document = dict[str, Any]
PERSONS = 126


@pytest.fixture(scope="module")
def folder(trial_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans and summary of the slice."""
    root = tmp_path_factory.mktemp("participants")
    import_trial(trial_data, root / "people")
    thin_out(root / "people", 20)
    plans_of(root / "people", root / "plans")
    return root / "plans"


@pytest.fixture(scope="module")
def summary(folder: Path) -> Document:
    read: Document = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def plans(folder: Path) -> list[Document]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.plan.json"))]


def test_everybody_is_planned_and_nobody_refused(summary: Document, plans: list[Document]) -> None:
    assert summary["persons"] == summary["planned"] == len(plans) == PERSONS
    assert summary["refused"] == []


def test_the_plans_differ_as_the_bar_asks(summary: Document) -> None:
    assert judge(summary, whole=False) == []
    assert summary["individuality"]["distinct_goal_sets"] > PERSONS / 2


def test_of_those_somewhat_known_hardly_two_share_their_goals(plans: list[Document]) -> None:
    known = [plan for plan in plans if len(plan.get("facts", ())) >= 10]
    sets = Counter(tuple(sorted(goal["id"] for goal in plan["goals"])) for plan in known)
    assert len(known) > PERSONS / 2
    assert max(sets.values()) <= 0.08 * len(known)


def test_every_known_fact_is_used_or_listed_as_not_used(plans: list[Document]) -> None:
    for plan in plans:
        unused = {fact for fact, line in plan.get("facts", {}).items() if not line.get("used")}
        # What only follows from an answer was not noted.
        noted = {fact for fact in unused if plan["facts"][fact].get("how") != "implied"}
        assert noted == set(plan.get("noted", [])), plan["header"]["person"]


def test_everybody_has_a_goal_and_a_first_step(plans: list[Document]) -> None:
    for plan in plans:
        assert plan["goals"], plan["header"]["person"]
        assert plan["next_72_hours"], plan["header"]["person"]


def test_naloxone_is_never_held(plans: list[Document]) -> None:
    standing = [
        m["status"] for plan in plans for m in plan.get("medicines", []) if m["medicine"].startswith("naloxone")
    ]
    assert len(standing) > PERSONS / 2
    assert set(standing) <= {"option", "current"}


def test_naltrexone_is_free_only_where_the_opioid_free_days_are_known(plans: list[Document]) -> None:
    for plan in plans:
        medicines = plan.get("medicines", [])
        free = [m["id"] for m in medicines if "naltrexone" in m["medicine"] and m["status"] == "option"]
        assert not free or "opioid_free_days" in plan["facts"], f"{plan['header']['person']}: {free}"
