"""What would change a line of a plan: the nearest single changes, else pairs, else "several things at once".

Candidates are the critical values of every fact that someone could find out; each is completed with what goes along
with it, and judged by the line itself: the plan it would give is decided and compared. See docs/explanation.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

from waymark.logic import Known
from waymark.planning.explaining.bearing import bearing_of
from waymark.planning.explaining.becomes import becomes, by_whom, for_person, improves, move_of
from waymark.planning.explaining.candidates import Candidate, candidates_of
from waymark.planning.explaining.companions import Companions, Supposed
from waymark.planning.explaining.effects import Effects, Entry
from waymark.planning.explaining.explanation import Change, Move, Tried, WouldChange
from waymark.planning.explaining.likely import Familiar, Place, familiar_to, placing
from waymark.planning.explaining.pairs import Pair, find_pairs
from waymark.planning.explaining.singles import Found, Outcome, nearest, of_fact
from waymark.planning.explaining.truth import Truths, deciding_facts
from waymark.planning.situation import Situation, supposing

__all__ = ["CannotBe", "Changes", "change_of", "what_would_change", "would_change_all"]


class CannotBe(ValueError):
    """No such person can be: the fact cannot become this, or what goes along with it cannot."""


def what_would_change(situation: Situation, item: str, *, most: int = 5) -> WouldChange:
    """What would change this line, or bring it into the plan; at most so many single changes, nearest first."""
    return Changes(situation).of(item, most=most)


def would_change_all(situation: Situation, *, most: int = 5) -> dict[str, WouldChange]:
    """The same for every line of the outline; what the lines share is worked out once."""
    changes = Changes(situation)
    changes.work_out()
    return {line: changes.of(line, most=most) for line in changes.lines}


def change_of(situation: Situation, facts: Mapping[str, Known]) -> tuple[Situation, tuple[Move, ...], tuple[Move, ...]]:
    """The same person with these facts otherwise and what goes along with it: the situation, moves, companions.

    Raises CannotBe where nobody can be so.
    """
    completed = Companions(situation).complete(facts)
    if completed is None:
        raise CannotBe("nobody can be so: what is known otherwise does not allow it")
    moves = tuple(_move(situation, name, value) for name, value in facts.items())
    return supposing(situation, completed), moves, _companions(situation, completed, frozenset(facts))


class Changes:
    """What would change the lines of one plan."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.prepared = situation.prepared
        self.companions = Companions(situation)
        self.effects = Effects(situation)
        self.candidates = candidates_of(situation)
        self._completed: dict[tuple[str, Known, bool], Supposed | None] = {}
        self._by_line: dict[str, dict[str, list[Outcome]]] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the outline."""
        return tuple(line for line in self.effects.outline if "#" not in line)

    @property
    def impossible(self) -> int:
        """How many of the candidates worked out so far were of persons that could not be."""
        return sum(supposed is None for supposed in self._completed.values())

    def of(self, line: str, *, most: int = 5) -> WouldChange:
        """Singles; pairs where there is no single; or what else there is to say."""
        found = self.singles(line, most)
        if found:
            return WouldChange(singles=tuple(self._said(line, one) for one in found))
        return self._together(line, most)

    def towards(
        self, line: str, wanted: Callable[[Entry], bool], *, between: frozenset[str] = frozenset(), most: int = 5
    ) -> WouldChange:
        """Changes after which this stands in the line: singles, else pairs, else what was tried.

        `between`: facts that stand between what is and what is wanted; pairs are made of these where there are any.
        """
        found: dict[tuple[str, int], Found] = {}
        for candidate in sorted(self.candidates, key=self._place(line)):
            outcome = self.outcome(candidate, line)
            if outcome is not None and line in outcome.effect and wanted(outcome.effect[line]):
                one = Found(outcome, outcome.effect[line], candidate.value)
                found.setdefault((candidate.fact, candidate.way), one)
        said = tuple(self._said(line, one) for one in list(found.values())[:most])
        return WouldChange(singles=said) if said else self._together(line, most, wanted, between)

    def singles(self, line: str, most: int | None = None) -> list[Found]:
        """The single changes of a line (at most so many), in order; of a known fact the nearest value each way."""
        place = self._place(line)
        if self._by_line is None:
            return nearest(line, self.candidates, place, lambda c: self.outcome(c, line), most)
        found: list[Found] = []
        for outcomes in self._by_line.get(line, {}).values():
            found += of_fact(line, outcomes)
        return sorted(found, key=lambda one: place(one.outcome.candidate))[:most]

    def _together(
        self, line: str, most: int, wanted: Callable[[Entry], bool] | None = None, named: frozenset[str] = frozenset()
    ) -> WouldChange:
        """Pairs of what bears on the line, or of these facts; where there are none, that they were tried."""
        bearing = named or bearing_of(self.prepared).facts(line)
        near = [c for c in self.candidates if c.fact in bearing]
        if not near:
            return WouldChange(unchangeable=True)
        pairs = find_pairs(self, line, near, self._place(line), most, wanted)
        if pairs.found:
            return WouldChange(pairs=tuple(self._said_pair(line, pair) for pair in pairs.found))
        label = self.prepared.text
        together = dict.fromkeys(label(c.scale.fact.label) for c in pairs.chosen) if pairs.tried else ()
        facts = len({c.fact for c in self.candidates})
        tried = Tried(values=len(self.candidates), facts=facts, pairs=pairs.tried, together=tuple(together))
        return WouldChange(several=True, tried=tried)

    def _place(self, line: str) -> Callable[[Candidate], Place]:
        """The order in which changes of this line are told."""
        bearing = bearing_of(self.prepared)
        return placing(bearing.facts(line), self._deciding(bearing.conditions(line)), self._familiar)

    def _deciding(self, conditions: tuple[str, ...]) -> frozenset[str]:
        """Facts that make those of these conditions true that are."""
        true = [tree for c in conditions if (tree := self._truths.tree(c)) is not None and tree.truth == "yes"]
        return frozenset(deciding_facts(true))

    @cached_property
    def _truths(self) -> Truths:
        return Truths(self.prepared, self.situation.values)

    @cached_property
    def _familiar(self) -> Familiar:
        return familiar_to(self.situation)

    def outcome(self, candidate: Candidate, line: str | None = None) -> Outcome | None:
        """A candidate worked out, for all lines or as far as one needs it; None where nobody can be so."""
        key = (candidate.fact, candidate.value, isinstance(candidate.value, bool))
        if (
            line is not None
            and candidate.fact not in self.companions.tied
            and self.effects.beyond(line, candidate.fact)
        ):
            return Outcome(candidate, {candidate.fact: candidate.value}, {})
        if key not in self._completed:
            self._completed[key] = self.companions.complete({candidate.fact: candidate.value})
        supposed = self._completed[key]
        return None if supposed is None else Outcome(candidate, supposed, self.effects.of(supposed, line))

    def work_out(self) -> None:
        """All candidates for all lines at once."""
        by_fact: dict[str, list[Outcome]] = {}
        for candidate in self.candidates:
            outcome = self.outcome(candidate)
            if outcome is not None:
                by_fact.setdefault(candidate.fact, []).append(outcome)
        self._by_line = {}
        for fact, outcomes in by_fact.items():
            for name in dict.fromkeys(n for o in outcomes for n in o.effect):
                self._by_line.setdefault(name, {})[fact] = outcomes

    def _said(self, line: str, found: Found) -> Change:
        candidate = found.outcome.candidate
        fact, before = candidate.scale.fact, self.situation.known.values.get(candidate.fact)
        move = move_of(self.prepared, fact, before, candidate.value, found.after)
        better = improves(fact, before, candidate.value)
        by = by_whom(fact, before, candidate.value, candidate.kind)
        # What only puts the whole plan off, or crowds the line out, is nothing to act on for its sake.
        own = fact.id in bearing_of(self.prepared).facts(line)
        return Change(
            moves=(move,),
            companions=_companions(self.situation, found.outcome.supposed, frozenset((fact.id,))),
            kind=candidate.kind,
            becomes=becomes(self.prepared, line, found.entry),
            by=by,
            person=for_person(self.prepared, fact, move, candidate.kind, better, by) if own else "",
        )

    def _said_pair(self, line: str, pair: Pair) -> Change:
        values = self.situation.known.values
        both = (pair.one, pair.other)
        different = [c for c in both if c.kind == "different"]
        ways = {by_whom(c.scale.fact, values.get(c.fact), c.value, c.kind) for c in both}
        order = ("nobody", "time", "care", "together", "person")
        return Change(
            moves=tuple(move_of(self.prepared, c.scale.fact, values.get(c.fact), c.value) for c in both),
            companions=_companions(self.situation, pair.supposed, frozenset(c.fact for c in both)),
            kind="different" if different else "found out",
            becomes=becomes(self.prepared, line, pair.entry),
            by=next(way for way in order if way in ways),
        )


def _move(situation: Situation, name: str, value: Known) -> Move:
    prepared = situation.prepared
    return move_of(prepared, prepared.facts[name], situation.known.values.get(name), value)


def _companions(situation: Situation, supposed: Supposed, moved: frozenset[str]) -> tuple[Move, ...]:
    """What else would be otherwise, in the order of the library; not what follows by derivation."""
    others = {name: value for name, value in supposed.items() if name not in moved and value is not None}
    if not others:
        return ()
    prepared, before = situation.prepared, situation.known.values
    filled = {n for n in others if n not in before and prepared.facts[n].derived is not None}
    follows: Mapping[str, Known] = {}
    if filled:
        known = {**before, **{n: v for n, v in supposed.items() if v is not None and n not in filled}}
        follows = prepared.release.program.values(known)
    told = (n for n in prepared.facts if n in others and not (n in filled and follows.get(n) == others[n]))
    return tuple(_move(situation, name, others[name]) for name in told)
