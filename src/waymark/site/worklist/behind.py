"""Whose rows are behind: marked by an answer, in its transaction, and made true by whoever reads next.

An interview notes a hundred answers between two looks at the list. Each of them marks; the work is done once. What
comes one by one (a plan, a signature, an appointment) makes the rows true at once.
"""

import msgspec

from waymark.site.people.models import Person, Programme
from waymark.site.prepared import Prepared, insert_rows
from waymark.site.worklist.models import Behind
from waymark.site.worklist.refresh import refresh

__all__ = ["catch_up", "fall_behind", "make_true"]

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


def make_true(person: Person) -> None:
    """Make one person's rows what they have to be."""
    refresh(person)
    Behind.objects.filter(person=person).delete()
