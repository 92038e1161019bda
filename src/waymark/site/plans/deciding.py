"""Lines of a plan to decide on, as a page shows them, and what somebody said as a row of decisions."""

from datetime import date
from typing import Literal

import msgspec

from waymark.planning.deciding.contents import content_of, items_in
from waymark.planning.plan import Goal, Item, LevelChoice, MedicineOption, Plan
from waymark.record.digest import content_hash
from waymark.record.documents.decisions import Decision, Seen
from waymark.site.access.acting import Acting

__all__ = [
    "AT_ONCE",
    "FOLDED",
    "Group",
    "Said",
    "Shown",
    "Verb",
    "decision_row",
    "groups_of",
    "line_of",
    "moment_of",
    "seen_in",
    "shown_of",
]

Verb = Literal["agreed", "disagreed", "changed", "declined", "paused", "replaced", "settled", "override", "withdrawn"]
# What one touch says; the rest asks for more.
AT_ONCE: tuple[Verb, ...] = ("agreed", "disagreed", "declined")


# Groups that are folded away on the page: nobody agrees to what they do not see.
FOLDED = ("later", "said")
# What an author can have said of a line that this page can word.
_STATES = frozenset({"agreed", "disagreed", "declined", "changed", "paused", "replaced"})


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of a line. `again`: offer it again, or let it rest until then. `value`: of a settled fact."""

    item: str
    verb: Verb
    text: str = ""
    again: date | None = None
    change: dict[str, str | float] = {}
    instead: str = ""
    reason: str = ""
    fact: str = ""
    value: bool | float | str | None = None


class Shown(msgspec.Struct, frozen=True):
    """One line: what it says, why, and what each of the two said of it, with the day it comes back and their words.

    `mark`: of what stands there and what was said of it; another one tells that somebody moved it meanwhile.
    """

    id: str
    title: str
    detail: str
    why: str
    person: str
    clinician: str
    standing: str
    later: str = ""
    text: str = ""
    mark: str = ""


class Group(msgspec.Struct, frozen=True):
    """Lines that belong together; `name` among the words of plans."""

    name: str
    lines: tuple[Shown, ...]

    @property
    def folded(self) -> bool:
        """Whether the page shows it closed."""
        return self.name in FOLDED

    @property
    def agreed(self) -> tuple[Shown, ...]:
        """Lines both agreed on."""
        return tuple(one for one in self.lines if one.standing == "active")

    @property
    def all_agreed(self) -> bool:
        """Whether both agreed on every line."""
        return len(self.agreed) == len(self.lines)

    @property
    def open_lines(self) -> tuple[Shown, ...]:
        """Lines that still want a word of somebody."""
        return tuple(one for one in self.lines if one.standing != "active")

    @property
    def undecided(self) -> tuple[Shown, ...]:
        """Lines of which nobody said anything else than yes, and not both of them have: one touch can agree to all.

        Medicines are chosen one by one: several stand there because one of them can be taken, not all.
        """
        if self.folded or self.name in ("held", "medicines"):
            return ()
        yes = {"proposed", "agreed"}
        return tuple(one for one in self.lines if {one.person, one.clinician} <= yes and one.standing != "active")


def groups_of(plan: Plan, *, own: bool) -> list[Group]:
    """What there is to decide, safety and steps first. `own`: reasons in the person's voice."""
    parts: tuple[tuple[str, tuple[Item, ...]], ...] = (
        # What others do is theirs to decide on.
        ("steps", tuple(one for one in plan.next_72_hours if not own or one.who.startswith("person"))),
        ("level", (plan.level,)),
        ("goals", plan.goals),
        ("later", plan.later),
        ("medicines", tuple(one for one in plan.medicines if one.status in ("option", "current"))),
        ("help", tuple(one for one in plan.interventions if not one.held_by)),
        ("held", tuple(one for one in plan.medicines if one.status == "held")),
    )
    groups = [Group(name, tuple(shown_of(item, plan, own) for item in items)) for name, items in parts]
    there = {line.id for group in groups for line in group.lines}
    groups.append(Group("said", tuple(line for line in _said_before(plan) if line.id not in there)))
    return [group for group in groups if group.lines]


