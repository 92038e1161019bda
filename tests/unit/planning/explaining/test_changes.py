"""What would change a line: nearest first, only as facts can move, with all that goes along."""

from typing import Any

import msgspec
import pytest

from tests.people.plans import release
from waymark.logic import Known
from waymark.planning.explaining.candidates import candidates_of
from waymark.planning.explaining.changes import CannotBe, Changes, change_of, what_would_change, would_change_all
from waymark.planning.explaining.companions import Companions
from waymark.planning.explaining.explanation import Change
from waymark.planning.outline import outlined
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents, Situation, read_situation, supposing
from waymark.record.reading import read_person

NOW = "2026-11-03"


def situation(
    facts: dict[str, Any], answers: list[dict[str, Any]] | None = None, language: str = "en", **more: Any
) -> Situation:
    """A person of whom these facts were noted today."""
    document = {
        "format": "waymark.person/1",
        "id": "somebody",
        "facts": [{"at": NOW, "fact": name, "value": value} for name, value in {"age": 34, **facts}.items()],
        "answers": answers or [],
        **more,
    }
    raw = msgspec.json.encode(document)
    prepared = prepare(release(language), None, language)
    return read_situation(prepared, Documents(person=read_person(raw, "somebody"), record=raw))


def phq9(total_of_items: dict[str, int]) -> dict[str, Any]:
    return {"at": NOW, "instrument": "phq9", "items": {f"item_{n}": 0 for n in range(1, 10)} | total_of_items}


def completed(at: Situation, **moves: Known) -> dict[str, Known | None] | None:
    return Companions(at).complete({name.replace("__", "."): value for name, value in moves.items()})


LOW_MOOD = [phq9({"item_1": 3, "item_2": 3, "item_3": 2, "item_4": 2, "item_9": 1})]


@pytest.fixture(scope="module")
def drinker() -> Situation:
    """Drinks on half of the days, feels low; naloxone was never asked about."""
    facts = {
        "alcohol.days_of_30": 16,
        "alcohol.days_since_last_use": 1,
        "alcohol.criteria": 4,
        "naloxone_at_hand": False,
    }
    return situation(facts, LOW_MOOD)


@pytest.fixture(scope="module")
def all_changes(drinker: Situation) -> dict[str, Any]:
    return would_change_all(drinker)


def of_fact(changes: tuple[Change, ...], fact: str) -> list[Change]:
    return [change for change in changes if change.moves[0].fact == fact]


def test_a_score_moves_to_just_across_its_threshold(drinker: Situation) -> None:
    (change, *_) = what_would_change(drinker, "watch:phq9").singles
    assert change.moves[0].fact == "phq9.total"
    assert (change.moves[0].before, change.moves[0].value) == ("11", 9.0)
    assert change.becomes == "no longer in the plan"
    assert outlined(supposing(drinker, {"phq9.total": (9.0, 9.0)})).get("watch:phq9") is None


OPIOIDS = {"opioids.days_of_30": 20, "opioids.days_since_last_use": 0, "opioids.criteria": 7}
ALCOHOL = {"alcohol.days_of_30": 25, "alcohol.days_since_last_use": 0, "alcohol.criteria": 7}


def test_of_one_kind_the_nearest_comes_first(all_changes: dict[str, Any], drinker: Situation) -> None:
    changes = Changes(drinker)
    for line in all_changes:
        numbers = [
            one.outcome.candidate.distance
            for one in changes.singles(line)
            if one.outcome.candidate.kind == "different" and isinstance(one.outcome.candidate.value, tuple)
        ]
        assert numbers == sorted(numbers), line


def test_known_facts_that_decide_come_first() -> None:
    at = situation({**OPIOIDS, "mat.wants": "methadone", "home_unsafe": True})
    singles = what_would_change(at, "level", most=4).singles
    assert {c.moves[0].fact for c in singles[:3]} == {"mat.wants", "home_unsafe", "opioids.criteria"}
    assert [c.kind for c in singles] == ["different", "different", "different", "found out"]


def test_two_at_once_are_tried_towards_what_is_wanted() -> None:
    """A special clinic and a safe home: neither a wish nor a home alone gives both."""
    at = situation(OPIOIDS)

    def both(entry: Any) -> bool:
        parts = str(entry[0]).split("+")
        return "OTP" in parts and len(parts) == 3

    found = Changes(at).towards("level", both, between=frozenset({"mat.wants", "home_unsafe"}))
    assert not found.singles
    assert [{m.fact for m in pair.moves} for pair in found.pairs] == [{"mat.wants", "home_unsafe"}]
    nothing = Changes(at).towards("level", lambda entry: False, between=frozenset({"mat.wants", "home_unsafe"}))
    assert nothing.several
    assert nothing.tried is not None
    assert (nothing.tried.pairs, len(nothing.tried.together)) == (4, 2)


