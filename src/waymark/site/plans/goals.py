"""Keeping a worded goal: the words in the person's record, what it says, its number and time among the decisions."""

from typing import Any

import msgspec
from django.db import transaction

from waymark.planning.plan import Plan
from waymark.planning.wording_goals.goal import WordedGoal
from waymark.planning.wording_goals.recording import decision_row, own_row, words_row
from waymark.record.documents.decisions import Decision
from waymark.site.access.gate import Gate
from waymark.site.plans.actions import decide_on
from waymark.site.plans.deciding import seen_in
from waymark.site.records.actions import note_rows
from waymark.site.records.parts import Part

__all__ = ["keep_goal"]


@transaction.atomic
def keep_goal(*, gate: Gate, goal: WordedGoal, plan: Plan, own: bool, sent_as: str) -> str:
    """Keep the words and, where the goal is ready and in the plan or their own, the decision; both, or nothing.

    Returns what was kept, among the words that are told: `goal_kept`, `words_kept`, `worry_kept`. `own`: people chose
    to keep the words as they are. Raises RecordError.
    """
    at: str | int = goal.at if plan.header.anchor is None else int(goal.at.removeprefix("day "))
    on_behalf = "" if gate.acting.role == "person" else "person"
    words = msgspec.json.encode(words_row(goal, at))
    note_rows(gate=gate, parts=[Part("words", words)], sent_as=sent_as, on_behalf=on_behalf)
    if goal.standing == "danger":
        return "worry_kept"
    row = own_row(goal, at, chosen=own)
    if row is None and not own:
        ready = decision_row(goal, at)
        row = ready if ready is not None and goal.proposals[0].in_plan is not None else None
    if row is None:
        return "words_kept"
    decide_on(gate=gate, decision=_decision(row, plan, gate), sent_as=sent_as)
    return "goal_kept"


def _decision(row: dict[str, Any], plan: Plan, gate: Gate) -> Decision:
    """The person's, written down by whoever sits at the keyboard."""
    told = {} if gate.acting.role == "person" else {"on_behalf_of": "person", "by": gate.acting.user.called}
    return msgspec.convert({**row, **told, "source": "self-report", "seen": seen_in(plan, row["item"])}, Decision)
