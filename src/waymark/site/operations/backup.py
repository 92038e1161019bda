"""A backup: every row of every table as it stood at one moment, in one sealed file, proved by restoring it."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from django.apps import apps
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from waymark import __version__
from waymark.site.audit.record import NO_PROGRAMME, note
from waymark.site.configuration import NotSafe, configuration
from waymark.site.operations.aliases import another, frozen
from waymark.site.operations.archive import ArchiveReader, ArchiveWriter
from waymark.site.operations.gauges import LastBackup, note_backup
from waymark.site.operations.restore import put_back
from waymark.site.operations.start import only_one
from waymark.site.operations.tables import Content, fields_of, rows_of, tables_of

__all__ = ["BackedUp", "back_up"]

FORMAT = "waymark.backup/1"
_ROWS, _BYTES = 500, 1 << 18


class BackedUp(msgspec.Struct, frozen=True):
    """What was kept. `hash`: of the content of all tables; the same in whichever database it stands."""

    tables: int
    rows: int
    size: int
    hash: str
    wrote: float
    proved: float


def back_up(path: Path, key: bytes, *, with_keys: bool = False) -> BackedUp:
    """Write a backup while the site works. The file has its name only once it was restored and found equal.

    Raises NotSafe, OSError.
    """
    if path.exists() and not path.is_file():
        raise NotSafe(f"{path}: this is no file but a folder or a device; name a file for the backup")
    with only_one("backing-up"):
        for left in configuration().home.glob("proving-*"):
            # Of a backup that was killed.
            shutil.rmtree(left, ignore_errors=True)
        return _backed_up(path, key, with_keys)


def _backed_up(path: Path, key: bytes, with_keys: bool) -> BackedUp:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    began = time.monotonic()
    opened = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb") as file:
            told = _write(ArchiveWriter(file, key), with_keys)
        wrote = time.monotonic() - began
        _prove(part, key, told)
        part.replace(path)
        _settle(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    made = BackedUp(
        tables=len(told),
        rows=sum(content.rows for content in told.values()),
        size=path.stat().st_size,
        hash=whole_hash({name: content.hash for name, content in told.items()}),
        wrote=wrote,
        proved=time.monotonic() - began - wrote,
    )
    note_backup(LastBackup(time.time(), made.rows, made.size, made.hash))
    with transaction.atomic():
        note("operations.back_up", chain=NO_PROGRAMME, target=made.hash, via="command line")
    return made


def whole_hash(tables: Mapping[str, str]) -> str:
    """Of all tables together, from the hash of each."""
    told = "\n".join(f"{name} {tables[name]}" for name in sorted(tables))
    return hashlib.sha256(told.encode()).hexdigest()


def _write(archive: ArchiveWriter, with_keys: bool) -> dict[str, Content]:
    told: dict[str, Content] = {}
    with frozen() as using:
        applied = MigrationRecorder(connections[using]).applied_migrations()
        archive.add(
            {
                "format": FORMAT,
                "version": __version__,
                "at": datetime.now(UTC),
                "migrations": sorted([list(step) for step in applied]),
                "keys": _keys() if with_keys else None,
            }
        )
        for name, model in tables_of(apps).items():
            archive.add({"table": name, "columns": [field.column for field in fields_of(model)]})
            content, batch, size = Content(), list[list[object]](), 0
            for row in rows_of(model, using):
                content.add(row)
                batch.append(row)
                size += sum(len(value) for value in row if isinstance(value, bytes | str))
                if len(batch) >= _ROWS or size >= _BYTES:
                    archive.add({"rows": batch})
                    batch, size = [], 0
            if batch:
                archive.add({"rows": batch})
            told[name] = content
    archive.add({"end": {name: [content.rows, content.hash] for name, content in told.items()}})
    archive.finish()
    return told


def _prove(path: Path, key: bytes, told: Mapping[str, Content]) -> None:
    """Restore into a scratch file that nobody else can read; what comes out has to be what went in."""
    scratch = Path(tempfile.mkdtemp(prefix="proving-", dir=configuration().home))
    try:
        with another(path=scratch / "scratch.sqlite3") as using, path.open("rb") as file:
            connections[using].cursor().execute("PRAGMA synchronous=OFF")
            back = put_back(ArchiveReader(file, key, str(path)), using)
        if back != {name: (content.rows, content.hash) for name, content in told.items()}:
            raise NotSafe(f"{path}: what was read back is not what was written; the disk may be failing, use another")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _keys() -> dict[str, bytes]:
    folder = configuration().keys
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _settle(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
