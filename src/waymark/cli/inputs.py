"""Reading what a job is given: files, folders, the release; every failure is one sentence."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from waymark.cli.errors import Refused
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.release import Release, load_release

__all__ = ["find_persons", "open_release", "read_bytes"]

# Files a folder of persons may hold that are not persons.
NOT_PERSONS = (".plan.json", "summary.json")


def read_bytes(path: Path) -> bytes:
    """The content of a file the user named."""
    try:
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


def find_persons(paths: Sequence[str], out: str | None) -> list[str]:
    """Every person file the user named, in a stable order; what a job writes is never read as input."""
    away = os.path.realpath(out) if out is not None else None
    found: dict[str, None] = {}
    for named in paths:
        path = str(Path(named))
        if not os.path.isdir(path):
            found.setdefault(path)
            continue
        inside = [file for file in _files(path, away) if not file.endswith(NOT_PERSONS)]
        if not inside:
            raise Refused(f"{path}: no person files (*.json) in this folder; name a folder that holds some")
        found.update(dict.fromkeys(inside))
    return list(found)


def _files(folder: str, away: str | None) -> Iterator[str]:
    # Plain strings: a folder may hold very many persons, and a Path of each would be most of what is remembered.
    prefix = "" if folder == "." else os.path.join(folder, "")
    try:
        with os.scandir(folder) as entries:
            inside = sorted((entry.name, entry.is_dir()) for entry in entries)
    except OSError as error:
        raise Refused(f"{folder}: cannot be read ({error.strerror}); check its permissions") from None
    for name, is_folder in inside:
        path = prefix + name
        if is_folder:
            if away is None or os.path.realpath(path) != away:
                yield from _files(path, away)
        elif name.endswith(".json") and name != ".json":
            yield path
