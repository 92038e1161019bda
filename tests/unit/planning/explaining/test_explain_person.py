"""The person's voice: plain, only what is worth acting on, and nothing that is nobody's business to tell."""

import re
from typing import Literal

import msgspec
import pytest

from tests.people.cast import MARIA, NOW
from tests.people.grounds import PEOPLE, ground_of, grounded
from tests.people.plans import strings
from waymark.planning.explaining.explain import explain, explain_all
from waymark.planning.explaining.explanation import Change, ForPerson, Move, WouldChange
from waymark.planning.explaining.person_voice import can_change, for_person, why_not_for_person, without_shares
from waymark.planning.explaining.why_not import why_not

LANGUAGES = ("en", "es")
# What a person should never meet: pressure, weights, and more help as a reward for being worse.
NEVER = {
    "en": re.compile(r"\bmust\b|points|if you were worse|if you get worse|worse you|first line|this project's", re.I),
    "es": re.compile(r"puntos|si estuviera peor|si empeora usted|de primera línea", re.I),
}


def told(name: str, language: str) -> list[ForPerson]:
    plan, ground = grounded(name, language)
    return [for_person(line) for line in explain_all(plan, ground)]


def own(line: ForPerson) -> ForPerson:
    """Without titles and library words that stand in the plan itself."""
    return msgspec.structs.replace(line, title="", detail="")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_no_rule_no_weight_no_share_without_counts(name: str, language: str) -> None:
    _, ground = grounded(name, language)
    rules = {rule.id for rule in ground.prepared.rules}
    for line in told(name, language):
        for place, said in strings(own(line)):
            if place.endswith((".id", ".fact")):
                continue
            assert not NEVER[language].search(said), (line.id, said)
            assert "%" not in said, (line.id, said)
            assert said not in rules


def test_what_somebody_close_said_is_not_told() -> None:
    row = {"at": NOW, "fact": "homeless", "value": True, "source": "collateral", "by": "sister"}
    plan, ground = ground_of({**MARIA, "facts": [*MARIA["facts"], row]})
    seen = False
    for line in explain_all(plan, ground):
        seen = seen or "homeless" in line.facts
        assert "homeless" not in {shown.fact for shown in for_person(line).known}
    assert seen


def test_circumstances_of_others_are_not_told() -> None:
    row = {"at": NOW, "fact": "partner_uses", "value": True}
    plan, ground = ground_of({**MARIA, "facts": [*MARIA["facts"], row]})
    for line in explain_all(plan, ground):
        assert not any(shown.fact.startswith("partner") for shown in for_person(line).known)


def change(person: str, *companions: Move, kind: Literal["different", "found out"] = "different") -> Change:
    move = Move(fact="a", label="a", before="1", after="2", value=2)
    return Change(moves=(move,), companions=companions, kind=kind, becomes="x", by="person", person=person)


def test_only_changes_worth_acting_on_are_told_each_once() -> None:
    other = Move(fact="b", label="b", before=None, after="yes", value=True)
    found = WouldChange(
        singles=(
            change("Sleep more."),
            change("Sleep more."),
            change(""),
            change("Find out whether you use something else.", other, kind="found out"),
            change("We do not know this yet.", kind="found out"),
        )
    )
    assert can_change(found) == ("Sleep more.", "We do not know this yet.")
    assert can_change(None) == ()


def test_signs_of_danger_are_not_put_to_the_person_as_something_to_find_out() -> None:
    facts = grounded("maria")[1].prepared.facts
    danger = next(f for f in facts.values() if f.area == "safety" and f.asked is not None)
    move = Move(fact=danger.id, label="x", before=None, after="yes", value=True)
    found = Change(moves=(move,), kind="found out", becomes="x", by="person", person="We do not know this yet.")
    assert can_change(WouldChange(singles=(found,)), facts) == ()


@pytest.mark.parametrize(("value", "told"), [(True, False), (False, True)])
def test_what_could_only_turn_out_worse_is_not_put_to_the_person(value: bool, told: bool) -> None:
    facts = grounded("maria")[1].prepared.facts
    asked = [f for f in facts.values() if f.asked is not None and f.better == "no" and f.area != "safety"]
    for fact in (f for f in asked if not f.danger_screen and not f.observed):
        move = Move(fact=fact.id, label="x", before=None, after="x", value=value)
        found = Change(moves=(move,), kind="found out", becomes="x", by="person", person="We do not know this yet.")
        assert bool(can_change(WouldChange(singles=(found,)), facts)) is told, fact.id
    assert asked


@pytest.mark.parametrize("name", PEOPLE)
def test_what_waits_tells_the_person_no_danger_that_nobody_found(name: str) -> None:
    plan, ground = grounded(name)
    for hold in plan.holds:
        for rule in hold.rules:
            danger = ground.prepared.text(ground.prepared.rule(rule).because.person)
            assert not danger or danger not in (hold.why.person if hold.why else ""), hold.id


def test_a_share_goes_with_its_sentence() -> None:
    assert without_shares("It helps. 40 % stay. Ask us.") == "It helps. Ask us."
    assert without_shares("About 4 of 100 people.") == "About 4 of 100 people."


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_not_is_told_in_few_plain_sentences(language: str) -> None:
    plan, ground = grounded("maria", language)
    for option in ("medicine:naltrexone-xr", "level:L1b", "level:L4", "intervention:yoga", "goal:GO-15"):
        said = why_not_for_person(why_not(ground, plan, option, changes=False))
        assert len(said.because) <= 2
        assert len(set(said.because)) == len(said.because)
        assert not any(NEVER[language].search(sentence) for sentence in said.because)


def test_the_level_says_what_another_would_ask() -> None:
    plan, ground = grounded("maria")
    said = for_person(explain(plan, "level", ground))
    assert said.why == "A weekly talk can lift your mood and ease worry."
    assert any("8 more hours a week" in choice.person for choice in said.others)
    assert all(not choice.because and not choice.costs for choice in said.others)