def test_what_follows_without_the_change_does_not_go_along_with_it() -> None:
    """A positive test and a diagnosis say already that there were days of use."""
    tests = [{"at": NOW, "measure": "drug_test.cocaine", "value": "positive", "source": "test"}]
    at = situation({"cocaine.diagnosed": True}, measures=tests)
    home = of_fact(what_would_change(at, "level", most=8).singles, "homeless")
    assert [[move.fact for move in change.companions] for change in home] == [["housing_unstable"]]


def test_who_could_bring_it_about() -> None:
    """A wish and use are the person's; a home is worked on; a score is for care; a finding is as it is."""
    opioids = what_would_change(situation({**OPIOIDS, "mat.wants": "methadone", "home_unsafe": True}), "level")
    alcohol = what_would_change(situation({**ALCOHOL, "home_unsafe": True}), "level")
    found = {c.moves[0].fact: c.by for c in (*alcohol.singles, *opioids.singles) if c.kind == "different"}
    assert found == {
        "mat.wants": "person",
        "alcohol.days_of_30": "person",
        "home_unsafe": "together",
        "alcohol.criteria": "nobody",
        "opioids.criteria": "nobody",
        "alcohol.days_since_last_use": "time",
    }


def test_a_score_is_no_task_for_the_person() -> None:
    found = what_would_change(situation({**ALCOHOL, "ciwa_ar.total": 12}), "level", most=1).singles[0]
    assert (found.moves[0].fact, found.by) == ("ciwa_ar.total", "care")
    assert found.person == "Medicine makes this safer. Tell us at once if you feel worse."


def test_one_line_asked_for_says_what_all_lines_say(all_changes: dict[str, Any], drinker: Situation) -> None:
    for line in list(all_changes)[::5]:
        assert what_would_change(drinker, line) == all_changes[line]


def test_no_more_than_asked_for(drinker: Situation) -> None:
    assert len(what_would_change(drinker, "level", most=2).singles) == 2
    assert what_would_change(drinker, "level", most=2).singles == what_would_change(drinker, "level").singles[:2]


def test_a_line_that_is_not_there_says_what_would_bring_it(drinker: Situation) -> None:
    found = what_would_change(drinker, "medicine:buprenorphine:opioids")
    assert found.singles or found.pairs or found.several
    assert "medicine:buprenorphine:opioids" not in outlined(drinker)


def test_a_line_without_any_fact_behind_it_is_unchangeable() -> None:
    at = situation({}, preferences=[{"at": NOW, "about": "intervention:cbt", "wish": "declines"}])
    assert what_would_change(at, "left-out:intervention:nothing-known").unchangeable


def test_an_item_that_is_a_fact_of_its_own_is_kept(drinker: Situation) -> None:
    """The total falls no lower than item 9 holds it, and item 9 takes the total along."""
    assert completed(drinker, phq9__total=(1.0, 1.0)) == {"phq9.total": (1.0, 1.0)}
    assert completed(drinker, phq9__total=(0.0, 0.0)) is None
    assert completed(drinker, phq9__item_9=(3.0, 3.0)) == {"phq9.item_9": (3.0, 3.0), "phq9.total": (13.0, 13.0)}
    assert completed(drinker, phq9__item_9=(0.0, 0.0)) == {"phq9.item_9": (0.0, 0.0), "phq9.total": (10.0, 10.0)}


def test_days_of_use_and_days_since_go_together(drinker: Situation) -> None:
    assert completed(drinker, alcohol__days_of_30=(0.0, 0.0)) == {
        "alcohol.days_of_30": (0.0, 0.0),
        "alcohol.days_since_last_use": (30.0, 30.0),
    }
    month = completed(drinker, alcohol__days_since_last_use=(40.0, 40.0))
    assert month is not None
    assert month["alcohol.days_of_30"] == (0.0, 0.0)
    half = completed(drinker, alcohol__days_since_last_use=(20.0, 20.0))
    assert half is not None
    assert half["alcohol.days_of_30"] == (10.0, 10.0)


def test_never_used_is_left_behind_by_days_of_use_and_never_comes_back() -> None:
    at = situation({"cocaine.used_ever": False})
    used = completed(at, cocaine__days_of_30=(4.0, 4.0))
    assert used is not None
    assert used["cocaine.used_ever"] is True
    used_before = situation({"cocaine.used_ever": True, "cocaine.days_of_30": 4})
    ways = [Companions(used_before).complete({c.fact: c.value}) for c in candidates_of(used_before)]
    assert all(way is None or way.get("cocaine.used_ever") is not False for way in ways)


def test_nobody_is_in_withdrawal_from_what_was_never_used() -> None:
    at = situation({"alcohol.used_ever": False, "opioids.used_ever": False})
    scores: dict[str, Known] = {"ciwa_ar.total": (20.0, 20.0), "opioid_withdrawal.band": 8}
    for name, value in scores.items():
        supposed = Companions(at).complete({name: value})
        substance = "alcohol" if name.startswith("ciwa") else "opioids"
        assert supposed is None or supposed.get(f"{substance}.used_ever") is True


