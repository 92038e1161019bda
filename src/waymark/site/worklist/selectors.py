"""The work list as a page shows it: ranked rows of the people somebody cares for, in a fixed number of questions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

import msgspec
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from waymark.site.access.gate import Absent, Gate
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.pages.wording import LANGUAGES
from waymark.site.people.identity import Identity
from waymark.site.people.models import CareTeamMember, Person
from waymark.site.plans.twins import told_in
from waymark.site.prepared import Places, Prepared
from waymark.site.worklist.behind import catch_up
from waymark.site.worklist.due import KINDS, Kind
from waymark.site.worklist.models import WorkItem
from waymark.site.worklist.refresh import Said, opened

__all__ = ["ASKS", "MOST", "Ask", "Line", "Listed", "item_of", "items_about", "work_of"]

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
    """A page of the list: lines by what they ask, how many there are of each in all, and how many people have any."""

    groups: tuple[tuple[Ask, tuple[Line, ...]], ...]
    counts: Mapping[Ask, int]
    people: int
    late: int
    more: int


def work_of(gate: Gate, *, ask: Ask | None = None, start: int = 0) -> Listed:
    """What is due now for the people one cares for; a supervisor sees the whole programme."""
    catch_up(gate.acting.programme)
    rows = _shown(_mine(gate), gate.acting.at)
    counted = {row["kind"]: row["n"] for row in rows.values("kind").annotate(n=Count("pk")).order_by()}
    counts = {name: sum(counted.get(kind, 0) for kind in kinds) for name, kinds in ASKS.items()}
    totals = rows.aggregate(
        people=Count("person", distinct=True), late=Count("pk", filter=Q(due_at__lte=gate.acting.at))
    )
    asked = rows.filter(kind__in=ASKS[ask]) if ask else rows
    found = list(asked.select_related("person").order_by("rank", "due_at", "pk")[start : start + MOST + 1])
    lines = _lines(found[:MOST], gate.acting.at)
    groups = tuple(
        (name, mine) for name, kinds in ASKS.items() if (mine := _by_person(one for one in lines if one.kind in kinds))
    )
    more = start + MOST if len(found) > MOST else 0
    return Listed(groups, counts, totals["people"], totals["late"], more)


def items_about(gate: Gate, most: int = 8) -> list[Line]:
    """What is due about one person, for their page."""
    catch_up(gate.acting.programme)
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
    now = Q(since__lte=by.at) & (Q(until__isnull=True) | Q(until__gt=by.at))
    team = CareTeamMember.objects.filter(now, user=by.user, role=by.role).values("person")
    return rows.filter(person__in=team, role__in=("", by.role))


def _about(at: Places) -> QuerySet[WorkItem]:
    """Of one person there are never many."""
    rows = _shown(WorkItem.objects.filter(person=at.number("person")), at.moment("now"))
    return rows.order_by("rank", "due_at", "pk")


def _shown(rows: QuerySet[WorkItem], at: datetime) -> QuerySet[WorkItem]:
    return rows.filter(Q(hidden_until__isnull=True) | Q(hidden_until__lte=at), shows_from__lte=at)


_ABOUT = Prepared(_about)


def _lines(rows: Iterable[WorkItem], at: datetime) -> list[Line]:
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
