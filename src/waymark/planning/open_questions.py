"""What is still open: facts that could change the plan, weighed by what they could change per minute."""

from typing import Any

from waymark.knowledge.model.effect import Alert, Emergency, Exclude, Minimum, OpenProblem, Rate, Recommend, Review
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.options import Options
from waymark.planning.phrases import say
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
    changes: dict[str, dict[str, None]] = {}
    rules: dict[str, dict[str, None]] = {}
    danger: set[str] = set()
    for kind, weight in WEIGHTS.items():
        for rule, effect in findings.open(kind):
            if isinstance(effect, Exclude) and effect.option.split("@")[0] not in recommended:
                continue
            if isinstance(effect, Recommend) and effect.unknown == "ignore":
                continue
            missing = findings.missing(rule.id)
            for fact in missing:
                topic = _topic(prepared, fact)
                weights[topic] = weights.get(topic, 0.0) + weight / len(missing)
                changes.setdefault(topic, {})[prepared.text(rule.asks)] = None
                rules.setdefault(topic, {})[rule.id] = None
                if kind is Emergency or prepared.release.facts[fact].danger_screen:
                    danger.add(topic)
    questions = [
        _question(prepared, topic, weight, tuple(changes[topic]), tuple(rules[topic]), topic in danger)
        for topic, weight in weights.items()
    ]
    questions.sort(key=lambda q: (not q.safety, -q.weight / max(q.minutes, 0.1), q.id))
    return tuple(questions[:SHOWN])


def option_title(prepared: Prepared, option: str) -> str:
    """An option's name in words."""
    kind, _, name = option.split("@")[0].partition(":")
    if kind == "medicine" and name in prepared.medicines:
        return prepared.text(prepared.medicines[name].label)
    if kind == "intervention" and name in prepared.interventions:
        return prepared.text(prepared.interventions[name].label)
    if kind == "level" and name in prepared.release.levels:
        return prepared.text(prepared.release.levels[name].label)
    return say(f"option {name}", prepared.language) if kind == "setting" else name


def _topic(prepared: Prepared, fact: str) -> str:
    """A fact that comes from an instrument is asked by giving the instrument."""
    definition = prepared.release.facts[fact]
    if definition.scored and definition.asked is None:
        subject = f":{fact.split('.')[0]}" if fact.split(".")[0] in prepared.release.substances else ""
        return f"instrument:{definition.scored[0].instrument}{subject}"
    return fact


def _question(
    prepared: Prepared, topic: str, weight: float, changes: tuple[str, ...], rules: tuple[str, ...], danger: bool
) -> OpenQuestion:
    kind, _, rest = topic.partition(":")
    if kind == "instrument":
        name, _, subject = rest.partition(":")
        instrument = prepared.release.instruments[name]
        title = prepared.text(instrument.name)
        if subject:
            title = f"{title}: {prepared.text(prepared.release.substances[subject].name)}"
        asks = say("give instrument", prepared.language, name=title)
        minutes, sensitive = instrument.minutes, False
    else:
        name = ""
        fact = prepared.release.facts[topic]
        title = prepared.text(fact.label)
        asks = prepared.text(fact.asked.question) if fact.asked else say("find out", prepared.language, name=title)
        minutes, sensitive = (fact.asked.minutes if fact.asked else 1.0), fact.sensitive
    return OpenQuestion(
        id=f"open:{topic}",
        title=title,
        rules=rules[:12],
        asks=asks,
        could_change=changes[:5],
        minutes=minutes,
        instrument=name or None,
        sensitive=sensitive,
        safety=danger,
        weight=round(weight, 2),
    )
