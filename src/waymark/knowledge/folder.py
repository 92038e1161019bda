"""A library folder as read: every entry with the place it was written at, nothing expanded yet."""

import os
from pathlib import Path as FilePath
from typing import Any

from waymark.knowledge.convert import convert, nearest
from waymark.knowledge.errors import LibraryError, Trouble
from waymark.knowledge.kinds import ENTRY_ID, FACT_ID, KINDS, SINGULAR
from waymark.knowledge.reader import MAX_BYTES, Path, Tree, read_tree

__all__ = ["Folder", "Written", "library_files", "read_bytes", "read_file", "read_folder"]


class Written:
    """One entry and where it stands: `tree` knows the lines, `place` is the entry's path in the file.

    `origin` is the entry as it stands in the file, before overlays and `for_each`.
    """

    __slots__ = ("entry", "kind", "origin", "place", "tree")

    def __init__(self, kind: str, entry: Any, tree: Tree, place: Path, origin: Any = None) -> None:
        self.kind = kind
        self.entry = entry
        self.tree = tree
        self.place = place
        self.origin = entry if origin is None else origin

    @property
    def id(self) -> str:
        return str(self.entry.id)

    @property
    def template(self) -> str:
        """The id it was written under: with `{substance}` where it was expanded."""
        return str(self.origin.id)

    def with_entry(self, entry: Any) -> "Written":
        """Another entry written at the same place: an expansion, or this one as an overlay changed it."""
        return Written(self.kind, entry, self.tree, self.place, self.origin)

    @property
    def file(self) -> str:
        return self.tree.file

    def line(self, *path: str | int) -> int:
        """The line of a part of the entry, such as `("because", "person")`."""
        return self.tree.line((*self.place, *path))

    def trouble(self, what: str, *path: str | int) -> Trouble:
        """A trouble with this entry, its key named from the entry's id."""
        key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        return Trouble(self.file, self.line(*path), f"{SINGULAR[self.kind]} {self.id}{key}", what)


class Folder:
    """All entries of a library, per kind, in the order of file name and line."""

    __slots__ = ("entries", "root")

    def __init__(self, root: FilePath, entries: dict[str, list[Written]]) -> None:
        self.root = root
        self.entries = entries


def library_files(root: FilePath) -> list[FilePath]:
    """The content files under a folder, sorted by their name inside it."""
    if not root.is_dir():
        raise LibraryError(Trouble(str(root), None, "", "is no folder; give the folder of a library"))
    files = [
        FilePath(base, name)
        for base, _, names in os.walk(root)
        for name in names
        if name.endswith((".yaml", ".yml")) and not name.startswith(".")
    ]
    return sorted(files, key=lambda file: file.relative_to(root).as_posix())


def read_folder(root: FilePath, without: tuple[str, ...] = ()) -> Folder:
    """Read every file of a library, except folders `without`. Raises LibraryError with all troubles of all files."""
    entries: dict[str, list[Written]] = {kind: [] for kind in KINDS}
    troubles: list[Trouble] = []
    for file in library_files(root):
        if file.relative_to(root).parts[0] in without:
            continue
        try:
            for written in read_file(file, file.relative_to(root).as_posix()):
                entries[written.kind].append(written)
        except LibraryError as error:
            troubles.extend(error.troubles)
    for kind, found in entries.items():
        troubles.extend(_twice(kind, found))
    if troubles:
        raise LibraryError(*troubles)
    return Folder(root, entries)


def read_bytes(file: FilePath, name: str) -> bytes:
    """The bytes of a content file called `name` in messages. Raises LibraryError when it is too large or unreadable."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise LibraryError(Trouble(name, None, "", f"more than {MAX_BYTES:,} bytes; split the file"))
        return file.read_bytes()
    except OSError as error:
        raise LibraryError(Trouble(name, None, "", f"cannot be read ({error.strerror}); check the file")) from None


def read_file(file: FilePath, name: str) -> list[Written]:
    """The entries of one file, called `name` in messages."""
    tree = read_tree(read_bytes(file, name), name)
    kind = _kind(tree)
    node = tree.root[kind]  # type: ignore[index,call-overload]
    if not isinstance(node, list):
        raise LibraryError(Trouble(name, tree.line((kind,)), kind, "wants a list of entries; start each with `- id:`"))
    entries, troubles = [], []
    for number, item in enumerate(node):
        place = (kind, number)
        entry, wrong = convert(tree, item, place, KINDS[kind])
        if entry is not None:
            written = Written(kind, entry, tree, place)
            wrong = [*wrong, *_id_troubles(written)]
            entries.append(written)
        troubles.extend(wrong)
    if troubles:
        raise LibraryError(*troubles)
    return entries


def _kind(tree: Tree) -> str:
    if not isinstance(tree.root, dict) or len(tree.root) != 1:
        what = f"wants one top key naming its kind ({', '.join(KINDS)}) with a list of entries; write it so"
        raise LibraryError(Trouble(tree.file, 1, "", what))
    kind = next(iter(tree.root))
    if kind not in KINDS:
        help_ = nearest(kind, KINDS) or f"; kinds are {', '.join(KINDS)}"
        raise LibraryError(Trouble(tree.file, tree.line((kind,)), kind, f"unknown kind of entries{help_}"))
    return kind


def _id_troubles(written: Written) -> list[Trouble]:
    troubles = []
    plain = written.id
    if getattr(written.entry, "for_each", None) is not None:
        if "{substance}" not in plain:
            troubles.append(written.trouble("has `for_each` but no `{substance}` in its id; put it there", "id"))
        plain = plain.replace("{substance}", "x")
    pattern = FACT_ID if written.kind in ("facts", "values") else ENTRY_ID
    if not pattern.fullmatch(plain):
        words = "lower-case words joined by `.`" if pattern is FACT_ID else "words joined by `-`, `_` or `.`"
        troubles.append(written.trouble(f"the id is not made of {words}; rename it", "id"))
    if getattr(written.entry, "subject", None) is not None and written.kind in ("facts", "rules"):
        troubles.append(written.trouble("is filled in on load; remove the key", "subject"))
    return troubles


def _twice(kind: str, found: list[Written]) -> list[Trouble]:
    first: dict[str, Written] = {}
    troubles = []
    for written in found:
        other = first.setdefault(written.id, written)
        if other is not written:
            what = f"the id stands twice (first in {other.file}:{other.line()}); rename or remove one"
            troubles.append(written.trouble(what, "id"))
    return troubles
