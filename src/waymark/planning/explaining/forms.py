"""Scores of one form hang together: when one moves, the answers behind it move, and with them the other scores.

Answers that are facts of their own (item 9 of a depression form) are kept: a total moves only within what they allow.
"""

from collections.abc import Mapping

import msgspec

from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Item, Score
from waymark.logic import Known
from waymark.planning.explaining.ties import moved_into
from waymark.planning.situation import Situation
from waymark.record.branching import answer_span, points
from waymark.record.corrections import standing_rows
from waymark.record.documents.person import AnswerRow
from waymark.record.index import Index, index_of
from waymark.record.readings import both
from waymark.record.scored import ScoredForm, ScoreValue

__all__ = ["Forms"]

Key = tuple[str, str | None]
Answers = dict[str, float | str]


class _Form(msgspec.Struct):
    """One form of the record that facts of now were scored from."""

    row: AnswerRow
    members: dict[str, tuple[Fact, Score]]


class Forms:
    """The forms that facts of one person rest on."""

    def __init__(self, situation: Situation) -> None:
        self.index: Index = index_of(situation.prepared.release)
        self.base = situation.known.values
        self._situation = situation
        self._forms: dict[str, _Form] = {}
        self._kept: dict[tuple[str, Known, bool], dict[str, Known] | None] = {}
        notes = situation.known.notes
        scored = [n for n in self.base if n in notes and notes[n].how == "scored"]
        keys: dict[Key, list[str]] = {}
        for name in scored:
            for key in _keys(self.index.facts[name]):
                if notes[name].instrument == key[0]:
                    keys.setdefault(key, []).append(name)
        rows: dict[str, AnswerRow] | None = None
        for key, members in keys.items():
            group = self.index.by_score[key]
            if sum(map(len, group.values())) < 2:
                continue
            if rows is None:
                rows = {
                    r.id or p: r for p, r in standing_rows(situation.documents.person, situation.calendar)["answers"]
                }
            self._lay_out(key, members, rows)
        # Facts whose move may move another of the same form.
        self.shared = frozenset(self._forms)

    def _lay_out(self, key: Key, members: list[str], rows: Mapping[str, AnswerRow]) -> None:
        notes = self._situation.known.notes
        row = next((rows[r] for m in members for r in notes[m].rows if r in rows), None)
        if row is None:
            return
        entries = {entry.id: entry for entry in self.index.release.instruments[key[0]].scores}
        form = _Form(row, {})
        for score, facts in self.index.by_score[key].items():
            for fact in facts:
                # What is known from elsewhere is not this form's.
                if fact.id not in self.base or fact.id in members:
                    form.members[fact.id] = (fact, entries[score])
                    self._forms[fact.id] = form

    def follow(self, name: str, fixed: Mapping[str, Known]) -> dict[str, Known] | None:
        """Values the other facts of the form take on once this one has its new value; None where no form has it."""
        value = fixed[name]
        key = (name, value, isinstance(value, bool))
        if key not in self._kept:
            self._kept[key] = self._follow(self._forms[name], name, value)
        return self._kept[key]

    def _follow(self, form: _Form, name: str, value: Known) -> dict[str, Known] | None:
        if not any(isinstance(answer, int | float) for answer in form.row.items.values()):
            return self._follow_entered(form, name, value)
        found = _Search(self, form, name, value).run()
        if found is None:
            return None
        changed: dict[str, Known] = {}
        for other, (fact, entry) in form.members.items():
            if other == name:
                continue
            now = self.known(fact, found.scores.get(entry.id))
            if now is not None and now != self.base.get(other):
                changed[other] = now
        return changed

    def _follow_entered(self, form: _Form, name: str, value: Known) -> dict[str, Known] | None:
        """Only results were taken over: the others stay where the new one allows it."""
        fact, entry = form.members[name]
        entered = {entry.id: _as_entered(fact, value)}
        scored = self.index.scorer(form.row.instrument).score(form.row.items, form.row.closed, entered)
        if scored.disagreements:
            return None
        changed: dict[str, Known] = {}
        for other, (known_fact, score) in form.members.items():
            old, now = self.base.get(other), self.known(known_fact, scored.scores.get(score.id))
            if other != name and old is not None and now is not None and both(old, now) is None:
                changed[other] = moved_into(old, now)
        return changed

    def known(self, fact: Fact, score: ScoreValue | None) -> Known | None:
        """What a score says of a fact."""
        if score is None:
            return None
        if score.kind == "truth":
            return score.truth
        if score.kind == "category":
            mask = 0
            for option in score.options:
                mask |= self.index.options(fact).get(option, 0)
            return mask or None
        return (score.low, score.high)

    def kept_items(self, form: _Form, name: str) -> set[str]:
        """Items that are facts of their own and known: they stay as they are."""
        found = set()
        for other, (_, entry) in form.members.items():
            item = single_item(entry)
            if other != name and item is not None and other in self.base:
                found.add(item)
        return found


