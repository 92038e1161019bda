"""Every line of a plan says what it rests on, what came second, and where it stands; nothing is made up."""

import pytest

from tests.people.cast import MARIA, NOW
from tests.people.grounds import PEOPLE, ground_of, grounded, places
from waymark.knowledge.model.effect import Recommend
from waymark.planning.explaining.explain import UnknownItem, explain, explain_all, items_of
from waymark.planning.explaining.explanation import Explanation, Tree
from waymark.planning.explaining.next_best import candidate_of
from waymark.planning.explaining.truth import deciding_facts
from waymark.planning.phrases_explaining import tell_hours

every_person = pytest.mark.parametrize("name", PEOPLE)
TRUTH = {"yes": True, "no": False, "not known": None}


def explained(name: str, line: str, language: str = "en") -> Explanation:
    plan, ground = grounded(name, language)
    return explain(plan, line, ground)


# --- the drawn conditions --------------------------------------------------------------------------------------------


@every_person
def test_a_drawn_condition_answers_as_the_rules_do(name: str) -> None:
    plan, ground = grounded(name)
    program = ground.prepared.release.program
    answers = dict(zip(program.conditions, program.answers(ground.situation.values), strict=True))
    drawn = {rule: tree for line in items_of(plan) for rule, tree in explain(plan, line, ground).trees.items()}
    assert drawn.keys() == plan.rules.keys() & answers.keys()
    for rule, tree in drawn.items():
        assert TRUTH[tree.truth] is answers[rule], rule


def joined(tree: Tree) -> bool | None:
    """What the parts of a place come to, by Kleene's rules."""
    parts = [TRUTH[part.truth] for part in tree.parts]
    if tree.kind == "any":
        parts = [None if part is None else not part for part in parts]
    together = False if False in parts else None if None in parts else True
    if tree.kind == "any" or (tree.kind == "not" and len(parts) == 1):
        return None if together is None else not together
    return together


@every_person
def test_every_place_follows_from_the_places_below_it(name: str) -> None:
    plan, ground = grounded(name)
    seen = 0
    for rule in plan.rules:
        for place in places(ground.trees([rule])[rule]):
            if place.parts and place.kind in ("all", "any", "not"):
                assert joined(place) is TRUTH[place.truth], (rule, place.says)
                seen += 1
    assert seen > 0 or not plan.rules


@every_person
def test_a_test_shows_the_facts_it_reads(name: str) -> None:
    plan, ground = grounded(name)
    for rule in plan.rules:
        for place in places(ground.trees([rule])[rule]):
            if place.kind == "test" and not place.parts and place.text != "always":
                assert place.facts, (rule, place.text)
                assert all(shown.value and shown.label for shown in place.facts)


def test_a_condition_is_told_in_words_of_the_language() -> None:
    _, ground = grounded("maria", "es")
    tree = ground.trees(["would-weekly-hours-help-mood"])["would-weekly-hours-help-mood"]
    assert any("al menos 10" in place.says for place in places(tree))
    assert not any("at least" in place.says for place in places(tree))


# --- what came second ------------------------------------------------------------------------------------------------


@every_person
def test_other_levels_cost_and_gain_as_their_vectors_say(name: str) -> None:
    plan, ground = grounded(name)
    here = candidate_of(ground, plan.level.recommended.key)
    assert here is not None
    for choice in explained(name, "level").others:
        other = candidate_of(ground, choice.id.removeprefix("level:"))
        assert other is not None
        more_hours = other.hours_asked > here.hours_asked
        assert any("more hours" in c for c in choice.costs) is more_hours
        assert any("fewer hours" in g for g in choice.gains) is (other.hours_asked < here.hours_asked)
        assert any("nights away" in c for c in choice.costs) is (other.most[2] > here.most[2])
        assert any("more medical" in g for g in choice.gains) is (other.most[1] > here.most[1])


@every_person
def test_other_medicines_are_for_the_same_use(name: str) -> None:
    plan, ground = grounded(name)
    use = {m.id: (m.medicine, m.treats) for m in plan.medicines}
    reversal = {m for m, entry in ground.prepared.medicines.items() if "overdose_reversal" in entry.classes}
    for line, (medicine, treats) in use.items():
        for choice in explained(name, line).others:
            other, other_use = use[choice.id]
            assert other != medicine
            assert other_use == treats
            assert (other in reversal) is (medicine in reversal), "what reverses an overdose is no choice of treatment"


