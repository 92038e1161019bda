"""The lists of an invented person, complete: substances, medicines, conditions. Facts drawn from them follow them."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from waymark.demo.life import Life, Use
from waymark.demo.notes import Value
from waymark.demo.telling import medicines_of
from waymark.knowledge.model.fact import Fact

__all__ = ["Listed", "list_all"]

# Name of a list -> rows without their times.
Listed = dict[str, list[dict[str, Any]]]


def list_all(rng: Random, life: Life, known: Mapping[str, Value], facts: Mapping[str, Fact], today: date) -> Listed:
    """Everything this person uses, takes and has."""
    return {
        "substances": _substances(life, known, today),
        "medicines": [{"medicine": name, "state": "current"} for name in medicines_of(rng, life, known)],
        "conditions": _conditions(known, facts),
    }


def _substances(life: Life, known: Mapping[str, Value], today: date) -> list[dict[str, Any]]:
    rows = [_use(use, today) for use in life.uses.values()]
    opioids = life.uses.get("opioids")
    if known.get("fentanyl_exposure") is True and opioids is not None and opioids.name != "fentanyl":
        # Beside what they chose: fentanyl was in it, on some of the same days.
        rows.append(_use(opioids, today) | {"substance": "fentanyl", "days_of_30": min(3, opioids.days)})
    return rows


def _use(use: Use, today: date) -> dict[str, Any]:
    return {
        "substance": use.name,
        "days_of_30": use.days,
        "last_use": (today - timedelta(days=use.since)).isoformat(),
        "route": "injected" if use.injects else "smoked" if use.name == "cigarettes" else "other",
    }


def _conditions(known: Mapping[str, Value], facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    rows = []
    for name, value in known.items():
        drawn = facts[name].drawn if name in facts else None
        if value is True and drawn is not None and drawn.list == "conditions":
            state = "history" if name.startswith("past.") else "active"
            set_by = drawn.where.get("set_by", "self-report")
            rows.append({"condition": drawn.where["condition"], "state": state, "set_by": set_by})
    return rows
