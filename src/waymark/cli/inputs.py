"""Reading what a job is given: files, folders, the release; every failure is one sentence."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from waymark.cli.errors import Refused
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.release import Release, load_release

__all__ = ["find_persons", "open_release", "read_bytes", "refuse_empty"]

# Files a folder of persons may hold that are not persons.
NOT_PERSONS = (".plan.json", "summary.json")
# What a shell hands over in place of a file: a pipe here is meant to be read, anywhere else it would wait for ever.
HANDED_OVER = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


def refuse_empty(what: str, *paths: str | None) -> None:
    """Refuse a path without a letter: it would be taken for this folder, which nobody named."""
    if "" in paths:
        raise Refused(f"{what}: the path is empty; name a file or a folder")


def read_bytes(path: Path) -> bytes:
    """The content of a file the user named."""
    try:
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind) or str(path).startswith(HANDED_OVER)):
            raise Refused(f"{path}: not a regular file; name a file that holds a document")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{path}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise Refused(f"{path}: this is a folder; name a file") from None
    except OSError as error:
        raise Refused(f"{path}: cannot be read ({error.strerror}); check its permissions") from None


def open_release(overlays: Sequence[str], locale: str) -> Release:
    """The built-in release with the site's overlays, in one language."""
    try:
        return load_release(overlays=tuple(Path(o) for o in overlays), locale=locale)
    except LibraryError as error:
        raise Refused(str(error)) from None


def find_persons(paths: Sequence[str], out: str | None) -> tuple[list[str], dict[str, str]]:
    """Every person file the user named, in a stable order, and what could not be looked at, each with its reason.

    What a job writes is never read as input.
    """
    refuse_empty("person", *paths)
    away = os.path.realpath(out) if out is not None else None
    found: dict[str, None] = {}
    refused: dict[str, str] = {}
    for named in paths:
        path = str(Path(named))
        if not os.path.isdir(path):
            found.setdefault(path)
            continue
        before = len(refused)
        inside = [file for file in _Walk(refused, away).files(path) if not file.lower().endswith(NOT_PERSONS)]
        if not inside and len(refused) == before:
            raise Refused(f"{path}: no person files (*.json) in this folder; name a folder that holds some")
        found.update(dict.fromkeys(inside))
    if not found:
        raise Refused("\nwaymark: ".join(refused.values()))
    return list(found), refused


class _Walk:
    """One way through a folder: every folder once, however many links lead to it."""

    def __init__(self, refused: dict[str, str], away: str | None) -> None:
        self._refused, self._away = refused, away
        self._visited: set[str] = set()
        # Links to folders wait until the folders themselves were visited: a person is named by their own place.
        self._links: list[str] = []

    def files(self, folder: str) -> Iterator[str]:
        yield from self._inside(folder)
        while self._links:
            yield from self._inside(self._links.pop(0))

    def _inside(self, folder: str) -> Iterator[str]:
        real = os.path.realpath(folder)
        if real in self._visited or (real == self._away and self._visited):
            return
        self._visited.add(real)
        # Plain strings: a folder may hold very many persons, and a Path of each would be most of what is remembered.
        prefix = "" if folder == "." else os.path.join(folder, "")
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(folder, error)
            return
        for entry in inside:
            path = prefix + entry.name
            try:
                is_folder = entry.is_dir()
            except OSError as error:
                self._refuse(path, error)
                continue
            if is_folder and entry.is_symlink():
                self._links.append(path)
            elif is_folder:
                yield from self._inside(path)
            elif entry.name.lower().endswith(".json") and len(entry.name) > len(".json"):
                yield path

    def _refuse(self, path: str, error: OSError) -> None:
        self._refused[path] = f"{path}: cannot be read ({error.strerror}); check its permissions and where it leads"
