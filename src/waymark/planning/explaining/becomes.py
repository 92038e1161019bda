"""A change in words: the facts before and after, what the line would be, who could bring it about."""

from typing import Literal

from waymark.knowledge.model.fact import Fact
from waymark.logic import Known
from waymark.planning.evidence import show
from waymark.planning.explaining.effects import Entry
from waymark.planning.explaining.explanation import Move
from waymark.planning.phrases_change import change_says, has_words
from waymark.planning.prepare import Prepared

__all__ = ["becomes", "by_whom", "for_person", "move_of", "noted_value"]

# What a person does themself; what they and the team can work on; the rest is for the team.
_OWN = ("use", "readiness", "wishes")
_CIRCUMSTANCES = ("home", "people", "safety")
# Circumstances of other people are never a person's task, nor shown as a reason.
_OF_OTHERS = ("partner", "household", "family.", "supporter")

By = Literal["person", "together", "time", "care", "nobody"]


def becomes(prepared: Prepared, line: str, entry: Entry) -> str:
    """What stands there, as words of the plan's language."""
    language = prepared.language
    kind = line.partition(":")[0]
    if line == "emergency":
        if entry is None:
            return change_says("no emergency", language)
        said = ", ".join(prepared.text(prepared.rule(r).asks) if prepared.has_rule(r) else r for r in entry)
        return change_says("emergency", language, rules=said)
    if line == "level" and entry is not None:
        return _level(prepared, entry)
    if entry is None:
        return change_says("not proposed" if kind in ("goal", "intervention", "medicine") else "gone", language)
    if kind == "need":
        rating = entry[0]
        return change_says("not rated", language) if rating is None else change_says("rating", language, rating=rating)
    key = {
        "goal": str(entry[0]),
        "intervention": f"rank {entry[0]}",
        "medicine": f"status {entry[0]}",
        "alert": f"alert {entry[0]}",
    }.get(kind)
    if key is not None and has_words(key):
        return change_says(key, language)
    if len(entry) == 2:
        place = {"first": "first days", "later": "after first days", "watched": "watched"}[str(entry[0])]
        return change_says(place, language)
    return change_says("there", language)


def _level(prepared: Prepared, entry: tuple[str | None, ...]) -> str:
    language = prepared.language
    recommended, unmet, meanwhile = (None if key is None else _title(prepared, key) for key in entry)
    if meanwhile is not None:
        return change_says("level elsewhere", language, level=recommended, meanwhile=meanwhile)
    if unmet is not None:
        return change_says("level unmet", language, level=recommended, unmet=unmet)
    return change_says("level", language, level=recommended)


def _title(prepared: Prepared, key: str) -> str:
    base, *parts = key.split("+")
    return " + ".join(
        (prepared.text(prepared.levels[base].label), *(prepared.text(prepared.add_ons[p].label) for p in parts))
    )


def noted_value(fact: Fact, known: Known) -> bool | float | str:
    """The value as a record would note it."""
    if isinstance(known, bool):
        return known
    if isinstance(known, tuple):
        return known[0] if known[0] != float("-inf") else known[1]
    return next(option.id for place, option in enumerate(fact.options) if known >> place & 1)


def move_of(prepared: Prepared, fact: Fact, before: Known | None, value: Known, after: Known | None = None) -> Move:
    """One fact from what it is to what it would be; `after`: all that comes to the same as the value."""
    language = prepared.language
    shown = value if after is None else after
    whole = shown == (float("-inf"), float("inf"))
    return Move(
        fact=fact.id,
        label=prepared.text(fact.label),
        before=None if before is None else show(fact, before, language, prepared),
        after=change_says("any", language) if whole else show(fact, shown, language, prepared),
        value=noted_value(fact, value),
    )


def by_whom(fact: Fact, before: Known | None, value: Known, kind: str) -> By:
    """Who could bring it about. History, worsenings and what was merely found are nobody's to bring about."""
    if kind == "found out":
        return "person" if fact.asked is not None and not fact.observed else "care"
    if fact.changes == "with time" or fact.id == "age":
        return "time"
    better = improves(fact, before, value)
    if fact.changes != "both ways" or better is False or fact.id.startswith(_OF_OTHERS):
        return "nobody"
    if fact.area == "wishes" and fact.asked is not None:
        return "person"
    if better is None:
        # A diagnosis, a count of criteria or an open case is as it is; what is taken as medicine can be changed.
        return "care" if fact.drawn is not None and fact.drawn.list == "medicines" else "nobody"
    return _by_acting(fact)


def _by_acting(fact: Fact) -> By:
    """Of a move for the better: what somebody does is theirs, a score or an illness is what care works on."""
    if fact.acting is None or fact.asked is None or fact.observed or fact.danger_screen:
        return "care"
    if fact.area in _OWN:
        return "person"
    return "together" if fact.area in _CIRCUMSTANCES else "care"


def improves(fact: Fact, before: Known | None, value: Known) -> bool | None:
    """Whether a move goes the way that is better for the person; None where no way is."""
    if fact.better is None or before is None:
        return None
    if fact.better in ("yes", "no"):
        return value is (fact.better == "yes") if isinstance(value, bool) else None
    if not isinstance(before, tuple) or not isinstance(value, tuple):
        return None
    return value[0] > before[1] if fact.better == "higher" else value[0] < before[0]


def for_person(prepared: Prepared, fact: Fact, move: Move, kind: str, better: bool | None, by: By = "person") -> str:
    """A sentence where it is worth acting on and something can be done; never a worsening, never others' matters."""
    if fact.protected or fact.id.startswith(_OF_OTHERS):
        return ""
    language = prepared.language
    if kind == "found out":
        return change_says("find out", language, label=move.label)
    if not better or fact.acting is None or fact.changes not in ("both ways", "with time"):
        return ""
    acting = prepared.text(fact.acting)
    if by not in ("person", "together"):
        # What one can do about a score or an illness is said, without making it the person's task to be another.
        return acting
    if fact.type in ("boolean", "category"):
        return change_says("act", language, acting=acting)
    now = change_says("act number", language, label=_capital(move.label), before=move.before, after=move.after)
    return f"{acting} {now}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
