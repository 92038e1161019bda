"""What sessions and the calendar say about a person, for the work list."""

from django.db.models import Max, Q

from waymark.site.appointments.models import Appointment, GroupPlace
from waymark.site.interviews.reviews import waiting_reviews
from waymark.site.keys.vault import open_for
from waymark.site.notes.models import NextStep
from waymark.site.people.models import Person
from waymark.site.worklist.looking import Arranged, Promise, Raised

__all__ = ["arranged_with", "promises_to", "raised_about"]


def promises_to(person: Person) -> tuple[Promise, ...]:
    """Next steps that nobody has closed."""
    rows = NextStep.objects.filter(person=person, closed_at__isnull=True).order_by("pk")
    return tuple(
        Promise(
            row.public_id,
            row.referral,
            open_for(person.owner, bytes(row.sealed), f"next step {row.public_id}").decode(),
            row.at,
            row.due,
            row.role,
        )
        for row in rows
    )


def raised_about(person: Person) -> tuple[Raised, ...]:
    """What answers brought up that nobody has looked at, in its own first words."""
    return tuple(
        Raised(one.review.public_id, one.lines[0].says if one.lines else "", one.review.raised_at)
        for one in waiting_reviews(person)
    )


def arranged_with(person: Person) -> Arranged:
    """Until when something stands in the calendar with the person."""
    places = GroupPlace.objects.filter(person=person, until__isnull=True).values("group")
    rows = Appointment.objects.filter(Q(person=person) | Q(group__in=places), cancelled_at__isnull=True)
    return Arranged(rows.aggregate(last=Max("ends_at"))["last"])
