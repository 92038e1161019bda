"""Keeping the work list true: what is due about a person is worked out anew whenever something of theirs changed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec
from django.utils import timezone

from waymark.site.days import begin_of, day_of
from waymark.site.keys.vault import keys_of, open_with, seal_with
from waymark.site.notes.marks import mark_of
from waymark.site.people.models import CareTeamMember, Episode, Person
from waymark.site.people.selectors import has_died
from waymark.site.plans.models import PlanVersion
from waymark.site.plans.selectors import last_decision_of, last_version_of, plan_of
from waymark.site.prepared import Prepared, change_row
from waymark.site.records.selectors import parts_of
from waymark.site.records.standing import GROWING
from waymark.site.walking.known import walked_by
from waymark.site.worklist.arranged import arranged_with, promises_to, raised_about
from waymark.site.worklist.coursed import course_about
from waymark.site.worklist.due import Entry, due_of
from waymark.site.worklist.looking import Course, Look, Made, PlanPart
from waymark.site.worklist.models import LookedAt, Snooze, WorkBefore, WorkItem

__all__ = ["Said", "differs", "opened", "refresh"]


# Asked at every change, so made once.
_KEPT = Prepared(lambda at: WorkItem.objects.filter(person=at.number("person")))
_HIDDEN = Prepared(
    lambda at: Snooze.objects.filter(person=at.number("person")).order_by("pk").values_list("mark", "until")
)
_LOOKED = Prepared(lambda at: LookedAt.objects.filter(person=at.number("person")))
_KEPT_OF = (
    "person_id", "programme_id", "kind", "role", "rank", "mark", "shows_from", "due_at", "hidden_until", "sealed",
)  # fmt: skip
_HERE = Prepared(
    lambda at: (
        Episode.objects.filter(person=at.number("person"), closed_at__isnull=True)
        .order_by("pk")
        .values_list("opened_at", "person__rows")[:1]
    )
)
_ROLES = Prepared(
    lambda at: CareTeamMember.objects.filter(person=at.number("person"), until__isnull=True).values_list("role")
)


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an entry says, as it is sealed. `item`: the line of the plan it is about."""

    title: str = ""
    why: str = ""
    more: tuple[str, ...] = ()
    item: str = ""


def refresh(person: Person) -> None:
    """Make a person's rows what they have to be; only what is different is written, and what stood there is kept."""
    key, now = keys_of([person.owner])[person.owner], timezone.now()
    wanted, gone = _wanted(person), list[WorkBefore]()
    for row in _KEPT.all(person=person.pk):
        mark, stood = bytes(row.mark), _before(row, now)
        entry = wanted.pop(mark, None)
        if entry is None:
            gone += stood
            row.delete()
            continue
        before = _state(row), opened(key, person, row)
        _put(row, entry[0], entry[1])
        said = _said(entry[0])
        if before != (_state(row), said):
            gone += stood
            row.sealed, row.since = _sealed(key, person, mark, said), now
            row.save()
    WorkBefore.objects.bulk_create(gone)
    WorkItem.objects.bulk_create(_new(person, key, mark, now, *entry) for mark, entry in wanted.items())
    _looked_at(person, day_of(now))


def _before(row: WorkItem, now: datetime) -> list[WorkBefore]:
    """The row as it stands, for looking back; one that stood at the end of no day is shown by none."""
    if day_of(row.since) == day_of(now):
        return []
    names = (*_KEPT_OF, "since")
    return [WorkBefore(until=now, **{name: getattr(row, name) for name in names})]


def _looked_at(person: Person, day: date) -> None:
    last = _LOOKED.first(person=person.pk)
    if last is None:
        LookedAt.objects.create(person=person, day=day)
    elif last.day != day:
        last.day = day
        change_row(last, "day")


def opened(key: bytes, person: Person, row: WorkItem | WorkBefore) -> Said:
    """What a row says."""
    plain = open_with(key, person.owner, bytes(row.sealed), _place(bytes(row.mark)))
    return msgspec.json.decode(plain, type=Said)


def differs(person: Person) -> bool:
    """Whether what is kept of a person is anything but what it would be if it were made now."""
    key, wanted = keys_of([person.owner])[person.owner], _wanted(person)
    kept = {bytes(row.mark): (_state(row), opened(key, person, row)) for row in person.work_items.all()}
    made = {}
    for mark, (entry, hidden) in wanted.items():
        row = WorkItem(person=person)
        _put(row, entry, hidden)
        made[mark] = (_state(row), _said(entry))
    return kept != made


