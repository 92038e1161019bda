"""How a worded goal becomes part of the record and of the plan: rows of the documents that exist."""

import hashlib
import re
import unicodedata
from typing import Any

from waymark.planning.wording_goals.goal import WordedGoal

__all__ = ["decision_row", "own_id", "own_row", "words_row"]

# As many words as one still recognises.
_WORDS = 5


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


def own_row(goal: WordedGoal, at: str | int, *, chosen: bool = False) -> dict[str, Any] | None:
    """A row of decisions that keeps the words as a goal of the person's own.

    None where a goal of the library fits, unless people have `chosen` to keep the words as they are. What may mean
    danger, hurt, or be out of anybody's hands is no goal to carry.
    """
    if goal.standing in ("danger", "unsafe", "impossible"):
        return None
    if not chosen and any(p.pattern is not None for p in goal.proposals):
        return None
    return {
        "at": at,
        "item": own_id(goal.words),
        "author": "person",
        "decision": "changed",
        "text": goal.words,
        "change": {"says": goal.words},
    }


def own_id(words: str) -> str:
    """The id of such a goal: its first words in plain letters, and figures that tell it from every other."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    first = re.findall(r"[a-z0-9]+", plain)[:_WORDS]
    figures = hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:6]
    return "own:" + "-".join((*(word[:12] for word in first), figures))
