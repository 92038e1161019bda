"""Why a line is not what it was: facts that moved, decisions made since, another release, another programme."""

from collections.abc import Mapping

import msgspec

from waymark.planning.plan import FactMove, Item, Logged, Part, Plan

__all__ = ["Between", "Causes", "causes_between", "why"]

MOST_MOVES = 4


class Causes(Part, frozen=True, kw_only=True):
    """What stands behind one change. None of these: it follows from other changes in the plan."""

    moves: tuple[FactMove, ...] = ()
    # Facts that another person told: named to the clinician only.
    told_by_others: tuple[str, ...] = ()
    decisions: tuple[Logged, ...] = ()
    offered_again: str | None = None
    release: bool = False
    programme: bool = False


class Between(msgspec.Struct, frozen=True):
    """Everything that differs between what two plans were made from."""

    moves: dict[str, FactMove]
    told_by_others: frozenset[str]
    # Facts nobody noted anew: their value moved with the days.
    drifted: frozenset[str]
    decided: tuple[Logged, ...]
    # Rule id -> the facts it reads, as either plan says.
    reads: dict[str, tuple[str, ...]]
    release: bool
    programme: bool


def causes_between(old: Plan, new: Plan) -> Between:
    """The facts that moved, the decisions made since, and whether release and programme are others."""
    moves = {name: move for name in {**old.facts, **new.facts} if (move := _move(old, new, name)) is not None}
    return Between(
        moves=moves,
        told_by_others=frozenset(f for f in moves if f in new.facts and new.facts[f].source == "collateral"),
        drifted=frozenset(f for f in moves if f in old.facts and f in new.facts and _drifts(old, new, f)),
        decided=_decided(old, new),
        reads={name: rule.facts for plan in (old, new) for name, rule in plan.rules.items()},
        release=old.inputs.release != new.inputs.release,
        programme=old.inputs.programme != new.inputs.programme,
    )


def why(between: Between, name: str, before: Mapping[str, Item], after: Mapping[str, Item]) -> Causes:
    """What stands behind the change of one line."""
    lines = [line for line in (before.get(name), after.get(name)) if line is not None]
    rules = dict.fromkeys(rule for line in lines for rule in line.rules)
    read = dict.fromkeys(f for line in lines for f in line.facts)
    read.update(dict.fromkeys(f for rule in rules for f in between.reads.get(rule, ())))
    decisions = tuple(row for row in between.decided if _about(row, name, rules) and _brings(row, name, before, after))
    moves = [between.moves[f] for f in read if f in between.moves] if not decisions else []
    # What only counts the days on is named where nothing else moved.
    moves = [m for m in moves if m.fact not in between.drifted] or moves
    moves.sort(key=lambda move: move.at or "", reverse=True)
    again = next((line.state.offered_again for line in lines[-1:] if line.state.offered_again), None)
    found = bool(moves or decisions or again)
    return Causes(
        moves=tuple(moves[:MOST_MOVES]),
        told_by_others=tuple(m.fact for m in moves[:MOST_MOVES] if m.fact in between.told_by_others),
        decisions=decisions,
        offered_again=again,
        release=between.release and not found,
        programme=between.programme and not found,
    )


def _move(old: Plan, new: Plan, name: str) -> FactMove | None:
    was, is_ = old.facts.get(name), new.facts.get(name)
    line = is_ or was
    if line is None or (was is not None and is_ is not None and was.value == is_.value):
        return None
    at = line.valid_until if is_ is None else line.noted or line.at
    return FactMove(
        fact=name,
        label=line.label,
        before=None if was is None else was.value,
        after=None if is_ is None else is_.value,
        at=at,
    )


def _drifts(old: Plan, new: Plan, name: str) -> bool:
    was, is_ = old.facts[name], new.facts[name]
    return (was.at, was.noted, was.how) == (is_.at, is_.noted, is_.how)


def _decided(old: Plan, new: Plan) -> tuple[Logged, ...]:
    """Rows of the later log that the earlier plan did not have."""
    known = [_key(row) for row in old.log] or _carried_keys(old)
    found = []
    for row in new.log:
        if _key(row) in known:
            known.remove(_key(row))
        else:
            found.append(row)
    return tuple(found)


def _key(row: Logged) -> tuple[str, ...]:
    return (row.at, row.author, row.item, row.decision, row.text or "")


def _carried_keys(plan: Plan) -> list[tuple[str, ...]]:
    """The decisions of a plan that keeps no log: those it carries."""
    raw = b"" if plan.carries is None else bytes(plan.carries.decisions)
    rows = msgspec.json.decode(raw).get("rows", ()) if raw else ()
    return [
        (
            row["at"] if isinstance(row["at"], str) else f"day {row['at']}",
            row["author"],
            row["item"],
            row["decision"],
            row.get("text") or "",
        )
        for row in rows
    ]


def _brings(row: Logged, name: str, before: Mapping[str, Item], after: Mapping[str, Item]) -> bool:
    """A yes brings no line out of the plan, and a no brings none in."""
    if row.decision in ("override", "withdrawn", "replaced"):
        return True
    if row.decision in ("declined", "paused", "disagreed"):
        return not name.startswith("earlier:")
    if row.decision == "agreed":
        return name in after and name not in before and not name.startswith("earlier:")
    return name in after and not name.startswith("earlier:")


def _about(row: Logged, name: str, rules: Mapping[str, None]) -> bool:
    """Whether a decision is about this line: by its id, as the option or goal behind it, by its rule or its fact."""
    plain = name.removeprefix("earlier:").removeprefix("left-out:").removeprefix("hold:").removeprefix("watch:")
    if row.item in (name, plain) or (row.item.startswith("medicine:") and plain.startswith(row.item)):
        return True
    if row.item.startswith("goal:") and plain.startswith(f"step:{row.item.removeprefix('goal:')}:"):
        return True
    if row.item.startswith("level") and plain in ("level", "step:start-level", "alert:level"):
        return True
    return row.decision in ("override", "withdrawn") and row.item.removeprefix("rule:") in rules
