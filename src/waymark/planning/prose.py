"""The parts of the plan that are mainly the person's own: words, understanding, hard moments, people, aftercare."""

from waymark.knowledge.model.effect import Inform
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.phrases import say
from waymark.planning.plan import Goal, MedicineOption, Offer, Text
from waymark.planning.prepare import Prepared
from waymark.record.documents.person import Person

__all__ = [
    "about_informs",
    "expectations",
    "family_part",
    "hard_moments",
    "integrated_care",
    "own_words",
    "support_network",
    "understanding",
    "when_not_well",
]

WORD_KINDS = ("want", "reason", "worry", "other")
LIFE_SKILL_PREFIXES = ("H",)
FAMILY_PREFIXES = ("G1", "P")
COPING_PREFIXES = ("J", "O2", "O3", "O10")
SUPPORT_PREFIXES = ("G2", "G3", "G4")


def own_words(person: Person, language: str) -> tuple[Text, ...]:
    """What the person said, verbatim."""
    return tuple(
        Text(id=f"words:{kind}", title=say(f"words {kind}", language), lines=lines)
        for kind in WORD_KINDS
        if (lines := tuple(w.text for w in person.words if w.about == kind))
    )


def understanding(person: Person, evidence: Evidence, language: str) -> tuple[Text, ...]:
    """How we understand it together: origins, triggers, strengths; what is not known is not made up."""
    parts = []
    for kind in ("origin", "trigger", "warning sign"):
        lines = tuple(w.text for w in person.words if w.about == kind)
        if lines:
            parts.append(Text(id=f"understanding:{kind}", title=say(f"words {kind}", language), lines=lines))
    if evidence.value("trauma_history") is True:
        evidence.cite(("trauma_history",))
        parts.append(
            Text(
                id="understanding:trauma", title=say("trauma informed", language), lines=(say("trauma line", language),)
            )
        )
    return tuple(parts)


def hard_moments(
    prepared: Prepared,
    person: Person,
    offers: tuple[Offer, ...],
    goals: tuple[Goal, ...],
    medicines: tuple[MedicineOption, ...],
) -> tuple[Text, ...]:
    """The plan for hard moments: situations, early signs, what helps, whom to call, the first hour after use."""
    language = prepared.language
    tools = dict.fromkeys(t for o in offers for t in o.tools if t in prepared.tools)
    tools.update(dict.fromkeys(s.tool for g in goals for s in g.steps if s.tool and s.tool in prepared.tools))
    helps = [w.text for w in person.words if w.about == "helps"]
    coping = [t for t in tools if any(s.startswith(COPING_PREFIXES) for s in prepared.tools[t].serves)]
    helps += [prepared.text(prepared.tools[t].label) for t in coping[:4]]
    people = [_supporter(s.name, s.relation) for s in person.supporters if s.may_call and s.safe is not False]
    naloxone = any(prepared.medicines[m.medicine].ingredient == "naloxone" for m in medicines)
    parts = {
        "situations": [w.text for w in person.words if w.about == "trigger"],
        "signs": [w.text for w in person.words if w.about == "warning sign"],
        "coping": helps,
        "people": people,
        "slip": [say(key, language) for key in _after_use(medicines, naloxone=naloxone)],
    }
    found = []
    for name, lines in parts.items():
        shown = tuple(lines) or (say("to write together", language),)
        found.append(Text(id=f"hard-moments:{name}", title=say(f"hard {name}", language), lines=shown))
    return tuple(found)


def _after_use(medicines: tuple[MedicineOption, ...], *, naloxone: bool) -> tuple[str, ...]:
    """What to do in the first hour, day and week; naloxone and medicine are named where they are part of the plan."""
    takes = any(m.status == "current" for m in medicines)
    return (
        "slip hour with naloxone" if naloxone else "slip hour",
        "slip day with medicine" if takes else "slip day",
        "slip week",
    )


def _treats_disorder(prepared: Prepared, option: MedicineOption) -> bool:
    """A medicine for the use disorder itself, to be weighed with the mind in view; not tobacco, not rescue."""
    medicine = prepared.medicines[option.medicine]
    return option.status in ("option", "current") and option.treats != "tobacco" and medicine.ingredient != "naloxone"


