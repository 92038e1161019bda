"""Looking at a library: its kinds, one entry with everything about it, and what differs between two libraries."""

import datetime
from typing import Any

import msgspec

from waymark.knowledge.assemble import Library
from waymark.knowledge.conditions import value_at
from waymark.knowledge.content import fingerprint
from waymark.knowledge.convert import nearest
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.folder import Written
from waymark.knowledge.kinds import KINDS, SINGULAR

__all__ = ["Changed", "Difference", "Listed", "Shown", "compare", "list_entries", "list_kinds", "show"]


class Listed(msgspec.Struct, frozen=True):
    """One entry in a list: where it stands and its label in all languages."""

    kind: str
    id: str
    label: dict[str, str]
    status: str
    file: str
    line: int


class Shown(msgspec.Struct, frozen=True):
    """One entry whole: as written, expanded (ids), with its sources and the cases that exercise it."""

    kind: str
    id: str
    file: str
    line: int
    # What an overlay names in `was` when it switches this rule off.
    fingerprint: str
    entry: dict[str, Any]
    expanded: tuple[str, ...]
    sources: tuple[dict[str, Any], ...]
    cases: tuple[str, ...]
    used_by: tuple[str, ...]
    number: float | None = None
    # Hazards that a rule stands against.
    hazards: tuple[str, ...] = ()

    def text(self) -> str:
        """For reading: where it stands, what it says, what it rests on, who uses it."""
        lines = [f"{SINGULAR[self.kind]} {self.id}", f"  written in {self.file}:{self.line}"]
        if self.kind == "rules":
            lines.append(f"  fingerprint {self.fingerprint}")
        lines += _outline(self.entry, 1)
        for name, found in self._lists():
            if found:
                lines.append(f"  {name}: {', '.join(found)}")
        lines += [f"  source {source['id']}: {source['citation']}" for source in self.sources]
        return "\n".join(lines)

    def about(self) -> list[str]:
        """For reading, beside what it says: where it stands, how far it was checked, who uses it."""
        entry = self.entry
        lines = [f"{SINGULAR[self.kind]} {self.id}, {entry.get('status', '')}, written in {self.file}:{self.line}"]
        lines += [f"  {key}: {entry[key]}" for key in ("note",) if entry.get(key)]
        lines += [f"  {key}: {', '.join(entry[key])}" for key in ("serves", "reference") if entry.get(key)]
        lines += [f"  {name}: {', '.join(found)}" for name, found in self._lists() if found]
        return [*lines, *(f"  source {source['id']}: {source['citation']}" for source in self.sources)]

    def _lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            ("expanded", self.expanded),
            ("cases", self.cases),
            ("used by", self.used_by),
            ("stands against", self.hazards),
        )


class Changed(msgspec.Struct, frozen=True):
    """An entry that both libraries have, with the keys that differ: key -> (old, new)."""

    kind: str
    id: str
    keys: dict[str, tuple[Any, Any]]


class Difference(msgspec.Struct, frozen=True):
    """What differs: entries added and removed as (kind, id), entries changed, named values changed (old, new)."""

    old: str
    new: str
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[Changed, ...]
    values: dict[str, tuple[float, float]]

    def text(self) -> str:
        """For reading: one line per difference."""
        if self.old == self.new and not (self.added or self.removed or self.changed):
            return f"No difference: both are release {self.old}."
        lines = [f"Release {self.old} → {self.new}"]
        lines += [f"value {id_}: {old:g} → {new:g}" for id_, (old, new) in self.values.items()]
        lines += [f"added {SINGULAR[kind]} {id_}" for kind, id_ in self.added]
        lines += [f"removed {SINGULAR[kind]} {id_}" for kind, id_ in self.removed]
        for entry in self.changed:
            lines.append(f"changed {SINGULAR[entry.kind]} {entry.id}: {', '.join(entry.keys)}")
        return "\n".join(lines)


def _outline(value: Any, depth: int) -> list[str]:
    """Plain data as indented lines, near to how it is written."""
    indent = "  " * depth
    lines: list[str] = []
    pairs = value.items() if isinstance(value, dict) else (("-", item) for item in value)
    for key, item in pairs:
        name = key if key == "-" else f"{key}:"
        if isinstance(item, (dict, list, tuple)) and item:
            lines += [f"{indent}{name}", *_outline(item, depth + 1)]
        else:
            lines.append(f"{indent}{name} {item}")
    return lines


def list_kinds(library: Library) -> dict[str, int]:
    """Kinds of entries with how many there are, as written."""
    return {kind: len(library.written.get(kind, ())) for kind in KINDS}


