"""Single changes of a line: of a known fact the nearest value each way, of an unknown one each way it may turn out."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from waymark.logic import Known
from waymark.planning.explaining.candidates import Candidate
from waymark.planning.explaining.companions import Supposed
from waymark.planning.explaining.effects import Entry
from waymark.planning.explaining.likely import Place

__all__ = ["Found", "Outcome", "grouped", "nearest", "of_fact"]

# Words for a value without end on this side.
OPEN_END = float("inf")


class Outcome(msgspec.Struct, frozen=True):
    """A candidate with everything that goes along, and the lines it changes."""

    candidate: Candidate
    supposed: Supposed
    effect: dict[str, Entry]


class Found(msgspec.Struct, frozen=True):
    """A single change of one line: the outcome that stands for it, and all values that come to the same."""

    outcome: Outcome
    entry: Entry
    after: Known


def of_fact(line: str, outcomes: list[Outcome]) -> list[Found]:
    """Known facts: the nearest value each way that changes the line. Unknown ones: each way they could turn out."""
    found: list[Found] = []
    for way in (-1, 1):
        nearest = next((o for o in outcomes if _is(o, "different", way) and line in o.effect), None)
        if nearest is not None:
            found.append(Found(nearest, nearest.effect[line], nearest.candidate.value))
    other = [o for o in outcomes if _is(o, "different", 0)]
    found += _alike(line, other)
    turning = [o for o in outcomes if o.candidate.kind == "found out"]
    if turning and isinstance(turning[0].candidate.value, tuple):
        found += _runs(line, turning)
    else:
        found += _alike(line, turning)
    return found


def _is(outcome: Outcome, kind: str, way: int) -> bool:
    return outcome.candidate.kind == kind and outcome.candidate.way == way


def _alike(line: str, outcomes: list[Outcome]) -> list[Found]:
    """Options (or truths) that come to the same, as one."""
    groups: dict[Entry, list[Outcome]] = {}
    for outcome in outcomes:
        if line in outcome.effect:
            groups.setdefault(outcome.effect[line], []).append(outcome)
    found = []
    for entry, same in groups.items():
        values = [o.candidate.value for o in same]
        together: Known = values[0]
        if not isinstance(values[0], bool | tuple):
            together = 0
            for outcome in same:
                together |= outcome.candidate.alike
        found.append(Found(same[0], entry, together))
    return found


def _runs(line: str, outcomes: list[Outcome]) -> list[Found]:
    """Neighbouring values of an unknown number that come to the same, as one: "10 or more"."""
    found: list[Found] = []
    start = 0
    while start < len(outcomes):
        end = start
        changed = line in outcomes[start].effect
        entry = outcomes[start].effect.get(line)
        while end + 1 < len(outcomes) and _same(line, outcomes[end + 1], changed, entry):
            end += 1
        if changed:
            found.append(_run(outcomes, start, end, entry))
        start = end + 1
    return found


def _same(line: str, outcome: Outcome, changed: bool, entry: Entry) -> bool:
    return (line in outcome.effect) is changed and outcome.effect.get(line) == entry


def _run(outcomes: list[Outcome], start: int, end: int, entry: Entry) -> Found:
    """The end of the run that lies nearest to where it turns stands for it."""
    lowest, highest = start == 0, end == len(outcomes) - 1
    stands = outcomes[end if lowest and not highest else start]
    low, high = outcomes[start].candidate.value, outcomes[end].candidate.value
    assert isinstance(low, tuple)
    assert isinstance(high, tuple)
    return Found(stands, entry, (-OPEN_END if lowest else low[0], OPEN_END if highest else high[1]))


def nearest(
    line: str,
    candidates: Iterable[Candidate],
    place: Callable[[Candidate], Place],
    work_out: Callable[[Candidate], Outcome | None],
    most: int | None,
) -> list[Found]:
    """The nearest single changes, in order; candidates farther away than the last of them are not worked out."""
    found: list[tuple[Place, Found]] = []
    for first, group in sorted(grouped(candidates, place), key=lambda group: group[0]):
        if most is not None and len(found) >= most and found[most - 1][0] <= first:
            break
        new = of_fact(line, list(_walked(line, group, work_out)))
        if new:
            found += [(place(one.outcome.candidate), one) for one in new]
            found.sort(key=lambda pair: pair[0])
    return [one for _, one in found[:most]]


def grouped(
    candidates: Iterable[Candidate], place: Callable[[Candidate], Place]
) -> list[tuple[Place, list[Candidate]]]:
    """Candidates that are judged together (one fact, one way), with the place of the first of them."""
    groups: dict[tuple[str, str, int], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.fact, candidate.kind, candidate.way), []).append(candidate)
    return [(place(group[0]), group) for group in groups.values()]


def _walked(line: str, group: list[Candidate], work_out: Callable[[Candidate], Outcome | None]) -> Iterator[Outcome]:
    """Outcomes of a group; on the way up or down no farther than the first that changes the line."""
    for candidate in group:
        outcome = work_out(candidate)
        if outcome is None:
            continue
        yield outcome
        if candidate.way and line in outcome.effect:
            return