def when_not_well(person: Person, language: str) -> tuple[Text, ...]:
    """Whom to call, whom never, who cares for my child, what helps, what harms; or still to ask."""
    parts = {
        "call": [_supporter(s.name, s.relation) for s in person.supporters if s.may_call and s.safe is not False],
        "never": [_supporter(s.name, s.relation) for s in person.supporters if s.safe is False or s.may_call is False],
        "helps": [w.text for w in person.words if w.about == "helps"],
        "harms": [w.text for w in person.words if w.about == "harms"],
    }
    if any(d.kind == "children" for d in person.duties):
        parts["children"] = [_supporter(s.name, s.relation) for s in person.supporters if "children" in s.helps_with]
    return tuple(
        Text(
            id=f"not-well:{name}",
            title=say(f"not well {name}", language),
            lines=tuple(lines) or (say("to ask", language),),
        )
        for name, lines in parts.items()
    )


def support_network(person: Person, offers: tuple[Offer, ...], prepared: Prepared) -> tuple[Text, ...]:
    """A map of who supports the person and for what, with what the plan adds."""
    language = prepared.language
    people = tuple(
        f"{_supporter(s.name, s.relation)}: {', '.join(s.helps_with) or say('to ask', language)}"
        for s in person.supporters
        if s.safe is not False
    )
    added = tuple(o.title for o in offers if o.kind != "therapy" and _serves(prepared, o, SUPPORT_PREFIXES))
    services = tuple(o.title for o in offers if o.kind in ("case management", "health"))
    parts = [
        Text(id="support:people", title=say("support people", language), lines=people or (say("to ask", language),)),
        Text(id="support:added", title=say("support added", language), lines=added or (say("nothing yet", language),)),
    ]
    if services:
        parts.append(Text(id="support:services", title=say("support services", language), lines=services))
    return tuple(parts)


def family_part(offers: tuple[Offer, ...], held: bool, prepared: Prepared) -> tuple[Text, ...]:
    """What family can take part in; joint work waits for the private violence screen."""
    language = prepared.language
    lines = [o.title for o in offers if _serves(prepared, o, FAMILY_PREFIXES)]
    if held:
        lines.append(say("joint work waits", language))
    lines.append(say("family only with consent", language))
    return (Text(id="family", title=say("family", language), lines=tuple(lines)),)


def integrated_care(
    goals: tuple[Goal, ...],
    later: tuple[Goal, ...],
    offers: tuple[Offer, ...],
    medicines: tuple[MedicineOption, ...],
    prepared: Prepared,
) -> tuple[Text, ...]:
    """Dual-diagnosis care in one plan: therapy, medicines and everyday life for both conditions (F1)."""
    language = prepared.language
    mind = [g for g in (*goals, *later) if g.area in ("mind", "sleep")]
    if not mind:
        return ()
    names = {g.id for g in mind}
    therapy = tuple(o.title for o in offers if o.kind == "therapy" and names & set(o.serves))
    pills = tuple(dict.fromkeys(m.title for m in medicines if _treats_disorder(prepared, m)))
    daily = tuple(o.title for o in offers if o.kind in ("holistic", "skills"))
    parts = (
        ("both", tuple(g.title for g in mind)),
        ("therapy", therapy),
        ("medicines", pills),
        ("daily", daily),
        ("together", (say("one plan one team", language),)),
    )
    return tuple(
        Text(id=f"integrated:{name}", title=say(f"integrated {name}", language), lines=lines)
        for name, lines in parts
        if lines
    )


def expectations(person: Person, goals: tuple[Goal, ...], language: str) -> tuple[str, ...]:
    """What the person expects, beside what the plan aims at; to be settled together (N5)."""
    said = [say("you expect", language, text=e.text) for e in person.expectations]
    if said and goals:
        said.append(say("plan aims", language, goals="; ".join(g.says for g in goals if not g.bundle)))
    return tuple(said) or (say("expectations not asked", language),)


def about_informs(findings: Findings, evidence: Evidence, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences rules say on these topics, each once."""
    said: dict[str, None] = {}
    for rule, effect in findings.yes(Inform):
        if effect.about in topics:
            evidence.cite_rules(rule.id)
            said[evidence.fill(effect.says)] = None
    return tuple(said)


def _serves(prepared: Prepared, offer: Offer, prefixes: tuple[str, ...]) -> bool:
    return any(s.startswith(prefixes) for s in prepared.interventions[offer.intervention].serves)


def _supporter(name: str, relation: str | None) -> str:
    return f"{name} ({relation})" if relation else name