def _wanted(person: Person) -> dict[bytes, tuple[Entry, datetime | None]]:
    hidden = {bytes(mark): until for mark, until in _HIDDEN.all(person=person.pk)}
    found: dict[bytes, tuple[Entry, datetime | None]] = {}
    kept = {bytes(row.mark): row.shows_from for row in _KEPT.all(person=person.pk)}
    for entry in due_of(_look(person, kept)):
        mark = mark_of(person, entry.key)
        found.setdefault(mark, (entry, hidden.get(mark)))
    return found


def _new(person: Person, key: bytes, mark: bytes, now: datetime, entry: Entry, hidden: datetime | None) -> WorkItem:
    row = WorkItem(person=person, programme_id=person.programme_id, mark=mark, since=now)
    _put(row, entry, hidden)
    row.sealed = _sealed(key, person, mark, _said(entry))
    return row


def _put(row: WorkItem, entry: Entry, hidden: datetime | None) -> None:
    row.kind, row.role, row.rank = entry.kind, entry.role, entry.rank
    row.shows_from, row.due_at, row.hidden_until = entry.shows_from, entry.due_at, hidden


def _state(row: WorkItem) -> tuple[object, ...]:
    return (row.kind, row.role, row.rank, row.shows_from, row.due_at, row.hidden_until)


def _said(entry: Entry) -> Said:
    return Said(entry.title, entry.why, entry.more, entry.key if ":" in entry.key else "")


def _sealed(key: bytes, person: Person, mark: bytes, said: Said) -> bytes:
    return seal_with(key, person.owner, msgspec.json.encode(said), _place(mark))


def _place(mark: bytes) -> str:
    return f"work {mark.hex()}"


def _look(person: Person, kept: Mapping[bytes, datetime]) -> Look:
    here = _HERE.first(person=person.pk)
    made = _made(person)
    if here is None:
        return _after_the_end(person, made, kept)
    since, rows = here
    noted, facts = _noted_since(person, made.rows if made is not None else 0, rows)
    known, now = walked_by(person), timezone.now()
    course = Course() if made is None else course_about(person, made.language, now, known)
    return Look(
        since=since,
        rows=rows,
        decisions=last_decision_of(person),
        made=made,
        noted=noted,
        facts_noted=facts,
        touched=lambda item: known.at(person, item),
        promises=promises_to(person),
        raised=raised_about(person),
        arranged=arranged_with(person),
        team=frozenset(role for (role,) in _ROLES.all(person=person.pk)),
        course=course,
        at=begin_of(day_of(now)),
        seen=lambda key: kept.get(mark_of(person, key)),
    )


def _after_the_end(person: Person, made: Made | None, kept: Mapping[bytes, datetime]) -> Look:
    """Of somebody who is not in the programme now: what is open of the move, and check-ups."""
    if has_died(person):
        return Look(since=None)
    known, now = walked_by(person), timezone.now()
    return Look(
        since=None,
        touched=lambda item: known.at(person, item),
        team=frozenset(role for (role,) in _ROLES.all(person=person.pk)),
        course=Course() if made is None else course_about(person, made.language, now, known),
        at=begin_of(day_of(now)),
        seen=lambda key: kept.get(mark_of(person, key)),
    )


def _made(person: Person) -> Made | None:
    version = last_version_of(person)
    if version is None:
        return None
    signed = set(version.signatures.exclude(intent="declines").values_list("role", flat=True))
    return Made(
        plan=_part(version),
        number=version.number,
        at=version.made_at,
        rows=version.rows,
        decisions=version.decisions,
        signed_by_person="person" in signed,
        signed_by_staff=bool(signed - {"person"}),
        language=version.language,
    )


def _part(version: PlanVersion) -> PlanPart:
    return msgspec.json.decode(plan_of(version), type=PlanPart)


class _Row(msgspec.Struct):
    at: str | int = ""
    instrument: str = ""
    measure: str = ""
    fact: str = ""


def _noted_since(person: Person, number: int, rows: int) -> tuple[dict[str, datetime], frozenset[str]]:
    """What came after the last plan: the plan tells of everything before, however many years that is."""
    noted: dict[str, datetime] = {}
    if number >= rows:
        return noted, frozenset()
    told = _rows_after(person, number)
    for row in told:
        name, at = row.instrument or row.measure.replace("-", "_"), _day_of(row.at)
        if name and at is not None:
            noted[name] = max(at, noted.get(name, at))
    return noted, frozenset(row.fact for row in told if row.fact)


def _rows_after(person: Person, number: int) -> list[_Row]:
    parts: Iterable[bytes] = (
        part.row for part in parts_of(person, after=number, tables=("answers", GROWING, "measures", "facts"))
    )
    return [msgspec.json.decode(row, type=_Row) for row in parts]


def _day_of(at: str | int) -> datetime | None:
    try:
        return begin_of(date.fromisoformat(at[:10])) if isinstance(at, str) else None
    except ValueError:
        return None
