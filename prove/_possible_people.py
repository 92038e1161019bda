"""Whether a person could be: written apart from what supposes people, and by other means.

Every implication of the library is read as text, parsed, and answered by the plain evaluator. Days, tests and scores
are held against one another by their own sums. What is told is a list of what cannot be; a person supposed may have
nothing in it that the person did not have before.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from waymark.knowledge.release import Release
from waymark.logic import FactType, Known, Vocabulary, check, parse
from waymark.logic.oracle import truth
from waymark.record.index import index_of

__all__ = ["Checker"]

DAYS = 30.0
# A positive test that can reach back further does not speak of the last thirty days.
LONGEST_WINDOW = 16.0


class Checker:
    """All that cannot be together, for one release."""

    def __init__(self, release: Release) -> None:
        self.release, self.facts = release, release.facts
        self.types: Mapping[str, FactType] = release.program.types
        numbers = {name: (value, None) for name, value in release.numbers.items()}
        self.constants = numbers
        self.implied: list[tuple[str, Any, str, str]] = []
        for fact in release.facts.values():
            for implication in fact.implies:
                tree = self._tree(implication.when, fact.id)
                self.implied += [(fact.id, tree, target, text) for target, text in implication.then.items()]
        self.derived = [name for name, fact in release.facts.items() if fact.derived is not None]
        self.forms = self._forms()

    def _tree(self, text: str, fact: str) -> Any:
        unit = self.types[fact].unit
        constants = {name: (value, unit) for name, (value, _) in self.constants.items()}
        return check(parse(text), Vocabulary({fact: self.types[fact]}, constants))

    def _forms(self) -> list[tuple[Any, dict[str, Any]]]:
        """Per instrument (and substance) the facts scored from it, by the score that gives each."""
        found: dict[tuple[str, str | None], dict[str, Any]] = {}
        for fact in self.facts.values():
            for scored in fact.scored:
                found.setdefault((scored.instrument, scored.subject), {})[fact.id] = scored.score
        return [
            (self.release.instruments[name], {f: next(e for e in self.release.instruments[name].scores if e.id == s)
                                              for f, s in scores.items()})
            for (name, _), scores in found.items() if len(scores) > 1
        ]  # fmt: skip

    def troubles(self, values: Mapping[str, Known]) -> set[str]:
        """Everything about these values that cannot be, each as a short text without numbers."""
        noted = [n for n in self.derived if n in values]
        plain = {n: v for n, v in values.items() if n not in noted}
        follows = self.release.program.values(plain)
        whole = {**self.release.program.values(dict(values)), **values}
        found = {f"{n} is noted against what it follows from" for n in noted if _apart(values[n], follows.get(n))}
        for source, tree, target, text in self.implied:
            if truth(tree, whole, {}) is True and _apart(whole.get(target), self._meant(target, text)):
                found.add(f"{source} implies {target}")
        for substance in self.release.substances:
            found |= self._days(substance, whole)
        found |= self._opioid_free(whole)
        for instrument, scores in self.forms:
            found |= _scores(instrument, scores, values)
        return found

    def _meant(self, target: str, text: str) -> Known | None:
        fact, text = self.facts[target], text.strip()
        if fact.type == "boolean":
            return text == "true"
        if fact.type == "category":
            return index_of(self.release).options(fact).get(text)
        low, high = fact.range or (float("-inf"), float("inf"))
        step = 1.0 if fact.type != "number" else 0.0
        for sign in (">=", "<=", "==", ">", "<"):
            if text.startswith(sign):
                limit = float(text.removeprefix(sign))
                ends = {">=": (limit, high), "<=": (low, limit), "==": (limit, limit)}
                return ends.get(sign) or ((limit + step, high) if sign == ">" else (low, limit - step))
        return (float(text), float(text))

    def _days(self, substance: str, values: Mapping[str, Known]) -> set[str]:
        """Days used of thirty, days since the last, tests and "never": could any person be so?"""
        found = set()
        days, since = values.get(f"{substance}.days_of_30"), values.get(f"{substance}.days_since_last_use")
        tested = values.get(f"{substance}.test_positive") is True
        if isinstance(days, tuple) and isinstance(since, tuple):
            least = int(max(since[0], 0))
            fits = any(
                (d == 0 and since[1] >= DAYS) or (d >= 1 and least + d <= DAYS)
                for d in range(int(days[0]), int(min(days[1], DAYS)) + 1)
            )
            if not fits:
                found.add(f"{substance}: days of use against days since")
        window = self.release.substances[substance].test_window_days
        short = (window[1] if window is not None else 3.0) <= LONGEST_WINDOW
        if tested and short and isinstance(days, tuple) and days[1] == 0:
            found.add(f"{substance}: positive test against no day of use")
        if tested and values.get(f"{substance}.used_ever") is False:
            found.add(f"{substance}: positive test against never")
        if values.get(f"{substance}.used_ever") is False:
            for name in ("days_of_30", "criteria"):
                known = values.get(f"{substance}.{name}")
                if isinstance(known, tuple) and known[0] >= 1:
                    found.add(f"{substance}: {name} against never")
        scores = {"alcohol": "ciwa_ar.total", "opioids": "cows.total"}
        score = values.get(scores.get(substance, ""))
        if values.get(f"{substance}.used_ever") is False and isinstance(score, tuple) and score[0] >= 8:
            found.add(f"{substance}: withdrawal score against never")
        return found

    def _opioid_free(self, values: Mapping[str, Known]) -> set[str]:
        free, since = values.get("opioid_free_days"), values.get("opioids.days_since_last_use")
        days = values.get("opioids.days_of_30")
        found: set[str] = set()
        if not isinstance(free, tuple):
            return found
        if isinstance(since, tuple) and free[0] > since[1]:
            found.add("days without opioids against the last use")
        if isinstance(days, tuple) and days[0] >= 1 and (free[0] >= DAYS or days[0] > DAYS - free[0]):
            found.add("days without opioids against days of use")
        if free[0] >= 1 and values.get("mat.agonist_current") is True:
            found.add("days without opioids against an agonist taken now")
        weeks = values.get("weeks_pregnant")
        if isinstance(weeks, tuple) and weeks[0] >= 1 and values.get("pregnant") is False:
            found.add("weeks pregnant against not pregnant")
        return found


def _apart(one: Known | None, other: Known | None) -> bool:
    """Both are known and nothing is left that both allow."""
    if one is None or other is None:
        return False
    if isinstance(one, bool) or isinstance(other, bool):
        return isinstance(one, bool) and isinstance(other, bool) and one is not other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return max(one[0], other[0]) > min(one[1], other[1]) + 1e-6
    return isinstance(one, int) and isinstance(other, int) and not one & other


def _scores(instrument: Any, scores: Mapping[str, Any], values: Mapping[str, Known]) -> set[str]:
    """Sums of one form: each between what its single answers and its other parts leave."""
    items = {item.id: item for item in instrument.items}
    spans = {name: _span(item) for name, item in items.items()}
    sums: dict[str, tuple[frozenset[str], tuple[float, float], float]] = {}
    for fact, entry in scores.items():
        known = values.get(fact)
        if not isinstance(known, tuple):
            continue
        if len(entry.add) == 1 and not items[entry.add[0]].bins:
            spans[entry.add[0]] = known
        elif entry.add and not entry.reverse:
            sums[fact] = (frozenset(entry.add), known, 1.0)
    found = set()
    for fact, (ids, known, _) in sums.items():
        low, high = sum(spans[i][0] for i in ids), sum(spans[i][1] for i in ids)
        if _apart(known, (low, high)):
            found.add(f"{fact} against its own items")
    for (one, (ids, known, _)), (other, (more, total, _)) in combinations(sums.items(), 2):
        if more < ids:
            one, ids, known, other, more, total = other, more, total, one, ids, known
        if ids < more:
            rest = more - ids
            low, high = sum(spans[i][0] for i in rest), sum(spans[i][1] for i in rest)
            if _apart(total, (known[0] + low, known[1] + high)):
                found.add(f"{other} against its part {one}")
    return found


def _span(item: Any) -> tuple[float, float]:
    if item.bins:
        steps = [step for _, step in item.bins]
        return min(steps), max(steps)
    if item.options:
        return min(item.options), max(item.options)
    return item.minimum or 0.0, item.maximum if item.maximum is not None else float("inf")
