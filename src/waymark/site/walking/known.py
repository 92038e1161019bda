"""What the site knows beside the record of how the plan is walked: since when, and which lines sessions were about."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.db.models import Max, Min, Subquery

from waymark.progress.cadence import Also
from waymark.site.days import day_of
from waymark.site.notes.marks import mark_of
from waymark.site.notes.models import Touch
from waymark.site.people.models import Person

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
    times, plans, touches = person.episodes.all(), person.plans.all(), Touch.objects.filter(person=person)
    if moment is not None:
        times, plans = times.filter(opened_at__lte=moment), plans.filter(made_at__lte=moment)
        touches = touches.filter(at__lte=moment)
    opened = times.order_by("-pk").values("opened_at")[:1]
    begun = plans.filter(made_at__gte=Subquery(opened)).aggregate(first=Min("made_at"))["first"]
    last = touches.values("mark").annotate(last=Max("at")).order_by().values_list("mark", "last")
    return Walked(begun, {bytes(mark): at for mark, at in last})
