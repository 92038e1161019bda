"""What would change a line of a plan on which somebody decided: the short way finds what composing anew finds."""

import random

import msgspec
import pytest

from tests.people.cast import CAST
from tests.people.drawn import draw_decisions
from tests.people.plans import release
from waymark.planning.compose import compose
from waymark.planning.explaining.changes import Changes
from waymark.planning.explaining.effects import differing
from waymark.planning.explaining.explain import items_of
from waymark.planning.outline import Outline, outlined
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, Situation, read_situation, supposing
from waymark.record.reading import read_decisions, read_person

TRIED = 60


def decided(name: str, seed: int) -> Situation:
    """One of the cast with decisions drawn on the lines of the plan."""
    prepared, raw = prepare(release("en"), None, "en"), msgspec.json.encode(CAST[name])
    documents = Documents(person=read_person(raw, name), record=raw)
    plan = compose(prepared, documents)
    rows = msgspec.json.encode(draw_decisions(CAST[name], items_of(plan), seed, plan.header.at))
    return read_situation(prepared, msgspec.structs.replace(documents, decisions=read_decisions(rows, "decisions")))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed"), [("maria", 1), ("ben", 2), ("tara", 3), ("omar", 4)])
def test_after_decisions_the_effects_are_those_of_the_plan_composed_anew(name: str, seed: int) -> None:
    situation = decided(name, seed)
    changes = Changes(situation)
    assert changes.effects.whole
    tried = random.Random(seed).sample(changes.candidates, TRIED)
    found = 0
    for candidate in tried:
        outcome = changes.outcome(candidate, "level")
        if outcome is None:
            continue
        anew = outlined(supposing(situation, outcome.supposed))
        assert outcome.effect == differing(changes.effects.outline, anew), candidate
        found += bool(outcome.effect)
    assert found


def test_after_decisions_a_change_is_composed_once_for_all_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    composed = 0

    def counted(situation: Situation) -> Outline:
        nonlocal composed
        composed += 1
        return outlined(situation)

    monkeypatch.setattr("waymark.planning.explaining.effects.outlined", counted)
    changes = Changes(decided("maria", 1))
    for line in list(changes.lines)[:3]:
        changes.singles(line)
    assert composed < len(changes.candidates)
