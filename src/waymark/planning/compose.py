"""proposal = f(record, decisions, programme, release, at): one pure function.

No clock, no network, no randomness in here. The same input gives the same bytes.
"""

import msgspec

from waymark.logic import Known
from waymark.planning import prose
from waymark.planning.agree import agree
from waymark.planning.care_level import choose_level
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings, find
from waymark.planning.first_days import first_days, monitoring, protects
from waymark.planning.front import diagnoses, header, list_alerts, list_crisis, list_informs, look_for_emergency
from waymark.planning.goals import open_problems, rank_goals, write_goals
from waymark.planning.medicines import list_medicines
from waymark.planning.needs import find_needs
from waymark.planning.offers import choose_offers
from waymark.planning.open_questions import list_holds, list_open_questions, option_title
from waymark.planning.options import JOINT_FAMILY_WORK, Options, weigh_options
from waymark.planning.phrases import say
from waymark.planning.plan import (
    NONE_GIVEN,
    Alert,
    Carried,
    Contradiction,
    Goal,
    Inputs,
    LeftOut,
    LevelChoice,
    Load,
    MedicineOption,
    Offer,
    Plan,
    Step,
    Text,
    Timetable,
)
from waymark.planning.prepare import ENGINE, Prepared
from waymark.planning.references import with_references
from waymark.planning.stand import Stand, take_stand
from waymark.planning.week import draw_week, room_of, weigh_load
from waymark.record.corrections import standing_person
from waymark.record.digest import content_hash
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.known import facts_as_of
from waymark.record.time import Calendar, calendar_of

