"""Laying the changes of a jurisdiction, an organisation and a programme over the library."""

import datetime
import math
import re
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any, Final

import msgspec

from waymark.knowledge.content import fingerprint
from waymark.knowledge.convert import convert, nearest
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.folder import Written, read_bytes
from waymark.knowledge.model.overlay import ChangedHours, ChangedValue, Overlay, SignOff, SwitchedOff
from waymark.knowledge.model.value import DatedValue, NamedValue
from waymark.knowledge.reader import Path, Tree, read_tree

__all__ = ["LAYERS", "Laid", "overlay_file", "read_overlays"]

LAYERS: Final = ("jurisdiction", "organisation", "programme")

Mark = dict[str, str]

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")
_FIRST_DAY: Final = datetime.date(2000, 1, 1)
_LAST_DAY: Final = datetime.date(2199, 12, 31)


class Laid:
    """An overlay as read, with its place."""

    __slots__ = ("_before", "overlay", "tree")

    def __init__(self, overlay: Overlay, tree: Tree) -> None:
        self.overlay = overlay
        self.tree = tree
        # Number of a changed value in the overlay -> what it was before this overlay.
        self._before: dict[int, float] = {}

    def trouble(self, what: str, *path: str | int) -> Trouble:
        """A trouble at a part of the overlay."""
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        line = self.tree.line(("overlay", *path))
        return Trouble(self.tree.file, line, f"overlay {self.overlay.id}{key}", what)

    def added_rules(self) -> list[Written]:
        """The rules that run only here, as entries with their place."""
        return [
            Written("rules", added.rule, self.tree, ("overlay", "rules", number, "rule"))
            for number, added in enumerate(self.overlay.rules)
        ]

    def change(self, entries: dict[str, list[Written]]) -> list[Trouble]:
        """Change named values and hours of levels in place. Returns conflicts and unknown names."""
        troubles: list[Trouble] = []
        for number, value in enumerate(self.overlay.values):
            path = ("values", number)
            before = next((written.entry for written in entries["values"] if written.id == value.id), None)
            wrong = [] if before is None else self._value_troubles(before, value, path)
            if before is not None and before.history:
                self._before[number] = before.history[-1].value
            wrong = wrong or self._lay(entries["values"], value.id, value, path, "named value", _with_value)
            troubles += wrong
        for number, hours in enumerate(self.overlay.levels):
            troubles += self._lay(entries["levels"], hours.level, hours, ("levels", number), "level", _with_hours)
        return troubles

    def _value_troubles(self, entry: NamedValue, change: ChangedValue, path: Path) -> list[Trouble]:
        """What keeps a number or its date from being one that can follow the upstream ones."""
        if not entry.history:
            what = f"named value {entry.id} has no number to change; give it a history in the library"
            return [self.trouble(what, *path)]
        troubles = []
        if not math.isfinite(change.value):
            troubles.append(self.trouble("is no finite number; write a number", *path, "value"))
        elif change.value < 0 and all(dated.value >= 0 for dated in entry.history):
            what = f"named value {entry.id} is never below 0; write a number from 0 up"
            troubles.append(self.trouble(what, *path, "value"))
        upstream = entry.history[-1].valid_from
        if change.valid_from > _LAST_DAY:
            troubles.append(self.trouble("lies after the year 2199; correct the date", *path, "valid_from"))
        elif change.valid_from < upstream:
            what = f"lies before {upstream}, from when the number it changes is valid; write that day or a later one"
            troubles.append(self.trouble(what, *path, "valid_from"))
        return troubles

    def sign_values(self, entries: dict[str, list[Written]]) -> tuple[list[Mark], list[Trouble]]:
        """The marks for changed values that a safety rule reads, and the sign-offs that are missing or not real.

        `entries` with facts and rules expanded, as they hold with all overlays.
        """
        marks: list[Mark] = []
        troubles: list[Trouble] = []
        changed = [(number, value) for number, value in enumerate(self.overlay.values) if number in self._before]
        readers = _read_by_safety_rules(entries) if changed else {}
        for number, value in changed:
            path = ("values", number)
            if value.signed_off_by is not None:
                troubles += self._sign_off_troubles(value.signed_off_by, path)
            before = self._before[number]
            if value.id not in readers or value.value == before:
                continue
            if value.signed_off_by is None:
                what = (
                    f"the safety rule `{readers[value.id]}` reads `{value.id}`; changing it needs "
                    "`signed_off_by` with name, role `medical director` and date"
                )
                troubles.append(self.trouble(what, *path))
                continue
            named = next(written.entry for written in entries["values"] if written.id == value.id)
            marks.append(_value_mark(self.overlay, named, before, value.value, value.signed_off_by))
        return marks, troubles

    def _sign_off_troubles(self, signed: SignOff, path: Path) -> list[Trouble]:
        troubles = []
        if sum(letter.isalpha() for letter in signed.name) < 2:
            what = "is no name; write the name of the medical director who signed"
            troubles.append(self.trouble(what, *path, "signed_off_by", "name"))
        if not _FIRST_DAY <= signed.date <= _LAST_DAY:
            what = "is no day on which this was signed; write the day"
            troubles.append(self.trouble(what, *path, "signed_off_by", "date"))
        return troubles

    def sign_offs(self) -> list[tuple[SignOff, Path]]:
        """Every sign-off with its place."""
        signed = [(value.signed_off_by, ("values", number)) for number, value in enumerate(self.overlay.values)]
        signed += [(off.signed_off_by, ("switched_off", n)) for n, off in enumerate(self.overlay.switched_off)]
        return [(by, (*path, "signed_off_by")) for by, path in signed if by is not None]

    def days_signed(self) -> list[tuple[datetime.date, Path]]:
        """The day of every sign-off and every signature, with its place."""
        days = [(signed.date, path) for signed, path in self.sign_offs()]
        return [*days, *((one.date, ("signed", number)) for number, one in enumerate(self.overlay.signed))]

    def _lay(self, entries: list[Written], id_: str, change: Any, path: Path, kind: str, changed: Any) -> list[Trouble]:
        place = next((number for number, written in enumerate(entries) if written.id == id_), None)
        if place is None:
            help_ = nearest(id_, [written.id for written in entries]) or "; remove the change"
            return [self.trouble(f"there is no {kind} `{id_}`{help_}", *path)]
        entry = entries[place].entry
        now = entry.hours if isinstance(change, ChangedHours) else entry.history[-1].value
        if now != change.was and not change.accept_conflict:
            return [self.trouble(_conflict(f"{kind} {id_}", change.was, now), *path, "was")]
        entries[place] = entries[place].with_entry(changed(entry, change))
        return []

    def switch_off(self, rules: list[Written]) -> tuple[list[Written], list[Mark], list[Trouble]]:
        """The rules that still run, the marks every plan must carry, and what is wrong with the changes."""
        marks: list[Mark] = []
        troubles: list[Trouble] = []
        for number, off in enumerate(self.overlay.switched_off):
            hit = [written for written in rules if off.rule in (written.id, written.template)]
            path = ("switched_off", number)
            if not hit:
                help_ = nearest(off.rule, {written.template for written in rules})
                troubles.append(self.trouble(f"there is no rule `{off.rule}`{help_ or '; remove the change'}", *path))
                continue
            troubles += self._off_troubles(off, hit, path)
            marks += [_mark(self.overlay, off, written) for written in hit if written.entry.safety]
            rules = [written for written in rules if written not in hit]
        return rules, marks, troubles

    def _off_troubles(self, off: SwitchedOff, hit: list[Written], path: Path) -> list[Trouble]:
        troubles = []
        now = fingerprint(hit[0].origin)
        if now != off.was and not off.accept_conflict:
            troubles.append(self.trouble(_conflict(f"rule {off.rule}", off.was, now), *path, "was"))
        if off.signed_off_by is not None:
            troubles += self._sign_off_troubles(off.signed_off_by, path)
        if any(written.entry.safety for written in hit) and off.signed_off_by is None:
            what = (
                f"`{off.rule}` is a safety rule; switching it off needs "
                "`signed_off_by` with name, role `medical director` and date"
            )
            troubles.append(self.trouble(what, *path))
        return troubles


