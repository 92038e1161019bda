"""The work list as a page shows it: ranked rows of the people somebody cares for, in a fixed number of questions."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from waymark.site.access.gate import Absent, Gate
from waymark.site.days import end_of
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.pages.wording import LANGUAGES
from waymark.site.people.identity import Identity
from waymark.site.people.models import CareTeamMember, Person
from waymark.site.plans.twins import told_in
from waymark.site.prepared import Places, Prepared
from waymark.site.worklist.behind import catch_up, make_of_today
from waymark.site.worklist.due import KINDS, Kind
from waymark.site.worklist.models import LookedAt, WorkBefore, WorkItem
from waymark.site.worklist.refresh import Said, opened

__all__ = [
    "ASKS",
    "MOST",
    "Ask",
    "Line",
    "Listed",
    "item_of",
    "items_about",
    "items_then",
    "was_kept",
    "work_of",
    "work_then",
]

Ask = Literal["safety", "arrange", "decide", "measure", "sign"]
# What an entry asks of whoever reads it.
ASKS: Mapping[Ask, tuple[Kind, ...]] = {
    "safety": ("safety",),
    "arrange": ("first", "promise", "referral", "next", "handover", "check_up"),
    "decide": ("review", "hold", "plan", "course", "look"),
    "measure": ("check_in", "goals", "expiring"),
    "sign": ("sign",),
}
MOST = 40
# What is due by the end of a day is late from the next day on.
_A_MINUTE = timedelta(minutes=1)


class Line(msgspec.Struct, frozen=True):
    """One entry. `late`: its time has passed. `mark`: its id in addresses."""

    kind: Kind
    mark: str
    said: Said
    due_at: datetime
    late: bool
    person: Person
    called: str


class Listed(msgspec.Struct, frozen=True):
    """A page of the list: lines by what they ask, how many there are of each in all, and how many people have any.
    `old`: people for whom what is due was last worked out before today, by their called name. `kept`: of a past day,
    that a list of it is there."""

    groups: tuple[tuple[Ask, tuple[Line, ...]], ...]
    counts: Mapping[Ask, int]
    people: int
    late: int
    more: int
    old: tuple[tuple[Person, str], ...] = ()
    kept: bool = True


def work_of(gate: Gate, *, ask: Ask | None = None, start: int = 0) -> Listed:
    """What is due now for the people one cares for; a supervisor sees the whole programme."""
    catch_up(gate.acting.programme)
    make_of_today(_people(gate), gate.acting.day)
    rows = _shown(_mine(gate), gate.acting.at)
    counted = {row["kind"]: row["n"] for row in rows.values("kind").annotate(n=Count("pk")).order_by()}
    counts = {name: sum(counted.get(kind, 0) for kind in kinds) for name, kinds in ASKS.items()}
    totals = rows.aggregate(
        people=Count("person", distinct=True), late=Count("pk", filter=Q(due_at__lte=gate.acting.at))
    )
    asked = rows.filter(kind__in=ASKS[ask]) if ask else rows
    found = list(asked.select_related("person").order_by("rank", "due_at", "mark")[start : start + MOST + 1])
    lines = _lines(found[:MOST], gate.acting.at)
    more = start + MOST if len(found) > MOST else 0
    return Listed(_grouped(lines), counts, totals["people"], totals["late"], more, _old(gate))


def work_then(gate: Gate, past: date, *, ask: Ask | None = None, start: int = 0) -> Listed:
    """The list as it stood at the end of a past day, of the people one cared for then and still does."""
    moment = end_of(past)
    rows = _stood(_people(gate, moment), moment)
    if gate.acting.role != "supervisor":
        rows = [row for row in rows if row.role in ("", gate.acting.role)]
    counts = {name: sum(row.kind in kinds for row in rows) for name, kinds in ASKS.items()}
    late = sum(row.due_at <= moment - _A_MINUTE for row in rows)
    asked = [row for row in rows if not ask or row.kind in ASKS[ask]]
    lines = _lines(asked[start : start + MOST], moment - _A_MINUTE)
    more = start + MOST if len(asked) > start + MOST else 0
    people = len({row.person_id for row in rows})
    return Listed(_grouped(lines), counts, people, late, more, kept=was_kept(gate, moment))


def items_then(gate: Gate, past: date, most: int = 8) -> list[Line]:
    """What was due about one person at the end of a past day."""
    moment = end_of(past)
    return _lines(_stood([gate.about.pk], moment)[:most], moment - _A_MINUTE)


def was_kept(gate: Gate, moment: datetime) -> bool:
    """Whether anything is kept of what was due by a moment, about one person or all one cares for: something always is
    due about everybody."""
    people = _people(gate) if gate.person is None else [gate.about.pk]
    stood = Q(person__in=people, since__lte=moment)
    return WorkItem.objects.filter(stood).exists() or WorkBefore.objects.filter(stood).exists()


def _grouped(lines: list[Line]) -> tuple[tuple[Ask, tuple[Line, ...]], ...]:
    return tuple(
        (name, mine) for name, kinds in ASKS.items() if (mine := _by_person(one for one in lines if one.kind in kinds))
    )


def items_about(gate: Gate, most: int = 8) -> list[Line]:
    """What is due about one person, for their page."""
    catch_up(gate.acting.programme)
    make_of_today([gate.about.pk], gate.acting.day)
    rows = _ABOUT.all(person=gate.about.pk, now=gate.acting.at)[:most]
    for row in rows:
        # The one who is asked about; the row is at hand.
        row.person = gate.about
    return _lines(rows, gate.acting.at)


def item_of(gate: Gate, mark: str) -> tuple[WorkItem, Said]:
    """One entry of this person. Raises Absent."""
    known = mark if len(mark) == 32 and all(sign in "0123456789abcdef" for sign in mark) else "00" * 16
    catch_up(gate.acting.programme)
    found = WorkItem.objects.filter(person=gate.about, mark=bytes.fromhex(known)).first()
    if found is None:
        raise Absent("there is no such entry about this person", person=gate.about.public_id)
    person = gate.about
    return found, _said(found.kind, opened(keys_of([person.owner])[person.owner], person, found))


def _said(kind: str, said: Said) -> Said:
    """In the language of whoever reads it, where the library has the words: a plan speaks the person's."""
    language = get_language() or LANGUAGES[0]
    # Of other kinds it is a name that the page has words for.
    more = tuple(told_in(one, language) for one in said.more) if kind in ("goals", "expiring") else said.more
    return msgspec.structs.replace(
        said, title=told_in(said.title, language), why=told_in(said.why, language), more=more
    )


