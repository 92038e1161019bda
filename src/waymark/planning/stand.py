"""Where the two authors stand: wishes from the record, and the decisions so far."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from waymark.knowledge.model.effect import Exclude
from waymark.planning.deciding.spoken import AUTHORS, YES, Spoken
from waymark.planning.plan import Item, State, Step
from waymark.planning.prepare import Prepared
from waymark.record.documents.decisions import Decision
from waymark.record.documents.person import Person
from waymark.record.names import plain_name
from waymark.record.roles import DIRECTING, PRESCRIBING, plain_role

if TYPE_CHECKING:
    from waymark.planning.deciding.bases import Bases

__all__ = ["Bound", "Stand", "take_stand", "why_not"]

Line = TypeVar("Line", bound=Item)
# Turns a moment of the record into its day number.
DayOf = Callable[[str | int], int]


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """What stood in a line when somebody said yes to it, by field; `line` is None where it was not proposed then."""

    row: Decision
    day: int
    line: dict[str, str | float | None] | None = None

    def number(self, field: str) -> float | None:
        value = None if self.line is None else self.line.get(field)
        return float(value) if isinstance(value, int | float) else None

    def start(self, number: DayOf) -> int:
        """The day from which the time of a goal counts: as it stood in the plan that was agreed to."""
        start = None if self.line is None else self.line.get("start")
        try:
            said = str(start)
            return number(int(said[4:]) if said.startswith("day ") else said)
        except (ValueError, KeyError):
            return self.day


# What stands of an item that nobody has decided on.
_UNDECIDED = State()


class Stand:
    """Preferences, current medicines and the state of every item, as of the plan's moment."""

    def __init__(
        self, prepared: Prepared, person: Person, decisions: Iterable[Decision], day: int, days: DayOf
    ) -> None:
        self.day = day
        self.wishes: dict[str, str] = {}
        for row in sorted(person.preferences, key=lambda row: days(row.at)):
            if days(row.noted if row.noted is not None else row.at) <= day:
                self.wishes[row.about] = row.wish
        self.priorities: dict[str, int] = {}
        for wish in sorted(person.priorities, key=lambda wish: days(wish.at)):
            if days(wish.noted if wish.noted is not None else wish.at) <= day:
                self.priorities[wish.area] = wish.rank
        self._days = days
        self._spoken: dict[str, Spoken] = {}
        self._chosen: dict[tuple[str, str], Decision] = {}
        self.settled: dict[str, Decision] = {}
        # Rules a clinician overrode with a reason, and overrides that are not followed, with the phrase that says why.
        self.set_aside: dict[str, Decision] = {}
        self.not_followed: list[tuple[str, str]] = []
        self._prepared = prepared
        self.log: list[Decision] = []
        for decision in sorted(decisions, key=lambda decision: days(decision.at)):
            if days(decision.noted if decision.noted is not None else decision.at) <= day:
                self._take(decision)
        # What the authors changed in a line: words and numbers that stand instead of those proposed.
        self.changes = {name: change for name, said in self._spoken.items() if (change := said.change)}
        self._items = {name: _with_words(said.state(), self.changes.get(name)) for name, said in self._spoken.items()}
        # What was agreed to, for lines whose numbers would move with the facts. Filled by whoever knows what was there.
        self.bound: dict[str, Bound] = {}
        # Goals that an author said yes to though nothing proposed them: theirs by choice.
        self.chosen: list[str] = []
        # The level on the table when each author last spoke of the level.
        self.level_seen: dict[str, str | None] = {}
        self.bases: Bases | None = None
        self.current_medicines, self.unrecognised_medicines = _medicines(prepared, person, day, days)

    def _take(self, decision: Decision) -> None:
        self.log.append(decision)
        if decision.decision == "settled":
            if decision.fact is not None:
                self.settled[decision.fact] = decision
        elif decision.decision == "override":
            self._override(decision)
        elif decision.decision == "withdrawn" and decision.fact is not None:
            if decision.author == "clinician":
                self.settled.pop(decision.fact, None)
        elif decision.decision == "withdrawn" and decision.item.startswith("rule:"):
            if decision.author == "clinician":
                self.set_aside.pop(decision.item.removeprefix("rule:"), None)
        else:
            self._hear(decision.item, decision)
            self._choose(decision)

    def _hear(self, item: str, decision: Decision) -> None:
        self._spoken.setdefault(item, Spoken(self.day, self._days)).rows.append(decision)

    def _choose(self, decision: Decision) -> None:
        """Whoever puts a goal in the place of another says yes to it, until they take that back."""
        key = (decision.author, decision.item)
        if (old := self._chosen.pop(key, None)) is not None:
            said = self._spoken[old.item]
            said.rows = [row for row in said.rows if row is not old]
        if decision.decision == "replaced" and decision.instead is not None:
            chosen = msgspec.structs.replace(
                decision, item=decision.instead, decision="agreed", instead=None, seen=None, change={}
            )
            self._chosen[key] = chosen
            self._hear(chosen.item, chosen)

    def _override(self, decision: Decision) -> None:
        """Set a rule aside, or keep why not. One that is not followed leaves an earlier one that is as it was."""
        rule = decision.item.removeprefix("rule:")
        why = why_not(self._prepared, rule, decision)
        if why is None:
            self.set_aside[rule] = decision
        elif (rule, why) not in self.not_followed:
            self.not_followed.append((rule, why))

    def of(self, *items: str) -> State:
        """The state of the first of these ids that was ever decided on."""
        for item in items:
            found = self._items.get(item)
            if found is not None:
                return found
        return _UNDECIDED

    def spoken(self, item: str) -> Spoken | None:
        """What was said of this item, in order."""
        return self._spoken.get(item)

    def said(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Lines with what the authors said of each."""
        return tuple(
            msgspec.structs.replace(line, state=self._items[line.id]) if line.id in self._items else line
            for line in lines
        )

    def arranged(self, step: Step, *, firm: bool = False) -> Step:
        """A step with who and when as the authors changed it. `firm`: what protects life is not put off."""
        change = self.changes.get(step.id, {})
        who, hours = str(change.get("who", step.who)), float(change.get("within_hours", step.within_hours))
        proposed: dict[str, str | float] = {}
        if who != step.who:
            proposed["who"] = step.who
        if hours != step.within_hours:
            proposed["within_hours"] = step.within_hours
        if not proposed:
            return step
        hours = min(hours, step.within_hours) if firm else hours
        return msgspec.structs.replace(step, who=who, within_hours=hours, proposed=proposed)

    def declined(self, *items: str) -> bool:
        """Someone declined it (and it is not yet time to offer again), or the person said so as a preference."""
        return self.of(*items).standing == "declined" or self._wishes(items, ("declines",))

    def _wishes(self, items: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
        # Asked of every way of help for every goal, and of most nobody said anything.
        wishes = self.wishes
        return bool(wishes) and any(wishes.get(item) in wanted for item in items)

    def put_off(self, item: str) -> bool:
        """Not worked on now: declined, resting, or not what the person wants."""
        state = self.of(item)
        return state.standing in ("declined", "paused") or state.person == "disagreed"

    def replaced(self, item: str) -> bool:
        return self.of(item).standing == "replaced"

    @property
    def instead(self) -> dict[str, str]:
        """Goals chosen in the place of others: the chosen one, and the one that gave way."""
        found = {s.instead: name for name, s in self._items.items() if s.standing == "replaced" and s.instead}
        return {chosen: name for chosen, name in found.items() if not self.replaced(chosen)}

    def wants(self, *items: str) -> bool:
        return self._wishes(items, ("wants",))

    def rather_not(self, *items: str) -> bool:
        return self._wishes(items, ("rather not",))

    def interested(self, *items: str) -> bool:
        return self._wishes(items, ("wants", "open"))

    def decided(self) -> frozenset[str]:
        """Ids of all items someone decided on."""
        return frozenset(self._items)

    def taken_up(self) -> frozenset[str]:
        """Goals that an author said yes to while they were worked on, or chose themself."""
        agreed = (
            *self.chosen,
            *(name for name, bound in self.bound.items() if (bound.line or {}).get("place") != "later"),
        )
        return frozenset((*agreed, *self.instead))

    def kept(self) -> tuple[str, ...]:
        """Items that an author said yes to and has not taken back, also while they rest or gave way to another."""
        return tuple(name for name, said in self._spoken.items() if said.agreed is not None or self.replaced(name))

    def level_state(self, level: str) -> State:
        """What was said of this level of care; a word about another level is no word about this one."""
        state = self.of("level")
        other = [a for a in AUTHORS if self.level_seen.get(a, level) != level and getattr(state, a) != "changed"]
        if not other:
            return state
        state = msgspec.structs.replace(state, **dict.fromkeys(other, "proposed"))
        both = state.person in YES and state.clinician in YES
        return msgspec.structs.replace(state, standing="active" if both else "proposed", re_offer=None)


def _with_words(state: State, change: dict[str, str | float] | None) -> State:
    if change is None or "says" not in change:
        return state
    return msgspec.structs.replace(state, says=str(change["says"]))


def why_not(prepared: Prepared, rule: str, decision: Decision) -> str | None:
    """The phrase that says why an override is not followed; None when the rule is set aside."""
    if not prepared.has_rule(rule):
        return "override unknown"
    if prepared.rule(rule).safety:
        return "override safety"
    if decision.author != "clinician":
        return "override person"
    needed = {e.override_by for e in prepared.rule(rule).effects if isinstance(e, Exclude)}
    if "nobody" in needed:
        return "override nobody"
    # A row that does not say the role is taken at its word: the site answers for who may write it.
    if decision.role is None:
        return None
    role = plain_role(decision.role)
    if "medical director" in needed and role not in DIRECTING:
        return "override director"
    if "prescriber" in needed and role not in PRESCRIBING:
        return "override prescriber"
    return None


def _medicines(prepared: Prepared, person: Person, day: int, days: DayOf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Library ids of medicines taken now, and names the library does not know."""
    by_name = prepared.medicine_names
    known: dict[str, bool] = {}
    strange: dict[str, bool] = {}
    for row in sorted(person.lists.medicines.rows, key=lambda row: days(row.at)):
        if days(row.noted if row.noted is not None else row.at) > day:
            continue
        medicine = by_name.get(plain_name(row.medicine))
        side = strange if medicine is None else known
        side[medicine or row.medicine] = row.state == "current"
    return tuple(m for m, now in known.items() if now), tuple(m for m, now in strange.items() if now)


def take_stand(prepared: Prepared, person: Person, decisions: Iterable[Decision], day: int, days: DayOf) -> Stand:
    """Read wishes and decisions noted up to `day`; `days` turns a moment of the record into a day number."""
    return Stand(prepared, person, decisions, day, days)
