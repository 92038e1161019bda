"""What is still open: facts that could change the plan, weighed by what they could change per minute."""

from typing import Any

from waymark.knowledge.model.effect import Alert, Emergency, Exclude, Minimum, OpenProblem, Rate, Recommend, Review
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.options import Options
from waymark.planning.phrases import say, say_or
from waymark.planning.plan import Hold, OpenQuestion
from waymark.planning.prepare import Prepared

__all__ = ["list_holds", "list_open_questions"]

# What a settled rule of each kind is worth. Safety first; a hold counts while its option is still wanted.
WEIGHTS: dict[type[Any], float] = {
    Emergency: 12.0,
    Review: 6.0,
    Minimum: 5.0,
    Exclude: 4.0,
    Alert: 3.0,
    Rate: 2.0,
    OpenProblem: 2.0,
    Recommend: 1.0,
}
SHOWN = 40


def list_holds(
    prepared: Prepared, options: Options, evidence: Evidence, recommended: frozenset[str]
) -> tuple[Hold, ...]:
    """Options that some rule recommends and another holds: what to find out first."""
    holds = []
    for option, standing in options:
        base = option.split("@")[0]
        if standing.held and not standing.excluded and base in recommended:
            rules = tuple(standing.held)
            holds.append(
                Hold(
                    id=f"hold:{option}",
                    title=option_title(prepared, option),
                    why=evidence.reasons(*rules),
                    facts=evidence.cite_rules(*rules),
                    rules=rules,
                    option=option,
                    find_out=standing.find_out,
                )
            )
    return tuple(holds)


def list_open_questions(
    prepared: Prepared, findings: Findings, evidence: Evidence, recommended: frozenset[str]
) -> tuple[OpenQuestion, ...]:
    """Facts (grouped by instrument) that could still change something, heaviest per minute first."""
    weights: dict[str, float] = {}
    rules: dict[str, dict[str, None]] = {}
    danger: set[str] = set()
    # The innermost loop meets some thousand facts for each person.
    topics, facts = prepared.topics, prepared.facts
    for kind, weight in WEIGHTS.items():
        for rule, effect in findings.open(kind):
            if isinstance(effect, Exclude) and effect.option.split("@")[0] not in recommended:
                continue
            if isinstance(effect, Recommend) and effect.unknown == "ignore":
                continue
            missing = findings.missing(rule.id)
            share = weight / len(missing) if missing else 0.0
            for fact in missing:
                topic = topics.get(fact) or _topic(prepared, fact)
                if topic in weights:
                    weights[topic] += share
                    rules[topic][rule.id] = None
                else:
                    weights[topic] = share
                    rules[topic] = {rule.id: None}
                if kind is Emergency or facts[fact].danger_screen:
                    danger.add(topic)

    def place(topic: str) -> tuple[bool, float, str]:
        return (topic not in danger, -weights[topic] / max(_minutes(prepared, topic), 0.1), topic)

    first = sorted(weights, key=place)[:SHOWN]
    return tuple(_question(prepared, t, weights[t], tuple(rules[t]), t in danger) for t in first)


def option_title(prepared: Prepared, option: str) -> str:
    """An option's name in words."""
    kind, _, name = option.split("@")[0].partition(":")
    if kind == "medicine" and name in prepared.medicines:
        return prepared.text(prepared.medicines[name].label)
    if kind == "intervention" and name in prepared.interventions:
        return prepared.text(prepared.interventions[name].label)
    if kind == "level" and name in prepared.levels:
        return prepared.text(prepared.levels[name].label)
    if kind == "setting" or not name:
        return say_or(f"option {name or kind}", prepared.language, name or kind)
    return name


def _topic(prepared: Prepared, fact: str) -> str:
    """A fact that comes from an instrument is asked by giving the instrument."""
    topic = prepared.topics.get(fact)
    if topic is None:
        definition = prepared.facts[fact]
        topic = fact
        if definition.scored and definition.asked is None:
            subject = fact.split(".")[0]
            per_substance = f":{subject}" if subject in prepared.substances else ""
            topic = f"instrument:{definition.scored[0].instrument}{per_substance}"
        prepared.topics[fact] = topic
    return topic


def _minutes(prepared: Prepared, topic: str) -> float:
    kind, _, rest = topic.partition(":")
    if kind == "instrument":
        return prepared.instruments[rest.partition(":")[0]].minutes
    asked = prepared.facts[topic].asked
    return asked.minutes if asked else 1.0


def _question(prepared: Prepared, topic: str, weight: float, rules: tuple[str, ...], danger: bool) -> OpenQuestion:
    kind, _, rest = topic.partition(":")
    name, sensitive = "", False
    if kind == "instrument":
        name, _, subject = rest.partition(":")
        title = prepared.text(prepared.instruments[name].name)
        if subject:
            title = f"{title}: {prepared.text(prepared.substances[subject].name)}"
        asks = say("give instrument", prepared.language, name=title)
    else:
        fact = prepared.facts[topic]
        title, sensitive = prepared.text(fact.label), fact.sensitive
        asks = prepared.text(fact.asked.question) if fact.asked else say("find out", prepared.language, name=title)
    return OpenQuestion(
        id=f"open:{topic}",
        title=title,
        rules=rules[:12],
        asks=asks,
        could_change=tuple(dict.fromkeys(prepared.text(prepared.rule(r).asks) for r in rules[:5])),
        minutes=_minutes(prepared, topic),
        instrument=name or None,
        sensitive=sensitive,
        safety=danger,
        weight=round(weight, 2),
    )
