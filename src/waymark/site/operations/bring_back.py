"""`waymark restore`: a backup in the place of the database; what stood there is moved aside, never written over."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from waymark.site.configuration import Configuration, NotSafe, configuration
from waymark.site.operations.archive import ArchiveReader
from waymark.site.operations.start import begin_restored, has_data, not_serving

__all__ = ["Restored", "bring_back"]


class Restored(msgspec.Struct, frozen=True):
    """What was put back. `aside`: where the database lies that stood there before; `keys`: what is wrong with them."""

    rows: int
    hash: str
    aside: Path | None
    keys: tuple[str, ...]


def bring_back(path: Path, key: bytes) -> Restored:
    """Restore into the database of DATABASE_URL. Raises NotSafe, NotWhole, BackupKeyWrong, KeyLost."""
    found = configuration()
    with path.open("rb") as file:
        # A wrong key or a foreign file is said before anything is made.
        archive = ArchiveReader(file, key, str(path))
        if not found.keys.is_dir():
            _keys_from(archive, found, path)
    with not_serving():
        if found.on_postgres and has_data(found):
            raise NotSafe(
                "the database of DATABASE_URL holds data, and nothing is written over it; make an empty one (createdb "
                "NAME) and name it with --into, then let DATABASE_URL name it"
            )
        begin_restored()
        return _into_postgres(path, key) if found.on_postgres else _into_file(path, key, found)


def _into_postgres(path: Path, key: bytes) -> Restored:
    with path.open("rb") as file:
        return _put_back(ArchiveReader(file, key, str(path)), "default", None)


def _into_file(path: Path, key: bytes, found: Configuration) -> Restored:
    """Beside the file first; only what was proved takes its place."""
    from django.db import connections

    from waymark.site.operations.aliases import another

    place = Path(str(found.database["NAME"]))
    part = place.with_name(f".{place.name}.restoring")
    _remove(part)
    try:
        with another(path=part) as using, path.open("rb") as file:
            restored = _put_back(ArchiveReader(file, key, str(path)), using, None)
            connections[using].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        _remove(part)
        raise
    connections.close_all()
    aside = None
    if place.exists():
        aside = place.with_name(f"{place.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        for ending in ("-wal", "-shm", ""):
            if Path(f"{place}{ending}").exists():
                os.replace(f"{place}{ending}", f"{aside}{ending}")
    for ending in ("-wal", "-shm"):
        Path(f"{part}{ending}").unlink(missing_ok=True)
    part.replace(place)
    return msgspec.structs.replace(restored, aside=aside)


def _put_back(archive: ArchiveReader, using: str, aside: Path | None) -> Restored:
    from waymark.site.keys.witness import key_faults
    from waymark.site.operations.backup import whole_hash
    from waymark.site.operations.restore import put_back

    told = put_back(archive, using)
    return Restored(
        rows=sum(rows for rows, _ in told.values()),
        hash=whole_hash({name: content for name, (_, content) in told.items()}),
        aside=aside,
        keys=tuple(key_faults(using)),
    )


def _keys_from(archive: ArchiveReader, found: Configuration, path: Path) -> None:
    """On a new machine: the keys of the backup, where it was made with them."""
    from waymark.site.operations.restore import keys_in

    kept = keys_in(archive)
    if not kept:
        raise NotSafe(
            f"{found.keys}: the site's own keys are not here, and {path} was made without them; put the folder of keys "
            "back from where keys are kept first, or name it in WAYMARK_KEYS"
        )
    with _owner_alone():
        part = found.keys.with_name(f"{found.keys.name}.part-restored")
        part.mkdir(parents=True, mode=0o700, exist_ok=True)
        for name, content in kept.items():
            (part / Path(name).name).write_bytes(content)
        part.rename(found.keys)


@contextmanager
def _owner_alone() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{part}{ending}").unlink(missing_ok=True)
