"""Why something is not in a plan: every option has an answer, and each kind of answer is the true one."""

from typing import Any

import pytest

from tests.people.cast import CAST, MARIA, NOW, Document, facts, person
from tests.people.grounds import PEOPLE, ground_of, grounded
from tests.people.plans import maker
from waymark.planning.explaining.changes import change_of
from waymark.planning.explaining.explanation import Move, WhyNot
from waymark.planning.explaining.library_names import Ambiguous, NoSuchOption, find_option, option_name
from waymark.planning.explaining.suppose import read_moves
from waymark.planning.explaining.why_not import in_words, is_level, line_of, why_not
from waymark.planning.outline import outlined

SHOUTING = person("shouting", facts(age=40, chest_pain=True, alcohol__diagnosed=True, alcohol__days_of_30=25))


def asked(who: str, option: str, language: str = "en") -> WhyNot:
    plan, ground = grounded(who, language)
    return why_not(ground, plan, option, changes=False)


def kinds(found: WhyNot) -> list[str]:
    return [because.kind for because in found.because]


def options(who: str) -> list[str]:
    prepared = grounded(who)[1].prepared
    return [
        *(f"medicine:{m}" for m in prepared.medicines),
        *(f"intervention:{i}" for i in prepared.interventions),
        *(f"level:{c.key}" for c in prepared.candidates),
        *(f"goal:{g}" for g in prepared.goals),
        *(f"problem:{p}" for p in prepared.problems),
        *(f"tool:{t}" for t in prepared.tools),
    ]


# --- every option has an answer --------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", CAST)
def test_every_option_is_in_the_plan_or_has_a_reason(who: str, language: str) -> None:
    plan, ground = grounded(who, language)
    silent = []
    for option in options(who):
        found = why_not(ground, plan, option, changes=False)
        assert found.title
        assert in_words(plan, found, language)
        if found.line is None and not found.because:
            silent.append(option)
        for because in found.because:
            assert "{" not in because.says + because.person, because
            assert set(because.rules) <= found.rules.keys()
    assert not silent


@pytest.mark.parametrize("who", PEOPLE)
def test_what_stands_in_the_plan_is_not_argued_away(who: str) -> None:
    plan, _ = grounded(who)
    for offer in plan.interventions:
        found = asked(who, offer.id)
        assert found.line == offer.id
        assert found.because == ()
    assert asked(who, f"level:{plan.level.recommended.key}").line == "level"
    for medicine in plan.medicines:
        found = asked(who, f"medicine:{medicine.medicine}")
        assert found.line is not None
        best = {m.status for m in plan.medicines if m.medicine == medicine.medicine}
        assert bool(found.because) is not bool(best & {"option", "current"})


@pytest.mark.parametrize("who", PEOPLE)
def test_what_a_rule_lacks_is_not_true(who: str) -> None:
    _, ground = grounded(who)
    for option in ("medicine:acamprosate", "medicine:methadone", "intervention:bct"):
        for because in asked(who, option).because:
            if because.kind == "no rule":
                assert all(ground.answer(rule) is not True for rule in because.rules)


# --- each kind -------------------------------------------------------------------------------------------------------


def test_excluded_by_a_rule() -> None:
    found = asked("maria", "medicine:naltrexone-xr")
    assert kinds(found)[0] == "excluded"
    assert "is-an-opioid-in-the-body-now" in found.because[0].rules
    assert "wait" in found.because[0].person


def test_held_until_something_is_known() -> None:
    found = asked("maria", "medicine:buprenorphine-xr-monthly")
    assert kinds(found) == ["held"]
    assert [shown.fact for shown in found.because[0].lacks] == ["child_pugh"]


def test_declined_with_the_day_it_is_offered_again() -> None:
    row = {"at": NOW, "item": "intervention:cbt", "author": "person", "decision": "declined", "re_offer": "2027-01-15"}
    plan, ground = ground_of(MARIA, [row])
    found = why_not(ground, plan, "intervention:cbt", changes=False)
    assert kinds(found)[0] == "declined"
    assert "2027-01-15" in found.because[0].says
    assert "2027-01-15" in found.because[0].person


def test_no_rule_speaks_and_what_it_lacks() -> None:
    found = asked("maria", "medicine:acamprosate")
    assert kinds(found)[0] == "no rule"
    assert found.because[0].rules == ("does-drinking-call-for-medicine",)
    assert any(shown.fact.startswith("alcohol.") for shown in found.because[0].lacks)
    # The kidneys matter once something speaks for it; the person is not sent for a test on the way.
    assert not any(because.person for because in found.because if because.kind == "held")


def test_a_full_week() -> None:
    found = asked("maria", "intervention:case-management")
    assert kinds(found) == ["week full"]
    assert "2 of 3" in found.because[0].says


def test_ranked_below_with_the_points() -> None:
    found = asked("maria", "intervention:syringe-services")
    assert kinds(found) == ["ranked below"]
    assert "points" in found.because[0].says
    assert "points" not in found.because[0].person


def test_only_for_who_asks_for_it() -> None:
    assert "not asked for" in kinds(asked("maria", "intervention:mutual-help-12-step"))


def test_not_offered_by_this_programme() -> None:
    clinic: Document = {
        "format": "waymark.programme/1", "id": "c", "name": "Clinic", "medicines": ["buprenorphine"],
        "levels": [{"level": "L1b"}, {"level": "L1m"}], "interventions": [{"intervention": "cm"}],
    }  # fmt: skip
    plan, ground = ground_of(MARIA, programme=clinic)
    for option in ("level:L4", "intervention:yoga"):
        found = why_not(ground, plan, option, changes=False)
        if found.line is None:
            assert "not offered" in kinds(found), option
    assert "not offered" in kinds(why_not(ground, plan, "level:L4", changes=False))


