"""Which level is less care than another, and which of them is safe: fewer on some axis, more on none.

The declared order of levels puts a day program below a recovery residence, for it has no nights; for somebody who
lives there it is not less, but other. Less is only what asks and gives no more on any axis. Nights that the facts call
for are not given up because of good weeks: a home is no reward to be taken back.
"""

from waymark.planning.level import AXES, Candidate, highest
from waymark.planning.plan import LevelChoice
from waymark.planning.prepare import Prepared

__all__ = ["is_less", "meets", "smaller"]

_NIGHTS = "nights"


def meets(candidate: Candidate, *demands: dict[str, float]) -> bool:
    """The composite gives at least what each of these demands asks on every axis."""
    asked = [tuple(demand.get(axis, 0) for axis in AXES) for demand in demands]
    return candidate.meets(highest(asked))  # type: ignore[arg-type]


def is_less(candidate: Candidate, than: Candidate) -> bool:
    """No more on any axis, and less on one."""
    return candidate.key != than.key and than.meets(candidate.most) and candidate.most != than.most


def smaller(prepared: Prepared, level: LevelChoice, agreed: str | None = None) -> Candidate | None:
    """The nearest level that is less than the one of now, keeps every floor, and the targets as far as relaxed.

    `agreed`: the level that was agreed on. Where the facts by now recommend less than that, it is the recommended one.
    """
    known = {candidate.key: candidate for candidate in prepared.candidates}
    now = known[level.recommended.key]
    if agreed is not None and agreed in known and is_less(now, known[agreed]):
        return now
    nights = {_NIGHTS: level.targets.get(_NIGHTS, 0.0)}
    names = [one.key for one in (level.next_down, *level.acceptable) if one is not None]
    found = [known[name] for name in names if is_less(known[name], now)]
    safe = [one for one in found if meets(one, level.floors, level.relaxed, nights)]
    return max(safe, key=lambda one: one.intensity, default=None)
