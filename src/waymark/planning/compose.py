"""proposal = f(record, decisions, programme, release, at): one pure function.

No clock, no network, no randomness in here. The same input gives the same bytes.
"""

import hashlib

import msgspec

from waymark.knowledge.model.effect import Alert as AlertEffect
from waymark.knowledge.model.effect import Emergency, Inform
from waymark.logic import Known
from waymark.planning import prose
from waymark.planning.care_level import choose_level
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings, find
from waymark.planning.first_days import first_days, later_reviews, monitoring
from waymark.planning.goals import open_problems, rank_goals, write_goals
from waymark.planning.medicines import list_medicines
from waymark.planning.needs import find_needs
from waymark.planning.offers import choose_offers
from waymark.planning.open_questions import list_holds, list_open_questions, option_title
from waymark.planning.options import JOINT_FAMILY_WORK, Options, weigh_options
from waymark.planning.phrases import say
from waymark.planning.plan import (
    Alert,
    Carried,
    Contradiction,
    EmergencyPath,
    Goal,
    Header,
    Inputs,
    Item,
    LeftOut,
    MedicineOption,
    Plan,
    RuleLine,
    SourceLine,
    Text,
)
from waymark.planning.prepare import ENGINE, Prepared
from waymark.planning.stand import Stand, take_stand
from waymark.planning.week import draw_week, weigh_load
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.known import KnownFacts, facts_as_of
from waymark.record.time import Calendar, calendar_of

__all__ = ["Documents", "compose"]

