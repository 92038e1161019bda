"""What is due about one person, and from when: a pure function of what the road and the team have left behind.

What is looked at again and again is judged by the room of progress alone (decision 0054); it comes in as `Course`.

No clock runs in here: an entry says from when it shows and when it is due; the page compares that with now.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from waymark.site.days import begin_of, day_of
from waymark.site.worklist.looking import Line, Look, Made

__all__ = ["KINDS", "Entry", "Kind", "due_of"]

Kind = Literal[
    "safety",
    "review",
    "first",
    "promise",
    "referral",
    "next",
    "hold",
    "plan",
    "course",
    "look",
    "check_in",
    "sign",
    "goals",
    "expiring",
    "handover",
    "check_up",
]
# In the order in which they are met: safety, what was promised or waits for somebody, then what is measured again.
_RANKS: dict[Kind, int] = {
    "safety": 0, "review": 1, "first": 2, "promise": 2, "referral": 2, "next": 3, "hold": 3, "plan": 3, "course": 3,
    "look": 3, "check_in": 4, "sign": 4, "goals": 5, "expiring": 5, "handover": 2, "check_up": 2,
}  # fmt: skip
KINDS: tuple[Kind, ...] = tuple(_RANKS)
# Project defaults: how long something may wait before it counts as late.
_FIRST_PLAN = timedelta(days=7)
_FIRST_ANSWER = timedelta(days=1)
_MOVED = timedelta(days=7)
_SIGNED = timedelta(days=7)
_FOUND_OUT = timedelta(days=3)
_REFERRED = timedelta(days=14)
_AHEAD = timedelta(days=7)
_LOOKED = timedelta(days=3)
# So long nobody is reminded of what a session was about.
_RESTS = timedelta(days=7)
# What protects life is asked again the next day, while it is so.
_RESTS_SAFETY = timedelta(days=1)
_MOST_NAMED = 5
# Hours within which a step of the first days is a matter of safety, whatever it asks for.
_AT_ONCE = 4
# What is looked at every day is looked at because somebody may come to harm in between.
_DAILY = 24
_RESTING = frozenset({"declined", "paused", "replaced"})
# Who answers for what a plan asks of somebody; whoever is not of the team is found by the counsellor.
_ASKS = {"prescriber": "prescriber", "nurse": "nurse", "case manager": "case_manager"}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `key`: what it is, never shown. `title`: the plan's words, or empty where the kind says it."""

    kind: Kind
    key: str
    shows_from: datetime
    due_at: datetime
    role: str = ""
    title: str = ""
    why: str = ""
    more: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        return _RANKS[self.kind]


def due_of(look: Look) -> list[Entry]:
    """Every entry, in no order; for somebody who is not in the programme now, what is followed after the end."""
    if look.since is None:
        return [msgspec.structs.replace(one, role=_whom(one.role, look.team)) for one in _followed(look)]
    found = [*_beginning(look, look.since), *_promised(look), *_raised(look), _next(look, look.since)]
    found += _followed(look)
    if look.made is not None:
        found += [*_of_plan(look, look.made)]
    return [msgspec.structs.replace(one, role=_whom(one.role, look.team)) for one in found]


def _whom(role: str, team: frozenset[str]) -> str:
    """Whom an entry asks: nobody's work falls to the counsellor, and where there is none to everybody."""
    if not role or role in team:
        return role
    return "counsellor" if "counsellor" in team else ""


def _beginning(look: Look, since: datetime) -> Iterator[Entry]:
    if look.rows == 0:
        yield Entry(kind="first", key="first", shows_from=since, due_at=since + _FIRST_ANSWER, role="counsellor")
    elif look.made is None:
        yield Entry(kind="plan", key="plan", shows_from=since, due_at=since + _FIRST_PLAN, role="counsellor")
    elif look.made.rows < look.rows or look.made.decisions < look.decisions:
        at = look.made.at
        yield Entry(kind="plan", key="plan", shows_from=at, due_at=at + _MOVED, role="counsellor", more=("moved",))


