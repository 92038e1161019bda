"""A person document while it is being invented: rows with dates, in plain dictionaries ready for JSON."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

__all__ = ["Document", "Notes", "Value"]

Document = dict[str, Any]
# true/false, a number, an option, or bounds such as {"at_least": 3}.
Value = bool | float | str | Mapping[str, float]

_TABLES = (
    "answers",
    "facts",
    "measures",
    "words",
    "strengths",
    "priorities",
    "preferences",
    "duties",
    "free",
    "expectations",
    "supporters",
)


class Notes:
    """Everything noted of one person on `today` or some days before."""

    def __init__(self, identity: str, today: date) -> None:
        self.identity = identity
        self.today = today
        self.about: Document = {}
        self.tables: dict[str, list[Document]] = {name: [] for name in _TABLES}
        self.lists: dict[str, dict[str, list[Document]]] = {}

    def day(self, days_ago: int = 0) -> str:
        """The date so many days before today."""
        return (self.today - timedelta(days=days_ago)).isoformat()

    def add(self, table: str, days_ago: int = 0, **fields: Any) -> None:
        """A row of a table; fields that are None are left out."""
        self.tables[table].append(self._row(days_ago, fields))

    def fact(self, fact: str, value: Value, days_ago: int = 0, **fields: Any) -> None:
        """One fact as asked."""
        self.add("facts", days_ago, fact=fact, value=value, **fields)

    def asked(self, facts: Mapping[str, Value]) -> None:
        """Several facts, asked today."""
        for fact, value in facts.items():
            self.fact(fact, value)

    def answers(self, instrument: str, items: Mapping[str, float | str], days_ago: int = 0, **fields: Any) -> None:
        """One form, filled in by the person unless `author` says otherwise."""
        fields.setdefault("author", "person")
        self.add("answers", days_ago, instrument=instrument, items=dict(items), **fields)

    def measure(self, measure: str, value: float | str | bool, days_ago: int = 0, **fields: Any) -> None:
        """An event or measurement."""
        self.add("measures", days_ago, measure=measure, value=value, **fields)

    def listed(self, name: str, days_ago: int = 0, **fields: Any) -> None:
        """A row of a list: substances, medicines, conditions, allergies, episodes."""
        part = self.lists.setdefault(name, {})
        part.setdefault("rows", []).append(self._row(days_ago, fields))

    def complete(self, name: str, complete: bool = True, days_ago: int = 0) -> None:
        """Said: nothing is missing on the list (or something is)."""
        part = self.lists.setdefault(name, {})
        part.setdefault("state", []).append(self._row(days_ago, {"complete": complete}))

    def say(self, about: str, text: str, **fields: Any) -> None:
        """The person's own words."""
        self.add("words", 0, about=about, text=text, **fields)

    def wish(self, about: str, wish: str, text: str | None = None) -> None:
        """What the person wants of an option."""
        self.add("preferences", 0, about=about, wish=wish, text=text)

    def matters(self, areas: Sequence[str], texts: Sequence[str | None] = ()) -> None:
        """What matters most, first first."""
        for place, area in enumerate(areas):
            text = texts[place] if place < len(texts) else None
            self.add("priorities", 0, area=area, rank=place + 1, text=text)

    def document(self) -> Document:
        """The document, with nothing empty in it."""
        made: Document = {"format": "waymark.person/1", "id": self.identity}
        if self.about:
            made["about"] = self.about
        for name in ("answers", "facts"):
            if self.tables[name]:
                made[name] = self.tables[name]
        if self.lists:
            made["lists"] = self.lists
        for name in _TABLES[2:]:
            if self.tables[name]:
                made[name] = self.tables[name]
        return made

    def _row(self, days_ago: int, fields: Mapping[str, Any]) -> Document:
        row: Document = {"at": self.day(days_ago)}
        row.update((name, value) for name, value in fields.items() if value is not None)
        return row
