"""How rewards rise, start again, come back, and stay within a cap: pure, in cents, so that a ledger can be proved.

Contingency management rewards a verified test as hoped. The amount rises with each one in a row. After another result
it starts again from the first amount, what was earned stays, and after a few in a row it is back where it was.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

__all__ = ["Award", "Bowl", "Given", "Result", "Rules", "awards_of", "drawn"]

# as hoped: negative for what is rewarded. other: positive. not given: without a word before. excused: told before.
Result = Literal["as hoped", "other", "not given", "excused"]
_YEAR = timedelta(days=365)
# Of how many slips each prize is one, in cents; a slip without a prize carries a kind word.
Bowl = tuple[tuple[int, int], ...]
# What runs began with before the bowl stood in the library (`rewards.bowl_*`); their ledgers are proved with it.
_FIRST_BOWL: Bowl = ((250, 0), (209, 200), (40, 2000), (1, 8000))
_FIRST_DRAWS = 8


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Amounts in cents; `cap`: what one person can earn within a year. `most_draws`: slips for one test at most."""

    first: int
    step: int
    most: int
    back_after: int
    cap: int
    bowl: Bowl = _FIRST_BOWL
    most_draws: int = _FIRST_DRAWS

    @property
    def slips(self) -> int:
        """How many are in the bowl."""
        return sum(count for count, _ in self.bowl)


class Given(msgspec.Struct, frozen=True):
    """One test. `draw`: the slips that were drawn for it, in a run with a bowl."""

    day: date
    result: Result
    draw: tuple[int, ...] = ()


class Award(msgspec.Struct, frozen=True):
    """What a test earns: how many in a row it is, the step of the ladder it stands on, and cents after the cap."""

    row: int
    rung: int
    cents: int


def awards_of(
    tests: Iterable[Given], rules: Rules, *, bowl: bool, before: Sequence[tuple[date, int]] = ()
) -> list[Award]:
    """An award for each test, in order. `before`: what the person earned in other runs, by day."""
    found: list[Award] = []
    earned = list(before)
    row = rung = left_at = 0
    for test in tests:
        if test.result == "as hoped":
            row, rung = row + 1, rung + 1
            if row == rules.back_after and left_at > rung:
                rung = left_at
            full = sum(prize(slip, rules.bowl) for slip in test.draw) if bowl else amount(rung, rules)
            used = sum(cents for day, cents in earned if test.day - _YEAR < day <= test.day)
            cents = max(0, min(full, rules.cap - used))
            earned.append((test.day, cents))
            found.append(Award(row, rung, cents))
            continue
        if test.result in ("other", "not given"):
            left_at, row, rung = max(left_at, rung), 0, 0
        found.append(Award(row, rung, 0))
    return found


def amount(rung: int, rules: Rules) -> int:
    """Cents on a step of the ladder; the first is 1."""
    return min(rules.most, rules.first + rules.step * (rung - 1))


def prize(slip: int, bowl: Bowl) -> int:
    """Cents on a slip of the bowl, counted from 0."""
    for count, cents in bowl:
        if slip < count:
            return cents
        slip -= count
    raise ValueError("there is no such slip in the bowl")


def drawn(seed: bytes, times: int, of: int) -> tuple[int, ...]:
    """Slips for a seed of 32 bytes: each `of` so many is as likely, and the same seed draws the same again."""
    import hashlib

    slips = []
    for number in range(times):
        digest = hashlib.sha256(seed + number.to_bytes(2, "big")).digest()
        # 128 bits over some hundred slips: no slip is likelier by more than 1 in 10^35.
        slips.append(int.from_bytes(digest[:16], "big") % of)
    return tuple(slips)
