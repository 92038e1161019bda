"""Reading what a job is given: files, folders, the release; every failure is one sentence."""

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


def find_persons(paths: Sequence[Path], out: Path | None) -> list[Path]:
    """Every person file the user named, in a stable order; what a job writes is never read as input."""
    away = out.resolve() if out is not None else None
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found.setdefault(path)
            continue
        inside = [p for p in _files(path, away) if not p.name.endswith(NOT_PERSONS)]
        if not inside:
            raise Refused(f"{path}: no person files (*.json) in this folder; name a folder that holds some")
        found.update(dict.fromkeys(inside))
    return list(found)


def _files(folder: Path, away: Path | None) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if away is not None and entry.resolve() == away:
            continue
        if entry.is_dir():
            yield from _files(entry, away)
        elif entry.suffix == ".json":
            yield entry
