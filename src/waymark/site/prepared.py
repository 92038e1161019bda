"""Questions that every request asks, prepared: Django makes the SQL of a queryset once, later only values change.

Making the SQL of a small question costs ten times what the database takes to answer it. What is asked, what comes back
and how it is converted stay Django's; nothing that was read is kept between two asks. Beside them the two ways in which
a hot path writes: new rows of one table, and one row changed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS
from django.db.models import AutoField, DateTimeField, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators

from waymark.site.statements import PLACE, Statement, as_stored, connected

__all__ = ["Places", "Prepared", "change_row", "insert_rows"]

T = TypeVar("T")
_FAR = datetime(9000, 1, 1, tzinfo=UTC)
_LARGE = 8_000_000_000_000_000


class Places:
    """Where values will stand in a question: each a value of its kind that nothing else in the question has."""

    def __init__(self) -> None:
        self.marks: dict[str, Any] = {}

    def text(self, name: str) -> str:
        """A text."""
        return self.marks.setdefault(name, f"\ue000 place of {name}")

    def number(self, name: str) -> int:
        """A whole number."""
        return self.marks.setdefault(name, _LARGE + len(self.marks))

    def moment(self, name: str) -> datetime:
        """A moment with its zone."""
        return self.marks.setdefault(name, _FAR + timedelta(days=len(self.marks)))


class Prepared(Generic[T]):
    """One question. `ask` makes the queryset from places; models with select_related, or `values_list`, no prefetch."""

    def __init__(self, ask: Callable[[Places], QuerySet[Any, T]]) -> None:
        self._ask = ask
        self._made: dict[str, _Made] = {}

    def all(self, **given: object) -> list[T]:
        """What it finds for these values, in its order."""
        return list(self._rows(given))

    def first(self, **given: object) -> T | None:
        """The first of what it finds; the question has its own limit where many would be found."""
        return next(self._rows(given), None)

    def _rows(self, given: dict[str, object]) -> Iterator[T]:
        connection = connected()
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = _Made(self._ask, connection)
        return made.read(made.statement.rows(connection, made.parameters(given, connection)), connection)


class _Made:
    """The SQL of a question for one kind of database, with what Django knows about its columns."""

    def __init__(self, ask: Callable[[Places], QuerySet[Any, Any]], connection: Any) -> None:
        places = Places()
        queryset = ask(places)
        compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        told = {as_stored(mark, connection): name for name, mark in places.marks.items()}
        given = [(told.get(value, ""), value) for value in parameters]
        self.statement = Statement(_with_constants(sql, given))
        self._parameters = [(name, value) for name, value in given if name or not _is_constant(value)]
        self._names = frozenset(places.marks)
        if {name for name, _ in self._parameters} - {""} != self._names:
            raise TypeError(f"a place of this question is not in its SQL: {sql}")
        self._converters = list(compiler.get_converters([part[0] for part in compiler.select]).items())
        self._as_models = queryset._iterable_class is ModelIterable
        if self._as_models:
            self._columns(compiler, compiler.klass_info)
        elif queryset._iterable_class is not ValuesListIterable or queryset._prefetch_related_lookups:
            raise TypeError("a prepared question gives models or tuples")

    def _columns(self, compiler: Any, info: Any) -> None:
        fields = info["select_fields"]
        self._model, self._from, self._to = info["model"], fields[0], fields[-1] + 1
        self._fields = [part[0].target.attname for part in compiler.select[self._from : self._to]]
        self._make = _Maker(self._model)
        self._related = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)
        _make_by_us(self._related)
        self._more = list((compiler.annotation_col_map or {}).items())

    def parameters(self, given: dict[str, object], connection: Any) -> list[object]:
        """As the database takes them. Raises TypeError unless just the places of the question are given."""
        if given.keys() != self._names:
            raise TypeError(f"this question takes {sorted(self._names)}, not {sorted(given)}")
        stored = {name: as_stored(value, connection) for name, value in given.items()}
        return [stored[name] if name else value for name, value in self._parameters]

    def read(self, rows: Any, connection: Any) -> Iterator[Any]:
        """Rows as the queryset would give them."""
        for found in rows:
            row = list(found)
            for place, (converters, expression) in self._converters:
                for converter in converters:
                    row[place] = converter(row[place], expression, connection)
            yield self._as_model(row) if self._as_models else tuple(row)

    def _as_model(self, row: list[Any]) -> Any:
        made = self._make.from_db(DEFAULT_DB_ALIAS, self._fields, row[self._from : self._to])
        for related in self._related:
            related.populate(row, made)
        for name, place in self._more:
            setattr(made, name, row[place])
        return made


def _is_constant(value: object) -> bool:
    return type(value) in (str, int)


def _with_constants(sql: str, given: Iterable[tuple[str, object]]) -> str:
    """What never changes stands in the text itself: only so does a database know that an index of some rows will do."""
    values = iter(given)

    def told(_: object) -> str:
        name, value = next(values)
        if name or not _is_constant(value):
            return "%s"
        return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''").replace("%", "%%") + "'"

    return PLACE.sub(told, sql)


class _Maker:
    """Makes rows into models in place of the model itself, which tells everybody of each and looks for defaults.

    Nobody listens to ours, and the database gives every column that was asked for.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model = model

    def from_db(self, db: str, names: Sequence[str], values: Sequence[object]) -> Model:
        made: Model = self._model.__new__(self._model)
        made.__dict__.update(zip(names, values, strict=True))
        made._state = ModelState()
        made._state.adding, made._state.db = False, db
        return made


def _make_by_us(related: Iterable[Any]) -> None:
    """The same for what comes along with a model."""
    for one in related:
        one.model_cls = _Maker(one.model_cls)
        _make_by_us(one.related_populators)


def insert_rows(rows: Sequence[object], *, into: type[Model] | None = None, unless_there: bool = False) -> None:
    """Store new rows of one table in one statement. Their keys are made by the database and not read back.

    `into`: the table of rows that are no models and have its columns as attributes. `unless_there`: a row that the
    table has already is left as it is.
    """
    if not rows:
        return
    connection, model = connected(), into or cast(type[Model], type(rows[0]))
    values, moments = _values_of(model)
    given: list[object] = []
    for row in rows:
        of_row = list(values(row))
        for place in moments:
            of_row[place] = as_stored(of_row[place], connection)
        given += of_row
    _insert(model, len(rows), unless_there).done(connection, given)


@cache
def _insert(model: type[Model], rows: int, unless_there: bool) -> Statement:
    columns = [field.column for field in _columns_of(model)]
    every = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    rest = " ON CONFLICT DO NOTHING" if unless_there else ""
    return Statement(f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES {every}{rest}")


def change_row(row: Model, *names: str) -> None:
    """Store these fields of a row that is there, whose key does not change."""
    connection = connected()
    given = [as_stored(getattr(row, row._meta.get_field(name).attname), connection) for name in names]
    _update(type(row), names).done(connection, [*given, row.pk])


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> Statement:
    places = ", ".join(f"{model._meta.get_field(name).column} = %s" for name in names)
    return Statement(f"UPDATE {model._meta.db_table} SET {places} WHERE {model._meta.pk.column} = %s")


@cache
def _values_of(model: type[Model]) -> tuple[Callable[[object], Iterable[object]], list[int]]:
    """What reads the columns of a row, and which of them are moments."""
    fields = _columns_of(model)
    names = [field.attname for field in fields]
    moments = [place for place, field in enumerate(fields) if isinstance(field, DateTimeField)]
    if len(names) == 1:
        return lambda row: (getattr(row, names[0]),), moments
    return attrgetter(*names), moments


@cache
def _columns_of(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
