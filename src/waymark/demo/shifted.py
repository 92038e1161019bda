"""An invented document moved in time, so that a house of today has people of today."""

import re
from datetime import date, timedelta
from typing import Any

from waymark.demo.notes import Document

__all__ = ["latest_day", "shifted"]

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(T[\d:]+)?")


def latest_day(document: Document) -> date:
    """The last day anything was noted on."""
    return max(date.fromisoformat(row["at"][:10]) for row in _rows(document))


def shifted(document: Document, by: timedelta) -> Document:
    """The same with every date moved; texts stay as they are."""
    moved = _moved(document, by)
    assert isinstance(moved, dict)
    return moved


def _rows(value: Any) -> "list[Document]":
    if isinstance(value, list):
        return [row for one in value for row in _rows(one)]
    if isinstance(value, dict):
        return [value] if isinstance(value.get("at"), str) else [row for one in value.values() for row in _rows(one)]
    return []


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {name: _moved(one, by) for name, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, by) for one in value]
    if isinstance(value, str) and (found := _DATED.fullmatch(value)):
        return (date.fromisoformat(found[1]) + by).isoformat() + (found[2] or "")
    return value
