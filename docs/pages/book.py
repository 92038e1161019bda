"""The library as a book: its entries, and what points at what."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from waymark.knowledge.folder import Folder, Written

__all__ = ["Book"]

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_{}]+)*|\{substance\}\.[a-z0-9_.]+")


class Book:
    """Entries as written in the files, in the order of file and line, with indexes between them."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def written(self, kind: str) -> list[Written]:
        return list(self.folder.entries.get(kind, ()))

    def entries(self, kind: str) -> list[Any]:
        """Entries of a kind by id."""
        return sorted((one.entry for one in self.written(kind)), key=lambda entry: str(entry.id))

    @cached_property
    def facts(self) -> dict[str, Any]:
        return {one.entry.id: one.entry for one in self.written("facts")}

    @cached_property
    def values(self) -> dict[str, Any]:
        return {one.entry.id: one.entry for one in self.written("values")}

    @cached_property
    def sources(self) -> dict[str, Any]:
        return {one.entry.id: one.entry for one in self.written("sources")}

    def read_by(self, *conditions: str | None) -> tuple[list[Any], list[Any]]:
        """Facts and named values that these texts name, each once, in their order."""
        names = dict.fromkeys(name for text in conditions if text for name in _NAME.findall(text))
        return [self.facts[n] for n in names if n in self.facts], [self.values[n] for n in names if n in self.values]

    @cached_property
    def cases(self) -> dict[str, list[Any]]:
        """Rule id as written -> cases that name it."""
        ids = {one.entry.id: re.escape(one.entry.id) for one in self.written("rules")}
        forms = {name: re.compile(form.replace(r"\{substance\}", "[a-z]+") + "$") for name, form in ids.items()}
        written_as: dict[str, list[str]] = {}
        found: dict[str, list[Any]] = {}
        for one in self.written("cases"):
            for name in _rules_named(one.entry):
                if name not in written_as:
                    written_as[name] = [name] if name in forms else [r for r, form in forms.items() if form.match(name)]
                for rule in written_as[name]:
                    found.setdefault(rule, []).append(one.entry)
        return found

    @cached_property
    def rules_about(self) -> dict[str, list[Any]]:
        """`medicine:ID`, `intervention:ID`, `problem:ID` -> rules with an effect on it."""
        found: dict[str, list[Any]] = {}
        for one in self.written("rules"):
            for name in dict.fromkeys(name for effect in one.entry.effects for name in _spoken_of(effect)):
                found.setdefault(name, []).append(one.entry)
        return found


def _rules_named(case: Any) -> Iterable[str]:
    outcomes = (*case.must, *case.must_not)
    said = [o.removeprefix("rule:") if o.startswith("rule:") else o.partition(" by ")[2] for o in outcomes]
    return dict.fromkeys(name for name in (*case.rules, *said) if name)


def _spoken_of(effect: Any) -> Iterable[str]:
    fields = msgspec.structs.asdict(effect)
    if fields.get("option"):
        yield str(fields["option"]).partition("@")[0]
    if fields.get("problem"):
        yield f"problem:{fields['problem']}"