def _promised(look: Look) -> Iterator[Entry]:
    for one in look.promises:
        due = _day(one.due) if one.due else one.at + (_REFERRED if one.referral else timedelta(0))
        yield Entry(
            kind="referral" if one.referral else "promise", key=f"promise {one.key}", shows_from=min(one.at, due),
            due_at=due, role=one.role, title=one.text,
        )  # fmt: skip


def _raised(look: Look) -> Iterator[Entry]:
    """For everybody of the team, at once, until somebody says that they look after it."""
    for one in look.raised:
        yield Entry(kind="safety", key=f"raised {one.key}", shows_from=one.at, due_at=one.at, title=one.title)


def _next(look: Look, since: datetime) -> Entry:
    """Nothing is arranged any more from here on: nobody falls through."""
    ends = [_day(one.due) + timedelta(days=1) for one in look.promises if one.due is not None]
    if look.arranged.until is not None:
        ends.append(look.arranged.until)
    at = max([since, *ends])
    return Entry(kind="next", key="next", shows_from=at, due_at=at, role="counsellor")


def _of_plan(look: Look, made: Made) -> Iterator[Entry]:
    plan = made.plan
    yield from _safety(look, made)
    urgent = {rule for line in plan.alerts if line.level == "danger" for rule in line.rules}
    for line in (*plan.next_72_hours, *plan.reviews):
        review = line.id.startswith("review:")
        if line.who == "person" or line.state.standing in _RESTING or (review and urgent & {*line.rules}):
            continue
        soon = line in plan.next_72_hours and (review or line.within_hours <= _AT_ONCE)
        yield from _step(look, made, line, "safety" if soon else "review")
    yield from _watched(look)
    yield from _stands_out(look, made)
    yield from _looked_back(look)
    for line in plan.holds:
        base = _known(line, made)
        asks = ", ".join(plan.labels.get(fact, plan.facts[fact].label if fact in plan.facts else fact)
                         for fact in line.find_out[:_MOST_NAMED])  # fmt: skip
        if not _done(look, line.id, base):
            role = "prescriber" if line.option.startswith("medicine:") else "counsellor"
            yield Entry(kind="hold", key=line.id, shows_from=base, due_at=base + _FOUND_OUT, role=role,
                        title=line.title, why=asks)  # fmt: skip
    if not (made.signed_by_person and made.signed_by_staff):
        missing = tuple(
            who for who, there in (("person", made.signed_by_person), ("staff", made.signed_by_staff)) if not there
        )
        yield Entry(kind="sign", key=f"sign {made.number}", shows_from=made.at, due_at=made.at + _SIGNED,
                    role="counsellor", more=missing)  # fmt: skip
    yield from _expiring(look, made)


def _safety(look: Look, made: Made) -> Iterator[Entry]:
    """What a plan says in danger stays until somebody has sat down with it, for everybody of the team."""
    for line in made.plan.alerts:
        base = _known(line, made)
        if line.level == "danger" and not _done(look, line.id, base):
            yield Entry(kind="safety", key=line.id, shows_from=base, due_at=base + timedelta(days=1),
                        title=line.title, why=_why(line))  # fmt: skip


def _step(look: Look, made: Made, line: Line, kind: Kind) -> Iterator[Entry]:
    base = _known(line, made)
    if not _done(look, line.id, base):
        role = "" if kind == "safety" and line.who not in _ASKS else _ASKS.get(line.who, "counsellor")
        yield Entry(kind=kind, key=line.id, shows_from=base, due_at=base + timedelta(hours=line.within_hours),
                    role=role, title=line.title, why=_why(line))  # fmt: skip


def _watched(look: Look) -> Iterator[Entry]:
    """What is looked at again and again, from the day on which it is next; late where it is overdue."""
    goals = [one for one in look.course.again if one.item.startswith("watch:goal:")]
    for one in look.course.again:
        if one.who != "person" and one not in goals:
            kind: Kind = "safety" if one.hours <= _DAILY else "check_in"
            yield Entry(kind=kind, key=one.item, shows_from=_day(one.next), due_at=_end(one.until),
                        role=_ASKS.get(one.who, "counsellor"), title=one.title, why=one.why)  # fmt: skip
    if goals:
        first = min(goals, key=lambda one: (one.until, one.item))
        named = tuple(one.title for one in sorted(goals, key=lambda one: (one.until, one.item))[:_MOST_NAMED])
        yield Entry(kind="goals", key="goals", shows_from=_day(min(one.next for one in goals)),
                    due_at=_end(first.until), role="counsellor", more=named)  # fmt: skip