DANGER = {"danger": 0, "attention": 1, "note": 2}


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is made from: the read documents and their canonical JSON, for hashing and carrying."""

    person: Person
    record: bytes
    decisions: Decisions | None = None
    decisions_json: bytes | None = None
    programme_json: bytes | None = None


def compose(prepared: Prepared, documents: Documents, at: str | int | None = None, carry: bool = True) -> Plan:
    """The plan for this person at this moment (default: the latest noted time in the documents)."""
    person, decided = documents.person, documents.decisions
    calendar = calendar_of(person, decided, at)
    rows = decided.rows if decided is not None else ()
    stand = take_stand(prepared, person, rows, calendar.day, calendar.number)
    known = facts_as_of(person, prepared.release, calendar, stand.settled)
    evidence = Evidence(prepared, known)
    values, assumed = _assume(prepared, known)
    findings = find(prepared, values, _overridden(prepared, stand))
    return _write(prepared, documents, calendar, stand, known, evidence, findings, assumed, carry)


def _assume(prepared: Prepared, known: KnownFacts) -> tuple[dict[str, Known], tuple[str, ...]]:
    """Medication that nobody has asked about counts as open, which behaves like on (guidance 1.5); noted as such."""
    state = prepared.release.facts.get("mat.state")
    if state is None or "mat.state" in known.values:
        return known.values, ()
    index = next((i for i, o in enumerate(state.options) if o.id == "open"), None)
    if index is None:
        return known.values, ()
    return {**known.values, "mat.state": 1 << index}, ("mat.state",)


def _overridden(prepared: Prepared, stand: Stand) -> frozenset[str]:
    """Rules a clinician overrode with a reason; hard safety rules cannot be overridden here."""
    rules = {r.removeprefix("rule:") for r, d in stand.overrides.items() if d.author == "clinician" and d.text}
    return frozenset(r for r in rules if prepared.has_rule(r) and not prepared.rule(r).safety)


def _write(
    prepared: Prepared,
    documents: Documents,
    calendar: Calendar,
    stand: Stand,
    known: KnownFacts,
    evidence: Evidence,
    findings: Findings,
    assumed: tuple[str, ...],
    carry: bool,
) -> Plan:
    person, language = documents.person, prepared.language
    options = weigh_options(findings)
    needs = find_needs(prepared, findings, evidence)
    level = choose_level(prepared, findings, options, evidence, *_level_wishes(prepared, stand), stand.of("level"))
    opened = open_problems(prepared, findings)
    goals, later = rank_goals(write_goals(prepared, findings, evidence, stand, opened, calendar))
    offers = choose_offers(prepared, options, evidence, stand, goals, opened)
    goals = tuple(msgspec.structs.replace(g, interventions=offers.by_goal.get(g.id, ())) for g in goals)
    medicines = list_medicines(prepared, options, evidence, stand)
    wanted = frozenset(e.option for _, e in options.recommended) | {o.id for o in offers.chosen}
    joint = options.standing(JOINT_FAMILY_WORK)
    plan = Plan(
        header=_header(prepared, person, calendar, findings, assumed, stand),
        inputs=_inputs(prepared, documents),
        emergency=_emergency(findings, evidence),
        alerts=_alerts(findings, evidence, stand),
        words=prose.own_words(person, language),
        understanding=prose.understanding(person, evidence, language),
        strengths=tuple(s.text for s in person.strengths),
        next_72_hours=first_days(prepared, findings, evidence, stand, goals, level),
        needs=needs,
        level=level,
        goals=goals,
        later=later,
        interventions=offers.chosen,
        medicines=medicines,
        integrated=prose.integrated_care(goals, later, offers.chosen, medicines, prepared),
        support=prose.support_network(person, offers.chosen, prepared),
        skills=_skills(prepared, offers.chosen),
        hard_moments=prose.hard_moments(prepared, person, offers.chosen, goals),
        when_not_well=prose.when_not_well(person, language),
        family=prose.family_part(offers.chosen, bool(joint.held or joint.excluded), prepared),
        timetable=draw_week(prepared, person, offers.chosen, language),
        load=weigh_load(prepared, offers.chosen, level, language),
        monitoring=monitoring(prepared, findings, evidence, goals, stand),
        reviews=later_reviews(prepared, findings, evidence, stand),
        moving_on=(*_moving_on(prepared, level), *prose.about_informs(findings, evidence, ("moving-on",))),
        aftercare=prose.about_informs(findings, evidence, ("aftercare",)),
        expectations=prose.expectations(person, goals, language),
        informs=_informs(findings, evidence, stand),
        diagnoses=_diagnoses(prepared, person, evidence),
        holds=list_holds(prepared, options, evidence, wanted),
        left_out=(*offers.left_out, *_left_out(prepared, options, evidence, medicines, stand)),
        open_questions=list_open_questions(prepared, findings, evidence, wanted),
        contradictions=tuple(Contradiction(says=c.says, facts=c.facts) for c in known.contradictions),
        crisis=_crisis(prepared, findings),
        tools=_tools(prepared, goals, offers.chosen),
    )
    return _finish(prepared, plan, evidence, findings, documents if carry else None)


def _level_wishes(prepared: Prepared, stand: Stand) -> tuple[frozenset[str], frozenset[str]]:
    """Levels the person wants, and those the person declines (as a wish or as a decision on the level)."""
    wants = frozenset(
        a.removeprefix("level:") for a, w in stand.wishes.items() if a.startswith("level:") and w == "wants"
    )
    refuses = {a.removeprefix("level:") for a, w in stand.wishes.items() if a.startswith("level:") and w == "declines"}
    chosen = stand.changes.get("level", {}).get("level")
    refuses |= {i.removeprefix("level:") for i in stand.decided() if i.startswith("level:") and stand.declined(i)}
    return wants | ({str(chosen)} if chosen else frozenset()), frozenset(refuses)


def _header(
    prepared: Prepared, person: Person, calendar: Calendar, findings: Findings, assumed: tuple[str, ...], stand: Stand
) -> Header:
    language = prepared.language
    notices = [say("unsigned", language), *(prepared.text(m) for m in prepared.release.marks)]
    waiting = [r.id for r, _ in findings.open(Emergency)]
    if waiting:
        notices.append(say("provisional", language))
    if "mat.state" in assumed and any(True for _ in findings.yes(Inform)):
        notices.append(say("medication not asked", language))
    notices += [
        say("overridden", language, rule=r.removeprefix("rule:"), reason=d.text or "")
        for r, d in stand.overrides.items()
    ]
    return Header(
        person=person.id,
        called=person.about.called,
        pronouns=person.about.pronouns,
        at=calendar.show(calendar.day),
        anchor=person.anchor,
        language=language,
        release_version=prepared.release.version,
        programme=prepared.programme.name,
        provisional=bool(waiting),
        notices=tuple(notices),
    )


def _inputs(prepared: Prepared, documents: Documents) -> Inputs:
    def name(content: bytes | None) -> str | None:
        return None if content is None else hashlib.sha256(content).hexdigest()

    return Inputs(
        record=name(documents.record) or "",
        decisions=name(documents.decisions_json),
        programme=name(documents.programme_json),
        release=prepared.release.id,
        engine=ENGINE,
    )


def _emergency(findings: Findings, evidence: Evidence) -> EmergencyPath | None:
    spoken = findings.yes(Emergency)
    if not spoken:
        return None
    rules = tuple(dict.fromkeys(r.id for r, _ in spoken))
    return EmergencyPath(
        action=" ".join(dict.fromkeys(evidence.fill(e.action) for _, e in spoken)),
        afterwards=" ".join(dict.fromkeys(evidence.fill(e.afterwards) for _, e in spoken)),
        facts=evidence.cite_rules(*rules),
        rules=rules,
    )


def _alerts(findings: Findings, evidence: Evidence, stand: Stand) -> tuple[Alert, ...]:
    found = [
        Alert(
            id=f"alert:{rule.id}",
            title=evidence.fill(effect.says),
            why=evidence.reasons(rule.id),
            facts=evidence.cite_rules(rule.id),
            rules=(rule.id,),
            state=stand.of(f"alert:{rule.id}"),
            level=effect.level,
        )
        for rule, effect in findings.yes(AlertEffect)
    ]
    return tuple(sorted(found, key=lambda a: (DANGER[a.level], a.id)))


def _informs(findings: Findings, evidence: Evidence, stand: Stand) -> tuple[Item, ...]:
    """What both should know when they decide, beside what has its own part of the plan."""
    own_part = ("aftercare", "moving-on")
    return tuple(
        Item(
            id=f"inform:{rule.id}:{number}",
            title=evidence.fill(effect.says),
            facts=evidence.cite_rules(rule.id),
            rules=(rule.id,),
            state=stand.of(f"inform:{rule.id}:{number}"),
        )
        for number, (rule, effect) in enumerate(findings.yes(Inform))
        if effect.about not in own_part
    )


def _skills(prepared: Prepared, offers: tuple) -> tuple[str, ...]:  # type: ignore[type-arg]
    return tuple(
        o.title for o in offers if any(s.startswith("H") for s in prepared.interventions[o.intervention].serves)
    )


def _moving_on(prepared: Prepared, level) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    language = prepared.language
    low, high = level.review_days
    said = [say("level review", language, low=low, high=high)]
    if level.next_down is not None:
        said.append(say("step down when", language, level=level.next_down.title))
    if level.next_up is not None:
        said.append(say("step up when", language, level=level.next_up.title))
    said.append(say("return to use", language))
    return tuple(said)


def _diagnoses(prepared: Prepared, person: Person, evidence: Evidence) -> tuple[str, ...]:
    """Diagnoses a professional set; Waymark makes none."""
    found = [c.condition for c in person.lists.conditions.rows if c.set_by == "professional" and c.state == "active"]
    for name, substance in prepared.release.substances.items():
        if evidence.value(f"{name}.diagnosed") is True:
            evidence.cite((f"{name}.diagnosed",))
            found.append(say("use disorder", prepared.language, name=prepared.text(substance.name)))
    return tuple(dict.fromkeys(found))


def _left_out(
    prepared: Prepared, options: Options, evidence: Evidence, medicines: tuple[MedicineOption, ...], stand: Stand
) -> tuple[LeftOut, ...]:
    """Options that are excluded here, or that the person declined; each with its reason."""
    found: dict[str, LeftOut] = {}
    listed = {f"medicine:{m.medicine}" for m in medicines}
    for option, standing in options:
        if not standing.excluded or option.startswith("intervention:"):
            continue
        if option.startswith("medicine:") and option.split("@")[0] not in listed:
            continue
        rules = tuple(standing.excluded)
        found[option] = LeftOut(
            id=f"left-out:{option}",
            title=option_title(prepared, option),
            why=evidence.reasons(*rules),
            facts=evidence.cite_rules(*rules),
            rules=rules,
            option=option,
        )
    for option in dict.fromkeys([*stand.wishes, *stand.decided()]):
        if stand.declined(option) and option not in found:
            found[option] = LeftOut(
                id=f"left-out:{option}",
                title=option_title(prepared, option),
                detail=say("declined", prepared.language),
                state=stand.of(option),
                option=option,
            )
    return tuple(found.values())


def _crisis(prepared: Prepared, findings: Findings) -> tuple[Item, ...]:
    """Numbers to call: for everybody, and those whose condition holds."""
    shown = []
    for resource in sorted(prepared.release.crisis.values(), key=lambda c: (c.order, c.id)):
        if resource.when is not None and findings.condition(f"crisis:{resource.id}") is not True:
            continue
        shown.append(
            Item(
                id=f"crisis:{resource.id}",
                title=f"{prepared.text(resource.label)}: {prepared.text(resource.contact)}",
                detail=f"{prepared.text(resource.says)} "
                + say("verified", prepared.language, date=resource.verified, expires=resource.expires),
            )
        )
    return tuple(shown)


def _tools(prepared: Prepared, goals: tuple[Goal, ...], offers: tuple) -> tuple[Text, ...]:  # type: ignore[type-arg]
    """The worksheets of the tools this plan names, each once."""
    names = dict.fromkeys(s.tool for g in goals for s in g.steps if s.tool)
    names.update(dict.fromkeys(t for o in offers for t in o.tools[:1]))
    text = prepared.text
    return tuple(
        Text(
            id=f"tool:{tool.id}",
            title=text(tool.label),
            lines=(*(text(s) for s in tool.steps), text(tool.example), text(tool.recheck)),
        )
        for name in names
        if (tool := prepared.release.tools.get(name or "")) is not None
    )


def _finish(prepared: Prepared, plan: Plan, evidence: Evidence, findings: Findings, carried: Documents | None) -> Plan:
    """Add what every line points to: facts, rules and sources; and the facts no line used."""
    facts = evidence.lines()
    cited = _cited_rules(plan)
    rules, sources = {}, {}
    for rule_id in cited:
        rule = prepared.rule(rule_id)
        reason = evidence.reason(rule.because)
        rules[rule_id] = RuleLine(
            asks=prepared.text(rule.asks),
            answer="yes" if findings.spoken.get(rule_id) == "yes" else "not yet known",
            clinician=reason.clinician,
            person=reason.person,
            strength=rule.strength,
            status=rule.status,
            sources=tuple(s.source if s.locator is None else f"{s.source}, {s.locator}" for s in rule.sources),
            reference=rule.reference,
            note=rule.note,
            condition=rule.when,
            facts=prepared.facts_of(rule_id),
        )
        for ref in rule.sources:
            source = prepared.release.sources.get(ref.source)
            if source is not None:
                sources[ref.source] = SourceLine(title=source.title, citation=source.citation, read=source.read)
    carries = None
    if carried is not None:
        carries = Carried(
            record=msgspec.Raw(carried.record),
            decisions=None if carried.decisions_json is None else msgspec.Raw(carried.decisions_json),
            programme=None if carried.programme_json is None else msgspec.Raw(carried.programme_json),
        )
    return msgspec.structs.replace(
        plan,
        facts=facts,
        labels=_labels(prepared, plan),
        noted=tuple(f for f, line in facts.items() if not line.used),
        rules=dict(sorted(rules.items())),
        sources=dict(sorted(sources.items())),
        carries=carries,
    )


def _labels(prepared: Prepared, plan: Plan) -> dict[str, str]:
    """Names in words for the facts that lines ask for and nobody knows yet."""
    named = dict.fromkeys(
        [
            *(f for n in plan.needs for f in n.open_facts),
            *plan.level.could_rise_with,
            *(f for m in plan.medicines for f in m.find_out_first),
            *(f for h in plan.holds for f in h.find_out),
            *(f for o in plan.interventions for f in o.held_by),
        ]
    )
    facts = prepared.release.facts
    return {f: prepared.text(facts[f].label) for f in sorted(named) if f in facts}


def _cited_rules(plan: Plan) -> dict[str, None]:
    lines = (
        plan.alerts, plan.next_72_hours, plan.needs, (plan.level,), plan.goals, plan.later, plan.interventions,
        plan.medicines, plan.monitoring, plan.reviews, plan.informs, plan.holds, plan.left_out, plan.open_questions,
    )  # fmt: skip
    cited = dict.fromkeys(r for part in lines for line in part for r in line.rules)
    if plan.emergency is not None:
        cited.update(dict.fromkeys(plan.emergency.rules))
    return cited
