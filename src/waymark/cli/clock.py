"""The one place with a clock: rows that have not come yet are refused; an interview is held now."""

import datetime

from waymark.cli.errors import Refused
from waymark.record.documents.common import Moment
from waymark.record.documents.decisions import Decisions
from waymark.record.documents.person import Person
from waymark.record.rows import noted_of, person_rows
from waymark.record.time import DAY, stamp

__all__ = ["now", "refuse_future", "to_come", "today"]

# No document was written before this software was: a machine whose clock is behind refuses nobody.
WRITTEN = datetime.date(2026, 11, 21)
# Midnight is not the same moment everywhere.
MARGIN_DAYS = 1


def today() -> datetime.date:
    """The day a decision is made on where nobody names another."""
    return max(datetime.date.today(), WRITTEN)


def refuse_future(document: Person | Decisions, where: str) -> None:
    """Refuse a row dated after today, with its place; documents that count days from an anchor have no today."""
    tables = (("rows", document.rows),) if isinstance(document, Decisions) else person_rows(document)
    for table, rows in tables:
        for number, row in enumerate(rows):
            if to_come(row.at) or to_come(noted_of(row)):
                raise Refused(
                    f"{where}: {table}[{number}]: dated {max(str(row.at), str(noted_of(row)))}, which is still to come "
                    f"(today is {today()}); correct the date, or say the plan's moment with --at"
                )


def to_come(moment: Moment) -> bool:
    """Whether a moment lies after today; days from an anchor have no today. Raises ValueError when it is none."""
    return isinstance(moment, str) and stamp(moment) >= (today().toordinal() + MARGIN_DAYS + 1) * DAY


def now() -> str:
    """This minute, as documents write it; a machine whose clock is behind says the day this software was written."""
    moment = max(datetime.datetime.now(), datetime.datetime.combine(WRITTEN, datetime.time()))
    return moment.strftime("%Y-%m-%dT%H:%M")