def read_overlays(paths: Sequence[FilePath]) -> list[Laid]:
    """Overlays in the order they apply. A path is a folder with `overlay.yaml`, or the file."""
    found: list[Laid] = []
    troubles: list[Trouble] = []
    for path in paths:
        try:
            found.append(_read(path))
        except LibraryError as error:
            troubles.extend(error.troubles)
    seen: dict[str, Laid] = {}
    for laid in found:
        if seen.setdefault(laid.overlay.id, laid) is not laid:
            troubles.append(laid.trouble("the overlay is given twice; give it once", "id"))
    if troubles:
        raise LibraryError(*troubles)
    return sorted(found, key=lambda laid: LAYERS.index(laid.overlay.layer))


def overlay_file(path: FilePath) -> FilePath:
    """The file of an overlay given as folder or file."""
    return path / "overlay.yaml" if path.is_dir() else path


def _read(path: FilePath) -> Laid:
    file = overlay_file(path)
    tree = read_tree(read_bytes(file, str(file)), str(file))
    if not isinstance(tree.root, dict) or list(tree.root) != ["overlay"]:
        raise LibraryError(Trouble(str(file), 1, "", "wants the one top key `overlay`; write it so"))
    overlay, troubles = convert(tree, tree.root["overlay"], ("overlay",), Overlay)
    if troubles:
        raise LibraryError(*troubles)
    return Laid(overlay, tree)