class _Search:
    """Looks for answers near those given at which one score has its new value."""

    def __init__(self, forms: Forms, form: _Form, name: str, value: Known) -> None:
        self.forms, self.form, self.name, self.value = forms, form, name, value
        self.fact, self.entry = form.members[name]
        self.scorer = forms.index.scorer(form.row.instrument)
        self.given: Answers = dict(form.row.items)
        old = forms.base.get(name)
        exact = old is not None and (not isinstance(old, tuple) or old[0] == old[1])
        kept = forms.kept_items(form, name)
        answered = {n for n, a in self.given.items() if isinstance(a, int | float)}
        # What is still to be found out lies in the items that are missing.
        self.free = [n for n in self.scorer.items if n not in kept and (exact or n not in answered)]
        read_by_others = {i for o, (_, e) in form.members.items() if o != name for i in self.items_of(e)}
        self.free.sort(key=lambda n: n in read_by_others)

    def items_of(self, entry: Score) -> tuple[str, ...]:
        return entry.add or entry.mean or tuple(self.scorer.under.get(entry.id, ()))

    def run(self) -> ScoredForm | None:
        item = single_item(self.entry)
        if item is not None:
            value = self.value[0] if isinstance(self.value, tuple) else 0.0
            return self.tried({**self.given, item: value})
        if self.entry.add or self.entry.mean:
            return self.tried(self.summed(self.entry, self.value))
        if self.entry.expression:
            items = [n for n in self.scorer.items if n in self.scorer.under[self.entry.id]]
            return self.tried(self.summed(msgspec.structs.replace(self.entry, add=tuple(items)), self.value))
        return self.by_sum() or self.by_item()

    def tried(self, answers: Answers | None) -> ScoredForm | None:
        """The form with these answers, if the score comes out as wanted."""
        if answers is None:
            return None
        row = self.form.row
        entered = {n: v for n, v in row.scores.items() if n != self.entry.id}
        scored = self.scorer.score(answers, row.closed, entered)
        if scored.disagreements:
            return None
        found = self.forms.known(self.fact, scored.scores.get(self.entry.id))
        if isinstance(found, tuple) and isinstance(self.value, tuple):
            return scored if max(abs(a - b) for a, b in zip(found, self.value, strict=True)) < 0.01 else None
        return scored if found is not None and both(found, self.value) == found else None

    def by_sum(self) -> ScoredForm | None:
        """A result that is read off a total: the nearest total that gives it."""
        for name in self.scorer.reads.get(self.entry.id, ()):
            entry = next(e for e in self.scorer.sums if e.id == name)
            now = self.scorer.score(self.given, self.form.row.closed).scores[name]
            low, high = entry.range or now.bounds
            for total in sorted(range(int(low), int(high) + 1), key=lambda t: abs(t - now.low)):
                found = self.tried(self.summed(entry, (float(total), float(total))))
                if found is not None:
                    return found
        return None

    def by_item(self) -> ScoredForm | None:
        """A result that is read off items: one answer that changes it."""
        under = self.scorer.under.get(self.entry.id, frozenset())
        for name in self.free:
            if name in under:
                for answer in _answers(self.scorer.items[name]):
                    found = self.tried({**self.given, name: answer})
                    if found is not None:
                        return found
        return None

    def summed(self, entry: Score, value: Known) -> Answers | None:
        """Answers with this sum, as few and as little changed as goes, in the order in which they may move."""
        if not isinstance(value, tuple) or value[0] != value[1]:
            return None
        ids = entry.add or entry.mean
        wanted = value[0] * (len(ids) if entry.mean else 1)
        answers: Answers = dict(self.given)
        spans = self.scorer.branching.spans
        counts: dict[str, float] = {}
        for name in ids:
            answer = answers.get(name)
            if not isinstance(answer, int | float):
                answer = answers[name] = spans[name][1] if name in entry.reverse else spans[name][0]
            counts[name] = self.count(entry, name, answer)
        gap = round(wanted - sum(counts.values()), 3)
        for name in self.free:
            if name not in counts or gap == 0:
                continue
            options = [(a, self.count(entry, name, a) - counts[name]) for a in _answers(self.scorer.items[name])]
            fitting = [(a, d) for a, d in options if d * gap >= 0 and abs(d) <= abs(gap) + 1e-6]
            answer, step = max(fitting, key=lambda option: abs(option[1]), default=(None, 0.0))
            if answer is not None and step:
                answers[name] = answer
                gap = round(gap - step, 3)
        return answers if abs(gap) < 0.01 else None

    def count(self, entry: Score, name: str, answer: float) -> float:
        item = self.scorer.items[name]
        value = points(item, answer)
        low, high = self.scorer.branching.spans[name]
        return low + high - value if name in entry.reverse else value


def single_item(entry: Score) -> str | None:
    """The one item a score is the answer to."""
    if len(entry.add) == 1:
        return entry.add[0]
    expression = entry.expression or ""
    return expression.removesuffix(".answer") if expression.endswith(".answer") and " " not in expression else None


def _keys(fact: Fact) -> list[Key]:
    return [(scored.instrument, scored.subject) for scored in fact.scored]


def _answers(item: Item) -> list[float]:
    """The answers an item can have; of days that count in steps, the first of each."""
    if item.bins:
        return [first for first, _ in item.bins]
    if item.options:
        return list(item.options)
    low, high = answer_span(item)
    return [float(v) for v in range(int(low), int(min(high, low + 400)) + 1)]


def _as_entered(fact: Fact, value: Known):  # type: ignore[no-untyped-def]
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return value[0]
    return next(o.id for place, o in enumerate(fact.options) if value >> place & 1)
