"""What every line points to: facts, rules and sources, collected once the lines are written."""

from typing import Literal

import msgspec

from waymark.knowledge.model.rule import Rule
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.plan import Plan, RuleLine, SourceLine
from waymark.planning.prepare import Prepared

__all__ = ["rule_line", "source_line", "with_references"]


def with_references(prepared: Prepared, plan: Plan, evidence: Evidence, findings: Findings) -> Plan:
    """Add what every line points to: facts, rules and sources; and the facts no line used."""
    facts = evidence.lines()
    cited = _cited_rules(plan)
    rules, sources = {}, {}
    for rule_id in cited:
        rule = prepared.rule(rule_id)
        rules[rule_id] = rule_line(prepared, rule, evidence, findings.spoken.get(rule_id) == "yes")
        for ref in rule.sources:
            if (line := source_line(prepared, ref.source)) is not None:
                sources[ref.source] = line
    return msgspec.structs.replace(
        plan,
        facts=facts,
        labels=_labels(prepared, plan, rules),
        # What only follows from an answer was never noted itself.
        noted=tuple(f for f, line in facts.items() if not line.used and line.how != "implied"),
        rules=dict(sorted(rules.items())),
        sources=dict(sorted(sources.items())),
    )


def rule_line(prepared: Prepared, rule: Rule, evidence: Evidence, spoke: bool) -> RuleLine:
    """A rule as it is shown; `spoke`: its answer is yes."""
    answer: Literal["yes", "not yet known"] = "yes" if spoke else "not yet known"
    kept = prepared.rule_lines.get((rule.id, answer))
    if kept is not None:
        return kept
    clinician, person = prepared.text(rule.because.clinician), prepared.text(rule.because.person)
    line = RuleLine(
        asks=prepared.text(rule.asks),
        answer=answer,
        clinician=evidence.fill(clinician),
        person=evidence.fill(person),
        strength=rule.strength,
        status=rule.status,
        sources=tuple(s.source if s.locator is None else f"{s.source}, {s.locator}" for s in rule.sources),
        reference=rule.reference,
        note=rule.note,
        signed_by=rule.signed_by,
        condition=rule.when,
        facts=prepared.facts_of(rule.id),
    )
    # A reason that shows what is known of this person is nobody else's.
    if "{" not in clinician and "{" not in person:
        prepared.rule_lines[rule.id, answer] = line
    return line


def source_line(prepared: Prepared, name: str) -> SourceLine | None:
    """A source as it is cited."""
    kept = prepared.source_lines.get(name)
    if kept is None and (source := prepared.sources.get(name)) is not None:
        kept = SourceLine(title=source.title, citation=source.citation, read=source.read)
        prepared.source_lines[name] = kept
    return kept


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
    labels = prepared.labels
    return {f: labels[f] for f in sorted(named) if f in labels}


def _cited_rules(plan: Plan) -> dict[str, None]:
    lines = (
        plan.alerts, plan.next_72_hours, plan.needs, (plan.level,), plan.goals, plan.later, plan.interventions,
        plan.medicines, plan.monitoring, plan.reviews, plan.informs, plan.holds, plan.left_out, plan.open_questions,
        plan.earlier,
    )  # fmt: skip
    cited = dict.fromkeys(r for part in lines for line in part for r in line.rules)
    if plan.emergency is not None:
        cited.update(dict.fromkeys(plan.emergency.rules))
    return cited