def _mine(gate: Gate) -> QuerySet[WorkItem]:
    by = gate.acting
    rows = WorkItem.objects.filter(programme=by.programme)
    if by.role == "supervisor":
        return rows
    return rows.filter(person__in=_team(gate, by.at), role__in=("", by.role))


def _team(gate: Gate, at: datetime) -> QuerySet[CareTeamMember, dict[str, int]]:
    """Keys of the people on whose team the one who acts is at a moment."""
    then, by = Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at)), gate.acting
    return CareTeamMember.objects.filter(then, user=by.user, role=by.role).values("person")


def _people(gate: Gate, then: datetime | None = None) -> QuerySet[Person, int]:
    """Keys of the people one cares for; `then`: and did at that moment. A supervisor's are those of the programme."""
    people = Person.objects.filter(programme=gate.acting.programme)
    if gate.acting.role != "supervisor":
        people = people.filter(pk__in=_team(gate, gate.acting.at))
        people = people if then is None else people.filter(pk__in=_team(gate, then))
    return people.values_list("pk", flat=True)


def _stood(people: Iterable[int], moment: datetime) -> list[WorkItem | WorkBefore]:
    """Rows about these people as they stood at a moment, in the order of the list."""
    then = Q(person__in=people, since__lte=moment, shows_from__lte=moment)
    then &= Q(hidden_until__isnull=True) | Q(hidden_until__lte=moment)
    rows: list[WorkItem | WorkBefore] = [*WorkItem.objects.filter(then).select_related("person")]
    rows += WorkBefore.objects.filter(then, until__gt=moment).select_related("person")
    return sorted(rows, key=lambda row: (row.rank, row.due_at, bytes(row.mark)))


def _old(gate: Gate) -> tuple[tuple[Person, str], ...]:
    rows = LookedAt.objects.filter(person__in=_people(gate), day__lt=gate.acting.day).select_related("person")
    people = [row.person for row in rows.order_by("day", "person")[:MOST]]
    keys = keys_of(person.owner for person in people)
    return tuple((person, _called(keys[person.owner], person)) for person in people)


def _about(at: Places) -> QuerySet[WorkItem]:
    """Of one person there are never many."""
    rows = _shown(WorkItem.objects.filter(person=at.number("person")), at.moment("now"))
    return rows.order_by("rank", "due_at", "mark")


def _shown(rows: QuerySet[WorkItem], at: datetime) -> QuerySet[WorkItem]:
    return rows.filter(Q(hidden_until__isnull=True) | Q(hidden_until__lte=at), shows_from__lte=at)


_ABOUT = Prepared(_about)


def _lines(rows: Iterable[WorkItem | WorkBefore], at: datetime) -> list[Line]:
    found = list(rows)
    people = {row.person.pk: row.person for row in found}
    keys = keys_of(person.owner for person in people.values())
    called = {pk: _called(keys[person.owner], person) for pk, person in people.items()}
    return [
        Line(
            _kind(row.kind), bytes(row.mark).hex(), _said(row.kind, opened(keys[row.person.owner], row.person, row)),
            row.due_at, row.due_at <= at, row.person, called[row.person_id],
        )
        for row in found
    ]  # fmt: skip


def _by_person(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What is about the same person together; people in the order in which they first come up."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.person.pk, []).append(line)
    return tuple(line for mine in found.values() for line in mine)


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind == name)


def _called(key: bytes, person: Person) -> str:
    plain = open_with(key, person.owner, bytes(person.sealed_identity), "identity")
    return msgspec.json.decode(plain, type=Identity).called
