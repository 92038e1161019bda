"""SQL that many requests run, taken to the driver without what Django's cursor does besides.

Django's cursor looks up its connection, its settings and its logging for each statement and rewrites the places of the
values; that costs more than the database takes to answer. Here the text is made ready once. Errors are Django's, a
transaction that is broken stays refused, and wherever somebody listens to statements (a test, a log) Django's own
cursor runs them.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from threading import local
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

if TYPE_CHECKING:
    from waymark.site.postgres import Line

__all__ = ["PLACE", "Statement", "as_stored", "connected"]

# Where a value stands in the SQL that Django makes.
PLACE = re.compile(r"(?<!%)%s")


class _Here(local):
    connection: Any = None
    line: "Line | None" = None


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

    __slots__ = ("_numbered", "_plain", "_sql")

    def __init__(self, sql: str) -> None:
        places = count(1)
        self._sql = sql
        # As the two drivers mark the places of values.
        self._plain = PLACE.sub("?", sql).replace("%%", "%")
        self._numbered = PLACE.sub(lambda _: f"${next(places)}", sql).replace("%%", "%")

    def rows(self, connection: Any, given: Sequence[object]) -> list[Any]:
        """What it finds. Raises the errors of `django.db`."""
        if _by_django(connection):
            return self._asked_by_django(connection, given)
        if _unchecked(connection):
            return self._first(connection, given)
        with connection.wrap_database_errors:
            return self._run(connection, given)

    def done(self, connection: Any, given: Sequence[object]) -> None:
        """Run it; nothing comes back. Raises the errors of `django.db`."""
        if _by_django(connection) or _unchecked(connection):
            with connection.cursor() as cursor:
                cursor.execute(self._sql, given)
            return
        with connection.wrap_database_errors:
            self._run(connection, given)

    def _first(self, connection: Any, given: Sequence[object]) -> list[Any]:
        """The first question of a request shows whether the server is still there, and saves Django asking it that.

        Where it has gone meanwhile, the same is asked on a new connection: nothing was begun yet.
        """
        try:
            with connection.wrap_database_errors:
                found = self._run(connection, given)
        except OperationalError:
            if connection.in_atomic_block or connection.is_usable():
                raise
            connection.close()
            return self._asked_by_django(connection, given)
        connection.health_check_done = True
        return found

    def _asked_by_django(self, connection: Any, given: Sequence[object]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, given)
            return list(cursor.fetchall())

    def _run(self, connection: Any, given: Sequence[object]) -> list[Any]:
        if connection.vendor == "sqlite":
            found: list[Any] = connection.connection.execute(self._plain, given).fetchall()
            return found
        return _line(connection).rows(self._numbered, given)


def _line(connection: Any) -> "Line":
    """To the server of PostgreSQL, as long as the connection is the same."""
    line = _here.line
    if line is None or line.connection is not connection.connection:
        from waymark.site.postgres import Line

        line = _here.line = Line(connection.connection)
    return line


def _unchecked(connection: Any) -> bool:
    """Whether nobody has seen in this request that the connection which was kept still stands."""
    return connection.health_check_enabled and not connection.health_check_done


def _by_django(connection: Any) -> bool:
    """Whether Django's cursor has something to do besides: listen, open the connection, refuse."""
    return (
        connection.connection is None
        or connection.needs_rollback
        or connection.force_debug_cursor
        or bool(connection.execute_wrappers)
        or connection.vendor not in ("sqlite", "postgresql")
    )
