"""proposal = f(record, decisions, programme, release, at): one pure function.

No clock, no network, no randomness in here. The same input gives the same bytes. The road: a situation (what is known
and decided), findings (what the rules say), lines (what follows), and here the texts about them.
"""

import msgspec

from waymark.planning import prose
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.front import diagnoses, header, list_crisis
from waymark.planning.lines import Lines, decide
from waymark.planning.open_questions import list_open_questions
from waymark.planning.options import JOINT_FAMILY_WORK
from waymark.planning.phrases import say
from waymark.planning.plan import (
    NONE_GIVEN,
    Carried,
    Header,
    Inputs,
    LevelChoice,
    Load,
    Offer,
    Plan,
    Timetable,
)
from waymark.planning.prepare import ENGINE, Prepared
from waymark.planning.references import with_references
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.planning.week import draw_week, weigh_load
from waymark.planning.worksheets import worksheets
from waymark.record.digest import content_hash

__all__ = ["Documents", "compose", "write"]


def compose(prepared: Prepared, documents: Documents, at: str | int | None = None, carry: bool = True) -> Plan:
    """The plan for this person at this moment (default: the latest noted time in the documents)."""
    plan = write(read_situation(prepared, documents, at))
    return msgspec.structs.replace(plan, carries=_carried(documents)) if carry else plan


def write(situation: Situation) -> Plan:
    """The plan for this situation, without the documents it was made from."""
    prepared, person = situation.prepared, situation.person
    evidence, findings = Evidence(prepared, situation.known), situation.findings()
    lines = decide(situation, findings, evidence)
    questions = list_open_questions(situation, findings, lines.options, lines.opened)
    plan = Plan(
        format="waymark.plan/1",
        header=_header(situation, findings, evidence, lines),
        inputs=_inputs(prepared, situation.documents),
        emergency=lines.emergency,
        alerts=lines.alerts,
        next_72_hours=lines.next_72_hours,
        reviews=lines.reviews,
        needs=lines.needs,
        level=lines.level,
        goals=lines.goals,
        later=lines.later,
        interventions=lines.interventions,
        medicines=lines.medicines,
        timetable=_timetable(situation, lines),
        load=_load(prepared, lines),
        monitoring=lines.monitoring,
        informs=lines.informs,
        diagnoses=diagnoses(prepared, person, evidence),
        holds=lines.holds,
        left_out=lines.left_out,
        open_questions=situation.stand.said(questions),
        contradictions=situation.contradictions,
        crisis=list_crisis(prepared, findings, situation.calendar),
        tools=() if lines.emergency else worksheets(prepared, lines.goals, lines.interventions),
        moving_on=(*_moving_on(prepared, lines.level), *prose.about_informs(findings, evidence, ("moving-on",))),
        aftercare=prose.about_informs(findings, evidence, ("aftercare",)),
    )
    if situation.stand.log:
        from waymark.planning.deciding.writing import with_decisions

        plan = with_decisions(situation, plan, lines, evidence)
    return with_references(prepared, _with_prose(situation, plan, lines, evidence), evidence, findings)


def _header(situation: Situation, findings: Findings, evidence: Evidence, lines: Lines) -> Header:
    prepared = situation.prepared
    not_asked = "mat.state" in situation.assumed and evidence.value("opioids.disorder") is True
    made = header(
        prepared,
        situation.person,
        situation.calendar,
        findings,
        situation.stand,
        medication_open=not_asked,
        nothing_known=not evidence.values,
    )
    if lines.emergency is None:
        return made
    return msgspec.structs.replace(made, notices=(say("routine waits", prepared.language), *made.notices))


def _timetable(situation: Situation, lines: Lines) -> Timetable:
    if lines.emergency is not None:
        return Timetable(note=say("routine waits", situation.prepared.language))
    return draw_week(situation.prepared, situation.person, lines.interventions, lines.level)


def _load(prepared: Prepared, lines: Lines) -> Load:
    if lines.emergency is not None:
        return Load(person_hours=0, treatment_hours=0)
    return weigh_load(prepared, lines.interventions, lines.level, prepared.language)


def _with_prose(situation: Situation, plan: Plan, lines: Lines, evidence: Evidence) -> Plan:
    """The parts that are mainly the person's own."""
    prepared, person = situation.prepared, situation.person
    joint = lines.options.standing(JOINT_FAMILY_WORK)
    family_waits = bool(joint.held or joint.excluded)
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


def _carried(documents: Documents) -> Carried:
    def raw(content: bytes | None) -> msgspec.Raw:
        return NONE_GIVEN if content is None else msgspec.Raw(content)

    return Carried(
        record=msgspec.Raw(documents.record),
        decisions=raw(documents.decisions_json),
        programme=raw(documents.programme_json),
    )


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
    rhythm = "level review daily" if high <= 1 else "level review on" if low == high else "level review"
    said = [say(rhythm, language, low=low, high=high)]
    if level.next_down is not None:
        said.append(say("step down when", language, level=level.next_down.title))
    if level.next_up is not None:
        said.append(say("step up when", language, level=level.next_up.title))
    said.append(say("return to use", language))
    return tuple(said)
