"""Waiting for the one who writes: as long as the timeout says, and no longer than they write."""

import sqlite3
import threading
from pathlib import Path
from time import monotonic

import pytest
from django.db import OperationalError

from waymark.site.sqlite.base import DatabaseWrapper

WRITES = 0.3


def _begun(path: Path, timeout: float) -> DatabaseWrapper:
    """A connection that began a transaction. Raises OperationalError."""
    given = {"NAME": str(path), "OPTIONS": {"timeout": timeout, "transaction_mode": "IMMEDIATE"}, "TIME_ZONE": None}
    given |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
    connection = DatabaseWrapper(given, "x")
    connection.ensure_connection()
    try:
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    except OperationalError:
        connection.close()
        raise
    return connection


@pytest.mark.django_db
def test_a_transaction_begins_when_the_other_ends_or_says_so_in_time(tmp_path: Path) -> None:
    path = tmp_path / "waiting.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        _begun(path, 0.1)
    ending, began = threading.Timer(WRITES, writer.rollback), monotonic()
    ending.start()
    connection = _begun(path, 10)
    assert WRITES <= monotonic() - began < 5
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
    connection.rollback()
    connection.close()
    ending.join()
    writer.close()
