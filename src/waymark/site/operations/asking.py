"""Questions to the audit from the machine itself; each is noted like any other reading."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from django.db import transaction

from waymark.site.accounts.models import User, sign_in_index
from waymark.site.audit.models import AuditRow, ChainHead
from waymark.site.audit.questions import what_saw, who_saw
from waymark.site.audit.record import NO_PROGRAMME, note

__all__ = ["lines", "rows_about", "rows_by"]


@transaction.atomic
def rows_about(person: str) -> list[AuditRow]:
    """Every row about a person (their public id) in any programme, the latest first."""
    found: list[AuditRow] = []
    for chain in _chains():
        rows = list(who_saw(chain, person))
        if rows:
            note("audit.who_saw", chain=chain, content="audit", person=person, via="command line")
        found += rows
    return sorted(found, key=lambda row: row.at, reverse=True)


@transaction.atomic
def rows_by(account: str) -> list[AuditRow] | None:
    """Every row of what an account did, the latest first; None where there is no such account."""
    user = (
        User.objects.filter(public_id=account).first() or User.objects.filter(username=sign_in_index(account)).first()
    )
    if user is None:
        return None
    note("audit.what_saw", chain=NO_PROGRAMME, content="audit", target=user.public_id, via="command line")
    found = [row for chain in _chains() for row in what_saw(chain, user.public_id)]
    return sorted(found, key=lambda row: row.at, reverse=True)


def lines(rows: Iterable[AuditRow]) -> Iterator[dict[str, str]]:
    """Each row in words: when, who, what, with which outcome and on what basis."""
    rows = list(rows)
    called = {user.public_id: user.called for user in User.objects.filter(public_id__in={row.actor for row in rows})}
    for row in rows:
        yield {
            "at": row.at.astimezone(UTC).isoformat(timespec="seconds"),
            "who": called.get(row.actor, row.actor),
            "role": row.role,
            "action": row.action,
            "content": row.content,
            "outcome": row.outcome,
            "target": row.target,
            "basis": row.basis,
            "via": row.via,
        }


def _chains() -> list[int]:
    return list(ChainHead.objects.order_by("chain").values_list("chain", flat=True))
