"""A supposition gives the plan that the record would give, is checked before, and touches nothing."""

from typing import Any

import pytest

from tests.people.cast import MARIA, NOW
from tests.people.grounds import ground_of, grounded
from tests.people.plans import maker
from waymark.planning.explaining.suppose import Impossible, NoSuchValue, for_person, read_moves, suppose, worsens
from waymark.planning.outline import changed_lines, outline_of


def moves(*said: str) -> Any:
    return read_moves(maker().prepared, said)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("pregnant=yes", True),
        ("pregnant=No", False),
        ("pregnant = sí", True),
        ("phq9.total=12", (12.0, 12.0)),
        ("phq9.total=8..", (8.0, 27.0)),
        ("phq9.total=..5", (0.0, 5.0)),
        ("phq9.total=3..7", (3.0, 7.0)),
        ("opioids.goal=abstain", 1),
    ],
)
def test_values_are_read_as_a_record_would_note_them(said: str, value: object) -> None:
    (read,) = moves(said).values()
    if said.startswith("opioids.goal"):
        options = maker().prepared.facts["opioids.goal"].options
        assert read == 1 << next(n for n, o in enumerate(options) if o.id == "abstain")
    else:
        assert read == value


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("pregnant", "write a fact and its value"),
        ("=yes", "write a fact and its value"),
        ("pregnant=", "write a fact and its value"),
        ("pregnnt=yes", "nearest: pregnant"),
        ("pregnant=maybe", "neither yes nor no"),
        ("phq9.total=99", "outside 0 to 27"),
        ("phq9.total=8..3", "outside"),
        ("phq9.total=a few", "is no number"),
        ("phq9.total=nan", "outside"),
        ("opioids.days_of_30=2.5", "not a whole number"),
        ("opioids.goal=perhaps", "is none of"),
        ("use_disorder=yes", "follows from other facts"),
    ],
)
def test_what_nobody_could_note_is_refused(said: str, why: str) -> None:
    with pytest.raises(NoSuchValue, match=why):
        moves(said)


def test_a_fact_is_named_once() -> None:
    with pytest.raises(NoSuchValue, match="said twice"):
        moves("pregnant=yes", "pregnant=no")


@pytest.mark.parametrize("name", ["homeless", "liver_failure", "hepatitis_c"])
def test_the_lines_are_those_of_the_record_with_the_fact_noted(name: str) -> None:
    plan, ground = grounded("maria")
    found = suppose(ground.situation, plan, {name: True})
    noted, _ = ground_of({**MARIA, "facts": [*MARIA["facts"], {"at": NOW, "fact": name, "value": True}]})
    changed = set(changed_lines(outline_of(plan), outline_of(noted)))
    shown = {passage.id for passage in found.passages}
    assert shown <= changed
    # What only moves between the plan and its list of things left out is told once.
    assert {line.removeprefix("left-out:") for line in changed - shown} <= shown


def test_what_goes_along_is_shown() -> None:
    plan, ground = grounded("maria")
    found = suppose(ground.situation, plan, {"alcohol.severe_harm_cannot_stop": True})
    assert "alcohol.used_30" in {move.fact for move in found.companions}
    assert "supposition" in found.says


def test_nothing_different_is_said_so() -> None:
    plan, ground = grounded("maria")
    assert suppose(ground.situation, plan, {"phq9.total": (17.0, 17.0)}).passages == ()


def test_nobody_could_be_so() -> None:
    plan, ground = grounded("maria")
    impossible = moves("opioids.days_of_30=0", "opioids.days_since_last_use=1")
    with pytest.raises(Impossible, match="nobody could be so"):
        suppose(ground.situation, plan, impossible)


def test_the_situation_stays_as_it_was() -> None:
    plan, ground = ground_of(MARIA)
    before = dict(ground.situation.values)
    suppose(ground.situation, plan, {"homeless": True})
    assert ground.situation.values == before


def test_what_is_worse_for_the_person_is_known() -> None:
    _, ground = grounded("maria")
    assert worsens(ground.situation, moves("phq9.total=25")) == ("phq9.total",)
    assert worsens(ground.situation, moves("phq9.total=4")) == ()


@pytest.mark.parametrize(
    ("said", "worse"),
    [("cssrs.risk=high", True), ("breathing_slow=yes", True), ("homeless=yes", True), ("homeless=no", False)],
)
def test_what_nobody_knows_is_not_supposed_to_be_bad(said: str, worse: bool) -> None:
    _, ground = ground_of({**MARIA, "facts": [row for row in MARIA["facts"] if row["fact"] != "homeless"]})
    assert bool(worsens(ground.situation, moves(said))) is worse


def test_the_person_is_told_lines_of_their_own() -> None:
    plan, ground = grounded("maria")
    full = suppose(ground.situation, plan, moves("children_at_home=no"))
    told = for_person(full, "en")
    kinds = {passage.id.partition(":")[0] for passage in told.passages}
    assert kinds
    assert not kinds & {"inform", "review", "watch", "get", "open"}
    assert {p.id for p in told.passages} < {p.id for p in full.passages}
