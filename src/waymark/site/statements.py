"""SQL that many requests run, taken to the driver without what Django's cursor does besides.

Django's cursor looks up its connection, its settings and its logging for each statement and rewrites the places of the
values; that costs more than the database takes to answer. Here the text is made ready once. Errors are Django's, a
transaction that is broken stays refused, and wherever somebody listens to statements (a test, a log) Django's own
cursor runs them.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from threading import local
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

__all__ = ["Statement", "as_stored", "connected"]

_PLACE = re.compile(r"(?<!%)%s")


class _Here(local):
    connection: Any = None


_here = _Here()


def connected() -> Any:
    """The connection of this thread. Django keeps it as long as the thread lives, and opens it anew by itself."""
    found = _here.connection
    if found is None:
        found = _here.connection = connections[DEFAULT_DB_ALIAS]
    return found


def as_stored(value: object, connection: Any) -> object:
    """A value as the database takes it."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is UTC and connection.vendor == "sqlite":
        # As Django writes it; its own way asks the settings three times.
        return str(value.replace(tzinfo=None))
    return connection.ops.adapt_datetimefield_value(value)


class Statement:
    """One statement, with `%s` where values stand."""

    __slots__ = ("_plain", "_sql")

    def __init__(self, sql: str) -> None:
        self._sql = sql
        self._plain = _PLACE.sub("?", sql).replace("%%", "%")

    def rows(self, connection: Any, given: Sequence[object]) -> list[Any]:
        """What it finds. Raises the errors of `django.db`."""
        if _by_django(connection):
            with connection.cursor() as cursor:
                cursor.execute(self._sql, given)
                return list(cursor.fetchall())
        with connection.wrap_database_errors:
            return list(self._run(connection, given).fetchall())

    def done(self, connection: Any, given: Sequence[object]) -> None:
        """Run it; nothing comes back. Raises the errors of `django.db`."""
        if _by_django(connection):
            with connection.cursor() as cursor:
                cursor.execute(self._sql, given)
            return
        with connection.wrap_database_errors:
            self._run(connection, given)

    def _run(self, connection: Any, given: Sequence[object]) -> Any:
        if connection.vendor == "sqlite":
            return connection.connection.execute(self._plain, given)
        # The server is given the values beside the text, and keeps how it answers a text that comes again.
        return _server_cursor()(connection.connection).execute(self._sql, given, prepare=True)


@cache
def _server_cursor() -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor

    return ServerBindingCursor


def _by_django(connection: Any) -> bool:
    """Whether Django's cursor has something to do besides: listen, open or check the connection, refuse."""
    return (
        connection.connection is None
        or (connection.health_check_enabled and not connection.health_check_done)
        or connection.needs_rollback
        or connection.force_debug_cursor
        or bool(connection.execute_wrappers)
        or connection.vendor not in ("sqlite", "postgresql")
    )
