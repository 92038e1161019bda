"""Every table of the site, row by row, in a form that both databases share; and what its content comes to in a hash."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from django.apps.registry import Apps
from django.db import connections, models
from django.db.models import BinaryField, Field, Model

__all__ = ["LEFT_OUT", "Content", "content_of", "fields_of", "insert", "rows_of", "tables_of"]

# Sessions: nobody is signed in again by a restore who had signed off since.
LEFT_OUT = frozenset({"django_session", "accounts_signedin"})
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
# Rows with a sealed document in them may be large.
_FEW, _MANY = 16, 2000
_PLAIN = (str, int, float, bytes, type(None), list, dict)
Row = list[Any]


class Content:
    """A table's content while it goes by: how many rows, and a hash that does not depend on their order."""

    def __init__(self) -> None:
        self.rows, self._sum = 0, 0

    def add(self, row: Row) -> None:
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(_ENCODER.encode(row)).digest(), "big")

    @property
    def hash(self) -> str:
        told = f"{self.rows} {self._sum % (1 << 256):064x}"
        return hashlib.sha256(told.encode()).hexdigest()


def tables_of(apps: Apps) -> dict[str, type[Model]]:
    """By the name of the table, in a fixed order, without those that are left out."""
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    managed = {name: model for name, model in found.items() if model._meta.managed and not model._meta.proxy}
    return {name: managed[name] for name in sorted(managed) if name not in LEFT_OUT}


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """What of a row is stored, by name of the column: a table that grew over versions has them in another order."""
    stored = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    return sorted(stored, key=lambda field: str(field.column))


def rows_of(model: type[Model], using: str) -> Iterator[Row]:
    """Each row, its values as they are written into a backup. Memory does not grow with the table."""
    fields = fields_of(model)
    large = any(isinstance(field, BinaryField | models.TextField) and not field.max_length for field in fields)
    asked = model._base_manager.using(using).order_by("pk").values_list(*(field.attname for field in fields))
    for row in asked.iterator(chunk_size=_FEW if large else _MANY):
        yield [_plain(value) for value in row]


def content_of(apps: Apps, using: str) -> dict[str, Content]:
    """Of every table of a database."""
    found = {}
    for name, model in tables_of(apps).items():
        content = found[name] = Content()
        for row in rows_of(model, using):
            content.add(row)
    return found


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Row], using: str) -> None:
    """Put rows in as they are: no default, no moment of today, no signal."""
    by_column = {field.column: field for field in fields_of(model)}
    fields = [by_column[column] for column in columns]
    made = [
        model(**{field.attname: _given(field, value) for field, value in zip(fields, row, strict=True)}) for row in rows
    ]
    at_once = max(1, connections[using].ops.bulk_batch_size(fields, made))
    for start in range(0, len(made), at_once):
        model._base_manager.using(using)._insert(  # type: ignore[attr-defined]
            made[start : start + at_once], fields=fields, using=using, raw=True
        )


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if not isinstance(value, _PLAIN):
        raise TypeError(f"a value of the kind {type(value).__name__} has no place in a backup yet")
    return value


def _given(field: "Field[Any, Any]", value: Any) -> Any:
    """A value as the model holds it; what is kept as JSON already is no text to be read."""
    return value if value is None or isinstance(field, models.JSONField) else field.to_python(value)
