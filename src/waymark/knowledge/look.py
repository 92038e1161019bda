"""The built-in library, or another folder, looked at from outside: lists, one entry, a difference."""

from collections.abc import Sequence
from pathlib import Path

from waymark.knowledge import browse
from waymark.knowledge.assemble import Library, assemble
from waymark.knowledge.folder import read_folder
from waymark.knowledge.kinds import SINGULAR
from waymark.knowledge.overlay import read_overlays

__all__ = ["BUILT_IN", "compare", "list_entries", "list_kinds", "read", "show_entry"]

BUILT_IN = Path(__file__).parent / "library"


def read(folder: Path | None = None, overlays: Sequence[Path] = ()) -> Library:
    """A whole library with its cases; default: the one that ships. Raises LibraryError."""
    return assemble(read_folder(folder or BUILT_IN), read_overlays(overlays))


def list_kinds(folder: Path | None = None) -> dict[str, str]:
    """Kind of entries -> how many there are."""
    return {
        kind: f"{count} {SINGULAR[kind]}{'' if count == 1 else 's'}"
        for kind, count in browse.list_kinds(read(folder)).items()
    }


def list_entries(kind: str, folder: Path | None = None, locale: str = "en") -> dict[str, str]:
    """Id -> label, for the entries of a kind as they are written. Raises LibraryError for another kind."""
    listed = browse.list_entries(read(folder), kind)
    return {entry.id: entry.label.get(locale, entry.label.get("en", "")) for entry in listed}


def show_entry(id_: str, folder: Path | None = None) -> list[browse.Shown]:
    """Every entry with this id, whole. Raises LibraryError when there is none."""
    return browse.show(read(folder), id_)


def compare(old: Path, new: Path) -> browse.Difference:
    """What differs between two library folders. Raises LibraryError when one cannot be read."""
    return browse.compare(read(old), read(new))
