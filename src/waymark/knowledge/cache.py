"""Where a compiled release is found: shipped with the package, kept in the user's cache folder, or made now.

The cache only saves time: a folder that is missing, full, read-only, damaged or somebody else's changes nothing else.
"""

import os
import sys

from waymark.knowledge.compiled import Compiled, code_stamp, content_stamp, decode, is_private, read_trusted
from waymark.knowledge.errors import LibraryError, Trouble

__all__ = ["LIBRARY", "cache_folder", "find"]

_HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(_HERE, "library")
_SHIPPED = os.path.join(_HERE, "_compiled")


def find(overlays: tuple[str, ...], locale: str, library: str = LIBRARY) -> Compiled:
    """The compiled release of a library folder with overlays. Raises LibraryError when it is not sound."""
    files = tuple(os.path.join(path, "overlay.yaml") if os.path.isdir(path) else path for path in overlays)
    content = _content(library, files)
    if not overlays and library == LIBRARY:
        data = read_trusted(f"{_SHIPPED}/{sys.implementation.cache_tag}-{locale}.release")
        if data is not None and (shipped := decode(data, locale, f"{content}-{code_stamp(dated=False)}")) is not None:
            return shipped
    fingerprint = f"{content}-{code_stamp(dated=True)}"
    folder = cache_folder()
    path = None if folder is None else os.path.join(folder, _name(fingerprint, locale))
    data = None if path is None else read_trusted(path)
    if data is not None and (kept := decode(data, locale, fingerprint)) is not None:
        return kept
    data = _made(library, files, locale, fingerprint)
    if path is not None:
        _keep(path, data)
    found = decode(data, locale, fingerprint)
    assert found is not None  # made a moment ago by this engine
    return found


def cache_folder() -> str | None:
    """WAYMARK_CACHE, else the user's cache folder; None where there is no home."""
    named = os.environ.get("WAYMARK_CACHE")
    if named:
        return named
    base = os.environ.get("XDG_CACHE_HOME")
    if not base or not os.path.isabs(base):
        home = os.path.expanduser("~")
        if not os.path.isabs(home):
            return None
        base = os.path.join(home, ".cache")
    return os.path.join(base, "waymark")


def _content(library: str, overlays: tuple[str, ...]) -> str:
    try:
        return content_stamp(library, overlays)
    except OSError as error:
        what = f"cannot be read ({error.strerror}); check the file"
        raise LibraryError(Trouble(str(error.filename or library), None, "", what)) from None


def _name(fingerprint: str, locale: str) -> str:
    from waymark import __version__

    return f"{fingerprint}-{__version__}-{sys.implementation.cache_tag}-{locale or 'all'}.release"


def _made(library: str, overlays: tuple[str, ...], locale: str, fingerprint: str) -> bytes:
    from pathlib import Path

    from waymark.knowledge.build import compile_library, library_of

    found = library_of(Path(library), [Path(path) for path in overlays])
    # A site keeps its overlays for long; the built-in library is only compiled here while it is being edited.
    return compile_library(found, locale, fingerprint, flips=bool(overlays))


def _keep(path: str, data: bytes) -> None:
    """Write beside and rename, so that a reader never sees half a file; whatever fails, the plan goes on."""
    folder = os.path.dirname(path)
    part = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not is_private(os.stat(folder)):
            return
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(part, path)
        _tidy(folder, os.path.basename(path))
    except OSError:
        try:
            os.unlink(part)
        except OSError:
            return


def _tidy(folder: str, newest: str, keep: int = 12) -> None:
    """Old releases make room, oldest first."""
    found = [entry for entry in os.scandir(folder) if entry.name.endswith(".release") and entry.name != newest]
    found.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in found[keep:]:
        os.unlink(entry.path)
