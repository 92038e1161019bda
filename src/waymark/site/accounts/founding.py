"""Which programmes there are, for whoever sits at the machine itself; nothing about anybody in them."""

from django.db.models import Count, Q

from waymark.site.people.models import Programme

__all__ = ["programmes_by_name", "programmes_called"]


def programmes_called(name: str) -> list[Programme]:
    """Programmes of this name, for whoever sits at the machine itself."""
    return list(Programme.objects.filter(name__iexact=name))


def programmes_by_name() -> list[tuple[str, int]]:
    """(name, how many manage it today) of every programme."""
    managers = Q(memberships__role="manager", memberships__until__isnull=True)
    rows = Programme.objects.annotate(managers=Count("memberships", filter=managers)).order_by("name", "pk")
    return [(row.name, row.managers) for row in rows]