@every_person
def test_a_goal_named_as_next_comes_when_this_one_is_put_off(name: str) -> None:
    plan, ground = grounded(name)
    for goal in plan.goals:
        for choice in explain(plan, goal.id, ground).others:
            if choice.relation == "next in line" and goal.id != choice.id:
                at = plan.header.at if plan.header.anchor is None else int(plan.header.at.removeprefix("day "))
                row = {"at": at, "item": goal.id, "author": "person", "decision": "declined"}
                after, _ = ground_of(PEOPLE[name], [row])
                moves_up = choice.because[0].startswith("Would move up")
                assert (choice.id in {g.id for g in after.goals}) is moves_up, (goal.id, choice.id)


def test_a_way_of_help_says_where_the_next_one_came_and_why() -> None:
    (first, *_) = [c for c in explained("maria", "intervention:cbt").others if "Lift my mood" in " ".join(c.because)]
    assert first.id == "intervention:exercise"
    assert any("4 of 7" in said and "points" in said for said in first.because)
    assert any("second line" in said for said in first.because)


def test_a_step_has_no_second_choice() -> None:
    assert explained("maria", "task:naloxone-kit").others == ()


@every_person
def test_the_facts_that_decide_settle_the_answer_without_the_others(name: str) -> None:
    plan, ground = grounded(name)
    program, values = ground.prepared.release.program, ground.situation.values
    for rule in plan.rules:
        tree = ground.trees([rule])[rule]
        if tree.truth == "not known":
            continue
        # A number that is worked out stands for the facts it is worked out from.
        named = deciding_facts([tree])
        behind = [n for f in named if f in program.derived for n in program.facts_of(f, deep=True)]
        deciding = {f: values[f] for f in (*named, *behind) if f in values}
        answers = dict(zip(program.conditions, program.answers(deciding), strict=True))
        assert answers[rule] is TRUTH[tree.truth], rule


def test_facts_that_decide_stand_first_and_are_fewer() -> None:
    said = explained("maria", "level")
    assert 0 < len(said.deciding) < len(said.facts)
    assert tuple(said.facts)[: len(said.deciding)] == said.deciding


# --- facts -----------------------------------------------------------------------------------------------------------


def test_a_fact_too_old_says_what_it_last_was() -> None:
    old = {**MARIA, "facts": [*MARIA["facts"], {"at": "2024-01-02", "fact": "liver_failure", "value": False}]}
    plan, ground = ground_of(old)
    said = explain(plan, "medicine:naltrexone-xr:opioids", ground)
    assert "liver_failure" in said.not_known
    assert "2024-01-02" in said.not_known_because["liver_failure"]


def test_without_a_situation_only_the_document_speaks() -> None:
    plan, _ = grounded("maria")
    for line in explain_all(plan):
        assert line.trees == {}
        assert line.others == ()
        assert line.would_change is None


def test_a_wrong_name_is_refused_with_the_nearest() -> None:
    plan, ground = grounded("maria")
    with pytest.raises(UnknownItem, match="nearest: goal:GO-"):
        explain(plan, "goal:GO-", ground)


@every_person
def test_every_line_is_explained_once_in_the_order_of_the_plan(name: str) -> None:
    plan, ground = grounded(name)
    assert [line.id for line in explain_all(plan, ground)] == list(items_of(plan))


def test_the_language_of_the_plan_is_kept() -> None:
    line = explained("maria", "level", "es")
    assert line.standing.startswith("recomendado")
    assert any("horas más" in cost for choice in line.others for cost in choice.costs)


def test_rules_that_recommend_are_those_of_the_line() -> None:
    _, ground = grounded("maria")
    said = explained("maria", "medicine:methadone:opioids")
    speaking = {r.id for r in ground.speaking(Recommend, option="medicine:methadone")}
    assert speaking & said.rules.keys()
    assert NOW in {fact.at for fact in said.facts.values()}


def test_what_was_agreed_and_is_no_longer_proposed_is_explained() -> None:
    rows = [
        {"at": NOW, "item": "intervention:behavioural-activation", "author": author, "decision": "agreed"}
        for author in ("person", "clinician")
    ]
    calm = {**MARIA, "answers": [*MARIA["answers"], _calm("2026-11-20")]}
    plan, ground = ground_of(calm, rows)
    assert [line.id for line in plan.earlier] == ["earlier:intervention:behavioural-activation"]
    assert explain(plan, "earlier:intervention:behavioural-activation", ground).part == "earlier"


def _calm(at: str) -> dict[str, object]:
    return {"at": at, "instrument": "phq9", "items": {f"item_{n}": 0 for n in range(1, 10)}}


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1, "1 more hour a week"),
        (-1, "1 hour less a week"),
        (8, "8 more hours a week"),
        (-0.333, "0.33 fewer hours a week"),
    ],
)
def test_hours_are_told_as_one_says_them(hours: float, said: str) -> None:
    assert tell_hours(hours, "en") == said
