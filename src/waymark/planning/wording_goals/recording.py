"""How a worded goal becomes part of the record and of the plan: rows of the documents that exist."""

from typing import Any

from waymark.planning.wording_goals.goal import WordedGoal

__all__ = ["decision_row", "words_row"]


def words_row(goal: WordedGoal, at: str | int) -> dict[str, Any]:
    """A row of `words`: what the person wants, verbatim. Words that may mean danger are kept as a worry."""
    areas = {proposal.area for proposal in goal.proposals}
    row: dict[str, Any] = {"at": at, "about": "worry" if goal.standing == "danger" else "want", "text": goal.words}
    if len(areas) == 1:
        row["area"] = areas.pop()
    return row


def decision_row(goal: WordedGoal, at: str | int) -> dict[str, Any] | None:
    """A row of decisions: the person changes what the goal says, its target and its time. None: nothing is ready."""
    ready = [proposal for proposal in goal.proposals if proposal.ready and proposal.draft is not None]
    if len(ready) != 1 or goal.standing == "danger":
        return None
    draft = ready[0].draft
    assert draft is not None
    return {
        "at": at,
        "item": draft.item,
        "author": "person",
        "decision": "changed",
        "text": goal.words,
        "change": {"says": draft.says, "target": draft.target, "days": draft.days},
    }
