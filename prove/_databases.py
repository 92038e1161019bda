"""Running a program against a site of its own, once on each database that is at hand."""

import os
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

__all__ = ["on_each_database", "postgres_at_hand", "run_on"]

_USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"
_ROOT = Path(__file__).resolve().parent.parent


def on_each_database(module: str, *words: int) -> list[str]:
    """A program's last line on SQLite and on PostgreSQL. Raises AssertionError with what it said where it failed.

    PostgreSQL is taken where one answers on loopback (`WAYMARK_PROVE_POSTGRES` names another server); a database of its
    own is made there and dropped again.
    """
    lines = [f"SQLite: {run_on('', module, *words)}"]
    server = postgres_at_hand()
    if server is None:
        return [*lines, "PostgreSQL: left out, no server answers on loopback"]
    name = f"waymark_prove_{uuid.uuid4().hex[:12]}"
    _statement(server, f"CREATE DATABASE {name}")
    try:
        lines.append("PostgreSQL: " + run_on(f"{server.rpartition('/')[0]}/{name}", module, *words))
    finally:
        _statement(server, f"DROP DATABASE {name} WITH (FORCE)")
    return lines


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