def test_an_emergency_comes_first() -> None:
    plan, ground = ground_of(SHOUTING)
    assert plan.emergency is not None
    found = why_not(ground, plan, "intervention:cbt", changes=False)
    assert "emergency" in kinds(found)
    later = next(g.id for g in plan.later)
    assert kinds(why_not(ground, plan, later, changes=False)) == ["emergency"]


def test_a_goal_for_later_says_which_stands_before_it() -> None:
    plan, ground = next(
        (p, g) for who in PEOPLE for p, g in [grounded(who)] if p.later and p.emergency is None and len(p.goals) > 3
    )
    found = why_not(ground, plan, plan.later[0].id, changes=False)
    assert kinds(found) == ["later"]
    last = [g for g in plan.goals if not g.bundle][-1]
    assert last.title in found.because[0].says


def test_levels_give_too_little_ask_too_much_or_stand_beside() -> None:
    assert set(kinds(asked("maria", "level:L1b"))) == {"too little"}
    assert kinds(asked("maria", "level:L4")) == ["more than needed"]
    assert kinds(asked("maria", "level:L2a")) == ["said elsewhere"]
    assert all(because.rules for because in asked("maria", "level:L1b").because)


def test_a_closed_need_names_the_rules_that_open_it() -> None:
    found = asked("maria", "goal:GO-15")
    assert kinds(found) == ["no need"]
    assert "is-sleep-poor-on-many-nights" in found.because[0].rules


@pytest.mark.slow
def test_what_would_bring_it_in_does() -> None:
    plan, ground = grounded("maria")
    assert line_of(plan, "goal:GO-15") is None
    found = why_not(ground, plan, "goal:GO-15")
    assert found.would_change is not None
    for change in found.would_change.singles:
        values = {m.fact: (float(m.value), float(m.value)) for m in change.moves if not isinstance(m.value, bool | str)}
        after, _, _ = change_of(ground.situation, values)
        assert "goal:GO-15" in outlined(after)


@pytest.mark.parametrize("level", ["L2a", "L3d"])
def test_what_would_bring_a_level_in_does(level: str) -> None:
    """What stands between is tried two by two where no single fact does it, and whatever is named holds."""
    plan, ground = grounded("maria")
    found = why_not(ground, plan, f"level:{level}").would_change
    assert found is not None
    assert found.singles or found.pairs or (found.tried is not None and found.tried.pairs > 66)
    for change in (*found.singles, *found.pairs):
        moves = read_moves(ground.prepared, [f"{m.fact}={_noted(m)}" for m in change.moves])
        after, _, _ = change_of(ground.situation, moves)
        entry = outlined(after)["level"]
        assert entry is not None
        assert str(entry[0]).partition("+")[0] == level


def test_a_level_out_of_reach_says_what_was_tried() -> None:
    plan, ground = grounded("maria")
    change = why_not(ground, plan, "level:L1a").would_change
    assert change is not None
    assert change.several
    assert change.tried is not None
    assert change.tried.values > change.tried.facts > 100
    assert 66 < change.tried.pairs <= 3160
    assert "PHQ-9 total" in change.tried.together


@pytest.mark.parametrize(("recommended", "wanted", "same"), [("L2a+OTP", "L2a", True), ("L2a", "L2a+OTP", False)])
def test_a_level_goes_by_its_base_or_by_all_its_parts(recommended: str, wanted: str, same: bool) -> None:
    assert is_level((recommended, None, None), wanted) is same


def _noted(move: Move) -> str:
    return {True: "yes", False: "no"}[move.value] if isinstance(move.value, bool) else f"{move.value}"


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("methadone", "medicine:methadone"),
        ("Methadone", "medicine:methadone"),
        ("metadona", "medicine:methadone"),
        ("medicine:methadone:opioids", "medicine:methadone"),
        ("left-out:level:L3d", "level:L3d"),
        ("CBT", "intervention:cbt"),
        ("contingency management", "intervention:cm"),
        ("L1m+OTP", "level:L1m+OTP"),
        ("GO-15", "goal:GO-15"),
        ("PR-SLEEP", "problem:PR-SLEEP"),
        ("is-home-stressful", "rule:is-home-stressful"),
    ],
)
def test_names_are_found_in_either_language(said: str, option: str) -> None:
    assert find_option(said, iter([maker("en").prepared, maker("es").prepared])) == option


def test_an_ambiguous_name_gives_the_candidates() -> None:
    with pytest.raises(Ambiguous) as caught:
        find_option("outpatient", [maker().prepared])
    assert {option for option, _ in caught.value.candidates} == {"level:L1b", "level:L1m", "level:L2a"}


@pytest.mark.parametrize("said", ["xyzzy", "", "   ", "…", "medicine:"])
def test_what_the_library_does_not_know_is_said(said: str) -> None:
    with pytest.raises((NoSuchOption, Ambiguous)):
        find_option(said, [maker().prepared])


def test_the_other_language_is_opened_only_when_needed() -> None:
    def libraries() -> Any:
        yield maker().prepared
        raise AssertionError("not needed")

    assert find_option("methadone", libraries()) == "medicine:methadone"


def test_a_name_is_shown_in_the_language_of_the_plan() -> None:
    assert option_name(maker("es").prepared, "medicine:methadone") == "Metadona"
