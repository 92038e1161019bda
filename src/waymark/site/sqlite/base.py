"""SQLite as Django drives it; only waiting for the write lock is ours.

SQLite's own waiting sleeps longer and longer, up to a tenth of a second: whoever has waited long goes on waiting, while
the lock lies free between two others. Here a transaction looks again every few milliseconds, as long as the
connection's timeout allows.
"""

import sqlite3
from time import monotonic, sleep

from django.db.backends.sqlite3 import base

__all__ = ["DatabaseWrapper"]

_LOOK_AGAIN = 0.002


class DatabaseWrapper(base.DatabaseWrapper):
    """The name by which Django finds a backend."""

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict.get("OPTIONS", {}).get("timeout", 5.0))
        deadline = monotonic() + patience
        # Django's cursor would cost more than the look itself.
        execute = self.connection.execute
        with self.wrap_database_errors:
            execute("PRAGMA busy_timeout = 0")
            try:
                while not _begun(execute, self.transaction_mode or "DEFERRED", monotonic() > deadline):
                    sleep(_LOOK_AGAIN)
            finally:
                execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def _begun(execute: object, mode: str, last: bool) -> bool:
    """Whether the transaction began. Raises when this was the last time to look, or for anything but a lock."""
    try:
        execute(f"BEGIN {mode}")  # type: ignore[operator]
    except sqlite3.OperationalError as error:
        if last or "locked" not in str(error):
            raise
        return False
    return True
