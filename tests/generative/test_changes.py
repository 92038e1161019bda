"""Changes of generated persons hold, and a planted fault is caught by the proof."""

import msgspec
import pytest

from prove._changes_of_one import Proof, prepared, prove_person
from prove._possible_people import Checker
from prove.changes import report
from tests.people.plans import release
from waymark.demo.people import make_person
from waymark.planning.explaining import companions as along
from waymark.planning.explaining import singles
from waymark.planning.explaining.changes import Changes
from waymark.planning.explaining.companions import Companions, Supposed
from waymark.planning.explaining.effects import Effects, differing
from waymark.planning.explaining.stages import PARTS, grounds_of
from waymark.planning.outline import outlined
from waymark.planning.situation import Documents, Situation, read_situation, supposing
from waymark.record.reading import read_person


def person(number: int, seed: int = 77) -> bytes:
    return msgspec.json.encode(make_person(number, seed, release()))


def read(data: bytes) -> Situation:
    return read_situation(prepared(), Documents(person=read_person(data, "person"), record=data))


def prove_some(number: int) -> None:
    """The claims about so many persons, one after the other."""
    for place in range(number):
        Proof(read(person(place))).claims()


@pytest.mark.parametrize("number", range(2))
def test_every_change_of_a_generated_person_is_true(number: int) -> None:
    tally = prove_person((person(number), False))
    assert tally.counts["claims"] > 50
    assert any("changes claimed, each made and true" in line for line in report([tally]))


def test_what_is_given_back_is_what_deciding_anew_gives() -> None:
    """Parts kept by their grounds, against plans made the plain way."""
    at = read(person(5))
    base, effects, changes = outlined(at), Effects(at), Changes(at)
    for candidate in changes.candidates[::9]:
        supposed = changes.companions.complete({candidate.fact: candidate.value})
        if supposed is not None:
            assert effects.of(supposed) == differing(base, outlined(supposing(at, supposed))), candidate.fact


def test_a_part_decided_on_old_grounds_would_be_seen() -> None:
    """Were the conditions of needs left out of the grounds, needs would not change, and the comparison fails."""
    at = read(person(5))
    whole = grounds_of(prepared())
    assert set(whole.places) == set(PARTS)
    parts_of = {place: tuple(part for part in parts if part != "needs") for place, parts in whole.parts_of.items()}
    without = msgspec.structs.replace(whole, parts_of=parts_of)
    effects = Effects(at)
    effects.stages.grounds = without
    base, differs = outlined(at), False
    changes = Changes(at)
    for candidate in changes.candidates:
        supposed = changes.companions.complete({candidate.fact: candidate.value})
        if supposed is None or not any(line.startswith("need:") for line in changes.effects.of(supposed)):
            continue
        differs = effects.of(supposed) != differing(base, outlined(supposing(at, supposed)))
        if differs:
            break
    assert differs


def test_a_wrong_nearest_value_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finder that takes the farthest value each way instead of the nearest."""
    found = singles.of_fact

    def farthest(line: str, outcomes: list[singles.Outcome]) -> list[singles.Found]:
        known = [o for o in outcomes if o.candidate.way and line in o.effect]
        return found(line, [*reversed(known), *(o for o in outcomes if not o.candidate.way)])

    monkeypatch.setattr("waymark.planning.explaining.changes.of_fact", farthest)
    with pytest.raises(AssertionError, match="changes it and is nearer than"):
        prove_some(6)


def test_a_change_that_is_not_true_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Effects that swear every goal would go."""
    honest = Effects.of

    def lying(self: Effects, changes: Supposed, line: str | None = None) -> dict[str, object]:
        goals = [name for name in self.outline if name.startswith("goal:") and "#" not in name]
        return {**honest(self, changes, line), **dict.fromkeys(goals)}

    monkeypatch.setattr(Effects, "of", lying)
    with pytest.raises(AssertionError, match="claimed None"):
        Proof(read(person(0))).claims()


def test_an_impossible_person_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Companions that stay behind: days of use change, days since the last use do not."""
    monkeypatch.setattr(along.Companions, "complete", lambda self, moves: dict(moves))
    with pytest.raises(AssertionError, match="nobody can be"):
        prove_some(6)


def test_a_missed_change_is_caught_by_brute_force(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = Proof(read(person(0)))
    changes = proof.changes
    told = changes.singles
    monkeypatch.setattr(changes, "singles", lambda line, most=None: told(line, most)[1:])
    with pytest.raises(AssertionError, match="was missed"):
        proof.by_brute_force()


@pytest.mark.parametrize(
    ("values", "trouble"),
    [
        (
            {"cocaine.days_of_30": (4.0, 4.0), "cocaine.used_ever": False},
            "days_of_30 implies cocaine.used_ever",
        ),
        ({"alcohol.days_of_30": (0.0, 0.0), "alcohol.days_since_last_use": (3.0, 3.0)}, "alcohol: days of use"),
        ({"alcohol.days_of_30": (25.0, 25.0), "alcohol.days_since_last_use": (10.0, 10.0)}, "alcohol: days of use"),
        ({"ciwa_ar.total": (12.0, 12.0), "alcohol.used_ever": False}, "withdrawal score against never"),
        ({"weeks_pregnant": (20.0, 20.0), "pregnant": False}, "weeks_pregnant implies pregnant"),
        ({"phq9.total": (25.0, 25.0), "phq9.item_9": (0.0, 0.0)}, "phq9.total against its own items"),
        ({"audit.total": (5.0, 5.0), "audit.dependence": (9.0, 9.0)}, "audit.total against its part"),
        ({"mat.agonist_current": True, "opioid_free_days": (9.0, 9.0)}, "an agonist taken now"),
    ],
)
def test_the_checker_knows_who_cannot_be(values: dict[str, object], trouble: str) -> None:
    found = Checker(release()).troubles(values)  # type: ignore[arg-type]
    assert any(trouble in one for one in found), found


def test_the_checker_lets_be_who_can_be() -> None:
    values = {
        "alcohol.days_of_30": (20.0, 20.0),
        "alcohol.days_since_last_use": (1.0, 1.0),
        "phq9.total": (24.0, 24.0),
        "phq9.item_9": (0.0, 0.0),
        "audit.total": (20.0, 20.0),
        "audit.dependence": (9.0, 9.0),
    }
    assert Checker(release()).troubles(values) == set()


def test_filling_in_only_what_a_move_touches_is_filling_in_all() -> None:
    for number in range(4):
        at = read(person(number, 31))
        near, whole = Companions(at), Companions(at)
        whole.filled = None
        for candidate in Changes(at).candidates[::3]:
            moves = {candidate.fact: candidate.value}
            assert near.complete(moves) == whole.complete(moves)
