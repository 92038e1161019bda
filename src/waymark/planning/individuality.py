"""How much plans differ by what persons differ in: never a hash of whole documents (guidance 7.1)."""

import random
from collections.abc import Iterable

import msgspec

from waymark.planning.plan import Plan

__all__ = ["Individuality", "Tally", "plan_items"]

PAIRS = 10_000
# Pairs are drawn among this many plans, so that memory stays flat as a folder grows.
SAMPLED_PLANS = 1_500
SEED = 20261121


class Individuality(msgspec.Struct, frozen=True):
    """Counts over many plans. Shares between 0 and 1."""

    plans: int
    distinct_goal_sets: int
    largest_goal_set_share: float
    distinct_first_days: int
    largest_first_days_share: float
    median_shared_items: float | None
    pairs: int


def plan_items(plan: Plan) -> frozenset[str]:
    """What a plan proposes, as ids: level, active goals, interventions, medicines with their standing, first days."""
    return frozenset(
        [
            f"level:{plan.level.recommended.key}",
            *(g.id for g in plan.goals),
            *(o.id for o in plan.interventions),
            *(f"{m.id}:{m.status}" for m in plan.medicines),
            *(s.id for s in plan.next_72_hours),
        ]
    )


class Tally:
    """Collects sets while plans go by. `total`: how many plans are expected (to draw the sample)."""

    def __init__(self, total: int) -> None:
        self._draw = random.Random(SEED)
        wanted = min(total, SAMPLED_PLANS)
        # Of these plans the items are kept; those of others need not be handed over.
        self.sampled = frozenset(self._draw.sample(range(total), wanted))
        self._items: dict[int, frozenset[str]] = {}
        self._goals: dict[int, int] = {}
        self._days: dict[int, int] = {}
        self.plans = 0

    def add(self, number: int, goals: Iterable[str], first_days: Iterable[str], items: frozenset[str]) -> None:
        """Count one plan; `number` is its place in the order of the input, `items` matter for sampled plans only."""
        self.plans += 1
        for side, ids in ((self._goals, goals), (self._days, first_days)):
            key = hash_ids(ids)
            side[key] = side.get(key, 0) + 1
        if number in self.sampled:
            self._items[number] = items

    def result(self) -> Individuality:
        shares = self._shared()
        return Individuality(
            plans=self.plans,
            distinct_goal_sets=len(self._goals),
            largest_goal_set_share=round(max(self._goals.values(), default=0) / max(self.plans, 1), 4),
            distinct_first_days=len(self._days),
            largest_first_days_share=round(max(self._days.values(), default=0) / max(self.plans, 1), 4),
            median_shared_items=round(shares[len(shares) // 2], 4) if shares else None,
            pairs=len(shares),
        )

    def _shared(self) -> list[float]:
        """The Jaccard share of items of seeded pairs of different plans, sorted."""
        plans = [self._items[n] for n in sorted(self._items)]
        if len(plans) < 2:
            return []
        draw = random.Random(SEED + 1)
        found = []
        for _ in range(PAIRS):
            one, other = draw.sample(plans, 2)
            found.append(len(one & other) / len(one | other) if one or other else 1.0)
        return sorted(found)


def hash_ids(ids: Iterable[str]) -> int:
    """A stable 64-bit number for a set of ids, whatever the process's hash seed."""
    import hashlib

    joined = "\n".join(sorted(set(ids))).encode()
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")
