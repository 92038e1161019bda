"""Putting a backup back: into an empty database of either kind, whole or not at all."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps as here
from django.apps.registry import Apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from waymark.site.operations.archive import ArchiveReader, NotWhole
from waymark.site.operations.tables import content_of, insert, tables_of

__all__ = ["put_back"]

Told = dict[str, tuple[int, str]]


def put_back(archive: ArchiveReader, using: str) -> Told:
    """Migrate the empty database to where the backup was, put the rows in, read them back, bring it to this version.

    Returns rows and hash of each table as they were read back. Raises NotWhole; then nothing stands there.
    """
    frames = iter(archive)
    head = _head(frames)
    apps, behind = _like(head, using)
    with transaction.atomic(using=using):
        for model in tables_of(apps).values():
            # What Django notes of its own tables after a migration comes from the backup as well.
            model._base_manager.using(using).all()._raw_delete(using)  # type: ignore[attr-defined]
        told = _rows(frames, tables_of(apps), using)
        back = {name: (content.rows, content.hash) for name, content in content_of(apps, using).items()}
        if back != told:
            wrong = sorted(name for name in back.keys() | told.keys() if back.get(name) != told.get(name))
            raise NotWhole(
                f"what was read back of {', '.join(wrong[:3])} is not what the backup holds; use another copy"
            )
        _count_on(apps, using)
    if behind:
        call_command("migrate", database=using, verbosity=0, interactive=False)
    return back


def keys_in(archive: ArchiveReader) -> dict[str, bytes]:
    """The site's own keys, where the backup was made with them. Raises NotWhole."""
    kept: dict[str, bytes] | None = _head(iter(archive))["keys"]
    return kept or {}


def _head(frames: Iterator[Any]) -> dict[str, Any]:
    head = next(frames, None)
    if not isinstance(head, dict) or head.get("format") != "waymark.backup/1":
        raise NotWhole("this backup has a form that this version does not know; use the version that made it")
    return head


def _like(head: dict[str, Any], using: str) -> tuple[Apps, bool]:
    """The database brought to the migrations of the backup: (its models, whether this version has gone further)."""
    executor = MigrationExecutor(connections[using])
    loader = executor.loader
    kept = {(app, name) for app, name in head["migrations"]}
    unknown = sorted(kept - set(loader.disk_migrations))
    if unknown:
        raise NotWhole(
            f"this backup was made by version {head['version']}, which is newer ({'.'.join(unknown[0])} is unknown "
            "here); restore it with that version"
        )
    missing = set(loader.disk_migrations) - kept
    if not missing:
        call_command("migrate", database=using, verbosity=0, interactive=False)
        return here, False
    last = [step for step in kept if not any(child in kept for child in _children(loader, step))]
    executor.migrate(last)
    state = executor.loader.project_state([step for step in kept if step in executor.loader.graph.nodes])
    return state.apps, True


def _children(loader: Any, step: tuple[str, str]) -> list[tuple[str, str]]:
    return [child.key for child in loader.graph.node_map[step].children]


def _rows(frames: Iterator[Any], tables: dict[str, Any], using: str) -> Told:
    """Put every row in; returns what the backup says of each table."""
    model, columns = None, list[str]()
    for frame in frames:
        if "table" in frame:
            model, columns = tables.get(frame["table"]), frame["columns"]
            if model is None:
                raise NotWhole(f"the backup has a table {frame['table']} that this version does not know")
        elif "rows" in frame:
            insert(model, columns, frame["rows"], using)  # type: ignore[arg-type]
        elif "end" in frame:
            return {name: (rows, told) for name, (rows, told) in frame["end"].items()}
    raise NotWhole("this backup ends in the middle; use another copy of it, or an earlier backup")


def _count_on(apps: Apps, using: str) -> None:
    """New rows get numbers after the restored ones."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables_of(apps).values())):
            cursor.execute(statement)
