"""PostgreSQL asked by its own library, in one call: what stands in between costs more than the server does.

The driver's cursors send, wait and read in steps of Python. Here values are made ready and rows are read by the driver
(the same types, the same errors), and its library is called once. The server keeps how it answers a text that comes
again. Transactions stay as the driver has them: one begins with the first statement where the connection is told not to
commit by itself.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection, OperationalError, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

__all__ = ["Line"]

# Each text that is kept takes some memory of the server; lists of many lengths make many texts.
_MOST_KEPT = 200


class Line:
    """One open connection, and the texts that its server keeps."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection
        self._server, self._values = connection.pgconn, Transformer(connection)
        self._kept: dict[tuple[str, tuple[int, ...] | None], bytes] = {}

    def rows(self, sql: str, given: Sequence[object]) -> list[tuple[Any, ...]]:
        """What a statement finds, with `$1` and so on where values stand; nothing where it only stores. Raises the
        errors of psycopg."""
        if self._server.transaction_status == TransactionStatus.IDLE and not self.connection.autocommit:
            _good(self._server.exec_(b"BEGIN"))
        values = self._values.dump_sequence(given, [PyFormat.AUTO] * len(given))
        types, formats = self._values.types, self._values.formats
        name = self._kept.get((sql, types)) or self._prepared(sql, types)
        if name:
            answer = self._server.exec_prepared(name, values, formats)
        else:
            answer = self._server.exec_params(sql.encode(), values, types, formats)
        if _good(answer) == ExecStatus.COMMAND_OK:
            return []
        self._values.set_pgresult(answer)
        return self._values.load_rows(0, answer.ntuples, tuple)

    def _prepared(self, sql: str, types: tuple[int, ...] | None) -> bytes:
        """The name under which the server keeps a text from now on; empty where it keeps enough."""
        if len(self._kept) >= _MOST_KEPT:
            return b""
        name = b"waymark_%d" % len(self._kept)
        _good(self._server.prepare(name, sql.encode(), types))
        self._kept[sql, types] = name
        return name


def _good(answer: PGresult) -> int:
    """How it ended. Raises the error of psycopg that the server's answer means."""
    if answer.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        return answer.status
    if answer.error_field(DiagnosticField.SQLSTATE) is None:
        # No answer of the server: the connection is gone.
        raise OperationalError(answer.get_error_message())
    raise errors.error_from_result(answer)
