"""How each of the two databases is made to fail under a running site, and made whole again."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

__all__ = ["Fault", "OfPostgres", "OfSqlite", "run_sql"]

Fault = Callable[[], AbstractContextManager[None]]
# How long a request waits for a lock here; a site waits twenty seconds.
_PATIENCE = 0.3
_SMALL = "waymark_prove_small"
# Kept out of line and as it is: each row takes a page of the disk.
_RUBBISH = "CREATE TABLE rubbish (words text)", "ALTER TABLE rubbish ALTER words SET STORAGE PLAIN"
_MORE_RUBBISH = "INSERT INTO rubbish SELECT repeat('x', 7000) FROM generate_series(1, %s)"


def run_sql(*statements: str) -> None:
    """Statements on the connection of the site itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class OfSqlite:
    """Faults of a database in one file."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection
        self.path = Path(str(connection.settings_dict["NAME"]))
        connection.settings_dict["OPTIONS"]["timeout"] = _PATIENCE
        connection.close()

    @property
    def faults(self) -> dict[str, Fault]:
        """Each by its name."""
        return {"locked": self.locked, "read-only": self.read_only, "disk full": self.full, "gone and back": self.gone}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else writes and does not end."""
        import sqlite3

        other = sqlite3.connect(self.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """What is there can be read, and nothing stored."""
        run_sql("PRAGMA query_only = ON")
        try:
            yield
        finally:
            run_sql("PRAGMA query_only = OFF")

    @contextmanager
    def full(self) -> Iterator[None]:
        """No file may grow: what the system answers is what it answers for a full disk or a quota that is used up."""
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        run_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    @contextmanager
    def gone(self) -> Iterator[None]:
        """The folder of the file is away, as when a disk drops out; connections are made anew."""
        aside = self.path.with_name(f"{self.path.name}-aside")
        self.connection.close()
        self.path.rename(aside)
        self.path.mkdir()
        try:
            yield
        finally:
            self.connection.close()
            self.path.rmdir()
            aside.rename(self.path)


class OfPostgres:
    """Faults of a database behind a server.

    The disk of a server that others use is not filled. `WAYMARK_PROVE_SMALL` names an empty folder on a small disk of
    its own (such as a tmpfs of 64 MB) that belongs to the user of the server: the database is moved there to be full.
    """

    def __init__(self) -> None:
        from django.db import connection
        from django.db.backends.signals import connection_created

        self.connection, settings = connection, connection.settings_dict
        self.given = {"user": settings["USER"], "host": settings["HOST"], "port": settings["PORT"] or 5432}
        self.name = settings["NAME"]
        self.ending = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'"
        connection_created.connect(_made_hasty, weak=False)
        connection.close()

    @property
    def faults(self) -> dict[str, Fault]:
        """Each by its name."""
        found: dict[str, Fault] = {"locked": self.locked, "read-only": self.read_only, "gone and back": self.gone}
        return found | ({"disk full": self.full} if os.environ.get("WAYMARK_PROVE_SMALL") else {})

    def _server(self, database: str, *statements: str) -> Any:
        import psycopg

        found = psycopg.connect(dbname=database, autocommit=True, **self.given)
        for statement in statements:
            found.execute(statement.encode())
        return found

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else holds the table that every answer writes, and does not end."""
        other = self._server(self.name, "BEGIN", "LOCK TABLE audit_chainhead IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            other.close()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """What is there can be read, and nothing stored."""
        setting = f'ALTER DATABASE "{self.name}"'
        self._server("postgres", f"{setting} SET default_transaction_read_only = on", self.ending).close()
        self.connection.close()
        try:
            yield
        finally:
            self._server("postgres", f"{setting} RESET default_transaction_read_only", self.ending).close()
            self.connection.close()

    @contextmanager
    def full(self) -> Iterator[None]:
        """No table may grow: the database lies on a small disk, beside rubbish that takes the rest of it."""
        import psycopg

        folder = os.environ["WAYMARK_PROVE_SMALL"]
        self._server("postgres", f"CREATE TABLESPACE {_SMALL} LOCATION '{folder}'").close()
        self._moved(_SMALL)
        try:
            # A row that still finds room on a page that is there is stored, full disk or not; so none is left.
            other = self._server(self.name, "ALTER TABLE audit_auditrow SET (fillfactor = 10)", *_RUBBISH)
            for rows in (1000, 10, 1):
                with suppress(psycopg.errors.DiskFull):
                    while True:
                        other.execute(_MORE_RUBBISH, [rows])
            yield
            other.execute("DROP TABLE rubbish")
            other.execute("ALTER TABLE audit_auditrow RESET (fillfactor)")
            other.close()
        finally:
            self._moved("pg_default")
            self._server("postgres", f"DROP TABLESPACE {_SMALL}").close()

    def _moved(self, tablespace: str) -> None:
        self.connection.close()
        self._server("postgres", self.ending, f'ALTER DATABASE "{self.name}" SET TABLESPACE {tablespace}').close()

    @contextmanager
    def gone(self) -> Iterator[None]:
        """The server ends every connection under our hands, and takes none."""
        self._server("postgres", f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS false', self.ending).close()
        try:
            yield
        finally:
            self._server("postgres", f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS true').close()
            self.connection.close()


def _made_hasty(connection: Any, **_: object) -> None:
    connection.connection.execute(f"SET lock_timeout = '{int(_PATIENCE * 1000)}ms'")
