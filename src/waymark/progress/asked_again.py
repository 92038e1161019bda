"""A short check-in: what a person can be asked of the measures that are due, in the order in which they wait."""

from waymark.planning.goals import measure_of
from waymark.progress.walk import Walk

__all__ = ["asked_again"]


def asked_again(walk: Walk) -> tuple[str, ...]:
    """Ids of questions as the interview has them: `fact:ID` for the measure of a goal, `form:ID` for a form. What a
    clinician measures is nobody's answer and not among them."""
    goals = {goal.id: goal for goal in walk.goals}
    instruments, facts = walk.prepared.release.instruments, walk.prepared.facts
    found: list[str] = []
    for due in walk.due:
        if due.state not in ("overdue", "due"):
            continue
        what = due.item.removeprefix("watch:")
        if what in goals:
            measure = measure_of(walk.prepared.goals[goals[what].pattern], goals[what].substance)
            found += _asks(measure, facts[measure].asked is not None) if measure in facts else []
        elif what in instruments:
            found.append(f"form:{what}")
    return tuple(dict.fromkeys(found))


def _asks(measure: str, alone: bool) -> list[str]:
    """A question of its own; a score is asked by its form."""
    return [f"fact:{measure}"] if alone else [f"form:{measure.partition('.')[0]}"]
