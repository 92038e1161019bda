"""The cases as judges of a changed library, without compiling it anew for each change."""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prove._mutants import Mutant
from waymark.knowledge.cases import case_facts
from waymark.knowledge.model.source import Case
from waymark.knowledge.release import Release
from waymark.logic import Known, Truth
from waymark.logic.nodes import Node
from waymark.logic.oracle import evaluate, truth
from waymark.planning.cases import Outcome, outcome_of, unmet
from waymark.planning.prepare import Prepared, prepare

__all__ = ["Judge"]


@dataclass(frozen=True)
class _Sitting:
    """A case with what is noted of its person, what is known with that, and what the library as it is says."""

    case: Case
    values: dict[str, Known]
    known: dict[str, Known]
    answers: tuple[Truth, ...]
    about: frozenset[str]

    def asks(self, kind: str) -> bool:
        """Whether an outcome of this kind is expected or refused."""
        return any(outcome.startswith(f"{kind}:") for outcome in (*self.case.must, *self.case.must_not))

    def fails(self, prepared: Prepared, answers: tuple[Truth, ...], known: Mapping[str, Known] | None = None) -> bool:
        """The case does not come out as it says when the conditions say this (and this is `known`)."""
        outcome = Outcome(prepared, self.values, answers, mute=not self.asks("open"), known=known or self.known)
        return bool(unmet(outcome, self.case))


class Judge:
    """Asks the cases about mutants. Raises AssertionError when a case fails on the library as it is."""

    def __init__(self, release: Release, cases: Sequence[Case]) -> None:
        self.prepared = prepare(release)
        self.program = release.program
        self.trees = release.program.trees
        self.places = {name: place for place, name in enumerate(release.program.conditions)}
        self.readers = _readers(release.reads)
        # Whole persons ask about a written plan; a changed library is judged by what the rules say of facts.
        self.cases = [self._sitting(case) for case in cases if case.person is None]
        # By rule the cases in which it is not surely false: only those can notice that it lost an effect.
        self.speaking: dict[int, list[_Sitting]] = {}
        for sitting in self.cases:
            for place, answer in enumerate(sitting.answers):
                if answer is not False:
                    self.speaking.setdefault(place, []).append(sitting)

    def _sitting(self, case: Case) -> _Sitting:
        outcome = outcome_of(self.prepared, case_facts(case, self.prepared.release))
        if wrong := unmet(outcome, case):
            raise AssertionError(f"case {case.id} fails before anything is changed: {'; '.join(wrong)}")
        values = outcome.values
        known = {**self.program.values(values), **values}
        return _Sitting(case, values, known, self.program.answers(values), frozenset(_named(case)))

    def killer(self, mutant: Mutant) -> str | None:
        """The first case that no longer comes out as it says; None when none notices."""
        found = self._by_effect(mutant) if mutant.dropped else self._by_answer(mutant)
        return None if found is None else found.case.id

    def _by_effect(self, mutant: Mutant) -> _Sitting | None:
        changed = _without(self.prepared, mutant.dropped)
        speaking = {s.case.id: s for rule in mutant.dropped for s in self.speaking.get(self.places[rule], ())}
        for sitting in _likeliest(speaking.values(), {mutant.about, *mutant.dropped}):
            if sitting.fails(changed, sitting.answers):
                return sitting
        return None

    def _by_answer(self, mutant: Mutant) -> _Sitting | None:
        following = set(mutant.derived).union(*(self.readers.get(fact, ()) for fact in mutant.derived))
        names = (set(mutant.conditions) | following) & self.places.keys()
        trees = {self.places[name]: mutant.conditions.get(name) or self.trees.conditions[name] for name in names}
        # What does not follow from the change stands as it is; the rest is worked out anew.
        derived = {**{n: t for n, t in self.trees.derived.items() if n in following}, **mutant.derived}
        for sitting in _likeliest(self.cases, {mutant.about, *names, *mutant.derived}):
            if following and not any(_differs(fact, tree, sitting) for fact, tree in mutant.derived.items()):
                continue  # a fact that comes out as before moves nothing that follows from it
            known = sitting.known if not following else _less(sitting, following)
            moved = {
                place: answer
                for place, tree in trees.items()
                if (answer := truth(tree, known, derived)) is not sitting.answers[place]
            }
            if not moved and not following:
                continue
            answers = tuple(moved.get(place, answer) for place, answer in enumerate(sitting.answers))
            if following and sitting.asks("fact"):
                known = _more(known, following, derived)
            if sitting.fails(self.prepared, answers, known):
                return sitting
        return None


def _named(case: Case) -> Iterator[str]:
    """The rules and facts that a case is about."""
    yield from case.rules
    for outcome in (*case.must, *case.must_not):
        said, _, rule = outcome.partition(" by ")
        yield rule or said.partition(":")[2].partition("=")[0]


def _likeliest(sittings: Iterable[_Sitting], names: set[str]) -> list[_Sitting]:
    """All of them, those about the changed rules first: to look at fewer until one notices."""
    return sorted(sittings, key=lambda sitting: sitting.about.isdisjoint(names))


def _less(sitting: _Sitting, following: set[str]) -> dict[str, Known]:
    """What is known without what follows from a changed fact; what was noted stays."""
    noted = sitting.values
    return {fact: known for fact, known in sitting.known.items() if fact not in following or fact in noted}


def _more(known: Mapping[str, Known], following: set[str], derived: Mapping[str, Node]) -> dict[str, Known]:
    """What is known with what follows from a changed fact."""
    found = {fact: evaluate(derived[fact], known, derived) for fact in following - known.keys() if fact in derived}
    return {**known, **{fact: value for fact, value in found.items() if value is not None}}


def _differs(fact: str, tree: Node, sitting: _Sitting) -> bool:
    """A changed fact comes out otherwise; what it reads is known already, and what was noted stays."""
    return fact not in sitting.values and evaluate(tree, sitting.known, {}) != sitting.known.get(fact)


def _readers(reads: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """By fact the conditions and derived facts that read it, also through others."""
    found: dict[str, set[str]] = {}
    for name, facts in reads.items():
        for fact in facts:
            found.setdefault(fact, set()).add(name)
    return found


def _without(prepared: Prepared, dropped: Mapping[str, int]) -> Prepared:
    """The same release with these rules each without one effect."""
    gone = {id(prepared.rule(rule).effects[place]) for rule, place in dropped.items()}
    changed = copy.copy(prepared)
    changed.voices = {
        kind: [voice for voice in voices if id(voice[1][1]) not in gone] for kind, voices in prepared.voices.items()
    }
    return changed
