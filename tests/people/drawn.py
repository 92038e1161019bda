"""Persons drawn by chance over everything the library can know: facts, answers, lists, wishes, words, weeks."""

import random
from math import ceil
from typing import Any

from tests.people.cast import NOW, Document
from tests.people.plans import release as shipped
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import Release
from waymark.record.branching import answer_span

__all__ = ["draw_decisions", "draw_person"]

DATES = (NOW, NOW, NOW, "2026-10-20", "2026-08-01", "2025-03-05")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORDS = ("want", "reason", "worry", "trigger", "helps", "harms", "origin", "warning sign")
SAYS = ("Ich & du <3", 'I want "peace"', "¿Dormir?", "{fact} stays as I say it", "my daughter", "眠りたい")


def draw_person(release: Release, seed: int) -> Document:
    """A valid document; the same for the same release and seed."""
    draw = random.Random(f"person {seed}")
    share = draw.choice((0.02, 0.1, 0.3))
    document: Document = {"format": "waymark.person/1", "id": f"drawn-{seed}", "facts": []}
    for name, fact in release.facts.items():
        if fact.derived is None and draw.random() < share:
            document["facts"].append({"at": draw.choice(DATES), "fact": name, "value": _value(fact, draw)})
    document["facts"].append({"at": NOW, "fact": "age", "value": draw.randint(15, 80)})
    document["answers"] = [row for i in release.instruments.values() if (row := _answers(release, i, draw))]
    document["lists"] = _lists(release, draw)
    areas = sorted({p.area for p in release.problems.values()})
    options = [*(f"intervention:{i}" for i in release.interventions), *(f"medicine:{m}" for m in release.medicines)]
    options += [f"level:{level}" for level in release.levels]
    wishes = ("wants", "open", "rather not", "declines")
    document["preferences"] = [
        {"at": NOW, "about": o, "wish": draw.choice(wishes)} for o in draw.sample(options, draw.randint(0, 6))
    ]
    chosen = draw.sample(areas, min(len(areas), draw.randint(0, 3)))
    document["priorities"] = [{"at": NOW, "area": area, "rank": rank} for rank, area in enumerate(chosen, 1)]
    document["words"] = [
        {"at": NOW, "about": draw.choice(WORDS), "text": draw.choice(SAYS)} for _ in range(draw.randint(0, 5))
    ]
    document["duties"] = [_times(draw, kind=draw.choice(("work", "children"))) for _ in range(draw.randint(0, 3))]
    document["free"] = [_times(draw) for _ in range(draw.randint(0, 4))]
    return document


def _value(fact: Fact, draw: random.Random) -> Any:
    if draw.random() < 0.05:
        return draw.choice(("declined", "unknown"))
    if fact.type == "boolean":
        return draw.random() < 0.5
    if fact.type == "category":
        return draw.choice([o.id for o in fact.options])
    low, high = fact.range or (0, 60)
    number = draw.randint(ceil(low), int(min(high, 2000)))
    return {"at_least": number} if draw.random() < 0.15 else number


def _answers(release: Release, instrument: Any, draw: random.Random) -> Document | None:
    if draw.random() > 0.3:
        return None
    row: Document = {"at": NOW, "instrument": instrument.id, "author": "person", "items": {}}
    if instrument.subject is not None:
        row["substance"] = draw.choice([s for s in release.substances if s not in instrument.subject.without])
    for item in instrument.items:
        low, high = answer_span(item)
        if draw.random() < 0.9:
            whole = draw.randint(int(low), int(min(high, 30)))
            row["items"][item.id] = draw.choice(item.options) if item.options else whole
        else:
            row["items"][item.id] = draw.choice(("missing", "declined"))
    return row


def _lists(release: Release, draw: random.Random) -> Document:
    substances = [
        {"at": NOW, "substance": s, "days_of_30": draw.randint(0, 30), "route": draw.choice(("smoked", "injected"))}
        for s in draw.sample(sorted(release.substances), draw.randint(0, 3))
    ]
    medicines = [
        {"at": NOW, "medicine": m, "state": draw.choice(("current", "stopped"))}
        for m in draw.sample([*sorted(release.medicines), "sertraline", "a herb"], draw.randint(0, 3))
    ]
    conditions = [
        {"at": NOW, "condition": c, "state": draw.choice(("active", "absent")), "set_by": "professional"}
        for c in draw.sample(["hepatitis_c", "hiv", "asthma", "gout"], draw.randint(0, 2))
    ]
    found: Document = {}
    for name, rows in (("substances", substances), ("medicines", medicines), ("conditions", conditions)):
        found[name] = {"rows": rows}
        if draw.random() < 0.4:
            found[name]["state"] = [{"at": NOW, "complete": draw.random() < 0.5}]
    return found


def _times(draw: random.Random, **more: str) -> Document:
    start = draw.randint(6, 19)
    days = draw.sample(DAYS, draw.randint(1, 5))
    end = draw.randint(start + 1, 23)
    return {
        "at": NOW,
        "weekdays": days,
        "start": f"{start:02d}:{draw.choice((0, 15, 30)):02d}",
        "end": f"{end:02d}:45",
    } | more


def draw_decisions(person: Document, items: dict[str, Any], seed: int, at: str = NOW) -> Document:
    """Decisions of both authors about some of the items (id -> line) of a plan, at its moment."""
    moment: str | int = int(at.removeprefix("day ")) if at.startswith("day ") else at
    draw = random.Random(f"decisions {seed}")
    rows: list[Document] = []
    for name in draw.sample(sorted(items), min(len(items), 8)):
        row: Document = {"at": moment, "item": name, "author": draw.choice(("person", "clinician"))}
        row["decision"] = draw.choice(("agreed", "disagreed", "declined", "changed"))
        if row["decision"] == "changed":
            row["change"] = {}
            if name.startswith("goal:"):
                row["change"] = {"target": _target(name), "says": "in my own words"}
        if row["decision"] == "declined" and draw.random() < 0.5:
            row["re_offer"] = "2026-12-24" if isinstance(moment, str) else moment + 50
        rows.append(row)
    return {"format": "waymark.decisions/1", "person": person["id"], "rows": rows}


def _target(goal: str) -> float:
    """Two, or the nearest to it that the fact the goal is measured by can be."""
    _, _, rest = goal.partition(":")
    name, _, substance = rest.partition(":")
    pattern = shipped().goals.get(name)
    fact = None if pattern is None else shipped().facts.get(pattern.measure.replace("{substance}", substance))
    if fact is None or fact.range is None:
        return 2
    low, high = fact.range
    return min(max(2, low), high)