__all__ = ["Documents", "compose"]


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is made from: the read documents and their canonical JSON, for hashing and carrying."""

    person: Person
    record: bytes
    decisions: Decisions | None = None
    decisions_json: bytes | None = None
    programme_json: bytes | None = None


def compose(prepared: Prepared, documents: Documents, at: str | int | None = None, carry: bool = True) -> Plan:
    """The plan for this person at this moment (default: the latest noted time in the documents)."""
    decided = documents.decisions
    calendar = calendar_of(documents.person, decided, at)
    person = standing_person(documents.person, calendar)
    rows = decided.rows if decided is not None else ()
    stand = take_stand(prepared, person, rows, calendar.day, calendar.number)
    known = facts_as_of(documents.person, prepared.release, calendar, stand.settled)
    evidence = Evidence(prepared, known)
    values, clashes = agree(prepared, known.values)
    values, assumed = _assume(prepared, values)
    findings = find(prepared, values, frozenset(stand.set_aside))
    contradictions = (*(Contradiction(says=c.says, facts=c.facts) for c in known.contradictions), *clashes)
    standing = msgspec.structs.replace(documents, person=person)
    plan = _write(prepared, standing, calendar, stand, evidence, findings, assumed, contradictions)
    return msgspec.structs.replace(plan, carries=_carried(documents)) if carry else plan


def _assume(prepared: Prepared, values: dict[str, Known]) -> tuple[dict[str, Known], tuple[str, ...]]:
    """Medication that nobody has asked about counts as open, which behaves like on (guidance 1.5); noted as such."""
    state = prepared.facts.get("mat.state")
    if state is None or "mat.state" in values:
        return values, ()
    index = next((i for i, o in enumerate(state.options) if o.id == "open"), None)
    if index is None:
        return values, ()
    return {**values, "mat.state": 1 << index}, ("mat.state",)


def _write(
    prepared: Prepared,
    documents: Documents,
    calendar: Calendar,
    stand: Stand,
    evidence: Evidence,
    findings: Findings,
    assumed: tuple[str, ...],
    contradictions: tuple[Contradiction, ...],
) -> Plan:
    person, options = documents.person, weigh_options(findings)
    level = choose_level(prepared, findings, options, evidence, *_level_wishes(prepared, stand), stand.of("level"))
    opened = open_problems(prepared, findings)
    goals, later = rank_goals(write_goals(prepared, findings, evidence, stand, opened, calendar))
    offers = choose_offers(prepared, options, evidence, stand, goals, opened, room_of(person, level))
    goals = tuple(msgspec.structs.replace(g, interventions=offers.by_goal.get(g.id, ())) for g in goals)
    medicines = list_medicines(prepared, options, evidence, stand)
    wanted = frozenset(e.option for _, e in options.recommended) | {o.id for o in offers.chosen}
    joint = options.standing(JOINT_FAMILY_WORK)
    first, then = first_days(prepared, findings, evidence, stand, goals, level)
    not_asked = "mat.state" in assumed and evidence.value("opioids.disorder") is True
    plan = Plan(
        format="waymark.plan/1",
        header=header(
            prepared, person, calendar, findings, stand, medication_open=not_asked, nothing_known=not evidence.values
        ),
        inputs=_inputs(prepared, documents),
        emergency=look_for_emergency(findings, evidence),
        alerts=(*_level_alert(level), *list_alerts(findings, evidence, stand)),
        next_72_hours=first,
        reviews=then,
        needs=stand.said(find_needs(prepared, findings, evidence)),
        level=level,
        goals=goals,
        later=later,
        interventions=offers.chosen,
        medicines=medicines,
        timetable=draw_week(prepared, person, offers.chosen, level),
        load=weigh_load(prepared, offers.chosen, level, prepared.language),
        informs=list_informs(findings, evidence, stand),
        diagnoses=diagnoses(prepared, person, evidence),
        holds=stand.said(list_holds(prepared, options, evidence, wanted)),
        left_out=(*offers.left_out, *_left_out(prepared, options, evidence, medicines, stand)),
        open_questions=stand.said(list_open_questions(prepared, findings, evidence, wanted)),
        contradictions=contradictions,
        crisis=list_crisis(prepared, findings),
        tools=_tools(prepared, goals, offers.chosen),
    )
    if plan.emergency is not None:
        plan = _without_routine(prepared, plan, evidence, stand)
    plan = _with_course(prepared, plan, evidence, findings, stand)
    plan = _with_prose(prepared, plan, person, evidence, family_waits=bool(joint.held or joint.excluded))
    return with_references(prepared, plan, evidence, findings)


def _without_routine(prepared: Prepared, plan: Plan, evidence: Evidence, stand: Stand) -> Plan:
    """In an emergency the routine plan waits (LOC-01): first the call, then what protects life; goals come later."""
    assert plan.emergency is not None
    call = Step(
        id="step:emergency",
        title=plan.emergency.action,
        why=evidence.reasons(*plan.emergency.rules),
        facts=plan.emergency.facts,
        rules=plan.emergency.rules,
        state=stand.of("step:emergency"),
        who="emergency",
        within_hours=0,
    )
    protecting = tuple(s for s in plan.next_72_hours if protects(prepared, s))
    waits = say("routine waits", prepared.language)
    return msgspec.structs.replace(
        plan,
        header=msgspec.structs.replace(plan.header, notices=(waits, *plan.header.notices)),
        next_72_hours=(call, *protecting),
        reviews=(*(s for s in plan.next_72_hours if s not in protecting and s.tool is None), *plan.reviews),
        goals=(),
        later=(*plan.goals, *plan.later),
        interventions=(),
        timetable=Timetable(note=waits),
        load=Load(person_hours=0, treatment_hours=0),
        tools=(),
    )


def _with_course(prepared: Prepared, plan: Plan, evidence: Evidence, findings: Findings, stand: Stand) -> Plan:
    """What follows the first days: what is watched, what is reviewed, when to move on, what comes after."""
    return msgspec.structs.replace(
        plan,
        monitoring=monitoring(prepared, findings, evidence, plan.goals, stand),
        moving_on=(*_moving_on(prepared, plan.level), *prose.about_informs(findings, evidence, ("moving-on",))),
        aftercare=prose.about_informs(findings, evidence, ("aftercare",)),
    )


def _with_prose(prepared: Prepared, plan: Plan, person: Person, evidence: Evidence, *, family_waits: bool) -> Plan:
    """The parts that are mainly the person's own."""
    language, offers = prepared.language, plan.interventions
    return msgspec.structs.replace(
        plan,
        words=prose.own_words(person, language),
        understanding=prose.understanding(person, evidence, language),
        strengths=tuple(s.text for s in person.strengths),
        integrated=prose.integrated_care(plan.goals, plan.later, offers, plan.medicines, prepared),
        support=prose.support_network(person, offers, prepared),
        skills=_skills(prepared, offers),
        hard_moments=prose.hard_moments(prepared, person, offers, plan.goals, plan.medicines),
        when_not_well=prose.when_not_well(person, language),
        family=prose.family_part(offers, family_waits, prepared),
        expectations=prose.expectations(person, plan.goals, language),
    )


