"""Connections beside the one of the site: one that sees the database as it stands now, one to another database."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connections, transaction

from waymark.site.configuration import read_configuration

__all__ = ["another", "frozen"]


@contextmanager
def frozen() -> Iterator[str]:
    """The name of a connection that sees the database as it was at one moment, while others go on writing.

    SQLite: a read transaction on the write-ahead log. PostgreSQL: a repeatable read. Nobody waits for it.
    """
    changed = deepcopy(connections.databases["default"])
    options: dict[str, Any] = changed.setdefault("OPTIONS", {})
    if changed["ENGINE"].endswith("postgresql"):
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        # Begins without a lock on writing.
        options["transaction_mode"] = "DEFERRED"
    with _named("frozen", changed) as name, transaction.atomic(using=name):
        yield name


@contextmanager
def another(url: str | None = None, path: Path | None = None) -> Iterator[str]:
    """The name of a connection to another database: by its DATABASE_URL, or an SQLite file."""
    wanted = read_configuration({"DATABASE_URL": url or f"sqlite:///{quote(str(path))}"}).database
    with _named("another", {**deepcopy(connections.databases["default"]), "OPTIONS": {}, **wanted}) as name:
        yield name


@contextmanager
def _named(name: str, database: dict[str, Any]) -> Iterator[str]:
    connections.databases[name] = database
    try:
        yield name
    finally:
        connections[name].close()
        del connections[name]
        del connections.databases[name]
