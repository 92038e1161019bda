"""What can happen to one person's plan, drawn by chance: facts, decisions of both authors, time, another release."""

import datetime
from random import Random
from typing import Any

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import Release
from waymark.planning.deciding.contents import content_of, items_in
from waymark.planning.plan import Goal, Item, LevelChoice, MedicineOption, Plan, Step
from waymark.record.documents.decisions import OVERRIDE_REASONS

__all__ = ["KINDS", "draw_fact", "draw_row", "later"]

# How often each kind of event comes, of a hundred.
KINDS = {
    "fact": 26,
    "agreed": 20,
    "changed": 12,
    "declined": 12,
    "disagreed": 4,
    "paused": 3,
    "replaced": 3,
    "settled": 3,
    "override": 3,
    "withdrawn": 6,
    "wait": 4,
    "release": 4,
}
Row = dict[str, Any]


def later(at: str, days: int) -> str:
    """A date so many days on."""
    return (datetime.date.fromisoformat(at[:10]) + datetime.timedelta(days=days)).isoformat()


def draw_fact(release: Release, plan: Plan, at: str, chance: Random) -> Row:
    """Something noted: now and then what many lines rest on, else any fact that can be noted."""
    telling = [f for line in items_in(plan).values() for f in line.facts if release.facts[f].derived is None]
    names = telling if telling and chance.random() < 0.7 else [n for n, f in release.facts.items() if f.derived is None]
    name = chance.choice(sorted(set(names)))
    return {"at": at, "fact": name, "value": _value(release.facts[name], chance), "source": "clinician"}


def _value(fact: Fact, chance: Random) -> Any:
    if fact.type == "boolean":
        return chance.random() < 0.5
    if fact.type == "category":
        return chance.choice([o.id for o in fact.options])
    low, high = fact.range or (0, 60)
    return chance.randint(int(low), int(min(high, 400)))


def draw_row(kind: str, release: Release, plan: Plan, at: str, rows: list[Row], chance: Random) -> Row | None:
    """A decision on a line of this plan; None where this kind finds nothing to be about."""
    author = chance.choice(("person", "clinician"))
    row: Row = {"at": at, "author": author, "decision": kind}
    if author == "clinician":
        row |= {"role": chance.choice(("counsellor", "prescriber", "medical-director")), "source": "clinician"}
    items = items_in(plan)
    special = {"override": _override, "settled": _settle, "withdrawn": _withdraw, "changed": _change}
    if kind in special:
        return special[kind](row, release, plan, rows, chance)
    if kind in ("paused", "replaced"):
        names = [name for name in items if name.startswith("goal:")]
    else:
        # What was agreed earlier can be decided on again.
        names = [*(n for n in items if not n.startswith("left-out:")), *(e.item for e in plan.earlier)]
    if not names:
        return None
    row["item"] = chance.choice(names)
    if kind == "declined" and chance.random() < 0.6:
        row["re_offer"] = later(at, chance.randint(1, 40))
    if kind == "paused" and chance.random() < 0.7:
        row["until"] = later(at, chance.randint(1, 30))
    if kind == "replaced":
        goals = [f"goal:{g}" for g in release.goals if f"goal:{g}" != row["item"]]
        row["instead"] = chance.choice(goals)
    return _with_sight(row, plan, chance)


def _with_sight(row: Row, plan: Plan, chance: Random) -> Row:
    """As the command notes it: with the line as it was seen. Rows written by hand do without."""
    if chance.random() < 0.3:
        return row
    line = items_in(plan).get(row["item"])
    seen: Row = {"release": plan.inputs.release}
    if line is not None:
        seen |= {"title": line.title, "line": content_of(line, plan), "rules": list(line.rules)}
    return {**row, "seen": seen}


def _change(row: Row, release: Release, plan: Plan, rows: list[Row], chance: Random) -> Row | None:
    lines = [line for line in items_in(plan).values() if _changes(line, chance)]
    if not lines:
        return None
    line = chance.choice(lines)
    return _with_sight({**row, "item": line.id, "change": _changes(line, chance)}, plan, chance)


def _changes(line: Item, chance: Random) -> Row:
    match line:
        case Goal():
            drawn: Row = {"target": max(0, line.target + chance.choice((-1, 1))), "days": chance.randint(7, 120)}
            drawn["says"] = "In my own words."
            return {key: drawn[key] for key in chance.sample(sorted(drawn), chance.randint(1, 3))}
        case Step():
            if chance.random() < 0.5:
                return {"who": chance.choice(("nurse", "person", "peer", "case manager"))}
            return {"within_hours": chance.choice((2, 24, 48, 240))}
        case LevelChoice():
            others = (*line.acceptable, line.next_down, line.next_up)
            keys = [c.key for c in others if c is not None]
            return {"level": chance.choice(keys)} if keys else {}
        case MedicineOption():
            return {"order": chance.randint(1, 3)}
    return {}


def _override(row: Row, release: Release, plan: Plan, rows: list[Row], chance: Random) -> Row | None:
    if not plan.rules:
        return None
    reason = chance.choice(OVERRIDE_REASONS)
    item = f"rule:{chance.choice(sorted(plan.rules))}"
    return {**row, "item": item, "reason_code": reason, "text": "Said with a reason."}


def _settle(row: Row, release: Release, plan: Plan, rows: list[Row], chance: Random) -> Row | None:
    names = [f for f in plan.labels if f not in plan.facts and release.facts[f].derived is None]
    if not names:
        return None
    name = chance.choice(sorted(names))
    clinician = {"author": "clinician", "role": "prescriber", "source": "clinician"}
    value = _value(release.facts[name], chance)
    return {**row, **clinician, "item": f"fact:{name}", "fact": name, "value": value, "text": "Seen and asked."}


def _withdraw(row: Row, release: Release, plan: Plan, rows: list[Row], chance: Random) -> Row | None:
    """An author takes back something they decided themself."""
    own = [r for r in rows if r["decision"] != "withdrawn"]
    if not own:
        return None
    taken = chance.choice(own)
    kept: Row = {key: taken[key] for key in ("author", "role", "source", "item", "fact") if key in taken}
    return {"at": row["at"], "decision": "withdrawn", **kept}
