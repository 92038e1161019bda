"""Deciding again and again for one person: a part of the plan is made anew only where something it rests on is new.

Every part of the lines (`lines.decide` names them) rests on some conditions, on a few facts that composing reads beside
the findings, and on earlier parts. What those are is declared here, once. A part left out of it would be decided on
old grounds: tests and the proof of changes hold every result against the plain way of deciding.
"""

from collections.abc import Callable, Mapping, Sequence
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
K = TypeVar("K", int, str)
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
    "offers": _Part((), ("intervention:", "setting:", "tool:")),
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


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What each part rests on in one release: places of conditions, and names of facts (derived ones too).

    Of most conditions only "true" counts; `waiting` are the places where "not yet known" does something of its own.
    """

    places: dict[str, frozenset[int]]
    waiting: dict[str, frozenset[int]]
    facts: dict[str, frozenset[str]]
    # All conditions that any part rests on, and all facts that composing reads itself.
    all_places: frozenset[int]
    all_waiting: frozenset[int]
    all_facts: frozenset[str]
    # Facts that are read otherwise than by asking the evidence: under which an unknown counts, and of forms given.
    unasked: frozenset[str]
    # The other way round: the parts that rest on a condition, or read a fact.
    parts_of: dict[int, tuple[str, ...]]
    parts_reading: dict[str, tuple[str, ...]]


_made: "WeakKeyDictionary[Prepared, Grounds]" = WeakKeyDictionary()


def grounds_of(prepared: Prepared) -> Grounds:
    """The grounds of all parts, laid out once while the release is in use."""
    found = _made.get(prepared)
    if found is None:
        kinds = _kinds_of_facts(prepared)
        places = {name: _places(prepared, part, lambda effect: True) for name, part in PARTS.items()}
        waiting = {name: _places(prepared, part, _waits) & places[name] for name, part in PARTS.items()}
        facts = {name: frozenset(f for kind in part.facts for f in kinds[kind]) for name, part in PARTS.items()}
        found = _made[prepared] = Grounds(
            places=places,
            waiting=waiting,
            facts=facts,
            all_places=_joined(places),
            all_waiting=_joined(waiting),
            all_facts=frozenset(f for part in facts.values() for f in part),
            unasked=frozenset((*kinds["given"], *kinds["instruments"])),
            parts_of=_turned_round(places),
            parts_reading=_turned_round(facts),
        )
    return found


def _joined(parts: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return frozenset(place for part in parts.values() for place in part)


def _turned_round(parts: Mapping[str, frozenset[K]]) -> dict[K, tuple[str, ...]]:
    found: dict[K, list[str]] = {}
    for part, things in parts.items():
        for thing in things:
            found.setdefault(thing, []).append(part)
    return {thing: tuple(named) for thing, named in found.items()}


def direct_facts(prepared: Prepared) -> frozenset[str]:
    """Facts that composing reads beside the findings (design section 4), with what lies behind derived ones."""
    return grounds_of(prepared).all_facts


def _places(prepared: Prepared, part: _Part, counts: Callable[[object], bool]) -> frozenset[int]:
    """Conditions with an effect of the part that counts, and the part's named conditions."""
    found = {
        place
        for kind in {*part.effects, *(_OF_OPTIONS if part.options else ())}
        for place, (_, effect) in prepared.voices.get(kind, ())
        if (kind in part.effects or str(getattr(effect, "option", "")).startswith(part.options)) and counts(effect)
    }
    if counts(None):
        found |= {place for name, place in prepared.extra_places.items() if part.named and name.startswith(part.named)}
    return frozenset(found)


def _waits(effect: object) -> bool:
    """The effect does something of its own while its rule is not yet known."""
    match effect:
        case Exclude():
            return effect.hard and effect.unknown == "hold"
        case Minimum():
            return effect.unknown == "apply"
        case Review():
            return effect.unknown == "review"
        case Rate():
            # Not yet rated is not the same as rated 0.
            return True
    return False


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

    def __init__(self, prepared: Prepared, answers: Sequence[Truth]) -> None:
        """`answers`: as things stand."""
        self.grounds = grounds_of(prepared)
        self._answers = answers
        self._kept: dict[tuple[object, ...], Any] = {}
        self._base: dict[str, Any] = {}
        # Per part that something of what is supposed touches: the answers and facts that it rests on.
        self._now: dict[str, tuple[object, object]] = {}

    def suppose(self, flips: Mapping[int, Truth], changes: Mapping[str, Known | None]) -> None:
        """From now on for these answers and facts instead of those the plan stands on."""
        grounds, before = self.grounds, self._answers
        turned: dict[str, list[tuple[int, Truth]]] = {}
        for place, answer in sorted(flips.items()):
            for part in grounds.parts_of.get(place, ()):
                # Where only "true" counts, false and not yet known are one.
                if place in grounds.waiting[part]:
                    turned.setdefault(part, []).append((place, answer))
                elif answer is True or before[place] is True:
                    turned.setdefault(part, []).append((place, answer is True))
        moved: dict[str, list[tuple[str, Known | None]]] = {}
        for change in changes.items():
            for part in grounds.parts_reading.get(change[0], ()):
                moved.setdefault(part, []).append(change)
        # True and 1 are one to a dictionary; of one fact both can never be.
        self._now = {
            part: (tuple(turned.get(part, ())), tuple(sorted(moved.get(part, ()))))
            for part in {**turned, **moved}
        }  # fmt: skip

    def __call__(self, part: str, make: Callable[[], T], *grounds: object) -> T:
        own = self._now.get(part)
        key = (part, own, *[g if isinstance(g, float | str) else id(g) for g in grounds])
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