def _level_alert(level: LevelChoice) -> tuple[Alert, ...]:
    """Said first of all where the safe level has to be found elsewhere."""
    if level.meanwhile is None:
        return ()
    return (
        Alert(
            id="alert:level",
            title=f"{level.recommended.title}: {level.chosen_because}",
            why=level.why,
            facts=level.facts,
            rules=level.rules,
            level="danger",
        ),
    )


def _carried(documents: Documents) -> Carried:
    def raw(content: bytes | None) -> msgspec.Raw:
        return NONE_GIVEN if content is None else msgspec.Raw(content)

    return Carried(
        record=msgspec.Raw(documents.record),
        decisions=raw(documents.decisions_json),
        programme=raw(documents.programme_json),
    )


def _level_wishes(prepared: Prepared, stand: Stand) -> tuple[frozenset[str], frozenset[str]]:
    """Levels the person wants, and those the person declines (as a wish or as a decision on the level)."""
    wants = frozenset(
        a.removeprefix("level:") for a, w in stand.wishes.items() if a.startswith("level:") and w == "wants"
    )
    refuses = {a.removeprefix("level:") for a, w in stand.wishes.items() if a.startswith("level:") and w == "declines"}
    chosen = stand.changes.get("level", {}).get("level")
    refuses |= {i.removeprefix("level:") for i in stand.decided() if i.startswith("level:") and stand.declined(i)}
    return wants | ({str(chosen)} if chosen else frozenset()), frozenset(refuses)


def _inputs(prepared: Prepared, documents: Documents) -> Inputs:
    def name(content: bytes | None) -> str | None:
        return None if content is None else content_hash(content)

    return Inputs(
        record=name(documents.record) or "",
        decisions=name(documents.decisions_json),
        programme=name(documents.programme_json),
        release=prepared.release.id,
        engine=ENGINE,
    )


def _skills(prepared: Prepared, offers: tuple[Offer, ...]) -> tuple[str, ...]:
    return tuple(
        o.title for o in offers if any(s.startswith("H") for s in prepared.interventions[o.intervention].serves)
    )


def _moving_on(prepared: Prepared, level: LevelChoice) -> tuple[str, ...]:
    language = prepared.language
    low, high = level.review_days
    said = [say("level review", language, low=low, high=high)]
    if level.next_down is not None:
        said.append(say("step down when", language, level=level.next_down.title))
    if level.next_up is not None:
        said.append(say("step up when", language, level=level.next_up.title))
    said.append(say("return to use", language))
    return tuple(said)


def _left_out(
    prepared: Prepared, options: Options, evidence: Evidence, medicines: tuple[MedicineOption, ...], stand: Stand
) -> tuple[LeftOut, ...]:
    """Options that are excluded here, or that the person declined; each with its reason."""
    found: dict[str, LeftOut] = {}
    listed = {f"medicine:{m.medicine}" for m in medicines}
    considered = {effect.option for _, effect in options.recommended}
    for option, standing in options:
        if not standing.excluded or option.startswith("intervention:"):
            continue
        if option.startswith("medicine:") and option.split("@")[0] not in listed:
            continue
        if option.startswith("setting:") and option not in considered:
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


def _tools(prepared: Prepared, goals: tuple[Goal, ...], offers: tuple[Offer, ...]) -> tuple[Text, ...]:
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
        if (tool := prepared.tools.get(name or "")) is not None
    )
