"""How far a library was checked: per topic how many statements are our default, to verify, sourced, signed."""

import datetime
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, get_args

import msgspec

from waymark.knowledge.folder import Written
from waymark.knowledge.model.common import Clinical, Status

__all__ = ["STATUSES", "StatusRow", "status_rows", "total"]

STATUSES: tuple[str, ...] = get_args(Status)


class StatusRow(msgspec.Struct, frozen=True):
    """One topic of one kind: `counts` per status, reviews that were due, texts whose Spanish nobody reviewed."""

    kind: str
    topic: str
    counts: dict[str, int]
    review_due: int = 0
    spanish_unreviewed: int = 0

    @property
    def entries(self) -> int:
        return sum(self.counts.values())


def status_rows(written: Iterable[Written], today: datetime.date) -> list[StatusRow]:
    """One row per kind and topic of entries that state something clinical, in the order they stand."""
    by_topic: dict[tuple[str, str], list[Any]] = {}
    for one in written:
        entry = _clinical(one.entry)
        if entry is not None:
            by_topic.setdefault((one.kind, _topic(one)), []).append((entry, one.entry))
    return [_row(kind, topic, entries, today) for (kind, topic), entries in by_topic.items()]


def total(rows: Iterable[StatusRow]) -> StatusRow:
    """All rows in one."""
    rows = list(rows)
    return StatusRow(
        "all", "", {status: sum(row.counts.get(status, 0) for row in rows) for status in STATUSES},
        sum(row.review_due for row in rows), sum(row.spanish_unreviewed for row in rows),
    )  # fmt: skip


def _clinical(entry: Any) -> Clinical | None:
    """What carries the status: the entry itself, or of a named value its newest number."""
    if isinstance(entry, Clinical):
        return entry
    history = getattr(entry, "history", ())
    return max(history, key=lambda dated: dated.valid_from) if history else None


def _topic(one: Written) -> str:
    """The folder or file below the kind: `medication` of `rules/medication/methadone.yaml`."""
    parts = PurePath(one.file).parts
    below = parts[1:] if len(parts) > 1 else parts
    return below[0].removesuffix(".yaml")


def _row(kind: str, topic: str, entries: list[tuple[Clinical, Any]], today: datetime.date) -> StatusRow:
    counts = {status: sum(clinical.status == status for clinical, _ in entries) for status in STATUSES}
    due = sum(getattr(entry, "review_by", None) is not None and entry.review_by < today for _, entry in entries)
    unreviewed = sum(clinical.spanish == "unreviewed" for clinical, _ in entries)
    return StatusRow(kind, topic, counts, due, unreviewed)
