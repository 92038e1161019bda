"""What is handed out and how often things are looked at again fits the person and the level of care."""

from tests.people.plans import plan_of, release
from waymark.planning.plan import Plan
from waymark.planning.prepare import prepare

AT = "2026-11-03"
USES = {
    "age": 40,
    "alcohol.used_ever": True,
    "alcohol.criteria": 5,
    "alcohol.days_of_30": 12,
    "alcohol.goal": "reduce",
    "gad7.total": 14,
    "stress_high": True,
}


def plan(**facts: object) -> Plan:
    known = {name: value for name, value in USES.items() if name in prepare(release()).facts}
    rows = [{"at": AT, "fact": name, "value": value} for name, value in {**known, **facts}.items()]
    return plan_of({"format": "waymark.person/1", "id": "p", "facts": rows})


def handed_out(made: Plan) -> set[str]:
    steps = {step.tool for goal in (*made.goals, *made.later) for step in goal.steps if step.tool}
    offered = {tool for offer in made.interventions for tool in offer.tools}
    return steps | offered | {sheet.id.removeprefix("tool:") for sheet in made.tools}


def test_a_tool_that_is_excluded_gives_way_to_the_one_in_its_place() -> None:
    assert "breathing" in handed_out(plan())
    with_asthma = handed_out(plan(asthma_or_lung_disease=True))
    assert "breathing" not in with_asthma
    assert "grounding-five" in with_asthma


def test_what_stands_in_place_of_a_tool_is_never_put_aside_itself() -> None:
    made = prepare(release())
    options = {str(getattr(effect, "option", "")) for rule in made.rules for effect in rule.effects}
    excluded = {option for option in options if option.startswith("tool:")}
    assert excluded
    for option in excluded:
        instead = made.tools[option.removeprefix("tool:")].instead
        assert instead is not None
        assert f"tool:{instead}" not in excluded


def rhythm(made: Plan, what: str) -> float:
    return next(step.within_hours for step in made.monitoring if step.id == f"watch:{what}") / 24


def test_a_closer_level_looks_again_sooner() -> None:
    at_home = plan()
    assert at_home.level.recommended.level in ("L1b", "L1m")
    assert rhythm(at_home, "bam") == 30
    assert rhythm(at_home, "severity") == 90
    daily = {"cocaine.used_ever": True, "cocaine.criteria": 8, "cocaine.days_of_30": 28}
    intensive = plan(**daily)
    assert intensive.level.recommended.level in ("L2a", "L2b")
    assert rhythm(intensive, "bam") <= 14
    assert rhythm(intensive, "severity") <= 30


def test_days_that_a_test_looks_back_stand_once() -> None:
    made = prepare(release())
    for name in ("alcohol", "cocaine", "amphetamines", "sedatives", "cannabis"):
        window = made.substances[name].test_window_days
        assert window is not None
        assert made.release.numbers[f"test_days_{name}"] == window[1]
