"""Running a program against a site of its own, once on each database that is at hand."""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

__all__ = ["each_database", "on_each_database", "postgres_at_hand", "run_on"]

_USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"
_ROOT = Path(__file__).resolve().parent.parent


def on_each_database(module: str, *words: int) -> list[str]:
    """A program's last line on SQLite and on PostgreSQL. Raises AssertionError with what it said where it failed."""
    return [
        f"{name}: {run(module, *words) if run is not None else 'left out, no server answers on loopback'}"
        for name, run in each_database()
    ]


def each_database() -> Iterator[tuple[str, Callable[..., str] | None]]:
    """The name of each database, and what runs a program on it (as `run_on`); None for one that is not at hand.

    PostgreSQL is taken where one answers on loopback (`WAYMARK_PROVE_POSTGRES` names another server); a database of its
    own is made there and dropped again.
    """
    yield "SQLite", partial(run_on, "")
    server = postgres_at_hand()
    if server is None:
        yield "PostgreSQL", None
        return
    name = f"waymark_prove_{uuid.uuid4().hex[:12]}"
    _statement(server, f"CREATE DATABASE {name}")
    try:
        yield "PostgreSQL", partial(run_on, f"{server.rpartition('/')[0]}/{name}")
    finally:
        _statement(server, f"DROP DATABASE {name} WITH (FORCE)")


def run_on(database: str, module: str, *words: int) -> str:
    """A program's last line, run in a home of its own on a database (empty: SQLite). Raises AssertionError."""
    with tempfile.TemporaryDirectory(prefix="waymark-prove-") as home:
        told = subprocess.run(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=_ROOT,
            env={**os.environ, "WAYMARK_HOME": home, "DATABASE_URL": database},
            capture_output=True,
            text=True,
            check=False,
        )
    if told.returncode != 0:
        raise AssertionError((told.stdout.strip() or told.stderr.strip())[-2000:])
    return told.stdout.strip().splitlines()[-1]


def postgres_at_hand() -> str | None:
    """The address of a PostgreSQL server that answers, or None."""
    import psycopg

    server = os.environ.get("WAYMARK_PROVE_POSTGRES", _USUAL)
    try:
        psycopg.connect(server, connect_timeout=2).close()
    except psycopg.OperationalError:
        return None
    return server


def _statement(server: str, statement: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement))
