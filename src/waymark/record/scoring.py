"""From answers to scores: bounds while items are missing, prorated only where that is published.

An item's answer becomes points (day steps, recoding) and then an interval: one point when answered, its whole range
when missing or declined, the branch's value when the form jumps over it. Every score is computed from these intervals,
so a threshold that is already crossed shows at once, however incomplete the form is.
"""

from typing import Any

from waymark.knowledge.model.instrument import Instrument, Score
from waymark.knowledge.scoring import FormPrograms, form_programs
from waymark.logic import Known, Truth
from waymark.record.branching import Answers, Branching, Span
from waymark.record.documents.common import Interval as Bounds
from waymark.record.scored import Entered, ScoredForm, ScoreValue, bands_of, joined

__all__ = ["Scorer", "score"]


def score(instrument: Instrument, items: Answers, closed: bool = True, entered: Entered | None = None) -> ScoredForm:
    """Score one form. `entered`: results taken over from the official form, by score id."""
    return Scorer(instrument).score(items, closed, entered or {})


class Scorer:
    """One instrument, prepared: its conditions compiled (or taken compiled from a release), its sums laid out."""

    def __init__(self, instrument: Instrument, programs: FormPrograms | None = None) -> None:
        programs = programs or form_programs(instrument)
        self.instrument = instrument
        # Without any way of its own a score is only taken over.
        self.sums = [entry for entry in instrument.scores if not (entry.expression or entry.condition or entry.cascade)]
        self.branching = Branching(instrument, programs.branches)
        self.items = self.branching.items
        self.program = programs.scores
        # Where each condition's answer stands.
        self.steps = {} if self.program is None else {name: n for n, name in enumerate(self.program.conditions)}
        self.expressions = [entry.id for entry in instrument.scores if entry.expression]
        # Items whose answer is read as given, before steps.
        read = [*(e.expression or "" for e in instrument.scores), *(one.holds for one in instrument.consistency)]
        self.raw = [name for name in self.items if any(f"{name}.answer" in text for text in read)]
        # Per computed score: the sums it reads, through other scores too.
        names = {entry.id for entry in self.sums}
        self.reads = {
            entry.id: tuple(name for name in self._facts_of(entry) if name in names)
            for entry in instrument.scores
            if entry.id not in names
        }

        self.under = {name: self._items_under(name) for name in self.reads}

    def _items_under(self, name: str) -> frozenset[str]:
        """The items a computed score rests on."""
        entry = next(entry for entry in self.instrument.scores if entry.id == name)
        reads = {read.removesuffix(".answer") for read in self._facts_of(entry)}
        for other in self.sums:
            if other.id in self.reads[name]:
                reads.update(other.add or other.mean)
        return frozenset(reads & self.items.keys())

    def _facts_of(self, entry: Score) -> tuple[str, ...]:
        if self.program is None:
            return ()
        if entry.expression or entry.condition:
            return self.program.facts_of(entry.id, deep=True)
        found: dict[str, None] = {}
        for number in range(len(entry.cascade)):
            found |= dict.fromkeys(self.program.facts_of(f"{entry.id}:step:{number}", deep=True))
        return tuple(found)

    # -- one form -------------------------------------------------------------------------------------------------

    def score(self, answers: Answers, closed: bool = True, entered: Entered | None = None) -> ScoredForm:
        """All scores of one form."""
        entered = entered or {}
        form = self.branching.follow(answers)
        values, missing, ignored = form.values, form.missing, tuple(form.ignored)
        sums = {entry.id: self._sum(entry, values, missing, closed, entered.get(entry.id)) for entry in self.sums}
        scores = dict(sums)
        disagreements: list[str] = [name for name, value in sums.items() if value.disagrees]
        inconsistent: tuple[int, ...] = ()
        if self.program is not None:
            facts: dict[str, Known] = dict(values)
            for name in self.raw:
                facts[f"{name}.answer"] = form.answer(name)
            prorated = self._may_prorate(missing)
            for name, value in sums.items():
                facts[name] = value.bounds if value.prorated and not prorated else (value.low, value.high)
            inconsistent = self._computed(scores, facts, sums, missing, closed, prorated, entered)
            disagreements += [name for name, value in scores.items() if value.disagrees and name not in sums]
        ordered = {entry.id: scores[entry.id] for entry in self.instrument.scores if entry.id in scores}
        return ScoredForm(
            instrument=self.instrument.id,
            scores=ordered,
            items=values,
            missing=tuple(missing),
            ignored=ignored,
            disagreements=tuple(disagreements),
            inconsistent=inconsistent,
        )

    def _sum(self, entry: Score, values: dict[str, Span], missing: list[str], closed: bool, given: Any) -> ScoreValue:
        ids = entry.add or entry.mean
        if not ids:
            return self._number(entry, *_EVERYTHING, _EVERYTHING, False, [], given)
        low = high = 0.0
        answered = 0.0
        gone = [name for name in ids if name in missing]
        for name in ids:
            least, most = values[name]
            if name in entry.reverse:
                bottom, top = self.branching.spans[name]
                least, most = bottom + top - most, bottom + top - least
            low += least
            high += most
            if name not in missing:
                answered += least
        count = len(ids)
        if entry.mean and count:
            low, high = low / count, high / count
        bounds = (low, high)
        prorated = closed and 0 < len(gone) <= entry.prorate_missing and len(gone) < count
        if prorated:
            rest = count - len(gone)
            value = answered / rest
            if entry.add:
                value *= count
                value = value if entry.prorate_exact else float((2 * answered * count + rest) // (2 * rest))
            low = high = value
        return self._number(entry, low, high, bounds, prorated, gone, given)

    def _number(
        self, entry: Score, low: float, high: float, bounds: Span, prorated: bool, gone: list[str], given: Any
    ) -> ScoreValue:
        if entry.range is not None:
            # Both ends inside: a formula with unlimited amounts can pass the end of its scale.
            least, most = entry.range
            low, high = min(max(low, least), most), max(min(high, most), least)
        disagrees = False
        if given is not None:
            wanted = _bounds(given)
            low, high, disagrees = joined((low, high), wanted)
            prorated = False
        return ScoreValue(
            id=entry.id, kind="number", low=low, high=high, bounds=bounds, prorated=prorated, missing=tuple(gone),
            entered=given is not None, disagrees=disagrees, bands=bands_of(entry.bands, low, high),
            decimals=entry.decimals,
        )  # fmt: skip

    def _may_prorate(self, missing: list[str]) -> bool:
        """Whether prorated sums may go on into other scores: not where a total of them allows fewer missing items."""
        return all(
            len(self._gone(entry, missing)) <= entry.prorate_missing
            for entry in self.instrument.scores
            if entry.prorate_missing and entry.expression
        )

    def _gone(self, entry: Score, missing: list[str]) -> list[str]:
        return [name for name in missing if name in self.under[entry.id]] if missing else []

    def _computed(
        self, scores: dict[str, ScoreValue], facts: dict[str, Known], sums: dict[str, ScoreValue], missing: list[str],
        closed: bool, prorated: bool, entered: Entered,
    ) -> tuple[int, ...]:  # fmt: skip
        """Adds everything that is no plain sum to `scores`; places of the consistencies that do not hold."""
        assert self.program is not None
        derived = self.program.values(facts) if self.program.derived else {}
        taken = {
            name: joined(_pair(derived.get(name)), _bounds(entered[name]))[:2]
            for name in self.expressions
            if name in entered
        }
        if taken:
            # What rests on an entered total must read the entered one.
            facts = {**facts, **taken}
            derived = {**self.program.values(facts), **{name: derived.get(name, _EVERYTHING) for name in taken}}
        answers = self.program.answers(facts) if self.steps else ()
        for entry in self.instrument.scores:
            given = entered.get(entry.id)
            if entry.expression:
                low, high = _pair(derived.get(entry.id))
                flag = prorated and any(sums[name].prorated for name in self.reads[entry.id])
                gone = self._gone(entry, missing)
                scores[entry.id] = self._number(entry, low, high, (low, high), flag, gone, given)
            elif entry.condition:
                scores[entry.id] = self._truth(entry, derived.get(entry.id), given)
            elif entry.cascade:
                scores[entry.id] = self._category(entry, answers, bool(missing) and closed, given)
        places = range(len(self.instrument.consistency))
        return tuple(place for place in places if answers[self.steps[f"consistent:{place}"]] is False)

    def _truth(self, entry: Score, found: Known | None, given: Any) -> ScoreValue:
        truth = found if isinstance(found, bool) else None
        disagrees = isinstance(given, bool) and truth is not None and truth is not given
        if isinstance(given, bool):
            truth = None if disagrees else given
        return ScoreValue(id=entry.id, kind="truth", truth=truth, entered=given is not None, disagrees=disagrees)

    def _category(self, entry: Score, answers: tuple[Truth, ...], incomplete: bool, given: Any) -> ScoreValue:
        order = [*dict.fromkeys(step.value for step in entry.cascade), *([entry.otherwise] if entry.otherwise else [])]
        possible: list[str] = []
        for number, step in enumerate(entry.cascade):
            truth = answers[self.steps[f"{entry.id}:step:{number}"]]
            if truth is not False and step.value not in possible:
                possible.append(step.value)
            if truth is True:
                break
        else:
            if entry.otherwise is not None and entry.otherwise not in possible:
                possible.append(entry.otherwise)
        if incomplete and len(possible) > 1:
            for number, step in enumerate(entry.incomplete_at_least):
                if answers[self.steps[f"{entry.id}:least:{number}"]] is True:
                    place = order.index(step.value)
                    possible = [name for name in order[: place + 1] if name in possible or name == step.value]
                    break
        disagrees = isinstance(given, str) and given not in possible
        if isinstance(given, str):
            possible = [*possible, given] if disagrees else [given]
        return ScoreValue(
            id=entry.id,
            kind="category",
            options=tuple(reversed(possible)),
            entered=given is not None,
            disagrees=disagrees,
        )


def _bounds(given: Any) -> Span:
    if isinstance(given, Bounds):
        low, high = given.at_least, given.at_most
        return (-float("inf") if low is None else low), (float("inf") if high is None else high)
    return float(given), float(given)


_EVERYTHING = (-float("inf"), float("inf"))


def _pair(known: Known | None) -> Span:
    return known if isinstance(known, tuple) else _EVERYTHING