def _with_value(entry: Any, change: ChangedValue) -> Any:
    """The overlay's number holds from its date on; what held before stays, so that old plans can be explained."""
    before = tuple(dated for dated in entry.history if dated.valid_from < change.valid_from)
    here = DatedValue(
        valid_from=change.valid_from,
        value=change.value,
        status=change.status,
        sources=change.sources,
        note=change.reason["en"],
    )
    return msgspec.structs.replace(entry, history=(*before, here))


def _with_hours(entry: Any, change: ChangedHours) -> Any:
    return msgspec.structs.replace(entry, hours=change.hours)


def _conflict(what: str, was: object, now: object) -> str:
    return (
        f"this change was made against {was}, but {what} is now {now}; look at it again, "
        f"then write `was: {now}` or `accept_conflict: true`"
    )


def _read_by_safety_rules(entries: dict[str, list[Written]]) -> dict[str, str]:
    """Named value -> a safety rule whose conditions read it, themselves or through derived facts."""
    derived = {written.id: written.entry.derived for written in entries["facts"] if written.entry.derived}
    values = {written.id for written in entries["values"]}
    readers: dict[str, str] = {}
    for written in entries["rules"]:
        rule = written.entry
        if not rule.safety:
            continue
        texts = [rule.when, *(given for effect in rule.effects if (given := getattr(effect, "given", None)))]
        seen: set[str] = set()
        while texts:
            new = set(_WORD.findall(texts.pop())) - seen
            seen |= new
            texts += [derived[name] for name in new if name in derived]
        for name in seen & values:
            readers.setdefault(name, rule.id)
    return readers


def _value_mark(overlay: Overlay, value: NamedValue, before: float, now: float, signed: SignOff) -> Mark:
    who = f"{signed.name}, {signed.date.isoformat()}"
    name, label = overlay.name, value.label
    return {
        "en": f"A number that a safety rule uses is changed here ({name['en']}): {label['en']} "
        f"({value.id}), from {before:g} to {now:g}. Signed off by the medical director: {who}.",
        "es": f"Aquí se ha cambiado un número que usa una regla de seguridad ({name.get('es', name['en'])}): "
        f"{label.get('es', label['en'])} ({value.id}), de {before:g} a {now:g}. "
        f"Firmado por la dirección médica: {who}.",
    }


def _mark(overlay: Overlay, off: SwitchedOff, written: Written) -> Mark:
    signed = off.signed_off_by
    who = f"{signed.name}, {signed.date.isoformat()}" if signed else ""
    asks = written.entry.asks
    name = overlay.name
    return {
        "en": f"A safety rule is switched off here ({name['en']}): {asks['en']} "
        f"Signed off by the medical director: {who}.",
        "es": f"Aquí se ha desactivado una regla de seguridad ({name.get('es', name['en'])}): "
        f"{asks.get('es', asks['en'])} Firmado por la dirección médica: {who}.",
    }
