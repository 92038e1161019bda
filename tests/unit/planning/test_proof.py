"""The proof of the level table finds each kind of planted fault and shows it as a person; the real table has none."""

import copy
import json
import zlib
from functools import cache
from typing import Any

import pytest

from waymark.knowledge.release import Release, load_bundle, load_release
from waymark.planning.proof import Fault, Proof, prove_levels

HEAD = b"WAYMARK-BUNDLE-1\n"
HOSPITAL = "does-the-body-need-a-hospital"
FACT = "b_at_least_4"

pytestmark = pytest.mark.slow


@cache
def content() -> Any:
    """What the built-in release was made from, as data."""
    return json.loads(zlib.decompress(load_release().bundle()[len(HEAD) :]))


def release_with(*rules: dict[str, Any], **changed: dict[str, Any]) -> Release:
    """The built-in release with more rules, and with other fields in some levels."""
    planted = copy.deepcopy(content())
    planted["entries"]["rules"] += rules
    for level in planted["entries"]["levels"]:
        level.update(changed.get(level["id"], {}))
    return load_bundle(HEAD + zlib.compress(json.dumps(planted).encode()))


def rule(name: str, when: str, *effects: dict[str, Any]) -> dict[str, Any]:
    """A rule of the table, written like a real one."""
    like = next(r for r in content()["entries"]["rules"] if r["id"] == HOSPITAL)
    return {**like, "id": name, "when": when, "effects": list(effects)}


def asks(strength: str = "floor", **minima: float) -> dict[str, Any]:
    return {"do": "minimum", "strength": strength, "minima": minima}


def excludes(level: str) -> dict[str, Any]:
    return {"do": "exclude", "option": f"level:{level}"}


def found(proof: Proof, kind: str, about: str) -> list[Fault]:
    """Faults of this kind about this rule, level or demand."""
    return [f for f in proof.faults if f.kind == kind and about in f.about and f.about != "others"]


@pytest.fixture(scope="module")
def planted() -> Proof:
    """The proof of a table with one fault of each kind that can stand beside the others."""
    return prove_levels(
        release_with(
            rule("more-than-there-is", FACT, asks(hours=900)),
            rule("true-for-nobody", "c_at_least_4 and not c_at_least_3", asks(medical=1)),
            rule("asks-less", FACT, asks(medical=1)),
            rule("only-in-the-middle", "c_at_least_2 and not c_at_least_3", asks(hours=15)),
            L1a={"only_when": "c_at_least_2"},
        )
    )


def test_the_real_table_has_no_fault() -> None:
    proof = prove_levels(load_release())
    assert [f"{f.kind}: {f.about}: {f.says}" for f in proof.faults] == []
    assert proof.rules > 20
    assert proof.states > 1_000_000


def test_a_gap_is_found_and_shown(planted: Proof) -> None:
    gaps = found(planted, "gap", "900")
    assert gaps
    assert all(gap.person[FACT] == "true" for gap in gaps)


def test_a_contradiction_is_found_and_shown() -> None:
    levels = [level["id"] for level in content()["entries"]["levels"] if level["medical"] >= 4]
    no_hospital = rule("no-hospital-for-the-sickest", FACT, *(excludes(level) for level in levels))
    contradictions = found(prove_levels(release_with(no_hospital)), "contradiction", levels[0])
    assert contradictions
    assert all(contradiction.person[FACT] == "true" for contradiction in contradictions)


def test_a_rule_that_is_true_for_nobody_is_found(planted: Proof) -> None:
    (dead,) = found(planted, "dead rule", "true-for-nobody")
    assert "nobody" in dead.says


def test_a_rule_that_never_decides_is_found(planted: Proof) -> None:
    (dead,) = found(planted, "dead rule", "asks-less")
    assert "never decides" in dead.says


def test_a_rule_that_falls_silent_when_a_need_rises_is_found_and_shown(planted: Proof) -> None:
    (silent, *_) = found(planted, "step down", "only-in-the-middle")
    assert "silent" in silent.says
    assert silent.person["c_at_least_3"] == "true", "the person who gets less is shown"


def test_a_level_that_opens_when_a_need_rises_is_found_and_shown(planted: Proof) -> None:
    (opened, *_) = found(planted, "step down", "L1a")
    assert opened.person["c_at_least_2"] == "true"


def test_nothing_else_is_blamed(planted: Proof) -> None:
    """Only what was planted is dead or steps down; a gap is told for every way it can come about."""
    blamed = {f.about for f in planted.faults if f.kind in ("dead rule", "step down")} - {"others"}
    assert blamed == {"true-for-nobody", "asks-less", "only-in-the-middle", "level:L1a"}
