"""Whose rows are behind: marked by an answer, in its transaction, and made true by whoever reads next.

An interview notes a hundred answers between two looks at the list. Each of them marks; the work is done once. What
comes one by one (a plan, a signature, an appointment) makes the rows true at once.

Days that pass change it as well: silence begins to stand out. Each night everybody's rows are made (`waymark worklist
rebuild`); where that did not run, readers make a few of them, and are told whose are not of today.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from waymark.site.people.models import Person, Programme
from waymark.site.prepared import Prepared, insert_rows
from waymark.site.worklist.models import Behind, LookedAt
from waymark.site.worklist.refresh import refresh

__all__ = ["catch_up", "fall_behind", "make_of_today", "make_true"]

# So many are made by whoever opens the list; each takes about a tenth of a second.
_AT_ONCE = 5

_WAITING = Prepared(
    lambda at: (
        Behind.objects.filter(person__programme=at.number("programme")).order_by("person").values_list("person_id")
    )
)


class _Row(msgspec.Struct):
    """A `Behind` as it is stored."""

    person_id: int


def fall_behind(person: Person) -> None:
    """Something was noted about the person."""
    insert_rows([_Row(person.pk)], into=Behind, unless_there=True)


def catch_up(programme: Programme) -> None:
    """Make true what is behind of the people of a programme. Only inside a transaction, before its rows are read."""
    for (pk,) in _WAITING.all(programme=programme.pk):
        person = Person.objects.select_for_update().get(pk=pk)
        # Somebody else may have been quicker.
        if Behind.objects.filter(person=person).exists():
            make_true(person)


def make_of_today(people: Iterable[int], today: date, most: int = _AT_ONCE) -> None:
    """Of these people (their keys) make those whose rows are of an earlier day, the oldest first, and no more than
    `most`. Only inside a transaction."""
    old = LookedAt.objects.filter(person__in=people, day__lt=today).order_by("day", "person")
    for pk in list(old.values_list("person", flat=True)[:most]):
        make_true(Person.objects.select_for_update().get(pk=pk))


def make_true(person: Person) -> None:
    """Make one person's rows what they have to be."""
    refresh(person)
    Behind.objects.filter(person=person).delete()
