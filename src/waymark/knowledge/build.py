"""Compiling a library into the form a plan starts from, and `python -m waymark.knowledge.build`.

The command writes the compiled files of the built-in library, one per language, next to the package: they belong into a
wheel, so that a first plan needs no reading of content files.
"""

import datetime
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from waymark import __version__
from waymark.knowledge import compiled
from waymark.knowledge.assemble import Library, assemble
from waymark.knowledge.compiled import ABOUT_THE_CONTENT
from waymark.knowledge.conditions import forms, program, targets, value_at
from waymark.knowledge.content import FORMAT
from waymark.knowledge.convert import convert
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.folder import Folder, Written, read_folder
from waymark.knowledge.kinds import KINDS
from waymark.knowledge.model.overlay import Overlay
from waymark.knowledge.overlay import Laid, read_overlays
from waymark.knowledge.reader import Tree
from waymark.knowledge.shapes import map_texts, shape

__all__ = ["compile_library", "from_bundle", "library_of"]

LOCALES = ("en", "es")
_BUNDLE = b"WAYMARK-BUNDLE-1\n"
_LARGEST_BUNDLE = 50_000_000


def library_of(folder: Path, overlays: Sequence[Path] = ()) -> Library:
    """Read and assemble what plans need of a library folder, with its overlays. Raises LibraryError."""
    return assemble(read_folder(folder, without=ABOUT_THE_CONTENT), read_overlays(overlays))


def compile_library(
    library: Library, locale: str, fingerprint: str, at: datetime.date | None = None, *, flips: bool = False
) -> bytes:
    """The compiled form in one language ("" for all). Raises LibraryError when a condition cannot be used.

    `flips`: also the code for "what would change this", which takes as long as all the rest; for what is kept.
    """
    conditions = program(library, at)
    sections = {"about": msgspec.msgpack.encode(_about(library, conditions.conditions, at))}
    for kind in KINDS:
        if kind in ABOUT_THE_CONTENT:
            continue
        entries = {id_: _in_language(written.entry, locale) for id_, written in library.entries[kind].items()}
        sections[kind] = msgspec.msgpack.encode(list(entries.values()) if kind == "rules" else entries)
    reads = {name: conditions.facts_of(name, deep=True) for name in (*conditions.conditions, *conditions.derived)}
    sections["reads"] = msgspec.msgpack.encode(reads)
    sections["program"] = conditions.compiled()
    if flips:
        from waymark.logic.flips import FlipSets

        sections["flips"] = FlipSets.of(conditions.trees).compiled()
    for id_, form in forms(library).items():
        for part, scoring in (("scores", form.scores), ("branches", form.branches)):
            if scoring is not None:
                sections[f"{part}:{id_}"] = scoring.compiled()
    names, formulas = targets(library)
    sections["target names"] = msgspec.msgpack.encode(names)
    sections["targets"] = formulas.compiled()
    sections["bundle"] = bundle(library)
    return compiled.encode(library.id, locale, fingerprint, sections)


def _about(library: Library, conditions: tuple[str, ...], at: datetime.date | None) -> compiled.About:
    notes = sorted((written.entry for written in library.entries["releases"].values()), key=lambda note: note.date)
    values = [written.entry for written in library.entries["values"].values()]
    changes = [dated.valid_from.isoformat() for value in values if len(value.history) > 1 for dated in value.history]
    return compiled.About(
        version=notes[-1].id if notes else __version__,
        notes=notes[-1].notes if notes else {"en": ""},
        overlays=tuple(laid.overlay.id for laid in library.laid),
        marks=library.marks,
        values_changed=max(changes, default=""),
        numbers={value.id: value_at(value, at).value for value in values},
        conditions=conditions,
    )


def _in_language(entry: msgspec.Struct, locale: str) -> Any:
    """The entry with each text in one language; where that is missing the English stays under `en`, so it shows."""
    if not locale:
        return entry

    def chosen(_: object, text: dict[str, str]) -> dict[str, str]:
        return {locale: text[locale]} if locale in text else {"en": text["en"]}

    return map_texts(msgspec.to_builtins(entry), shape(type(entry)), chosen)


def bundle(library: Library) -> bytes:
    """The content as it was read, without code: what is kept so that an old plan can be rebuilt years later."""
    entries = {
        kind: [written.origin for written in found]
        for kind, found in library.written.items()
        if kind not in ABOUT_THE_CONTENT
    }
    content = {"format": FORMAT, "entries": entries, "overlays": [laid.overlay for laid in library.laid]}
    return _BUNDLE + zlib.compress(msgspec.json.encode(content, order="sorted"), 9)


def from_bundle(data: bytes) -> Library:
    """The library in a bundle. Raises LibraryError when it is damaged or of another format."""
    wrong = LibraryError(Trouble("bundle", None, "", "is damaged or of another Waymark; take the file as it was kept"))
    if not data.startswith(_BUNDLE):
        raise wrong
    try:
        unpacked = zlib.decompressobj().decompress(data[len(_BUNDLE) :], _LARGEST_BUNDLE)
        content = msgspec.json.decode(unpacked)
        if content["format"] != FORMAT:
            raise wrong
        entries = {
            kind: [_written(kind, entry, place) for place, entry in enumerate(content["entries"].get(kind, []))]
            for kind in KINDS
        }
        tree = Tree("bundle", {}, {})
        laid = [Laid(_converted(tree, overlay, Overlay), tree) for overlay in content["overlays"]]
    except (zlib.error, msgspec.DecodeError, KeyError, TypeError, AttributeError):
        raise wrong from None
    return assemble(Folder(Path(), entries), laid)


def _written(kind: str, entry: Any, place: int) -> Written:
    tree = Tree(f"bundle/{kind}", {}, {})
    return Written(kind, _converted(tree, entry, KINDS[kind]), tree, (kind, place))


def _converted(tree: Tree, node: Any, struct: type[msgspec.Struct]) -> Any:
    entry, troubles = convert(tree, node, (), struct)
    if troubles:
        raise LibraryError(*troubles)
    return entry


def main() -> int:
    """Write the compiled files of the built-in library; 1 and every trouble when it is not sound."""
    here = Path(__file__).parent
    target = here / "_compiled"
    fingerprint = f"{compiled.content_stamp(str(here / 'library'))}-{compiled.code_stamp(dated=False)}"
    try:
        library = library_of(here / "library")
        target.mkdir(exist_ok=True)
        for locale in LOCALES:
            data = compile_library(library, locale, fingerprint, flips=True)
            (target / f"{sys.implementation.cache_tag}-{locale}.release").write_bytes(data)
            print(f"{locale}: release {library.id}, {len(data):,} bytes")
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
