"""Logs that tell what happened and never to whom: no message text of an exception, no address, no form."""

import json
import logging
import traceback
from datetime import UTC, datetime

__all__ = ["WithoutPersons"]

# What our own code may add to a line; anything else that hangs on a record stays out.
_ADDED = {"view": "view", "status_code": "status", "took_ms": "took_ms", "method": "method"}


class WithoutPersons(logging.Formatter):
    """One JSON object a line: time, level, logger, the view's name, and of an error its kind and places in our code."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.startswith("waymark."):
            told["says"] = record.getMessage()
        told |= {name: getattr(record, field) for field, name in _ADDED.items() if hasattr(record, field)}
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None:
            # The name of the page; its address may hold an id.
            told["view"] = match.view_name
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
            told["places"] = [
                f"{frame.filename.rpartition('/waymark/')[2]}:{frame.lineno}"
                for frame in traceback.extract_tb(record.exc_info[2])
                if "/waymark/" in frame.filename
            ][-6:]
        return json.dumps(told)
