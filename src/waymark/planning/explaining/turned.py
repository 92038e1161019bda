"""Which conditions a change of one fact would turn: for every fact that could be otherwise, at each critical value."""

import msgspec

from waymark.logic import Known, Truth
from waymark.planning.explaining.candidates import Candidate, candidates_of
from waymark.planning.situation import Situation

__all__ = ["Turned", "turned"]


class Turned(msgspec.Struct, frozen=True):
    """One fact with another value, and the conditions (by their place in the release) with their new answers.

    Only this fact is changed; what goes along with it is not.
    """

    candidate: Candidate
    conditions: dict[int, Truth]


def turned(situation: Situation) -> list[Turned]:
    """All candidates that turn some condition, in the order of the library."""
    release = situation.prepared.release
    answers, flips = release.program.answers(situation.values), release.flips
    values = dict(situation.values)
    found: list[Turned] = []
    for candidate in candidates_of(situation):
        name = candidate.fact
        before: Known | None = values.get(name)
        values[name] = candidate.value
        conditions = flips.flipped(name, values, answers)
        if conditions:
            found.append(Turned(candidate, conditions))
        if before is None:
            del values[name]
        else:
            values[name] = before
    return found
