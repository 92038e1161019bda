"""What a supervisor looks after: who carries how much, plans that wait for a second name, rules set aside, and plans
that need a look. Each in a fixed number of questions, whatever the size of the programme.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Sum
from django.db.models.expressions import ExpressionWrapper, F
from django.db.models.fields import DurationField

from waymark.site.access.gate import Gate
from waymark.site.appointments.models import Appointment
from waymark.site.keys.vault import keys_of, open_with
from waymark.site.people.models import CareTeamMember, Person
from waymark.site.people.selectors import Listed, colleagues_of, listed
from waymark.site.plans.models import DecisionRow, PlanVersion, Signature
from waymark.site.worklist.behind import catch_up
from waymark.site.worklist.models import WorkItem

__all__ = [
    "Helped",
    "Load",
    "SetAside",
    "Waiting",
    "helped_of",
    "loads_of",
    "overrides_of",
    "said_in",
    "to_co_sign",
    "to_look_at",
]

_MOST = 40
# A week ahead is what can still be changed. Project default.
_WEEK = timedelta(days=7)
# Overrides of the last half year; older ones stand in the plans.
_BACK = timedelta(days=182)


class Load(msgspec.Struct, frozen=True):
    """What one colleague carries: people, entries that ask them, how many are late or about safety, hours next week."""

    name: str
    role: str
    people: int
    due: int
    late: int
    safety: int
    hours: float


class Waiting(msgspec.Struct, frozen=True):
    """A plan that waits for a second name."""

    line: Listed
    version: str
    number: int
    since: datetime


class SetAside(msgspec.Struct, frozen=True):
    """A rule, how often it was set aside, for how many people, and the reasons given, the most frequent first."""

    rule: str
    title: str
    times: int
    people: int
    reasons: tuple[tuple[str, int], ...]


class _Override(msgspec.Struct, frozen=True):
    item: str = ""
    decision: str = ""
    reason_code: str | None = None


class Helped(msgspec.Struct, frozen=True):
    """Of one thing that stood out: how often colleagues said that it helped, that it did not, or put it aside."""

    title: str
    yes: int
    no: int
    aside: int


Said = tuple[int, _Override]


def loads_of(gate: Gate) -> list[Load]:
    """By colleague and role, by name."""
    by = gate.acting
    places = CareTeamMember.objects.filter(
        person__programme=by.programme, until__isnull=True, person__episodes__closed_at__isnull=True
    )
    catch_up(by.programme)
    people = _counted(places.values("user", "role").annotate(n=Count("person", distinct=True)), "n")
    # One condition: the place on the team that is counted for is the one whose role is asked.
    due = (
        WorkItem.objects.filter(
            Q(hidden_until__isnull=True) | Q(hidden_until__lte=by.at),
            Q(role="") | Q(role=F("person__care_team__role")),
            programme=by.programme, shows_from__lte=by.at, person__care_team__until__isnull=True,
        )
        .values("person__care_team__user", "person__care_team__role")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=by.at)), safety=Count("pk", filter=Q(rank=0)))
        .order_by()
    )  # fmt: skip
    asked = {(row["person__care_team__user"], row["person__care_team__role"]): row for row in due}
    hours = _hours(gate)
    return [
        Load(
            name, one.role, people.get((one.user_id, one.role), 0),
            *(asked.get((one.user_id, one.role), {}).get(what, 0) for what in ("n", "late", "safety")),
            hours.get(one.user_id, 0.0),
        )
        for one, name in colleagues_of(gate)
    ]  # fmt: skip


def to_co_sign(gate: Gate) -> list[Waiting]:
    """Last versions that a colleague has signed and no supervisor has, those that wait longest first."""
    by = gate.acting
    last = PlanVersion.objects.filter(person=OuterRef("person")).values("person").annotate(n=Max("number")).values("n")
    signed = Signature.objects.filter(version=OuterRef("pk"))
    rows = PlanVersion.objects.filter(
        Exists(signed.filter(intent="agrees").exclude(role="person")), ~Exists(signed.filter(role="supervisor")),
        person__programme=by.programme, number=Subquery(last), person__episodes__closed_at__isnull=True,
    ).defer("sealed").select_related("person").order_by("made_at").distinct()[:_MOST]  # fmt: skip
    found = list(rows)
    lines = {line.person.pk: line for line in listed(gate, [row.person for row in found])}
    return [Waiting(lines[row.person_id], row.public_id, row.number, row.made_at) for row in found]


def to_look_at(gate: Gate) -> list[tuple[Listed, int, int]]:
    """People of whom something about safety is open, or most is late: (who, open about safety, late)."""
    by = gate.acting
    catch_up(by.programme)
    rows = (
        WorkItem.objects.filter(programme=by.programme, shows_from__lte=by.at)
        .values("person")
        .annotate(safety=Count("pk", filter=Q(rank=0)), late=Count("pk", filter=Q(due_at__lte=by.at)))
        .order_by("-safety", "-late", "person")[:_MOST]
    )
    found = {row["person"]: (row["safety"], row["late"]) for row in rows if row["safety"] or row["late"] > 2}
    people = listed(gate, Person.objects.filter(pk__in=found))
    told = [(line, *found[line.person.pk]) for line in people]
    return sorted(told, key=lambda one: (-one[1], -one[2], one[0].called.casefold()))


def said_in(gate: Gate) -> list[Said]:
    """What colleagues said of rules and of what stands out in the last half year, opened once: (person, what)."""
    by = gate.acting
    rows = DecisionRow.objects.filter(person__programme=by.programme, noted_at__gte=by.at - _BACK)
    return list(_said(rows.select_related("person").order_by("pk")))


def helped_of(gate: Gate, told: Sequence[Said], titles: Mapping[str, str]) -> list[Helped]:
    """How often it helped to know what stood out, did not, or was put aside: over all people, most spoken of first."""
    counts: dict[str, Counter[str]] = {}
    for _, one in told:
        if one.item.startswith("signal:"):
            counts.setdefault(one.item.removeprefix("signal:"), Counter())[one.decision] += 1
    found = [
        Helped(titles.get(rule, rule), said["agreed"], said["disagreed"], said["declined"])
        for rule, said in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.yes - one.no - one.aside, one.title))


def overrides_of(gate: Gate, told: Sequence[Said], titles: Mapping[str, str]) -> list[SetAside]:
    """Rules that colleagues set aside. `titles`: what a rule asks, by its id."""
    told = [(person, one) for person, one in told if one.decision == "override"]
    found = []
    for rule in sorted({one.item for _, one in told}):
        mine = [(person, one) for person, one in told if one.item == rule]
        reasons = Counter(one.reason_code or "other" for _, one in mine).most_common()
        name = rule.removeprefix("rule:")
        found.append(SetAside(name, titles.get(name, name), len(mine), len({p for p, _ in mine}), tuple(reasons)))
    return sorted(found, key=lambda one: (-one.times, one.rule))


def _said(rows: Iterable[DecisionRow]) -> Iterable[Said]:
    found = list(rows)
    keys = keys_of({row.person.owner for row in found})
    for row in found:
        owner = row.person.owner
        plain = open_with(keys[owner], owner, bytes(row.sealed), f"decision {row.number}")
        one = msgspec.json.decode(plain, type=_Override)
        if one.decision == "override" or one.item.startswith("signal:"):
            yield row.person_id, one


def _hours(gate: Gate) -> dict[int, float]:
    by = gate.acting
    length = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    near = Appointment.objects.filter(
        programme=by.programme, cancelled_at__isnull=True, starts_at__gte=by.at, starts_at__lt=by.at + _WEEK
    )
    rows = near.values("staff").annotate(all=Sum(length)).order_by()
    return {row["staff"]: round(row["all"].total_seconds() / 3600, 1) for row in rows}


def _counted(rows: Iterable[Mapping[str, int]], what: str) -> dict[tuple[int, str], int]:
    return {(row["user"], str(row["role"])): row[what] for row in rows}
