"""Putting something off, with a reason; and making the whole list anew."""

from datetime import date, timedelta

from django.db import transaction

from waymark.site.access.gate import Absent, Gate
from waymark.site.audit.record import note
from waymark.site.days import begin_of
from waymark.site.keys.vault import seal_for
from waymark.site.people.actions import BadInput
from waymark.site.people.models import Person
from waymark.site.worklist.behind import make_true
from waymark.site.worklist.models import Behind, Snooze, WorkItem
from waymark.site.worklist.refresh import differs

__all__ = ["LONGEST", "put_off", "rebuild"]

# Nothing disappears for longer than a month. Project default.
LONGEST = timedelta(days=31)


@transaction.atomic
def put_off(*, gate: Gate, item: WorkItem, until: date, reason: str) -> Snooze:
    """Hide one entry until the morning of a day. What is about safety is never put off beyond the time it has.

    Raises BadInput, Absent.
    """
    person, by = gate.about, gate.acting
    if item.person_id != person.pk:
        raise Absent("the entry is about another person", person=person.public_id)
    moment = begin_of(until)
    if moment <= by.at:
        raise BadInput("work.until_past")
    if item.rank == 0 and moment > item.due_at:
        raise BadInput("work.until_safety")
    if moment > by.at + LONGEST:
        raise BadInput("work.until_far")
    if not reason.strip():
        raise BadInput("work.reason_missing")
    mark = bytes(item.mark)
    row = Snooze.objects.create(
        person=person, mark=mark, until=moment, at=by.at, by=by.user,
        sealed_reason=seal_for(person.owner, reason.strip().encode(), f"put off {mark.hex()} {by.at.isoformat()}"),
    )  # fmt: skip
    make_true(person)
    note(
        "worklist.put_off", chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="work",
        person=person.public_id, target=f"until {until.isoformat()}",
    )  # fmt: skip
    return row


def rebuild(*, check: bool = False) -> tuple[int, int]:
    """Make every person's rows anew, each in its own transaction; returns (people, how many were different).

    `check`: only look.
    """
    people = changed = 0
    for pk in list(Person.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=pk)
            # Whose rows are known to be behind are made when somebody reads them.
            behind = Behind.objects.filter(person=person)
            wrong = not behind.exists() and differs(person)
            if not check:
                make_true(person)
            people, changed = people + 1, changed + wrong
    return people, changed
