"""Facts drawn from lists. A list that nobody called complete says what is there, never what is not."""

from typing import Any

from waymark.knowledge.model.fact import Drawn, Fact
from waymark.logic import Known, Truth
from waymark.record.documents.common import Interval, Row
from waymark.record.index import INFINITE, Index
from waymark.record.names import MAYBE, Named, plain_name
from waymark.record.readings import Board, Reading
from waymark.record.time import DAY, Calendar, stamp

__all__ = ["Entry", "ListReadings"]

# What a list holds of one substance, medicine or condition when nothing else is wanted: the state that counts.
_COUNTS = {"medicines": ("current",), "conditions": ("active",)}
# Facts about the past count what is over, too.
_COUNTS_EVER = {"conditions": ("active", "resolved", "history")}
# Of something that is not on a complete list there is none.
_NONE_IS_ZERO = ("days_of_30", "amount", "years_regular")
# Holds for what the library does not know by this name: it may be anything, so it never proves an absence.
_STRANGE = "not recognised"
# Stamp, place in the document, the row, what it is about, what holds for that.
_Row = tuple[int, str, Row, str, frozenset[str]]
_NAMED = ("class", "group", "property", "properties", "ingredient", "medicine", "condition", "substance", "to")
Entry = tuple[str, Row]


class _List:
    """One list as of now: the latest row of each thing, and whether the list is complete."""

    def __init__(self, index: Index, name: str, rows: list[Entry], states: list[Entry]) -> None:
        self.name = name
        latest: dict[object, _Row] = {}
        for place, row in sorted(rows, key=lambda entry: stamp(entry[1].at)):
            named = _named(index, name, row)
            key: object = place if name == "episodes" else named.about
            if named.forms:
                # Another form of the same medicine is another row; the bare ingredient speaks of all of them.
                for old in [old for old in latest if isinstance(old, Named) and _same(old, named)]:
                    del latest[old]
                key = named
            latest[key] = (stamp(row.at), place, row, named.about, named.words)
        self.rows = list(latest.values())
        self.said: int | None = None
        self.said_noted = 0
        self.complete = False
        for _, state in states:
            at = stamp(state.at)
            if self.said is None or at >= self.said:
                self.said, self.said_noted = at, _noted(state)
                self.complete = bool(getattr(state, "complete", False))


def _noted(row: Row) -> int:
    return stamp(row.at if row.noted is None else row.noted)


def _same(old: Named, new: Named) -> bool:
    return old.about == new.about and not set(old.forms).isdisjoint(new.forms)


def _named(index: Index, name: str, row: Row) -> Named:
    """What a row is about, in the words of the library where it knows them, and what holds for it."""
    if name == "substances":
        word = plain_name(row.substance)  # type: ignore[attr-defined]
        return index.substances.get(word, Named(word, frozenset((_STRANGE,))))._replace(forms=())
    if name == "medicines":
        word = plain_name(row.medicine)  # type: ignore[attr-defined]
        return index.medicines.get(word, Named(word, frozenset((_STRANGE,))))
    if name == "conditions":
        word = row.condition.strip().lower().replace(" ", "_")  # type: ignore[attr-defined]
        return Named(word, frozenset() if word in index.conditions else frozenset((_STRANGE,)))
    if name == "allergies":
        word = plain_name(row.to)  # type: ignore[attr-defined]
        return index.medicines.get(word, Named(word.replace(" ", "_"), frozenset()))._replace(forms=())
    return Named(row.level.strip(), frozenset())  # type: ignore[attr-defined]


