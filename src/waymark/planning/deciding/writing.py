"""The parts of a plan that say what was decided, written once the lines are known."""

import msgspec

from waymark.planning.deciding.contents import items_in
from waymark.planning.deciding.earlier import carried
from waymark.planning.deciding.logged import log_of
from waymark.planning.deciding.merging import merge
from waymark.planning.evidence import Evidence
from waymark.planning.lines import Lines
from waymark.planning.phrases_deciding import tell
from waymark.planning.plan import Plan
from waymark.planning.situation import Situation

__all__ = ["with_decisions"]


def with_decisions(situation: Situation, plan: Plan, lines: Lines, evidence: Evidence) -> Plan:
    """The plan with what was agreed earlier, what was changed against new facts, and every decision in order."""
    standing = frozenset(item.id for part in (plan.open_questions, plan.crisis) for item in part)
    plan = msgspec.structs.replace(plan, earlier=(*lines.earlier, *carried(situation, evidence, standing)))
    header = plan.header
    authors = {row.author for row in situation.stand.log if row.decision not in ("override", "settled")}
    if authors == {"clinician"}:
        # A plan runs when the person will not sign, and says so.
        notice = tell("not signed", situation.prepared.language)
        header = msgspec.structs.replace(header, notices=(*header.notices, notice))
    return msgspec.structs.replace(
        plan,
        header=header,
        merged=merge(situation, plan, evidence),
        log=log_of(situation, evidence, items_in(plan)),
    )
