"""What the site knows beside the record of how the plan is walked: since when, and which lines sessions were about."""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec
from django.db.models import Max, QuerySet, Subquery

from waymark.progress.cadence import Also
from waymark.site.days import day_of
from waymark.site.notes.marks import mark_of
from waymark.site.notes.models import Touch
from waymark.site.people.models import Episode, Person
from waymark.site.plans.models import PlanVersion
from waymark.site.prepared import Places, Prepared

__all__ = ["Walked", "walked_by"]


class Walked(msgspec.Struct, frozen=True):
    """`begun`: when the first plan of this time in the programme was made. `touched`: when a session was last about a
    line, by the keyed mark of the line."""

    begun: datetime | None
    touched: Mapping[bytes, datetime]

    @property
    def key(self) -> tuple[object, ...]:
        """The same while nothing of it changed."""
        return self.begun, tuple(sorted(self.touched.items()))

    def at(self, person: Person, item: str) -> datetime | None:
        """When a session was last about this line."""
        return self.touched.get(mark_of(person, item))

    def also(self, person: Person) -> Also:
        """The same for the room that judges what is due, in days."""

        def touched(item: str) -> int | None:
            last = self.at(person, item)
            return None if last is None else day_of(last).toordinal()

        return Also(None if self.begun is None else day_of(self.begun).toordinal(), touched)


def walked_by(person: Person, moment: datetime | None = None) -> Walked:
    """As of a moment; None: now."""
    given = {"person": person.pk, "until": moment or _NEVER}
    begun = _BEGUN.first(**given)
    return Walked(begun[0] if begun else None, {bytes(mark): at for mark, at in _TOUCHED.all(**given)})


def _begun(at: Places) -> QuerySet[PlanVersion, tuple[datetime]]:
    """When the first plan of the time in the programme was made that is the last one by then."""
    times = Episode.objects.filter(person=at.number("person"), opened_at__lte=at.moment("until"))
    opened = Subquery(times.order_by("-pk").values("opened_at")[:1])
    plans = PlanVersion.objects.filter(person=at.number("person"), made_at__lte=at.moment("until"), made_at__gte=opened)
    return plans.order_by("made_at").values_list("made_at")[:1]


def _touched(at: Places) -> QuerySet[Touch, tuple[bytes, datetime]]:
    touches = Touch.objects.filter(person=at.number("person"), at__lte=at.moment("until"))
    return touches.values("mark").annotate(last=Max("at")).order_by().values_list("mark", "last")


_BEGUN, _TOUCHED = Prepared(_begun), Prepared(_touched)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
