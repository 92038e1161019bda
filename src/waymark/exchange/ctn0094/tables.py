"""Reading the trial tables: gzipped CSV checked cell by cell, with file, row and cure for whatever does not fit."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

from waymark.exchange.ctn0094.columns import TABLES, Levels, Whole
from waymark.exchange.errors import ExchangeError

__all__ = ["ANY_TEXT", "Cell", "Columns", "find_tables", "has_table", "read_table"]

# None is an empty field: not known. It is never "no".
Cell = int | str | None
# Stands for a column whose texts are taken as they are, where only some of them mean anything to the reader.
ANY_TEXT: Levels = frozenset()
Columns = Mapping[str, Levels | Whole]
_AGAIN = "fetch the table again from the release, or correct that cell"


def find_tables(folder: Path) -> Path:
    """The folder that holds the tables: `folder` itself, or its `tables`. Raises ExchangeError."""
    if not folder.is_dir():
        raise ExchangeError(f"{folder} is not a folder; give the ctn0094 folder or its `tables` folder.")
    for place in (folder / "tables", folder):
        if _path(place, "everybody") is not None:
            return place
    raise ExchangeError(
        f"{folder} has no everybody.csv.gz, neither in it nor in `tables`; "
        "give the ctn0094 folder or its `tables` folder."
    )


def has_table(folder: Path, name: str) -> bool:
    """Whether the folder holds this table."""
    return _path(folder, name) is not None


def read_table(folder: Path, name: str, columns: Columns | None = None) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table, with the cells in the order of `columns`, or of `TABLES[name]`; whole numbers are numbers.

    Raises ExchangeError with file, row and cure where file, column or value is not as the dictionary says.
    """
    path = _path(folder, name)
    wanted = TABLES[name] if columns is None else columns
    if path is None:
        raise ExchangeError(f"{folder / name}.csv.gz is missing; it is needed, so copy it there from the release.")
    line = 0
    try:
        with _open(path) as stream:
            reader = csv.reader(stream, strict=True)
            header = next(reader, None)
            places = _places(path, header, wanted)
            width = len(header or ())
            checks: list[tuple[int, str, Levels | Whole, dict[str, Cell]]] = [
                (place, column, rule, {}) for (column, rule), place in zip(wanted.items(), places, strict=True)
            ]
            for line, row in enumerate(reader, start=2):
                if len(row) != width:
                    raise ExchangeError(f"{path} row {line}: {len(row)} fields where the header has {width}; {_AGAIN}.")
                yield _cells(path, line, row, checks)
    except (OSError, EOFError, zlib.error) as error:
        raise ExchangeError(f"{path} cannot be read after row {line} ({error}); fetch the file again.") from None
    except UnicodeDecodeError:
        raise ExchangeError(f"{path} is not UTF-8 text near row {line + 1}; fetch the file again.") from None
    except csv.Error as error:
        raise ExchangeError(f"{path} near row {line + 1} is not CSV ({error}); fetch the file again.") from None


def _cells(
    path: Path, line: int, row: Sequence[str], checks: list[tuple[int, str, Levels | Whole, dict[str, Cell]]]
) -> tuple[Cell, ...]:
    """The checked cells of a row. What was seen before in a column is looked up, not checked again."""
    cells: list[Cell] = []
    for place, column, rule, seen in checks:
        text = row[place]
        try:
            cells.append(seen[text])
        except KeyError:
            seen[text] = value = _value(path, line, column, text, rule)
            cells.append(value)
    return tuple(cells)


def _value(path: Path, line: int, column: str, text: str, rule: Levels | Whole) -> Cell:
    if text == "":
        if column == "who":
            raise ExchangeError(f"{path} row {line}: `who` is empty, so the row belongs to nobody; {_AGAIN}.")
        return None
    if isinstance(rule, frozenset):
        if not rule or text in rule:
            return text
        wanted = "one of " + ", ".join(sorted(rule)[:12])
    else:
        low, high = rule
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 12 and low <= int(text) <= high:
            return int(text)
        wanted = f"a whole number from {low} to {high}"
    raise ExchangeError(f"{path} row {line}: column `{column}` holds `{text[:40]}`, not {wanted}; {_AGAIN}.")


def _places(path: Path, header: list[str] | None, columns: Columns) -> list[int]:
    if not header:
        raise ExchangeError(f"{path} is empty; fetch the file again.")
    header[0] = header[0].removeprefix("\ufeff")
    for column in columns:
        if header.count(column) != 1:
            what = "is missing" if column not in header else "stands more than once"
            raise ExchangeError(f"{path} row 1: the column `{column}` {what}; fetch the table again from the release.")
    return [header.index(column) for column in columns]


def _open(path: Path) -> TextIOWrapper:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _path(folder: Path, name: str) -> Path | None:
    for ending in (".csv.gz", ".csv"):
        path = folder / f"{name}{ending}"
        if path.is_file():
            return path
    return None