class ListReadings:
    """Readings of the facts drawn from each list, kept as long as the same rows stand in it.

    Most answers of an interview touch no list. Good for one library and one moment only, so whoever keeps it asks anew
    when either changes.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[list[Entry], list[Entry], list[tuple[Fact, Reading]]]] = {}

    def gather(self, board: Board, name: str, rows: list[Entry], states: list[Entry], calendar: Calendar) -> None:
        """Put the readings of all facts drawn from one list on the board."""
        wanted = board.index.by_list.get(name)
        if not wanted or not (rows or states):
            return
        kept = self._kept.get(name)
        if kept is None or not (_same_rows(kept[0], rows) and _same_rows(kept[1], states)):
            found = _List(board.index, name, rows, states)
            drawn = [(fact, _draw(board.index, fact, drawn, found, calendar)) for fact, drawn in wanted]
            kept = (rows, states, [(fact, reading) for fact, reading in drawn if reading is not None])
            self._kept[name] = kept
        for fact, reading in kept[2]:
            board.add(fact, reading)


def _same_rows(kept: list[Entry], rows: list[Entry]) -> bool:
    """The very same rows at the same places; rows are never changed in place."""
    return len(kept) == len(rows) and all(a[1] is b[1] and a[0] == b[0] for a, b in zip(kept, rows, strict=True))


def _draw(index: Index, fact: Fact, drawn: Drawn, found: _List, calendar: Calendar) -> Reading | None:
    """What the list says of one fact; None where it says nothing."""
    truths = [(row, _matches(row, drawn, fact)) for row in found.rows]
    sure = [row for row, truth in truths if truth is True]
    maybe = [row for row, truth in truths if truth is None]
    value = _taken(index, fact, drawn, found, sure, maybe, calendar)
    if value is None:
        return None
    full = index.full(fact)
    if isinstance(value, tuple) and isinstance(full, tuple):
        value = (max(value[0], full[0]), min(value[1], full[1]))
        if value == full or value[0] > value[1]:
            return None
    speaking = sure or maybe
    if not speaking and not (found.complete and found.said is not None):
        return None  # Nothing in the list speaks of it, and nobody called the list complete.
    times = [(row[0], _noted(row[2])) for row in speaking]
    if found.complete and found.said is not None:
        times.append((found.said, found.said_noted))
    at, noted = max(times)
    first = speaking[0][2] if speaking else None
    return Reading(
        value, at, noted, "drawn",
        tuple(row[2].id or row[1] for row in speaking) or (f"lists.{found.name}.state",),
        first.by if first is not None else None,
        first.source if first is not None else "self-report",
        absent=not speaking,
    )  # fmt: skip


def _matches(row: _Row, drawn: Drawn, fact: Fact) -> Truth:
    """Whether everything wanted of a row holds; None where the row does not say."""
    document = row[2]
    result: Truth = True
    if "state" not in drawn.where:
        counts = _COUNTS_EVER if fact.changes in ("up", "never") else _COUNTS
        states = counts.get(drawn.list) or _COUNTS.get(drawn.list)
        if states is not None:
            state = getattr(document, "state", None)
            if state == "suspected":
                result = None
            elif state not in states:
                return False
    for key, wanted in drawn.where.items():
        truth = _holds(row, key, wanted)
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def _holds(row: _Row, key: str, wanted: str) -> Truth:
    _, _, document, name, words = row
    choices = [choice.strip() for choice in wanted.split("|")]
    if key == "recognised":
        return wanted == ("false" if _STRANGE in words else "true")
    if key in _NAMED and _STRANGE in words:
        return None
    if key == "lately":
        return wanted == ("true" if _lately(document) else "false")
    if key in ("class", "group", "property", "properties"):
        if any(choice in words or choice == name for choice in choices):
            return True
        # The name may be another one's, or that of a form without it.
        return None if any(MAYBE + choice in words for choice in choices) else False
    if key in ("substance", "ingredient", "medicine", "condition", "to", "level"):
        if any(choice.lower() in (name, *name.lower().split("+")) for choice in choices):
            return True
        return None if any(MAYBE + choice.lower() in words for choice in choices) else False
    value: Any = getattr(document, key, None)
    if value is None or value == "unknown":
        return None
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return text in choices


def _lately(document: Any) -> bool:
    """Whether a row may speak of the last 30 days; one that names neither days nor a last use speaks of now."""
    last = getattr(document, "last_use", None)
    over = last is not None and stamp(document.at) - stamp(last) >= 30 * DAY
    return not over and _span(getattr(document, "days_of_30", None))[1] > 0


def _taken(
    index: Index, fact: Fact, drawn: Drawn, found: _List, sure: list[_Row], maybe: list[_Row], calendar: Calendar
) -> Known | None:
    take = drawn.take
    if take == "any":
        if sure:
            return True
        return False if found.complete and not maybe and not drawn.only_yes else None
    if take == "all" and drawn.property is not None:
        return _each(drawn, drawn.property, found, sure, maybe)
    if take == "all":
        if len(sure) + len(maybe) < len(found.rows):
            return False
        return True if found.complete and not maybe and sure else None
    if take == "count":
        low = float(len(sure))
        return (low, low + len(maybe)) if found.complete else (low, INFINITE)
    if take == "latest_days_since":
        return _days_since(drawn.property or "at", sure, maybe, _whole(drawn, found, sure), calendar)
    return _extreme(index, fact, drawn, found.complete, _whole(drawn, found, sure), sure, maybe)


def _whole(drawn: Drawn, found: _List, sure: list[_Row]) -> bool:
    """Whether nothing that matters can be missing: the list is complete, or a row speaks of the whole class."""
    wanted = drawn.where.get("class")
    return found.complete or any(row[3] == wanted for row in sure)


def _each(drawn: Drawn, name: str, found: _List, sure: list[_Row], maybe: list[_Row]) -> Truth:
    """Whether each row that matches has this property of the library; one that surely lacks it is enough for no.

    A row that names only the class (opioids) may be any of its substances.
    """
    named = [row for row in sure if row[3] != drawn.where.get("class")]
    if any(name not in row[4] for row in named):
        return False
    return True if found.complete and named and len(named) == len(sure) and not maybe else None


def _days_since(
    name: str, sure: list[_Row], maybe: list[_Row], whole: bool, calendar: Calendar
) -> tuple[float, float] | None:
    """Days since the latest such moment: at most these, since a row or a list may leave out a later one."""
    moments = [getattr(row[2], name) for row in sure]
    days = [float(calendar.day - stamp(moment) // DAY) for moment in moments if moment is not None]
    if not days:
        return None
    exact = whole and not maybe and len(days) == len(moments)
    return (min(days) if exact else 0.0, min(days))


def _extreme(
    index: Index, fact: Fact, drawn: Drawn, complete: bool, whole: bool, sure: list[_Row], maybe: list[_Row]
) -> Known | None:
    """The largest or smallest value of a property among the rows that match."""
    name = drawn.property
    if name is None:
        return None
    if fact.type in ("category", "boolean"):
        rows = sorted(sure, key=lambda row: row[0])
        value = getattr(rows[-1][2], name, None) if rows else None
        return None if value is None else index.known(fact, value)
    if not sure and not maybe:
        return (0.0, 0.0) if complete and name in _NONE_IS_ZERO and drawn.take == "max" else None
    lows, highs = [], []
    for row in sure:
        low, high = _span(getattr(row[2], name, None))
        lows.append(low)
        highs.append(high)
    if not lows:
        return None
    if drawn.take == "max":
        # A substance of the class that is not listed could be used on more days than those listed.
        return (max(lows), INFINITE if maybe or not whole else max(highs))
    return (-INFINITE if maybe or not whole else min(lows), min(highs))


def _span(value: object) -> tuple[float, float]:
    if isinstance(value, Interval):
        return (
            -INFINITE if value.at_least is None else float(value.at_least),
            INFINITE if value.at_most is None else float(value.at_most),
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value), float(value)
    return -INFINITE, INFINITE