def _stands_out(look: Look, made: Made) -> Iterator[Entry]:
    """What stands out and is not in the plan already; after a session about it, it rests a week, of safety a day."""
    plan = made.plan
    there = {rule for line in (*plan.alerts, *plan.next_72_hours, *plan.reviews) for rule in line.rules}
    for one in look.course.stands_out:
        if one.rule in there:
            continue
        seen, touched = look.seen(one.key) or look.at, look.touched(one.key)
        rests = _RESTS_SAFETY if one.safety else _RESTS
        shows = seen if touched is None else max(seen, touched + rests)
        yield Entry(kind="safety" if one.safety else "course", key=one.key, shows_from=shows,
                    due_at=shows + timedelta(hours=one.hours), role="" if one.safety else "counsellor",
                    title=one.title, why=one.why)  # fmt: skip


def _followed(look: Look) -> Iterator[Entry]:
    """What is open of a move, and check-ups of the time after."""
    for one in look.course.followed:
        key = f"move {one.key}"
        if one.kind == "handover" and _done(look, key, look.seen(key) or look.at):
            continue
        shows = _day(one.shows) if one.shows is not None else look.seen(key) or look.at
        yield Entry(kind="safety" if one.safety else one.kind, key=key, shows_from=shows,
                    due_at=_end(one.due) if one.due is not None else shows + _FOUND_OUT,
                    role=_ASKS.get(one.who, "counsellor"), title=one.title, why=one.why)  # fmt: skip


def _looked_back(look: Look) -> Iterator[Entry]:
    """Whether a change helped: from its look date, until a session was about it."""
    for one in look.course.tried:
        if not _done(look, one.key, _day(one.on)):
            yield Entry(kind="look", key=one.key, shows_from=_day(one.on), due_at=_end(one.on) + _LOOKED,
                        role="counsellor", title=one.title)  # fmt: skip


def _expiring(look: Look, made: Made) -> Iterator[Entry]:
    """Facts the plan stands on that will not hold much longer; those that were noted anew are not asked for."""
    if made.plan.header.anchor is not None:
        return
    ends = sorted(
        (fact.valid_until, fact.label)
        for name, fact in made.plan.facts.items()
        if fact.valid_until and fact.used and name not in look.facts_noted
    )
    if ends:
        due = _moment(ends[0][0], made.at)
        close = (_moment(until, made.at) - due < _AHEAD for until, _ in ends)
        named = tuple(label for (_, label), near in zip(ends, close, strict=True) if near)[:_MOST_NAMED]
        yield Entry(kind="expiring", key="expiring", shows_from=due - _AHEAD, due_at=due, role="counsellor", more=named)


def _done(look: Look, item: str, base: datetime) -> bool:
    """Whether it was taken up since the reason for it became known."""
    at = look.touched(item)
    noted = look.noted.get(item.partition(":")[2].replace("-", "_"))
    return any(one is not None and day_of(one) >= day_of(base) for one in (at, noted))


def _known(line: Line, made: Made) -> datetime:
    """When the reason for a line became known: a new version does not make an old matter young again."""
    if made.plan.header.anchor is not None:
        return made.at
    told = [fact.at for name in line.facts if (fact := made.plan.facts.get(name)) is not None and fact.at]
    return _moment(max(told), made.at) if told else _moment(made.plan.header.at, made.at)


def _why(line: Line) -> str:
    return line.why.clinician if line.why is not None else ""


def _moment(text: str, otherwise: datetime) -> datetime:
    try:
        return _day(date.fromisoformat(text[:10]))
    except ValueError:
        return otherwise


def _day(day: date) -> datetime:
    return begin_of(day)


def _end(day: date) -> datetime:
    """The last minute of a day."""
    return begin_of(day + timedelta(days=1)) - timedelta(minutes=1)
