"""From the entries of all files to one library: overlays laid, `for_each` expanded, ids unique."""

from collections.abc import Sequence

from waymark.knowledge.compiled import ABOUT_THE_CONTENT
from waymark.knowledge.content import release_id
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.expand import expanded
from waymark.knowledge.folder import Folder, Written
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.overlay import Laid, Mark
from waymark.knowledge.parts import written_out
from waymark.knowledge.signing import sign_entries

__all__ = ["Library", "assemble"]


class Library:
    """Everything a release is made from. `entries` per kind and id, expanded, in the order of their ids."""

    __slots__ = ("entries", "id", "laid", "marks", "written")

    def __init__(
        self,
        entries: dict[str, dict[str, Written]],
        written: dict[str, list[Written]],
        laid: Sequence[Laid],
        marks: list[Mark],
    ) -> None:
        self.entries = entries
        # As it stands in the files, before overlays and `for_each`.
        self.written = written
        self.laid = tuple(laid)
        self.marks = tuple(marks)
        content = {
            kind: [entry.origin for entry in found] for kind, found in written.items() if kind not in ABOUT_THE_CONTENT
        }
        self.id = release_id(content, [laid.overlay for laid in self.laid])


def assemble(folder: Folder, overlays: Sequence[Laid] = ()) -> Library:
    """One library. Raises LibraryError with everything that keeps it from being one."""
    entries = {kind: list(found) for kind, found in folder.entries.items()}
    troubles: list[Trouble] = []
    marks: list[Mark] = []
    for laid in overlays:
        troubles += laid.change(entries)
    troubles += sign_entries(overlays, entries)
    for place, written in enumerate(entries["instruments"]):
        entries["instruments"][place], wrong = written_out(written)
        troubles += wrong
    substances = {written.id: written.entry for written in entries["substances"]}
    instruments = {written.id: written.entry for written in entries["instruments"]}
    for kind in ("facts", "rules"):
        spread = []
        for written in entries[kind]:
            more, wrong = expanded(written, substances, instruments)
            spread += more
            troubles += wrong
        entries[kind] = spread
    for laid in overlays:
        entries["rules"], more_marks, wrong = laid.switch_off(entries["rules"])
        marks += more_marks
        troubles += wrong
        for written in laid.added_rules():
            more, wrong = expanded(written, substances, instruments)
            entries["rules"] += more
            troubles += wrong
    for laid in overlays:
        more_marks, wrong = laid.sign_values(entries)
        marks += more_marks
        troubles += wrong
    by_id = {kind: _by_id(found, troubles) for kind, found in entries.items()}
    for fact in by_id["facts"].values():
        troubles += _fact_troubles(fact, by_id)
    if troubles:
        raise LibraryError(*troubles)
    return Library(by_id, folder.entries, overlays, marks)


def _by_id(found: list[Written], troubles: list[Trouble]) -> dict[str, Written]:
    by_id: dict[str, Written] = {}
    for written in sorted(found, key=lambda entry: entry.id):
        other = by_id.setdefault(written.id, written)
        if other is not written:
            what = f"the id stands twice (also in {other.file}:{other.line()}); rename or remove one"
            troubles.append(written.trouble(what, "id"))
    return by_id


def _fact_troubles(written: Written, by_id: dict[str, dict[str, Written]]) -> list[Trouble]:
    """What keeps a fact from being a word of the language of conditions."""
    fact: Fact = written.entry
    troubles = []
    if (fact.type == "category") != bool(fact.options):
        what = "a category needs `options`" if fact.type == "category" else f"a {fact.type} fact has no options"
        troubles.append(written.trouble(f"{what}; correct the type or the options", "options"))
    if fact.unit is not None and fact.type in ("boolean", "category"):
        troubles.append(written.trouble(f"a {fact.type} fact has no unit; remove it", "unit"))
    if fact.type == "days since" and fact.unit not in (None, "days", "day"):
        troubles.append(written.trouble("counts days; remove the unit", "unit"))
    if fact.range is not None and fact.range[0] > fact.range[1]:
        troubles.append(written.trouble("the lowest value is above the highest; swap them", "range"))
    options = [option.id for option in fact.options]
    if len(set(options)) != len(options):
        troubles.append(written.trouble("an option stands twice; remove one", "options"))
    if fact.id in by_id["values"]:
        other = by_id["values"][fact.id]
        what = f"a named value has the same id ({other.file}:{other.line()}); rename one of them"
        troubles.append(written.trouble(what, "id"))
    return troubles
