"""The audit in plain words: who, when, what, for people who never heard of a log."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db.models import QuerySet

from waymark.site.accounts.models import User
from waymark.site.audit.models import AuditRow
from waymark.site.pages.wording import say, wording
from waymark.site.people.selectors import names_of

__all__ = ["Told", "page_of", "told"]


class Told(msgspec.Struct, frozen=True):
    """One line. `name` is empty where it is not for the reader; `outcome`: done, denied or failed."""

    at: datetime
    role: str
    name: str
    what: str
    outcome: str
    emergency: bool


def page_of(rows: QuerySet[AuditRow], before: str, most: int) -> tuple[list[AuditRow], int | None]:
    """One page of rows older than a number, and the number where the next page begins."""
    if before.isascii() and before.isdigit() and len(before) < 16:
        rows = rows.filter(number__lt=int(before))
    found = list(rows[: most + 1])
    return found[:most], found[most - 1].number if len(found) > most else None


def told(rows: Iterable[AuditRow], language: str, *, named: frozenset[int] | None) -> list[Told]:
    """Lines for rows. `named`: whose names may be shown (None: everybody's).

    What somebody did within one minute is one line: opening a page and what it shows belong together.
    """
    found = list(rows)
    users = {user.public_id: user for user in User.objects.filter(public_id__in={row.actor for row in found})}
    names = names_of(users.values())
    lines: list[Told] = []
    before = ""
    for row in found:
        user = users.get(row.actor)
        shown = user is not None and (named is None or user.pk in named)
        line = Told(
            row.at.replace(second=0, microsecond=0),
            row.role,
            names[user.pk] if user is not None and shown else "",
            _what(row, language),
            row.outcome,
            "emergency" in (row.purpose, row.content),
        )
        if lines and row.actor == before and _beside(lines[-1]) == _beside(line):
            if line.what not in lines[-1].what.split("; "):
                lines[-1] = msgspec.structs.replace(line, what=f"{line.what}; {lines[-1].what}")
        else:
            lines.append(line)
        before = row.actor
    return lines


def _beside(line: Told) -> tuple[object, ...]:
    """What two events of one minute have in common."""
    return (line.at, line.role, line.name, line.outcome, line.emergency)


def _what(row: AuditRow, language: str) -> str:
    action = row.action.partition("+")[0].partition(" ")[0]
    for own in (f"audit.did_{action.replace('.', '_')}", f"audit.content_{row.content}"):
        if own in wording():
            return say(language, own)
    return say(language, "audit.did_something")