def test_no_weeks_of_a_pregnancy_that_is_not() -> None:
    for facts in ({"sex_for_scoring": "male"}, {"sex_for_scoring": "female", "pregnancy_test_positive": False}):
        supposed = completed(situation(facts), weeks_pregnant=(20.0, 20.0))
        assert supposed is None or supposed.get("pregnancy_test_positive") is True
    assert completed(situation({"sex_for_scoring": "male"}), weeks_pregnant=(20.0, 20.0)) is None


def test_who_takes_methadone_is_not_without_opioids() -> None:
    supposed = completed(situation({"methadone_current": True, "opioid_free_days": 0}), opioid_free_days=(10.0, 10.0))
    assert supposed is not None
    assert supposed["methadone_current"] is False


def test_days_of_use_go_together_with_days_since_while_methadone_is_taken() -> None:
    at = situation(
        {"mat.agonist_current": True, "opioids.days_of_30": 0, "opioids.days_since_last_use": 228},
    )
    one = completed(at, **{"opioids.days_of_30": (1.0, 1.0)})
    assert one is not None
    assert one["opioids.days_since_last_use"] == (29.0, 29.0)
    # The medicine is no day of use: by itself it moves neither.
    assert not {"opioids.days_of_30", "opioids.days_since_last_use"} & set(Companions(at).standing)


def test_facts_move_only_as_they_can() -> None:
    at = situation({"overdose_days_ago": 40, "head_injury": True, "sex_for_scoring": "female", "age": 34})
    moved: dict[str, list[Any]] = {}
    for candidate in candidates_of(at):
        moved.setdefault(candidate.fact, []).append(candidate.value)
    assert "sex_for_scoring" not in moved
    assert "head_injury" not in moved
    assert all(value[0] > 34 for value in moved["age"])
    assert all(value[0] > 40 for value in moved["overdose_days_ago"])


def test_unknown_numbers_turn_out_in_runs() -> None:
    at = situation({"alcohol.criteria": 4, "alcohol.days_of_30": 12})
    (change,) = of_fact(what_would_change(at, "watch:phq9", most=400).singles, "phq9.total")
    assert (change.kind, change.moves[0].before, change.moves[0].after) == ("found out", None, "at least 10")
    assert change.moves[0].value == 10.0


def test_a_score_goes_no_higher_than_its_form_gives() -> None:
    """One fact stands for the scores of many substances; the form asks less about tobacco."""
    at = situation({})
    scores = {s.id: s.range for s in at.prepared.release.instruments["assist"].scores}
    highest: dict[str, float] = {}
    for candidate in candidates_of(at):
        if candidate.fact.endswith(".assist") and isinstance(candidate.value, tuple):
            highest[candidate.fact] = max(highest.get(candidate.fact, 0.0), candidate.value[1])
    assert highest
    for fact, value in highest.items():
        ends = scores[fact.partition(".")[0]]
        assert ends is not None
        assert value <= ends[1]


def test_a_change_can_be_tried_with_all_that_goes_along(drinker: Situation) -> None:
    other, moves, companions = change_of(drinker, {"alcohol.days_of_30": (0.0, 0.0)})
    assert [move.fact for move in moves] == ["alcohol.days_of_30"]
    assert [move.fact for move in companions] == ["alcohol.days_since_last_use"]
    assert other.known.values["alcohol.days_since_last_use"] == (30.0, 30.0)
    with pytest.raises(CannotBe):
        change_of(situation({"sex_for_scoring": "male"}), {"weeks_pregnant": (12.0, 12.0)})


def test_the_person_is_never_told_that_worse_would_give_more(all_changes: dict[str, Any], drinker: Situation) -> None:
    facts = drinker.prepared.facts
    for would in all_changes.values():
        for change in would.singles:
            move = change.moves[0]
            if change.kind == "found out" or not change.person:
                continue
            before, value = drinker.known.values[move.fact], move.value
            better = facts[move.fact].better
            if isinstance(before, tuple):
                assert value < before[0] if better == "lower" else value > before[1] and better == "higher"
            else:
                assert value is (better == "yes")


def test_the_person_hears_it_in_their_language() -> None:
    facts = {"alcohol.days_of_30": 16, "alcohol.days_since_last_use": 1, "alcohol.criteria": 4}
    english, spanish = (what_would_change(situation(facts, LOW_MOOD, lang), "level") for lang in ("en", "es"))
    assert [c.moves[0].fact for c in english.singles] == [c.moves[0].fact for c in spanish.singles]
    for one, other in zip(english.singles, spanish.singles, strict=True):
        assert bool(one.person) is bool(other.person)
        assert one.person == "" or one.person != other.person


def test_other_peoples_circumstances_are_not_the_persons_task() -> None:
    at = situation({"partner": True, "partner_uses": True, "alcohol.criteria": 6, "alcohol.days_of_30": 20})
    for would in would_change_all(at, most=50).values():
        assert all(not change.person for change in would.singles if change.moves[0].fact.startswith("partner"))
