"""Deciding again and again for one person: a part of the plan is made anew only where something it rests on is new.

Every part of the lines (`lines.decide` names them) rests on some conditions, on a few facts that composing reads beside
the findings, and on earlier parts. What those are is declared here, once. A part left out of it would be decided on
old grounds: tests and the proof of changes hold every result against the plain way of deciding.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import msgspec

from waymark.knowledge.model.effect import (
    Alert,
    Cadence,
    Discourage,
    Emergency,
    Exclude,
    Get,
    Inform,
    Minimum,
    OpenProblem,
    Rate,
    Recommend,
    Review,
    Task,
)
from waymark.logic import Known, Truth
from waymark.planning.offers import Offers
from waymark.planning.prepare import Prepared

__all__ = ["Grounds", "Stages", "direct_facts", "grounds_of"]

T = TypeVar("T")
_OF_OPTIONS = (Recommend, Exclude, Discourage)


class _Part(msgspec.Struct, frozen=True):
    """What a part rests on beside other parts.

    `options`: of effects on options only those on options that begin so. `named`: conditions that begin so. `facts`:
    what kind of facts it reads itself.
    """

    effects: tuple[type, ...] = ()
    options: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


PARTS: dict[str, _Part] = {
    "options": _Part(_OF_OPTIONS),
    "level": _Part((Minimum,), ("level:",), ("level:",), ("given",)),
    "opened": _Part((OpenProblem,)),
    "goals": _Part((), (), ("goal:",), ("measures",)),
    "ranked": _Part(),
    "active": _Part(),
    # Joint family work is a setting that stands for interventions.
    "offers": _Part((), ("intervention:", "setting:")),
    "served": _Part(),
    "medicines": _Part((), ("medicine:",), (), ("wanted medicine",)),
    "wanted": _Part(),
    "steps": _Part((Task, Review, Get), (), (), ("given", "done", "in care", "instruments")),
    "emergency": _Part((Emergency,)),
    "alerts": _Part((Alert,)),
    "needs": _Part((Rate,), (), (), ("use",)),
    "informs": _Part((Inform,)),
    "holds": _Part(),
    "left out": _Part(),
    "watched": _Part((Cadence,)),
}


class Grounds(msgspec.Struct, frozen=True):
    """What each part rests on in one release: places of conditions, and names of facts (derived ones too)."""

    places: dict[str, frozenset[int]]
    facts: dict[str, frozenset[str]]
    # All conditions that any part rests on, and all facts that composing reads itself.
    all_places: frozenset[int]
    all_facts: frozenset[str]


_made: "WeakKeyDictionary[Prepared, Grounds]" = WeakKeyDictionary()


def grounds_of(prepared: Prepared) -> Grounds:
    """The grounds of all parts, laid out once while the release is in use."""
    found = _made.get(prepared)
    if found is None:
        kinds = _kinds_of_facts(prepared)
        places = {name: _places(prepared, part) for name, part in PARTS.items()}
        facts = {name: frozenset(f for kind in part.facts for f in kinds[kind]) for name, part in PARTS.items()}
        together = frozenset(p for part in places.values() for p in part)
        found = _made[prepared] = Grounds(
            places, facts, together, frozenset(f for part in facts.values() for f in part)
        )
    return found


def direct_facts(prepared: Prepared) -> frozenset[str]:
    """Facts that composing reads beside the findings (design section 4), with what lies behind derived ones."""
    return grounds_of(prepared).all_facts


def _places(prepared: Prepared, part: _Part) -> frozenset[int]:
    found = {
        place
        for kind in {*part.effects, *(_OF_OPTIONS if part.options else ())}
        for place, (_, effect) in prepared.voices.get(kind, ())
        if kind in part.effects or str(getattr(effect, "option", "")).startswith(part.options)
    }
    found |= {place for name, place in prepared.extra_places.items() if part.named and name.startswith(part.named)}
    return frozenset(found)


def _kinds_of_facts(prepared: Prepared) -> dict[str, set[str]]:
    """The facts of each kind that parts read themselves, with what derived ones follow from."""
    effects = [effect for rule in prepared.rules for effect in rule.effects]
    substances = tuple(prepared.substances)
    named: dict[str, set[str]] = {
        "given": {f for e in effects if (f := getattr(e, "given", None))},
        "done": {f for e in effects if (f := getattr(e, "done_when", None))},
        "in care": {"mat.agonist_current", "attendance.share_14"},
        "wanted medicine": {"mat.wants"},
        "use": {f"{s}.{name}" for s in substances for name in ("used_30", "disorder")},
        "measures": {g.measure.replace("{substance}", s) for g in prepared.goals.values() for s in ("", *substances)},
        "instruments": _of_instruments(prepared, {e.what for e in effects if isinstance(e, Get)}),
    }
    reads = prepared.release.reads
    return {
        kind: {f for name in names if name in prepared.facts for f in (name, *reads.get(name, ()))}
        for kind, names in named.items()
    }


def _of_instruments(prepared: Prepared, wanted: set[str]) -> set[str]:
    """Facts scored from a form that some rule asks for: once one is known, the form is not asked for again."""
    return {f.id for f in prepared.facts.values() for s in f.scored if s.instrument in wanted}


class Stages:
    """Keeps the parts of one person's plan by what they rest on. Given to `decide` as `once`."""

    def __init__(self, prepared: Prepared) -> None:
        self.grounds = grounds_of(prepared)
        self._kept: dict[tuple[object, ...], Any] = {}
        self._base: dict[str, Any] = {}
        self._flips: tuple[tuple[int, Truth], ...] = ()
        self._changes: tuple[tuple[str, Known | None], ...] = ()

    def suppose(self, flips: Mapping[int, Truth], changes: Mapping[str, Known | None]) -> None:
        """From now on for these answers and facts instead of those the plan stands on."""
        self._flips = tuple(sorted(flips.items()))
        facts = self.grounds.all_facts
        self._changes = tuple(sorted((n, v) for n, v in changes.items() if n in facts)) if changes else ()

    def __call__(self, part: str, make: Callable[[], T], *grounds: object) -> T:
        places, facts = self.grounds.places[part], self.grounds.facts[part]
        flips = tuple(flip for flip in self._flips if flip[0] in places)
        # True and 1 are one to a dictionary; of one fact both can never be.
        changes = tuple(change for change in self._changes if change[0] in facts)
        key = (part, flips, changes, *(g if isinstance(g, float | str) else id(g) for g in grounds))
        kept = self._kept.get(key, self)
        if kept is not self:
            return kept  # type: ignore[no-any-return]
        made: Any = make()
        base = self._base.setdefault(part, made)
        if _same(made, base):
            # The same as it stands: what rests on it need not be made anew.
            made = base
        # Grounds are kept too: an id is only good while its object lives.
        self._kept[key] = made
        self._kept[("grounds", *key)] = grounds
        return made  # type: ignore[no-any-return]


def _same(one: Any, other: Any) -> bool:
    """Equal in what a plan says; how help was weighed is not part of it."""
    if isinstance(one, Offers):
        return (one.chosen, one.by_goal, one.left_out) == (other.chosen, other.by_goal, other.left_out)
    return bool(one == other)