def line_of(plan: Plan, name: str, *, own: bool) -> Shown | None:
    """One line by its id; None where the plan has no such line."""
    item = items_in(plan).get(name)
    if item is not None:
        return shown_of(item, plan, own)
    return next((line for line in _said_before(plan) if line.id == name), None)


def decision_row(plan: Plan, said: Said, by: Acting, *, told: bool) -> Decision:
    """What was said as a row. `told`: staff write down what the person said."""
    own = by.role == "person"
    clinician = not own and not told
    return Decision(
        at=moment_of(plan, by),
        item=said.item,
        author="clinician" if clinician else "person",
        decision=said.verb,
        role=by.role.replace("_", "-") if clinician else None,
        source="clinician" if clinician else "self-report",
        by=None if own else by.user.called,
        on_behalf_of="person" if told and not own else None,
        text=said.text or None,
        reason_code=said.reason or None,
        re_offer=_later(plan, said.again) if said.verb == "declined" else None,
        until=_later(plan, said.again) if said.verb == "paused" else None,
        instead=said.instead or None,
        change=said.change,
        fact=said.fact or None,
        value=said.value,
        seen=seen_in(plan, said.item),
    )


def seen_in(plan: Plan, item: str) -> Seen:
    """The line as it stands in this plan: whoever agrees, agrees to this."""
    line, made = items_in(plan).get(item), content_hash(msgspec.json.encode(plan))
    if line is None:
        return Seen(release=plan.inputs.release, plan=made, title=_logged(plan).get(item, ""))
    return Seen(
        release=plan.inputs.release, plan=made, title=line.title, line=content_of(line, plan), rules=tuple(line.rules)
    )


def _said_before(plan: Plan) -> list[Shown]:
    """What somebody decided and is not proposed any more, such as what was declined: it can be taken back."""
    said: dict[str, dict[str, str]] = {}
    for row in plan.log:
        if row.counts == "stands":
            said.setdefault(row.item, {})[row.author] = row.decision
    titles = _logged(plan)
    return [
        _said_shown(item, titles[item], by)
        for item, by in said.items()
        if not item.startswith(("rule:", "fact:")) and {*by.values()} <= _STATES
    ]


def _said_shown(item: str, title: str, by: dict[str, str]) -> Shown:
    person, clinician = by.get("person", "proposed"), by.get("clinician", "proposed")
    mark = content_hash(msgspec.json.encode((item, person, clinician)))[:16]
    return Shown(item, title, "", "", person, clinician, "declined", mark=mark)


def _logged(plan: Plan) -> dict[str, str]:
    return {row.item: row.title for row in plan.log}


def moment_of(plan: Plan, by: Acting) -> str | int:
    """Today, and never before the plan that it answers; where a record counts days, the day of the plan."""
    if plan.header.anchor is not None:
        return int(plan.header.at.removeprefix("day "))
    return max(by.day.isoformat(), plan.header.at[:10])


def _later(plan: Plan, again: date | None) -> str | None:
    return None if again is None or plan.header.anchor is not None else again.isoformat()


def shown_of(item: Item, plan: Plan, own: bool) -> Shown:
    """A line of a plan. `own`: its reason in the person's voice."""
    why = "" if item.why is None else (item.why.person if own else item.why.clinician) or item.why.person
    state = item.state
    stands = msgspec.json.encode((content_of(item, plan), item.title, state))
    return Shown(
        item.id,
        _title(item),
        item.detail or "",
        why,
        state.person,
        state.clinician,
        state.standing,
        state.re_offer or state.until or "",
        state.says or state.text or "",
        content_hash(stands)[:16],
    )


def _title(item: Item) -> str:
    match item:
        case LevelChoice():
            return item.recommended.title
        case Goal():
            return item.says
        case MedicineOption():
            return item.title
    return item.title
