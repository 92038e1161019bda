"""Session notes, next steps, the golden thread and counselling notes, read through the gate."""

from datetime import datetime

import msgspec

from waymark.site.access.gate import Absent, Gate
from waymark.site.access.ids import as_id
from waymark.site.accounts.models import User
from waymark.site.keys.vault import keys_of, open_for, open_with
from waymark.site.notes.marks import mark_of
from waymark.site.notes.models import CounsellingNote, NextStep, NoteDraft, SessionNote, Touch
from waymark.site.notes.sealed import Session
from waymark.site.plans.selectors import plan_of

__all__ = [
    "Remark",
    "Step",
    "Strand",
    "Written",
    "counselling_of",
    "draft_of",
    "remark_of",
    "sessions_of",
    "step_of",
    "steps_of",
    "thread_of",
    "written_of",
]


class Written(msgspec.Struct, frozen=True):
    """One session with what it said. `first`: the id of its first writing; `before`: earlier ones, the latest first."""

    note: SessionNote
    session: Session
    by: User
    first: str = ""
    before: tuple["Written", ...] = ()


class Step(msgspec.Struct, frozen=True):
    """A next step; `outcome` empty while it is open."""

    step: NextStep
    text: str
    outcome: str = ""


class Strand(msgspec.Struct, frozen=True):
    """A line of the plan in the golden thread: `part` (goal, step, help), and when a session last was about it."""

    mark: str
    title: str
    part: str
    last: datetime | None


class _Line(msgspec.Struct, frozen=True):
    id: str
    title: str = ""
    says: str = ""
    level: object = ""
    held_by: tuple[str, ...] = ()


class _Plan(msgspec.Struct, frozen=True):
    """What of a plan a session can be about; the rest is not read."""

    alerts: tuple[_Line, ...] = ()
    goals: tuple[_Line, ...] = ()
    interventions: tuple[_Line, ...] = ()
    next_72_hours: tuple[_Line, ...] = ()
    reviews: tuple[_Line, ...] = ()
    holds: tuple[_Line, ...] = ()
    monitoring: tuple[_Line, ...] = ()


class Remark(msgspec.Struct, frozen=True):
    """A counselling note, for its author."""

    note: CounsellingNote
    text: str


def sessions_of(gate: Gate, most: int = 20) -> list[Written]:
    """The last sessions, the latest first, each as it stands with what it said before it was amended."""
    person = gate.about
    key = keys_of([person.owner])[person.owner]
    rows = list(person.session_notes.filter(amends__isnull=True).select_related("by").order_by("-day", "-pk")[:most])
    later: dict[int, list[SessionNote]] = {}
    for row in person.session_notes.filter(amends__in=rows).select_related("by").order_by("pk"):
        later.setdefault(row.amends_id or 0, []).append(row)

    def read(row: SessionNote) -> Written:
        plain = open_with(key, person.owner, bytes(row.sealed), f"session {row.public_id}")
        return Written(row, msgspec.json.decode(plain, type=Session), row.by)

    found = []
    for row in rows:
        *earlier, last = [read(one) for one in (row, *later.get(row.pk, ()))]
        found.append(msgspec.structs.replace(last, first=row.public_id, before=tuple(reversed(earlier))))
    return found


def written_of(gate: Gate, public_id: str) -> Written:
    """The first writing of a session, to be amended, as it reads now. Raises Absent."""
    found = gate.about.session_notes.filter(public_id=as_id(public_id), amends__isnull=True).first()
    if found is None:
        raise Absent("there is no such session of this person", person=gate.about.public_id)
    last = gate.about.session_notes.filter(amends=found).select_related("by").order_by("-pk").first() or found
    plain = open_for(gate.about.owner, bytes(last.sealed), f"session {last.public_id}")
    return Written(found, msgspec.json.decode(plain, type=Session), last.by)


def steps_of(gate: Gate, most: int = 20) -> list[Step]:
    """Next steps: those that are open first, then how others came out."""
    person = gate.about
    key = keys_of([person.owner])[person.owner]
    rows = [*person.next_steps.filter(closed_at__isnull=True).order_by("due", "pk")]
    rows += [*person.next_steps.filter(closed_at__isnull=False).order_by("-closed_at")[:most]]

    def text(sealed: bytes | None, place: str) -> str:
        return open_with(key, person.owner, bytes(sealed), place).decode() if sealed is not None else ""

    return [
        Step(row, text(row.sealed, f"next step {row.public_id}"), text(row.sealed_outcome, f"outcome {row.public_id}"))
        for row in rows
    ]


def step_of(gate: Gate, public_id: str) -> Step:
    """One that is open. Raises Absent."""
    row = gate.about.next_steps.filter(public_id=as_id(public_id), closed_at__isnull=True).first()
    if row is None:
        raise Absent("there is no such open step of this person", person=gate.about.public_id)
    return Step(row, open_for(gate.about.owner, bytes(row.sealed), f"next step {row.public_id}").decode())


def thread_of(gate: Gate) -> list[Strand]:
    """The lines of the last plan that sessions are about, goals first, with when one last was."""
    version = gate.about.plans.order_by("-number").first()
    if version is None:
        return []
    last = {bytes(mark): at for mark, at in
            Touch.objects.filter(person=gate.about).order_by("at").values_list("mark", "at")}  # fmt: skip
    found = []
    for part, name, title in _lines(msgspec.json.decode(plan_of(version), type=_Plan)):
        mark = mark_of(gate.about, name)
        found.append(Strand(mark.hex(), title, part, last.get(mark)))
    return list({one.mark: one for one in found}.values())


def _lines(plan: _Plan) -> list[tuple[str, str, str]]:
    """What a session can be about: (part, id, title)."""
    danger = [("step", one.id, one.title) for one in plan.alerts if one.level == "danger"]
    steps = [("step", one.id, one.title) for one in (*plan.next_72_hours, *plan.reviews)
             if not one.id.startswith("tonight:")]  # fmt: skip
    goals = [("goal", one.id, one.says) for one in plan.goals]
    helps = [("help", one.id, one.title) for one in plan.interventions if not one.held_by]
    waits = [("step", one.id, one.title) for one in plan.holds]
    looks = [("look", one.id, one.title) for one in plan.monitoring if not one.id.startswith("watch:goal:")]
    return [*danger, *goals, *helps, *steps, *waits, *looks]


def counselling_of(gate: Gate) -> list[Remark]:
    """One's own counselling notes on a person, the latest first; nobody else's."""
    person = gate.about
    rows = list(person.counselling_notes.filter(by=gate.acting.user).order_by("-pk"))
    key = keys_of([person.owner])[person.owner]
    return [
        Remark(row, open_with(key, person.owner, bytes(row.sealed), f"counselling {row.public_id}").decode())
        for row in rows
    ]


def remark_of(gate: Gate, public_id: str) -> Remark:
    """One of them. Raises Absent."""
    row = gate.about.counselling_notes.filter(by=gate.acting.user, public_id=as_id(public_id)).first()
    if row is None:
        raise Absent("there is no such note of one's own", person=gate.about.public_id)
    return Remark(row, open_for(gate.about.owner, bytes(row.sealed), f"counselling {row.public_id}").decode())


def draft_of(gate: Gate, kind: str) -> dict[str, list[str]]:
    """What one began to write about this person; empty where nothing was laid aside."""
    row = NoteDraft.objects.filter(person=gate.about, user=gate.acting.user, kind=kind).first()
    if row is None:
        return {}
    plain = open_for(gate.acting.user.owner, bytes(row.sealed), f"note draft {gate.about.public_id} {kind}")
    return msgspec.json.decode(plain, type=dict[str, list[str]])
