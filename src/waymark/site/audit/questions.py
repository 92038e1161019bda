"""What is asked of an audit: who saw this person, and what did this member of staff see."""

from collections.abc import Iterator

from django.db.models import QuerySet

from waymark.site.audit.chain import subject_of
from waymark.site.audit.models import AuditRow
from waymark.site.keys.ring import ring

__all__ = ["latest", "what_saw", "who_saw"]


def who_saw(chain: int, person: str) -> QuerySet[AuditRow]:
    """Every row about a person (their public id), the latest first."""
    return AuditRow.objects.filter(chain=chain, subject=subject_of(ring().audit, person)).order_by("-number")


def what_saw(chain: int, actor: str) -> QuerySet[AuditRow]:
    """Every row of what one account did, the latest first."""
    return AuditRow.objects.filter(chain=chain, actor=actor).order_by("-number")


def latest(chain: int) -> QuerySet[AuditRow]:
    """Every row of a chain, the latest first."""
    return AuditRow.objects.filter(chain=chain).order_by("-number")


def rows_of(chain: int) -> Iterator[AuditRow]:
    """A whole chain in its order."""
    return AuditRow.objects.filter(chain=chain).order_by("number").iterator()
