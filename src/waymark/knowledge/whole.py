"""The record of a whole person of a case, written out as `waymark.person/1`."""

import datetime
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from waymark.knowledge.cases import case_facts
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.model.whole import LISTS

if TYPE_CHECKING:
    from waymark.knowledge.model.instrument import Instrument
    from waymark.knowledge.model.source import Case
    from waymark.knowledge.model.whole import Answers, WholePerson
    from waymark.knowledge.release import Release
    from waymark.logic import FactType, Known

__all__ = ["document_of"]

# The day of a case that names none.
_DAY: Final = datetime.date(2026, 11, 3)
_TIMES: Final = ("last_use", "since", "stopped", "last_dose", "ended")
_TABLES: Final = ("words", "strengths", "preferences", "duties", "free", "expectations", "supporters")


def document_of(case: "Case", release: "Release") -> dict[str, Any]:
    """The record of this case's person. Raises LibraryError where the case has none or it cannot be written out."""
    if case.person is None:
        raise _wrong(case, "", "the case has no person; add the key `person`")
    return _Writer(case, case.person, release).document()


class _Writer:
    """Writes one record."""

    def __init__(self, case: "Case", person: "WholePerson", release: "Release") -> None:
        self.case, self.person, self.release = case, person, release
        self.today = case.at or _DAY

    def document(self) -> dict[str, Any]:
        person = self.person
        found: dict[str, Any] = {
            "format": "waymark.person/1",
            "id": self.case.id,
            "about": msgspec.to_builtins(person.about),
            "answers": [self.answers(row) for row in person.answers],
            "facts": self.facts(),
            "lists": {name: self.listed(name) for name in LISTS if name in person.complete or getattr(person, name)},
            "measures": [{**self.row(row), "value": _typed(row.value)} for row in person.measures],
            "priorities": [
                {"at": self.day(0), "area": area, "rank": rank} for rank, area in enumerate(person.priorities, 1)
            ],
        }
        found |= {name: [self.row(row) for row in getattr(person, name)] for name in _TABLES}
        return {name: value for name, value in found.items() if value}

    def day(self, ago: int) -> str:
        return (self.today - datetime.timedelta(days=ago)).isoformat()

    def row(self, noted: msgspec.Struct) -> dict[str, Any]:
        """A row with its dates."""
        plain: dict[str, Any] = msgspec.to_builtins(noted)
        at = self.day(plain.pop("days_ago", 0))
        return {"at": at, **{key: self.day(value) if key in _TIMES else value for key, value in plain.items()}}

    def listed(self, name: str) -> dict[str, Any]:
        rows = [self.row(row) for row in getattr(self.person, name)]
        state = [{"at": self.day(0), "complete": True}] if name in self.person.complete else []
        return {key: value for key, value in (("state", state), ("rows", rows)) if value}

    def facts(self) -> list[dict[str, Any]]:
        types = self.release.program.types
        known = case_facts(self.case, self.release)
        return [
            {"at": self.day(0), "fact": name, "value": self.value(name, value, types[name])}
            for name, value in known.items()
        ]

    def value(self, name: str, known: "Known", kind: "FactType") -> bool | float | str | dict[str, float]:
        if isinstance(known, bool):
            return known
        if isinstance(known, tuple):
            low, high = known
            bounds = {"at_least": low, "at_most": high}
            return low if low == high else {key: end for key, end in bounds.items() if not math.isinf(end)}
        options = [option for place, option in enumerate(kind.options) if known >> place & 1]
        if len(options) != 1:
            raise _wrong(self.case, f"facts.{name}", "a record holds one option; write one")
        return options[0]

    def answers(self, given: "Answers") -> dict[str, Any]:
        items = dict(given.items)
        if given.each:
            form = self.release.instruments.get(given.instrument)
            if form is None:
                raise _wrong(self.case, "person.answers", f"there is no instrument `{given.instrument}`")
            items = self.in_order(form, given.each)
        plain = {**self.row(given), "items": _all_typed(items), "scores": _all_typed(given.scores)}
        plain.pop("each", None)
        return plain

    def in_order(self, form: "Instrument", each: tuple[str, ...]) -> dict[str, str]:
        if len(each) > len(form.items):
            what = f"`{form.id}` has {len(form.items)} items, {len(each)} are given"
            raise _wrong(self.case, "person.answers", what)
        return {item.id: text for item, text in zip(form.items, each, strict=False)}


def _all_typed(texts: Mapping[str, str]) -> dict[str, bool | float | str]:
    return {name: _typed(text) for name, text in texts.items()}


def _typed(text: str) -> bool | float | str:
    """A number, true or false; anything else is a word."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text)
    except ValueError:
        return text


def _wrong(case: "Case", where: str, what: str) -> LibraryError:
    return LibraryError(Trouble("cases", None, f"case {case.id}.{where}".rstrip("."), what))
