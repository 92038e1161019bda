"""What every line points to: facts, rules and sources, collected once the lines are written."""

import msgspec

from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.plan import Plan, RuleLine, SourceLine
from waymark.planning.prepare import Prepared

__all__ = ["with_references"]


def with_references(prepared: Prepared, plan: Plan, evidence: Evidence, findings: Findings) -> Plan:
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
            source = prepared.sources.get(ref.source)
            if source is not None:
                sources[ref.source] = SourceLine(title=source.title, citation=source.citation, read=source.read)
    return msgspec.structs.replace(
        plan,
        facts=facts,
        labels=_labels(prepared, plan, rules),
        noted=tuple(f for f, line in facts.items() if not line.used),
        rules=dict(sorted(rules.items())),
        sources=dict(sorted(sources.items())),
    )


def _labels(prepared: Prepared, plan: Plan, rules: dict[str, RuleLine]) -> dict[str, str]:
    """Names in words for the facts that lines ask for and nobody knows yet."""
    named = dict.fromkeys(
        [
            *(f for n in plan.needs for f in n.open_facts),
            *plan.level.could_rise_with,
            *(f for m in plan.medicines for f in m.find_out_first),
            *(f for h in plan.holds for f in h.find_out),
            *(f for o in plan.interventions for f in o.held_by),
            *(f for r in rules.values() for f in r.facts),
        ]
    )
    facts = prepared.facts
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
