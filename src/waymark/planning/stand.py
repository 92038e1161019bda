"""Where the two authors stand: wishes from the record, and the decisions so far."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from waymark.knowledge.model.effect import Exclude
from waymark.planning.plan import Item, State
from waymark.planning.prepare import Prepared
from waymark.record.documents.decisions import Decision
from waymark.record.documents.person import Person
from waymark.record.roles import DIRECTING, PRESCRIBING, plain_role

__all__ = ["Stand", "take_stand"]

Line = TypeVar("Line", bound=Item)
# Turns a moment of the record into its day number.
DayOf = Callable[[str | int], int]


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
        self._items: dict[str, State] = {}
        self.changes: dict[str, dict[str, str | float]] = {}
        self.settled: dict[str, Decision] = {}
        # Rules a clinician overrode with a reason, and overrides that are not followed, with the phrase that says why.
        self.set_aside: dict[str, Decision] = {}
        self.not_followed: list[tuple[str, str]] = []
        self._prepared = prepared
        self.log: list[Decision] = []
        for decision in sorted(decisions, key=lambda decision: days(decision.at)):
            if days(decision.noted if decision.noted is not None else decision.at) <= day:
                self._take(decision, days)
        self.current_medicines, self.unrecognised_medicines = _medicines(prepared, person, day, days)

    def _take(self, decision: Decision, days: DayOf) -> None:
        self.log.append(decision)
        if decision.decision == "settled":
            if decision.fact is not None:
                self.settled[decision.fact] = decision
            return
        if decision.decision == "override":
            self._override(decision)
            return
        old = self._items.get(decision.item, State())
        changed = {decision.author: decision.decision, "text": decision.text or old.text}
        if decision.decision == "declined":
            due = decision.re_offer is not None and days(decision.re_offer) <= self.day
            if due:
                changed[decision.author] = "proposed"
            changed["re_offer"] = None if decision.re_offer is None else str(decision.re_offer)
        if decision.decision == "changed":
            self.changes[decision.item] = {**self.changes.get(decision.item, {}), **decision.change}
        self._items[decision.item] = msgspec.structs.replace(old, **changed)

    def _override(self, decision: Decision) -> None:
        """Set a rule aside, or keep why not. One that is not followed leaves an earlier one that is as it was."""
        rule = decision.item.removeprefix("rule:")
        why = _why_not(self._prepared, rule, decision)
        if why is None:
            self.set_aside[rule] = decision
        elif (rule, why) not in self.not_followed:
            self.not_followed.append((rule, why))

    def of(self, *items: str) -> State:
        """The state of the first of these ids that was ever decided on."""
        return next((self._items[i] for i in items if i in self._items), State())

    def said(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Lines with what the authors said of each."""
        return tuple(
            msgspec.structs.replace(line, state=self._items[line.id]) if line.id in self._items else line
            for line in lines
        )

    def declined(self, *items: str) -> bool:
        """The person declined it (and it is not yet time to offer again), or said so as a preference."""
        state = self.of(*items)
        return state.person == "declined" or any(self.wishes.get(i) == "declines" for i in items)

    def wants(self, *items: str) -> bool:
        return any(self.wishes.get(i) == "wants" for i in items)

    def rather_not(self, *items: str) -> bool:
        return any(self.wishes.get(i) == "rather not" for i in items)

    def interested(self, *items: str) -> bool:
        return any(self.wishes.get(i) in ("wants", "open") for i in items)

    def decided(self) -> frozenset[str]:
        """Ids of all items someone decided on."""
        return frozenset(self._items)


def _why_not(prepared: Prepared, rule: str, decision: Decision) -> str | None:
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
        medicine = by_name.get(row.medicine.lower())
        side = strange if medicine is None else known
        side[medicine or row.medicine] = row.state == "current"
    return tuple(m for m, now in known.items() if now), tuple(m for m, now in strange.items() if now)


def take_stand(prepared: Prepared, person: Person, decisions: Iterable[Decision], day: int, days: DayOf) -> Stand:
    """Read wishes and decisions noted up to `day`; `days` turns a moment of the record into a day number."""
    return Stand(prepared, person, decisions, day, days)
