"""The tables in memory, grouped by participant and cut at each participant's as-of day."""

from collections.abc import Callable
from pathlib import Path

from waymark.exchange.ctn0094.columns import LARGE_TABLES, TABLES
from waymark.exchange.ctn0094.report import AFTER, Tally
from waymark.exchange.ctn0094.tables import Cell, find_tables, read_table
from waymark.exchange.errors import ExchangeError

__all__ = ["Trial", "load"]

_ONE_ROW = (
    "demographics",
    "first_survey",
    "screening_date",
    "asi",
    "psychiatric",
    "pain",
    "fagerstrom",
    "qol",
    "rbs_iv",
    "sex",
)
Rows = list[tuple[Cell, ...]]


class Trial:
    """Everything known by each participant's as-of day. Participants in ascending order."""

    def __init__(self) -> None:
        self.project: dict[int, str] = {}
        # First randomization only: day and arm.
        self.randomized: dict[int, tuple[int, str]] = {}
        self.as_of: dict[int, int] = {}
        self.single: dict[int, dict[str, dict[str, Cell]]] = {}
        self.many: dict[str, dict[int, Rows]] = {}


def load(folder: Path, week: int | None, tally: Tally, step: Callable[[], None]) -> Trial:
    """Read the tables of a folder as of randomization (or consent) plus `week` weeks. Raises ExchangeError."""
    tables = find_tables(folder)
    trial = Trial()
    _people(trial, tables, week, tally)
    step()
    for name in _ONE_ROW:
        _single(trial, tables, name, tally)
        step()
    _rows(trial, tables, "rbs", tally)
    for name in LARGE_TABLES:
        _rows(trial, tables, name, tally)
        step()
    return trial


def _people(trial: Trial, tables: Path, week: int | None, tally: Tally) -> None:
    for line, (who, project) in enumerate(read_table(tables, "everybody"), start=2):
        tally.rows["everybody"] += 1
        tally.use("everybody")
        assert isinstance(who, int)
        if who in trial.project:
            raise ExchangeError(f"{tables}: everybody row {line}: participant {who} stands twice; keep one row.")
        if project is None:
            raise ExchangeError(f"{tables}: everybody row {line}: `project` is empty; fetch the table again.")
        trial.project[who] = str(project)
    for who, arm, which, when in read_table(tables, "randomization"):
        tally.rows["randomization"] += 1
        assert isinstance(who, int)
        _known(trial, tables, "randomization", who)
        if which != "1":
            tally.drop("randomization", "second randomization; the document starts at the first")
        elif not isinstance(when, int) or arm is None:
            tally.drop("randomization", "no day or arm given: taken as of consent")
        elif who in trial.randomized:
            raise ExchangeError(f"{tables}: randomization: participant {who} has two rows with `which` 1; keep one.")
        else:
            tally.use("randomization")
            trial.randomized[who] = (when, str(arm))
    for who in sorted(trial.project):
        trial.as_of[who] = trial.randomized.get(who, (0, ""))[0] + 7 * (week or 0)
        trial.single[who] = {}


def _known(trial: Trial, tables: Path, name: str, who: int) -> None:
    if who not in trial.project:
        raise ExchangeError(f"{tables}: {name}: participant {who} is not in everybody; fetch both tables again.")


def _single(trial: Trial, tables: Path, name: str, tally: Tally) -> None:
    columns = tuple(TABLES[name])
    for row in read_table(tables, name):
        tally.rows[name] += 1
        who = row[0]
        assert isinstance(who, int)
        _known(trial, tables, name, who)
        if name in trial.single[who]:
            raise ExchangeError(f"{tables}: {name}: participant {who} stands twice; keep one row.")
        trial.single[who][name] = dict(zip(columns, row, strict=True))


def _rows(trial: Trial, tables: Path, name: str, tally: Tally) -> None:
    """Rows of a table with several per person; those later than the as-of day are not kept."""
    grouped: dict[int, Rows] = {}
    timed = name in LARGE_TABLES
    rows = late = 0
    for row in read_table(tables, name):
        rows += 1
        who = row[0]
        assert isinstance(who, int)
        limit = trial.as_of.get(who)
        if limit is None:
            _known(trial, tables, name, who)
        when = row[-1]
        if timed and isinstance(when, int) and limit is not None and when > limit:
            late += 1
            continue
        grouped.setdefault(who, []).append(row)
    tally.rows[name] += rows
    tally.drop(name, AFTER, late)
    trial.many[name] = grouped
