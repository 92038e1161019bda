"""What can reach one line: the conditions and facts that its part of the plan rests on, and no others.

Needs, alerts, notes and medicines each stand for themselves: only conditions that speak of them count. Goals, help and
steps are ranked against one another, so there everything that any of them rests on does.
"""

from waymark.planning.explaining.bearing import bearing_of
from waymark.planning.explaining.stages import grounds_of
from waymark.planning.prepare import Prepared

__all__ = ["reach_of"]

# Lines that stand for themselves, by kind: the part of the plan they are made in.
_ALONE = {"need": "needs", "alert": "alerts", "inform": "informs", "medicine": "medicines"}
_PARTS = {"level": ("level",), "goal": ("opened", "goals", "emergency")}


def reach_of(prepared: Prepared, line: str) -> tuple[frozenset[int], frozenset[str]] | None:
    """Places of conditions, and facts read beside them; None where everything may reach the line."""
    grounds = grounds_of(prepared)
    kind = "level" if line in ("level", "alert:level") else line.partition(":")[0]
    if kind in _ALONE:
        named = frozenset(bearing_of(prepared).conditions(line))
        places = {place for place, rule in enumerate(prepared.rules) if rule.id in named}
        facts = grounds.facts[_ALONE[kind]]
        # Needs of a substance are listed where it is used; other needs always are.
        return frozenset(places), facts & bearing_of(prepared).facts(line) if kind == "need" else facts
    parts = _PARTS.get(kind)
    if parts is None:
        return None
    reached = frozenset(place for part in parts for place in grounds.places[part])
    return reached, frozenset(fact for part in parts for fact in grounds.facts[part])
