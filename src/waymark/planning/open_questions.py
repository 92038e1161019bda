"""What is still open: facts that could change the plan, weighed by what they could change per minute."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.goals import Opened
from waymark.planning.options import Options
from waymark.planning.phrases import say, say_or
from waymark.planning.plan import Hold, OpenQuestion, Reason
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation

if TYPE_CHECKING:
    from waymark.planning.asking.catalogue import Topic
    from waymark.planning.asking.choosing import Chooser

__all__ = ["UNRECOGNISED", "list_holds", "list_open_questions"]

# A plan lists every danger still open, and the next five minutes of the rest: more is what the interview is for.
SHOWN = 40
FURTHER_MINUTES = 5.0
# The rule that speaks when a medicine of the list has a name that the library does not know.
UNRECOGNISED = "is-a-medicine-on-the-list-not-recognised"


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
                    why=_why_held(evidence, rules),
                    facts=evidence.cite_rules(*rules),
                    rules=rules,
                    option=option,
                    find_out=standing.find_out,
                )
            )
    return tuple(holds)


def _why_held(evidence: Evidence, rules: tuple[str, ...]) -> Reason | None:
    """For the clinician what the rules say; for the person no danger is told that nobody knows to be there."""
    said = evidence.reasons(*rules)
    return None if said is None else Reason(clinician=said.clinician, person=say("why held", evidence.language))


def list_open_questions(
    situation: Situation, findings: Findings, options: Options, opened: Sequence[Opened]
) -> tuple[OpenQuestion, ...]:
    """What could still change the plan, in the order in which the interview would ask it."""
    from waymark.planning.asking.standing import chooser_of

    chooser = chooser_of(situation, findings, options, opened)
    questions = _unknown_medicines(situation, findings)
    minutes = 0.0
    for topic in chooser.in_order()[:SHOWN]:
        if not chooser.is_safety(topic):
            if minutes >= FURTHER_MINUTES:
                break
            minutes += chooser.minutes_of(topic)
        questions.append(_question(chooser, topic))
    return tuple(questions)


def _unknown_medicines(situation: Situation, findings: Findings) -> list[OpenQuestion]:
    """What is in the medicines that are taken and that the library does not know, asked by their names."""
    names = ", ".join(situation.stand.unrecognised_medicines)
    if not names or findings.spoken.get(UNRECOGNISED) != "yes":
        return []
    prepared = situation.prepared
    return [
        OpenQuestion(
            # That a name is not recognised is known: what is open is the list.
            id="open:list:medicines",
            title=names,
            rules=(UNRECOGNISED,),
            asks=say("which medicine", prepared.language, names=names),
            could_change=(prepared.text(prepared.rule(UNRECOGNISED).asks),),
            minutes=1.0,
            safety=True,
            weight=0.0,
        )
    ]


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


def _question(chooser: "Chooser", topic: "Topic") -> OpenQuestion:
    prepared, language = chooser.prepared, chooser.prepared.language
    rules = chooser.rules_waiting(topic)
    name = topic.id.removeprefix("fact:")
    asks = chooser.asks(topic)
    if topic.kind == "form":
        name = f"instrument:{topic.id.removeprefix('form:')}"
        title = prepared.text(chooser.catalogue.instrument(topic).name)
        if topic.substance is not None:
            title = f"{title}: {prepared.text(prepared.substances[topic.substance].name)}"
        asks = say("give instrument", language, name=title)
    else:
        fact = prepared.facts[topic.facts[0]]
        title = prepared.text(fact.label) if topic.kind == "fact" else asks
    return OpenQuestion(
        id=f"open:{name}",
        title=title,
        rules=rules[:12],
        asks=asks,
        could_change=tuple(dict.fromkeys(prepared.text(prepared.rule(r).asks) for r in rules[:5])),
        minutes=round(chooser.minutes_of(topic), 2),
        instrument=topic.instrument,
        sensitive=topic.sensitive,
        safety=topic.danger,
        weight=round(chooser.weight_of(topic), 2),
    )
