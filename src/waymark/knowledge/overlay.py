"""Laying the changes of a jurisdiction, an organisation and a programme over the library."""

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any, Final

import msgspec

from waymark.knowledge.content import fingerprint
from waymark.knowledge.convert import convert, nearest
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.folder import Written, read_bytes
from waymark.knowledge.model.overlay import ChangedHours, ChangedValue, Overlay, SwitchedOff
from waymark.knowledge.model.value import DatedValue
from waymark.knowledge.reader import Path, Tree, read_tree

__all__ = ["LAYERS", "Laid", "overlay_file", "read_overlays"]

LAYERS: Final = ("jurisdiction", "organisation", "programme")

Mark = dict[str, str]


class Laid:
    """An overlay as read, with its place."""

    __slots__ = ("overlay", "tree")

    def __init__(self, overlay: Overlay, tree: Tree) -> None:
        self.overlay = overlay
        self.tree = tree

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
            troubles += self._lay(entries["values"], value.id, value, ("values", number), "named value", _with_value)
        for number, hours in enumerate(self.overlay.levels):
            troubles += self._lay(entries["levels"], hours.level, hours, ("levels", number), "level", _with_hours)
        return troubles

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