def list_entries(library: Library, kind: str) -> list[Listed]:
    """The entries of a kind as written, by id. Raises LibraryError for another kind."""
    if kind not in KINDS:
        help_ = nearest(kind, KINDS) or f"; kinds are {', '.join(KINDS)}"
        raise LibraryError(Trouble("", None, kind, f"is no kind of entries{help_}"))
    return [_listed(written) for written in sorted(library.written[kind], key=_id)]


def _id(written: Written) -> str:
    return written.template


def _listed(written: Written) -> Listed:
    entry = written.origin
    keys = ("label", "asks", "name", "title", "says", "notes")
    label: Any = next((text for key in keys if (text := getattr(entry, key, None))), {})
    words = {"en": label} if isinstance(label, str) else label
    return Listed(written.kind, written.template, words, getattr(entry, "status", ""), written.file, written.line())


def show(library: Library, id_: str, kind: str | None = None) -> list[Shown]:
    """Every entry of this id (written or expanded), of one kind or all. Raises LibraryError when there is none."""
    kinds = [kind] if kind is not None else list(KINDS)
    found = []
    for name in kinds:
        for written in library.written.get(name, ()):
            spread = [other for other in library.entries[name].values() if other.origin is written.origin]
            if id_ == written.template or id_ in (other.id for other in spread):
                found.append(_shown(library, written, spread))
    if not found:
        known = [written.template for name in kinds for written in library.written.get(name, ())]
        raise LibraryError(Trouble("", None, id_, f"is nothing in the library{nearest(id_, known) or '; list a kind'}"))
    return found


def _shown(library: Library, written: Written, spread: list[Written]) -> Shown:
    ids = {written.template, *(other.id for other in spread)}
    sources = {reference.source for reference in getattr(written.origin, "sources", ())}
    cases = [
        case.template
        for case in library.written["cases"]
        if ids & {*case.origin.rules, *(outcome.removeprefix("rule:") for outcome in case.origin.must)}
    ]
    number = value_at(spread[0].entry, None).value if written.kind == "values" and spread else None
    return Shown(
        kind=written.kind,
        id=written.template,
        file=written.file,
        line=written.line(),
        fingerprint=fingerprint(written.origin),
        entry=msgspec.to_builtins(written.origin),
        expanded=tuple(other.id for other in spread if other.id != written.template),
        sources=tuple(
            msgspec.to_builtins(library.entries["sources"][name].entry)
            for name in sorted(sources)
            if name in library.entries["sources"]
        ),
        cases=tuple(cases),
        used_by=tuple(_users(library, written, ids)),
        number=number,
        hazards=tuple(hazard.id for hazard in library.written["hazards"] if ids & set(hazard.origin.rules)),
    )


def _users(library: Library, written: Written, ids: set[str]) -> list[str]:
    """`kind id` of the entries whose text names this one."""
    from waymark.knowledge.check.use import names_in

    users = []
    for kind, entries in library.written.items():
        if kind in ("cases", "hazards", "coverage", "sources"):
            continue
        users += [
            f"{SINGULAR[kind]} {other.template}"
            for other in entries
            if other is not written and ids & names_in(other.origin)
        ]
    return users


def compare(old: Library, new: Library) -> Difference:
    """What a reader of the new library must know who knew the old one."""
    added, removed, changed = [], [], []
    for kind in KINDS:
        before = {written.template: written for written in old.written.get(kind, ())}
        after = {written.template: written for written in new.written.get(kind, ())}
        added += [(kind, id_) for id_ in sorted(after.keys() - before.keys())]
        removed += [(kind, id_) for id_ in sorted(before.keys() - after.keys())]
        for id_ in sorted(before.keys() & after.keys()):
            keys = _changed_keys(before[id_].origin, after[id_].origin)
            if keys:
                changed.append(Changed(kind, id_, keys))
    # Overlays change numbers without changing what is written, so the numbers are compared as they hold.
    then, now = _numbers(old), _numbers(new)
    values = {id_: (then[id_], now[id_]) for id_ in sorted(then.keys() & now.keys()) if then[id_] != now[id_]}
    return Difference(old.id, new.id, tuple(added), tuple(removed), tuple(changed), values)


def _changed_keys(old: msgspec.Struct, new: msgspec.Struct) -> dict[str, tuple[Any, Any]]:
    before, after = msgspec.to_builtins(old), msgspec.to_builtins(new)
    return {
        key: (before.get(key), after.get(key)) for key in sorted({*before, *after}) if before.get(key) != after.get(key)
    }


def _numbers(library: Library, at: datetime.date | None = None) -> dict[str, float]:
    return {id_: value_at(written.entry, at).value for id_, written in library.entries["values"].items()}
